/** NLB 2022-04-30: reads (alibaba-cloud-api §7.2). */
import { ApiError } from '../../errors.ts';
import { is, isIn } from '../../filters.ts';
import { formatTime } from '../../format.ts';
import type { Context, Handler, Handlers } from '../../handler.ts';
import { pageByAge, pageByToken } from '../../paging.ts';
import { fitsTags, showTagKeys, showTags } from '../../tags.ts';
import type { Listener, Nlb, World } from '../../world.ts';

const PAGE = { most: 100, usual: 20 };

const getLoadBalancerAttribute: Handler<'nlb.GetLoadBalancerAttribute'> = (world, { LoadBalancerId }, context) => {
  const nlb = ownNlbs(world, context).find((one) => one.id === LoadBalancerId);
  if (nlb === undefined) {
    throw new ApiError(
      'ResourceNotFound.loadBalancer',
      `The load balancer ${LoadBalancerId} does not exist in ${context.regionId}.`,
    );
  }
  return { ...show(nlb), Tags: showTagKeys(nlb.tags) };
};

const listLoadBalancers: Handler<'nlb.ListLoadBalancers'> = (world, params, context) => {
  const found = ownNlbs(world, context).filter(
    (nlb) =>
      isIn(params.LoadBalancerIds, nlb.id) &&
      isIn(params.LoadBalancerNames, nlb.name) &&
      isIn(params.VpcIds, nlb.vpcId) &&
      is(params.AddressType, nlb.internal ? 'Intranet' : 'Internet') &&
      is(params.LoadBalancerStatus, nlb.status) &&
      is(params.DNSName, nlb.dnsName) &&
      (!params.ZoneId || nlb.zones.some((zone) => zone.zoneId === params.ZoneId)) &&
      fitsTags(nlb.tags, params.Tag),
  );
  const { items, ...page } = pageByAge(found, params, PAGE);
  return { ...page, LoadBalancers: items.map((nlb) => ({ ...show(nlb), Tags: showTags(nlb.tags) })) };
};

const listListeners: Handler<'nlb.ListListeners'> = (world, params, context) => {
  const found = allListeners(world, context).filter(
    ({ nlb, listener }) =>
      isIn(params.LoadBalancerIds, nlb.id) &&
      isIn(params.ListenerIds, listener.id) &&
      is(params.ListenerProtocol?.toUpperCase(), listener.protocol.toUpperCase()) &&
      fitsTags(new Map(), params.Tag),
  );
  const { items, ...page } = pageByToken(found, ({ nlb, listener }) => `${nlb.id}/${listener.id}`, params, PAGE);
  return { ...page, Listeners: items.map(({ nlb, listener }) => ({ ...showListener(nlb, listener), Tags: [] })) };
};

const getListenerAttribute: Handler<'nlb.GetListenerAttribute'> = (world, { ListenerId }, context) => {
  const found = allListeners(world, context).find(({ listener }) => listener.id === ListenerId);
  if (found === undefined) {
    throw new ApiError('ResourceNotFound.listener', `The listener ${ListenerId} does not exist.`);
  }
  return { ...showListener(found.nlb, found.listener), Tags: [] };
};

export const nlb = {
  'nlb.DescribeZones': (world, _params, { regionId }) => ({
    Zones: (world.regions.get(regionId)?.zoneIds ?? []).map((id) => ({ LocalName: id, ZoneId: id })),
  }),
  'nlb.GetLoadBalancerAttribute': getLoadBalancerAttribute,
  'nlb.ListLoadBalancers': listLoadBalancers,
  'nlb.ListListeners': listListeners,
  'nlb.GetListenerAttribute': getListenerAttribute,
} satisfies Handlers;

function ownNlbs(world: World, { regionId, account }: Context): Nlb[] {
  return [...world.balancers.values()].flatMap((balancer) =>
    balancer.kind === 'nlb' && balancer.regionId === regionId && balancer.accountId === account.id ? [balancer] : [],
  );
}

function allListeners(world: World, context: Context): { nlb: Nlb; listener: Listener }[] {
  return ownNlbs(world, context).flatMap((one) =>
    [...one.listeners.values()].map((listener) => ({ nlb: one, listener })),
  );
}

function show(balancer: Nlb) {
  return {
    AddressIpVersion: 'Ipv4',
    AddressType: balancer.internal ? 'Intranet' : 'Internet',
    CreateTime: formatTime(balancer.createdAt),
    CrossZoneEnabled: true,
    DNSName: balancer.dnsName,
    LoadBalancerBillingConfig: { PayType: 'PostPay' },
    LoadBalancerBusinessStatus: 'Normal',
    LoadBalancerId: balancer.id,
    LoadBalancerName: balancer.name,
    LoadBalancerStatus: balancer.status,
    LoadBalancerType: 'Network',
    RegionId: balancer.regionId,
    ResourceGroupId: '',
    SecurityGroupIds: [],
    VpcId: balancer.vpcId,
    ZoneMappings: balancer.zones.map((zone) => ({
      LoadBalancerAddresses: [{ EniId: zone.eniId, PrivateIPv4Address: zone.address, PrivateIPv4HcStatus: 'Healthy' }],
      Status: 'Active',
      VSwitchId: zone.vSwitchId,
      ZoneId: zone.zoneId,
    })),
  };
}

function showListener(balancer: Nlb, listener: Listener) {
  return {
    ListenerDescription: listener.description,
    ListenerId: listener.id,
    ListenerPort: listener.port,
    ListenerProtocol: listener.protocol.toUpperCase(),
    ListenerStatus: listener.running ? 'Running' : 'Stopped',
    LoadBalancerId: balancer.id,
    ProxyProtocolEnabled: false,
    RegionId: balancer.regionId,
    SecSensorEnabled: false,
    ServerGroupId: `sgp-${balancer.id.slice(4)}`,
  };
}
