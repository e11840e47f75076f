/** Making a classic load balancer: in a vSwitch, or facing the Internet (alibaba-cloud-api §7.1). */
import { freeAddresses, isFree, takeAddress } from '../../addresses.ts';
import { formatAddress, parseAddress } from '../../cidr.ts';
import { ApiError } from '../../errors.ts';
import type { Context, Handler, Params } from '../../handler.ts';
import { readTags } from '../../tags.ts';
import type { Clb, VSwitch, World } from '../../world.ts';

type CreateParams = Params<'slb.CreateLoadBalancer'>;

/** Addresses on the Internet come from a range that is kept for documents (RFC 5737). */
const FIRST_PUBLIC_ADDRESS = '203.0.113.1';

export const createLoadBalancer: Handler<'slb.CreateLoadBalancer'> = (world, params, context) => {
  const vSwitch = params.VSwitchId ? readVSwitch(world, params, context) : undefined;
  const internal = params.AddressType ? params.AddressType.toLowerCase() === 'intranet' : vSwitch !== undefined;
  if (internal && vSwitch === undefined) {
    throw new ApiError('MissingParameter', 'The parameter VSwitchId is required for an intranet load balancer.', {
      status: 400,
    });
  }
  const { masterZoneId, standbyZoneId } = readZones(world, params, vSwitch, context);
  const tags = readTags(params.Tag, context.account.quotas.tagsPerResource);
  context.proceed();
  const { ids, regionId, account } = context;
  const id = ids.regional('lb', regionId);
  const address = internal ? vSwitch && takeAddress(vSwitch, id, params.Address || undefined) : publicAddress(world);
  const clb: Clb = {
    kind: 'clb',
    id,
    regionId,
    accountId: account.id,
    vpcId: internal ? (vSwitch?.vpcId ?? '') : '',
    vSwitchId: internal ? (vSwitch?.id ?? '') : '',
    name: params.LoadBalancerName || id,
    internal,
    deletionProtected: params.DeleteProtection?.toLowerCase() === 'on',
    createdAt: context.now(),
    tags,
    listeners: new Map(),
    address: address ?? '',
    networkType: internal ? 'vpc' : 'classic',
    masterZoneId,
    ...(standbyZoneId !== undefined && { standbyZoneId }),
    payType: params.PayType === 'PrePay' ? 'PrePay' : 'PayOnDemand',
    status: 'active',
  };
  world.balancers.set(id, clb);
  world.touch('balancer', id);
  world.touch('vSwitch', clb.vSwitchId);
  return {
    Address: clb.address,
    AddressIPVersion: 'ipv4',
    LoadBalancerId: id,
    LoadBalancerName: clb.name,
    NetworkType: clb.networkType,
    OrderId: Number(ids.order()),
    ResourceGroupId: params.ResourceGroupId ?? '',
    VSwitchId: clb.vSwitchId,
    VpcId: clb.vpcId,
  };
};

function readVSwitch(world: World, params: CreateParams, { account, regionId }: Context): VSwitch {
  const vSwitch = world.vSwitches.get(params.VSwitchId ?? '');
  const vpc = world.vpcs.get(vSwitch?.vpcId ?? '');
  const own = vpc !== undefined && vpc.accountId === account.id && vpc.regionId === regionId;
  if (vSwitch === undefined || !own || (params.VpcId && params.VpcId !== vpc.id)) {
    throw new ApiError('InvalidVSwitchId.NotFound', `The vSwitch ${params.VSwitchId} does not exist in ${regionId}.`, {
      status: 404,
    });
  }
  if (params.Address ? !isFree(vSwitch, params.Address) : freeAddresses(vSwitch) === 0) {
    throw new ApiError(
      'InvalidAddress.NotAvailable',
      `The vSwitch ${vSwitch.id} has no free address ${params.Address || 'left'}.`,
      { status: 400 },
    );
  }
  return vSwitch;
}

/** The master zone is the vSwitch's own unless another is asked for; the standby is the region's next. */
function readZones(
  world: World,
  params: CreateParams,
  vSwitch: VSwitch | undefined,
  { regionId }: Context,
): { masterZoneId: string; standbyZoneId: string | undefined } {
  const zones = world.regions.get(regionId)?.zoneIds ?? [];
  const masterZoneId = params.MasterZoneId || vSwitch?.zoneId || zones[0] || '';
  const standbyZoneId = params.SlaveZoneId || zones.find((zone) => zone !== masterZoneId);
  for (const zone of [masterZoneId, standbyZoneId]) {
    if (zone === undefined || zones.includes(zone)) continue;
    throw new ApiError('InvalidZoneId.NotFound', `The zone ${zone} is not one of ${regionId}.`, { status: 404 });
  }
  if (masterZoneId === standbyZoneId) {
    throw new ApiError('InvalidParameter', 'MasterZoneId and SlaveZoneId must be two zones.', { status: 400 });
  }
  return { masterZoneId, standbyZoneId };
}

function publicAddress(world: World): string {
  const taken = new Set([...world.balancers.values()].map((one) => (one.kind === 'clb' ? one.address : '')));
  let next = parseAddress(FIRST_PUBLIC_ADDRESS) ?? 0;
  while (taken.has(formatAddress(next))) next++;
  return formatAddress(next);
}
