/** Connections, seen and steered from the side of the service. */
import type { Ending } from '../../changes.ts';
import { ApiError } from '../../errors.ts';
import { is, select } from '../../filters.ts';
import { formatTime } from '../../format.ts';
import type { Context, Handler } from '../../handler.ts';
import { pageByAge } from '../../paging.ts';
import type { Endpoint, EndpointService, World } from '../../world.ts';
import { checkBandwidth } from './check.ts';
import { ownService } from './find.ts';
import { connect, disconnect, setConnection } from './machine.ts';

export const enableConnection: Handler<'privatelink.EnableVpcEndpointConnection'> = (world, params, context) => {
  const { service, endpoint } = connectionOf(world, params, context);
  if (service.status !== 'Active') {
    throw new ApiError(
      'EndpointConnectionOperationDenied',
      `The endpoint service ${service.id} is ${service.status}, not Active.`,
    );
  }
  if (endpoint.status !== 'Active') {
    throw new ApiError('EndpointOperationDenied', `The endpoint ${endpoint.id} is ${endpoint.status}, not Active.`);
  }
  checkConnectionIs(endpoint, 'Disconnected');
  checkBandwidth('Bandwidth', params.Bandwidth, service.resourceType);
  const unserved = [...endpoint.zones.values()].find((zone) => !serves(service, zone.zoneId));
  if (unserved !== undefined || (endpoint.zones.size === 0 && !context.switches.connectWithoutZones)) {
    throw new ApiError(
      'OperationDenied.NoAvailableServiceResource',
      `The endpoint service ${service.id} has no resource in ${unserved?.zoneId ?? 'any zone of the endpoint'}.`,
    );
  }
  context.proceed();
  setTraffic(endpoint, params);
  connect(world, endpoint, context);
  return {};
};

export const disableConnection: Handler<'privatelink.DisableVpcEndpointConnection'> = (world, params, context) => {
  const { endpoint } = connectionOf(world, params, context);
  checkConnectionIs(endpoint, 'Connected');
  context.proceed();
  disconnect(world, endpoint, context);
  return {};
};

export const updateConnection: Handler<'privatelink.UpdateVpcEndpointConnectionAttribute'> = (
  world,
  params,
  context,
) => {
  ownService(world, params.ServiceId, context);
  if (!world.endpoints.has(params.EndpointId)) {
    throw new ApiError('EndpointNotFound', `The endpoint ${params.EndpointId} does not exist.`); // this action alone lists it
  }
  const { service, endpoint } = connectionOf(world, params, context);
  checkConnectionIs(endpoint, 'Connected');
  checkBandwidth('Bandwidth', params.Bandwidth, service.resourceType);
  context.proceed();
  setTraffic(endpoint, params);
  setConnection(world, endpoint, 'Pending', context);
  context.after('connection.update', endpoint.id);
  return {};
};

export const connectionUpdated: Ending<'connection.update'> = (world, endpointId, later) => {
  const endpoint = world.endpoints.get(endpointId);
  if (endpoint?.connection.status === 'Pending') setConnection(world, endpoint, 'Connected', later);
};

export const listConnections: Handler<'privatelink.ListVpcEndpointConnections'> = (world, params, context) => {
  if (params.ServiceId) ownService(world, params.ServiceId, context);
  const matching = select<Endpoint>(world.endpoints.values(), [
    [params.ServiceId, (endpoint) => endpoint.serviceId],
    [params.EndpointId, (endpoint) => endpoint.id],
    [params.ConnectionStatus, (endpoint) => endpoint.connection.status],
    [params.ResourceGroupId, (endpoint) => endpoint.resourceGroupId],
    [params.EndpointOwnerId, (endpoint) => Number(endpoint.accountId)],
    [params.ReplacedResourceId, () => 'none is ever replaced'],
  ]);
  const isOwn = (endpoint: Endpoint) => {
    const service = world.services.get(endpoint.serviceId);
    return service?.accountId === context.account.id && service.regionId === context.regionId;
  };
  const hasZone = ({ zones }: Endpoint) =>
    (!params.EniId && !params.ResourceId) ||
    [...zones.values()].some((zone) => is(params.EniId, zone.eniId) && is(params.ResourceId, zone.balancerId));
  const found = matching.filter((endpoint) => isOwn(endpoint) && hasZone(endpoint));
  const { items, TotalCount, ...page } = pageByAge(found, params);
  return {
    ...page,
    TotalCount: String(TotalCount),
    Connections: items.map((endpoint) => ({
      Bandwidth: endpoint.connection.bandwidth,
      ConnectionStatus: endpoint.connection.status,
      EndpointId: endpoint.id,
      EndpointOwnerId: Number(endpoint.accountId),
      EndpointRegionId: endpoint.regionId,
      EndpointVpcId: endpoint.vpcId,
      ModifiedTime: formatTime(endpoint.connection.modifiedAt),
      ResourceGroupId: endpoint.resourceGroupId,
      ResourceOwner: endpoint.accountId === context.account.id,
      ServiceId: endpoint.serviceId,
      ServiceRegionId: endpoint.regionId,
      TrafficControlMode: endpoint.connection.trafficControl,
      Zones: [...endpoint.zones.values()].map((zone) => ({
        EniId: zone.eniId,
        ResourceId: zone.balancerId,
        VSwitchId: zone.vSwitchId,
        ZoneDomain: zone.domain,
        ZoneId: zone.zoneId,
        ZoneStatus: zone.status,
      })),
    })),
  };
};

function connectionOf(
  world: World,
  { ServiceId, EndpointId }: { ServiceId: string; EndpointId: string },
  context: Context,
): { service: EndpointService; endpoint: Endpoint } {
  const service = ownService(world, ServiceId, context);
  const endpoint = world.endpoints.get(EndpointId);
  if (endpoint?.serviceId === service.id) return { service, endpoint };
  throw new ApiError(
    'EndpointConnectionNotFound',
    `The endpoint service ${service.id} has no connection with endpoint ${EndpointId}.`,
  );
}

function checkConnectionIs(endpoint: Endpoint, wanted: 'Connected' | 'Disconnected'): void {
  const { status } = endpoint.connection;
  if (status === wanted) return;
  throw new ApiError(
    'EndpointConnectionOperationDenied',
    `The connection of endpoint ${endpoint.id} is ${status}; the operation needs it ${wanted}.`,
  );
}

function serves(service: EndpointService, zoneId: string): boolean {
  return service.resources.some((resource) => resource.zoneId === zoneId && resource.status === 'Attached');
}

function setTraffic(endpoint: Endpoint, params: { Bandwidth?: number; TrafficControlMode?: string }): void {
  const mode = params.TrafficControlMode?.toLowerCase();
  if (mode === 'scalability') endpoint.connection.trafficControl = 'Scalability';
  if (mode === 'bandwidthlimit') endpoint.connection.trafficControl = 'BandwidthLimit';
  endpoint.connection.bandwidth = params.Bandwidth ?? endpoint.connection.bandwidth;
}
