/** vSwitches: each in one zone for life (alibaba-cloud-api §3). */
import { freeAddresses } from '../../addresses.ts';
import type { Ending } from '../../changes.ts';
import { contains, overlaps, parseCidr } from '../../cidr.ts';
import { ApiError } from '../../errors.ts';
import { is, isOneOf } from '../../filters.ts';
import { formatTime } from '../../format.ts';
import type { Context, Handler } from '../../handler.ts';
import { pageByNumber } from '../../paging.ts';
import { fitsTags, readTags, showTags } from '../../tags.ts';
import type { Vpc, VSwitch, World } from '../../world.ts';
import { checkText } from './check.ts';
import { ownVpcs, PAGE_LIMIT, routeTableOf, unknownVpc } from './networks.ts';

const LARGEST_MASK = 29;
const SMALLEST_MASK = 16;

export const describeVSwitches: Handler<'vpc.DescribeVSwitches'> = (world, params, context) => {
  const found = ownVSwitches(world, context).filter(
    ({ vSwitch }) =>
      isOneOf(params.VSwitchId, vSwitch.id) &&
      is(params.VpcId, vSwitch.vpcId) &&
      is(params.ZoneId, vSwitch.zoneId) &&
      is(params.VSwitchName, vSwitch.name) &&
      is(params.IsDefault, false) &&
      fitsTags(vSwitch.tags, params.Tag),
  );
  const { items, ...page } = pageByNumber(found, params, PAGE_LIMIT);
  return { ...page, VSwitches: { VSwitch: items.map(({ vSwitch, vpc }) => show(vSwitch, vpc)) } };
};

/** An unknown id gives empty fields, or an error: a switch. */
export const describeVSwitchAttributes: Handler<'vpc.DescribeVSwitchAttributes'> = (world, { VSwitchId }, context) => {
  const found = ownVSwitches(world, context).find(({ vSwitch }) => vSwitch.id === VSwitchId);
  if (found !== undefined) return show(found.vSwitch, found.vpc);
  if (context.switches.unknownVSwitch === 'empty') {
    return { VSwitchId: '', VpcId: '', ZoneId: '', CidrBlock: '', Status: '' };
  }
  throw unknownVSwitch(VSwitchId);
};

export const createVSwitch: Handler<'vpc.CreateVSwitch'> = (world, params, context) => {
  const vpc = ownVpcs(world, context).find((one) => one.id === params.VpcId);
  if (vpc === undefined) throw unknownVpc(params.VpcId);
  if (vpc.status !== 'Available') {
    throw new ApiError('IncorrectVpcStatus', `The VPC ${vpc.id} is ${vpc.status}, not Available.`);
  }
  if (!world.regions.get(vpc.regionId)?.zoneIds.includes(params.ZoneId)) {
    throw new ApiError('InvalidZoneId.NotFound', `The zone ${params.ZoneId} is not one of ${vpc.regionId}.`, {
      status: 404,
    });
  }
  checkText('InvalidVSwitchName.Malformed', 'VSwitchName', params.VSwitchName);
  checkText('InvalidVSwitchDiscription.Malformed', 'Description', params.Description); // spelt so by the service
  checkRange(world, vpc, params.CidrBlock);
  const tags = readTags(params.Tag, context.account.quotas.tagsPerResource);
  context.proceed();
  const vSwitch: VSwitch = {
    id: context.ids.regional('vsw', vpc.regionId),
    vpcId: vpc.id,
    zoneId: params.ZoneId,
    name: params.VSwitchName ?? '',
    description: params.Description ?? '',
    cidr: params.CidrBlock,
    status: 'Pending',
    createdAt: context.now(),
    tags,
    used: new Map(),
    occupied: 0,
  };
  world.vSwitches.set(vSwitch.id, vSwitch);
  world.touch('vSwitch', vSwitch.id);
  context.after('vSwitch.create', vSwitch.id);
  return { VSwitchId: vSwitch.id };
};

export const vSwitchCreated: Ending<'vSwitch.create'> = (world, vSwitchId) => {
  const vSwitch = world.vSwitches.get(vSwitchId);
  if (vSwitch === undefined) return;
  vSwitch.status = 'Available';
  world.touch('vSwitch', vSwitchId);
};

export const deleteVSwitch: Handler<'vpc.DeleteVSwitch'> = (world, { VSwitchId }, context) => {
  const found = ownVSwitches(world, context).find(({ vSwitch }) => vSwitch.id === VSwitchId);
  if (found === undefined) throw unknownVSwitch(VSwitchId);
  const [user] = found.vSwitch.used.values();
  if (user !== undefined) {
    throw new ApiError('DependencyViolation', `The vSwitch ${VSwitchId} is still used by ${user}.`);
  }
  context.proceed();
  world.vSwitches.delete(VSwitchId);
  world.touch('vSwitch', VSwitchId);
  return {};
};

function ownVSwitches(world: World, context: Context): { vSwitch: VSwitch; vpc: Vpc }[] {
  const vpcs = new Map(ownVpcs(world, context).map((vpc) => [vpc.id, vpc]));
  return [...world.vSwitches.values()].flatMap((vSwitch) => {
    const vpc = vpcs.get(vSwitch.vpcId);
    return vpc === undefined ? [] : [{ vSwitch, vpc }];
  });
}

function unknownVSwitch(id: string): ApiError {
  return new ApiError('InvalidVSwitchId.NotFound', `The vSwitch ${id} does not exist.`);
}

function checkRange(world: World, vpc: Vpc, text: string): void {
  const range = parseCidr(text);
  const bits = Number(text.split('/')[1]);
  if (range === undefined) {
    throw new ApiError('InvalidCidrBlock.Malformed', `The range "${text}" is not an IPv4 network.`);
  }
  if (bits < SMALLEST_MASK || bits > LARGEST_MASK) {
    const message = `The range ${text} is not from /${SMALLEST_MASK} to /${LARGEST_MASK}.`;
    throw new ApiError('InvalidCirdrBlock.MaskLength', message); // spelt so by the service
  }
  const outer = [vpc.cidr, ...vpc.secondaryCidrs].flatMap((cidr) => parseCidr(cidr) ?? []);
  if (!outer.some((one) => contains(one, range))) {
    throw new ApiError('InvalidParameter', `The range ${text} is not within ${vpc.cidr} of VPC ${vpc.id}.`, {
      status: 400,
    });
  }
  for (const other of world.vSwitches.values()) {
    const taken = other.vpcId === vpc.id ? parseCidr(other.cidr) : undefined;
    if (taken !== undefined && overlaps(taken, range)) {
      throw new ApiError(
        'InvalidCidrBlock.Overlapped',
        `The range ${text} overlaps ${other.cidr} of vSwitch ${other.id}.`,
      );
    }
  }
}

function show(vSwitch: VSwitch, vpc: Vpc) {
  return {
    AvailableIpAddressCount: freeAddresses(vSwitch),
    CidrBlock: vSwitch.cidr,
    CreationTime: formatTime(vSwitch.createdAt),
    Description: vSwitch.description,
    EnabledIpv6: false,
    Ipv6CidrBlock: '',
    IsDefault: false,
    NetworkAclId: '',
    OwnerId: Number(vpc.accountId),
    ResourceGroupId: '',
    RouteTable: { RouteTableId: routeTableOf(vpc), RouteTableType: 'System' },
    ShareType: '',
    Status: vSwitch.status,
    Tags: { Tag: showTags(vSwitch.tags) },
    VSwitchId: vSwitch.id,
    VSwitchName: vSwitch.name,
    VpcId: vSwitch.vpcId,
    ZoneId: vSwitch.zoneId,
  };
}
