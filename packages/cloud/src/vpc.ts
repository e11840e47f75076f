/** VPC 2016-04-28 (alibaba-cloud-api §3). Older, doubly nested lists; no published rates in the reference. */
import * as z from 'zod';
import { type Action, takes } from './action.ts';
import { count, flag, id, type NumberPage, numberPage, type Tag, text, wrapped, wrappedTags } from './fields.ts';

const read = {
  product: 'vpc',
  version: '2016-04-28',
  style: 'RPC',
  method: 'POST',
  pathname: '/',
  params: 'query',
  regional: true,
  access: 'read',
} as const;

export const vpc = {
  DescribeVpcs: {
    ...read,
    ram: 'vpc:DescribeVpcs',
    paging: { by: 'number', items: 'Vpcs' },
    request: takes<
      NumberPage & { readonly VpcId?: string; readonly VpcName?: string; readonly Tag?: readonly Tag[] }
    >(),
    /** Status: Pending, Available. */
    response: z.object({
      ...numberPage,
      Vpcs: wrapped(
        'Vpc',
        z.object({
          VpcId: id,
          VpcName: text,
          RegionId: text,
          Status: text,
          CidrBlock: text,
          SecondaryCidrBlocks: wrapped('SecondaryCidrBlock', z.string()),
          UserCidrs: wrapped('UserCidr', z.string()),
          OwnerId: count,
          IsDefault: flag,
          Tags: wrappedTags,
        }),
      ),
    }),
  },
  DescribeVSwitches: {
    ...read,
    ram: 'vpc:DescribeVSwitches',
    paging: { by: 'number', items: 'VSwitches' },
    request: takes<
      NumberPage & {
        readonly VSwitchId?: string;
        readonly VpcId?: string;
        readonly ZoneId?: string;
        readonly Tag?: readonly Tag[];
      }
    >(),
    /** Status: Pending, Available. `ZoneId` is the zone of the vSwitch for life. */
    response: z.object({
      ...numberPage,
      VSwitches: wrapped(
        'VSwitch',
        z.object({
          VSwitchId: id,
          VSwitchName: text,
          VpcId: id,
          ZoneId: id,
          Status: text,
          CidrBlock: text,
          AvailableIpAddressCount: count,
          Tags: wrappedTags,
        }),
      ),
    }),
  },
} as const satisfies Record<string, Action>;
