/** ECS 2014-05-26, security groups only (alibaba-cloud-api §4). No published rates in the reference. */
import * as z from 'zod';
import { type Action, takes } from './action.ts';
import { done, id, type Tag, type TokenPage, text, tokenPage, wrapped, wrappedTags } from './fields.ts';

const common = {
  product: 'ecs',
  version: '2014-05-26',
  style: 'RPC',
  method: 'POST',
  pathname: '/',
  params: 'query',
  regional: true,
} as const;
const read = { ...common, access: 'read' } as const;
const write = { ...common, access: 'write' } as const;

/** One rule, as it is sent. `PortRange` reads `6443/6443`, or `-1/-1` for all; `Priority` 1 to 100. */
export interface PermissionRequest {
  readonly IpProtocol: string;
  readonly PortRange: string;
  readonly SourceCidrIp?: string;
  readonly Policy?: string;
  readonly Priority?: string;
  readonly NicType?: string;
  readonly Description?: string;
}

export const ecs = {
  CreateSecurityGroup: {
    ...write,
    ram: 'ecs:CreateSecurityGroup',
    request: takes<{
      readonly VpcId: string;
      readonly SecurityGroupName?: string;
      readonly SecurityGroupType?: 'normal' | 'enterprise';
      readonly Description?: string;
      readonly ResourceGroupId?: string;
      readonly Tag?: readonly Tag[];
      readonly ClientToken?: string;
    }>(),
    response: z.object({ SecurityGroupId: id }),
  },
  DescribeSecurityGroups: {
    ...read,
    ram: 'ecs:DescribeSecurityGroups',
    paging: { by: 'token', items: 'SecurityGroups' },
    request: takes<
      TokenPage & {
        readonly VpcId?: string;
        readonly SecurityGroupId?: string;
        /** JSON text, for example `["sg-1","sg-2"]`. */
        readonly SecurityGroupIds?: string;
        readonly SecurityGroupName?: string;
        readonly Tag?: readonly Tag[];
      }
    >(),
    response: z.object({
      ...tokenPage,
      SecurityGroups: wrapped(
        'SecurityGroup',
        z.object({
          SecurityGroupId: id,
          SecurityGroupName: text,
          SecurityGroupType: text,
          Description: text,
          VpcId: text,
          CreationTime: text,
          Tags: wrappedTags,
        }),
      ),
    }),
  },
  DescribeSecurityGroupAttribute: {
    ...read,
    ram: 'ecs:DescribeSecurityGroupAttribute',
    paging: { by: 'token', items: 'Permissions' },
    request: takes<
      TokenPage & {
        readonly SecurityGroupId: string;
        readonly Direction?: 'ingress' | 'egress' | 'all';
        readonly NicType?: string;
      }
    >(),
    response: z.object({
      NextToken: text,
      SecurityGroupId: text,
      SecurityGroupName: text,
      VpcId: text,
      Permissions: wrapped(
        'Permission',
        z.object({
          SecurityGroupRuleId: text,
          Direction: text,
          IpProtocol: text,
          PortRange: text,
          SourceCidrIp: text,
          Ipv6SourceCidrIp: text,
          SourceGroupId: text,
          SourcePrefixListId: text,
          SourcePortRange: text,
          PortRangeListId: text,
          DestCidrIp: text,
          Policy: text,
          Priority: z.union([z.string(), z.number().transform(String)]).optional(),
          NicType: text,
          Description: text,
        }),
      ),
    }),
  },
  AuthorizeSecurityGroup: {
    ...write,
    ram: 'ecs:AuthorizeSecurityGroup',
    request: takes<{
      readonly SecurityGroupId: string;
      readonly Permissions: readonly PermissionRequest[];
      readonly ClientToken?: string;
    }>(),
    response: done,
  },
  RevokeSecurityGroup: {
    ...write,
    ram: 'ecs:RevokeSecurityGroup',
    /** Rules are named by id, or described as they were sent. */
    request: takes<{
      readonly SecurityGroupId: string;
      readonly SecurityGroupRuleId?: readonly string[];
      readonly Permissions?: readonly PermissionRequest[];
      readonly ClientToken?: string;
    }>(),
    response: done,
  },
  DeleteSecurityGroup: {
    ...write,
    ram: 'ecs:DeleteSecurityGroup',
    request: takes<{ readonly SecurityGroupId: string }>(),
    response: done,
  },
} as const satisfies Record<string, Action>;
