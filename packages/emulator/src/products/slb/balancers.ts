/** Classic load balancers (alibaba-cloud-api §7.1). */
import { serviceInFront } from '../../balancers.ts';
import { ApiError } from '../../errors.ts';
import { is, isOneOf } from '../../filters.ts';
import { formatTime } from '../../format.ts';
import type { Context, Handler } from '../../handler.ts';
import { pageByNumber } from '../../paging.ts';
import { fitsTags, showTagKeys } from '../../tags.ts';
import type { Clb, World } from '../../world.ts';

const PAGE_LIMIT = 100;

/** Any two zones of a region go together as master and standby; the vendor offers fixed pairs. */
export const describeZones: Handler<'slb.DescribeZones'> = (world, _params, { regionId }) => {
  const zones = (world.regions.get(regionId)?.zoneIds ?? []).map((id) => ({ LocalName: id, ZoneId: id }));
  return {
    Zones: {
      Zone: zones.map((zone) => ({ ...zone, SlaveZones: { SlaveZone: zones.filter((other) => other !== zone) } })),
    },
  };
};

export const describeLoadBalancers: Handler<'slb.DescribeLoadBalancers'> = (world, params, context) => {
  const found = ownClbs(world, context).filter(
    (clb) =>
      isOneOf(params.LoadBalancerId, clb.id) &&
      is(params.LoadBalancerName, clb.name) &&
      is(params.LoadBalancerStatus, clb.status) &&
      is(params.Address, clb.address) &&
      is(params.AddressType, addressType(clb)) &&
      is(params.NetworkType, clb.networkType) &&
      is(params.PayType, clb.payType) &&
      is(params.MasterZoneId, clb.masterZoneId) &&
      is(params.SlaveZoneId, clb.standbyZoneId ?? '') &&
      is(params.VpcId, clb.vpcId) &&
      is(params.VSwitchId, clb.vSwitchId) &&
      fitsTags(clb.tags, params.Tag),
  );
  const { items, ...page } = pageByNumber(found, params, PAGE_LIMIT);
  return {
    ...page,
    LoadBalancers: {
      LoadBalancer: items.map((clb) => ({
        ...show(clb),
        InternetChargeTypeAlias: 'paybytraffic',
        SlaveZoneId: clb.standbyZoneId,
      })),
    },
  };
};

export const describeLoadBalancerAttribute: Handler<'slb.DescribeLoadBalancerAttribute'> = (
  world,
  { LoadBalancerId },
  context,
) => {
  const clb = ownClb(world, LoadBalancerId, context);
  const listeners = [...clb.listeners.values()];
  return {
    ...show(clb),
    SlaveZoneId: clb.standbyZoneId,
    BackendServers: { BackendServer: [] },
    ListenerPorts: { ListenerPort: listeners.map((listener) => listener.port) },
    ListenerPortsAndProtocal: {
      ListenerPortAndProtocal: listeners.map(({ port, protocol }) => ({
        ListenerPort: port,
        ListenerProtocal: protocol,
      })),
    },
    ListenerPortsAndProtocol: {
      ListenerPortAndProtocol: listeners.map(({ description, port, protocol }) => ({
        Description: description,
        ListenerForward: 'off',
        ListenerPort: port,
        ListenerProtocol: protocol,
      })),
    },
  };
};

export const setLoadBalancerStatus: Handler<'slb.SetLoadBalancerStatus'> = (world, params, context) => {
  const clb = ownClb(world, params.LoadBalancerId, context);
  const status = params.LoadBalancerStatus;
  if (status !== 'active' && status !== 'inactive') {
    throw new ApiError(
      'InvalidParameter',
      `The parameter LoadBalancerStatus must be active or inactive, not "${status}".`,
      { status: 400 },
    );
  }
  clb.status = status;
  world.touch('balancer', clb.id);
  return {};
};

/** A balancer behind an endpoint service is held by it; the vendor's code for that is not known. */
export const deleteLoadBalancer: Handler<'slb.DeleteLoadBalancer'> = (world, params, context) => {
  const clb = ownClb(world, params.LoadBalancerId, context);
  if (clb.deletionProtected) {
    throw new ApiError(
      'OperationDenied.DeleteProtectionIsOn',
      `The load balancer ${clb.id} is protected from deletion.`,
    );
  }
  const service = serviceInFront(world, clb.id);
  if (service !== undefined) {
    throw new ApiError(
      'DependencyViolation',
      `The load balancer ${clb.id} is a resource of endpoint service ${service}.`,
      {
        status: 400,
      },
    );
  }
  world.balancers.delete(clb.id);
  world.vSwitches.get(clb.vSwitchId)?.used.delete(clb.address);
  world.touch('balancer', clb.id);
  world.touch('vSwitch', clb.vSwitchId);
  return {};
};

export function ownClb(world: World, id: string, context: Context): Clb {
  const clb = ownClbs(world, context).find((one) => one.id === id);
  if (clb !== undefined) return clb;
  throw new ApiError(
    'InvalidLoadBalancerId.NotFound',
    `The load balancer ${id} does not exist in ${context.regionId}.`,
  );
}

export function ownClbs(world: World, { regionId, account }: Context): Clb[] {
  return [...world.balancers.values()].flatMap((balancer) =>
    balancer.kind === 'clb' && balancer.regionId === regionId && balancer.accountId === account.id ? [balancer] : [],
  );
}

function addressType(clb: Clb): string {
  return clb.internal ? 'intranet' : 'internet';
}

function show(clb: Clb) {
  return {
    Address: clb.address,
    AddressIPVersion: 'ipv4',
    AddressType: addressType(clb),
    Bandwidth: 5120,
    CreateTime: formatTime(clb.createdAt),
    CreateTimeStamp: clb.createdAt,
    DeleteProtection: clb.deletionProtected ? 'on' : 'off',
    InstanceChargeType: 'PayByCLCU',
    InternetChargeType: 'paybytraffic',
    LoadBalancerId: clb.id,
    LoadBalancerName: clb.name,
    LoadBalancerSpec: 'slb.lcu.elastic',
    LoadBalancerStatus: clb.status,
    MasterZoneId: clb.masterZoneId,
    ModificationProtectionReason: '',
    ModificationProtectionStatus: 'NonProtection',
    NetworkType: clb.networkType,
    PayType: clb.payType,
    RegionId: clb.regionId,
    RegionIdAlias: clb.regionId,
    ResourceGroupId: '',
    Tags: { Tag: showTagKeys(clb.tags) },
    VSwitchId: clb.vSwitchId,
    VpcId: clb.vpcId,
  };
}
