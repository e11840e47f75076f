/** VPCs (alibaba-cloud-api §3). */

import type { Ending } from '../../changes.ts';
import { ApiError } from '../../errors.ts';
import { is, isOneOf } from '../../filters.ts';
import { formatTime } from '../../format.ts';
import type { Context, Handler } from '../../handler.ts';
import { pageByNumber } from '../../paging.ts';
import { fitsTags, readTags, showTags } from '../../tags.ts';
import type { Vpc, World } from '../../world.ts';
import { checkText, checkVpcRange } from './check.ts';

export const PAGE_LIMIT = 50;

export const describeVpcs: Handler<'vpc.DescribeVpcs'> = (world, params, context) => {
  const found = ownVpcs(world, context).filter(
    (vpc) =>
      isOneOf(params.VpcId, vpc.id) &&
      is(params.VpcName, vpc.name) &&
      is(params.IsDefault, false) &&
      fitsTags(vpc.tags, params.Tag),
  );
  const { items, ...page } = pageByNumber(found, params, PAGE_LIMIT);
  return {
    ...page,
    Vpcs: {
      Vpc: items.map((vpc) => ({
        ...show(vpc),
        CenStatus: 'Detached',
        NatGatewayIds: { NatGatewayIds: [] },
        RouterTableIds: { RouterTableIds: [routeTableOf(vpc)] },
        VSwitchIds: { VSwitchId: vSwitchesIn(world, vpc) },
      })),
    },
  };
};

/** An unknown id gives empty fields, or an error: a switch. */
export const describeVpcAttribute: Handler<'vpc.DescribeVpcAttribute'> = (world, { VpcId }, context) => {
  const vpc = ownVpcs(world, context).find((one) => one.id === VpcId);
  if (vpc !== undefined) {
    return {
      ...show(vpc),
      AssociatedCens: { AssociatedCen: [] },
      AssociatedPropagationSources: { AssociatedPropagationSources: [] },
      ClassicLinkEnabled: false,
      CloudResources: { CloudResourceSetType: cloudResources(world, vpc) },
      Ipv4GatewayId: '',
      SupportIpv4Gateway: false,
      VSwitchIds: { VSwitchId: vSwitchesIn(world, vpc) },
    };
  }
  if (context.switches.unknownVSwitch === 'empty') return { VpcId: '', CidrBlock: '', Status: '' };
  throw unknownVpc(VpcId);
};

export const createVpc: Handler<'vpc.CreateVpc'> = (world, params, context) => {
  const cidr = params.CidrBlock || '172.16.0.0/12';
  checkVpcRange(cidr);
  checkText('InvalidVpcName.Malformed', 'VpcName', params.VpcName);
  checkText('InvalidVpcDiscription.Malformed', 'Description', params.Description); // spelt so by the service
  const tags = readTags(params.Tag, context.account.quotas.tagsPerResource);
  context.proceed();
  const { regionId, account } = context;
  const vpc: Vpc = {
    id: context.ids.regional('vpc', regionId),
    regionId,
    accountId: account.id,
    name: params.VpcName ?? '',
    description: params.Description ?? '',
    cidr,
    secondaryCidrs: [],
    status: 'Pending',
    createdAt: context.now(),
    tags,
  };
  world.vpcs.set(vpc.id, vpc);
  world.touch('vpc', vpc.id);
  context.after('vpc.create', vpc.id);
  return { VpcId: vpc.id, VRouterId: routerOf(vpc), RouteTableId: routeTableOf(vpc), ResourceGroupId: '' };
};

export const vpcCreated: Ending<'vpc.create'> = (world, vpcId) => {
  const vpc = world.vpcs.get(vpcId);
  if (vpc === undefined) return;
  vpc.status = 'Available';
  world.touch('vpc', vpcId);
};

export const deleteVpc: Handler<'vpc.DeleteVpc'> = (world, { VpcId }, context) => {
  const vpc = ownVpcs(world, context).find((one) => one.id === VpcId);
  if (vpc === undefined) throw unknownVpc(VpcId);
  const [vSwitch] = vSwitchesIn(world, vpc);
  if (vSwitch !== undefined) {
    throw new ApiError('DependencyViolation.VSwitch', `The VPC ${vpc.id} still has the vSwitch ${vSwitch}.`);
  }
  const [group] = idsIn(world.securityGroups.values(), vpc);
  if (group !== undefined) {
    throw new ApiError('DependencyViolation.SecurityGroup', `The VPC ${vpc.id} still has the security group ${group}.`);
  }
  context.proceed();
  world.vpcs.delete(vpc.id);
  world.touch('vpc', vpc.id);
  return {};
};

export function ownVpcs(world: World, { regionId, account }: Context): Vpc[] {
  return [...world.vpcs.values()].filter((vpc) => vpc.regionId === regionId && vpc.accountId === account.id);
}

export function unknownVpc(id: string): ApiError {
  return new ApiError('InvalidVpcId.NotFound', `The VPC ${id} does not exist.`);
}

export function routeTableOf(vpc: Vpc): string {
  return `vtb-${vpc.id.slice(4)}`;
}

function routerOf(vpc: Vpc): string {
  return `vrt-${vpc.id.slice(4)}`;
}

function vSwitchesIn(world: World, vpc: Vpc): string[] {
  return idsIn(world.vSwitches.values(), vpc);
}

function idsIn(things: Iterable<{ id: string; vpcId: string }>, vpc: Vpc): string[] {
  return [...things].filter((thing) => thing.vpcId === vpc.id).map((thing) => thing.id);
}

function cloudResources(world: World, vpc: Vpc): { ResourceType: string; ResourceCount: number }[] {
  const count = (things: Iterable<{ id: string; vpcId: string }>) => idsIn(things, vpc).length;
  return [
    { ResourceType: 'VSwitch', ResourceCount: count(world.vSwitches.values()) },
    { ResourceType: 'SecurityGroup', ResourceCount: count(world.securityGroups.values()) },
    { ResourceType: 'SLB', ResourceCount: count(world.balancers.values()) },
  ];
}

function show(vpc: Vpc) {
  return {
    CidrBlock: vpc.cidr,
    CreationTime: formatTime(vpc.createdAt),
    Description: vpc.description,
    DhcpOptionsSetId: '',
    DhcpOptionsSetStatus: 'Available',
    DnsHostnameStatus: 'DISABLED',
    EnabledIpv6: false,
    Ipv6CidrBlock: '',
    Ipv6CidrBlocks: { Ipv6CidrBlock: [] },
    IsDefault: false,
    OwnerId: Number(vpc.accountId),
    RegionId: vpc.regionId,
    ResourceGroupId: '',
    SecondaryCidrBlocks: { SecondaryCidrBlock: vpc.secondaryCidrs },
    Status: vpc.status,
    Tags: { Tag: showTags(vpc.tags) },
    UserCidrs: { UserCidr: [] },
    VRouterId: routerOf(vpc),
    VpcId: vpc.id,
    VpcName: vpc.name,
  };
}
