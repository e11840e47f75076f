/** The connection of a single zone, switched by the side of the service. Only these two actions answer "not found" with 404 (alibaba-cloud-api §0.1). */
import type { Ending } from '../../changes.ts';
import { ApiError } from '../../errors.ts';
import type { Context, Handler } from '../../handler.ts';
import type { Endpoint, EndpointService, EndpointZone, World } from '../../world.ts';
import { checkNotInArrears } from './check.ts';
import { connectZone, zoneKey, zoneOf } from './machine.ts';

interface ZoneParams {
  readonly ServiceId: string;
  readonly EndpointId: string;
  readonly ZoneId: string;
}

export const enableZoneConnection: Handler<'privatelink.EnableVpcEndpointZoneConnection'> = (
  world,
  params,
  context,
) => {
  const { service, endpoint, zone } = connectedZone(world, params, context);
  checkNotInArrears(service, endpoint);
  checkZoneIs(zone, endpoint, ['Disconnected']);
  context.proceed();
  connectZone(world, endpoint, zone, context);
  return {};
};

export const disableZoneConnection: Handler<'privatelink.DisableVpcEndpointZoneConnection'> = (
  world,
  params,
  context,
) => {
  const { service, endpoint, zone } = connectedZone(world, params, context);
  checkNotInArrears(service, endpoint);
  checkZoneIs(zone, endpoint, ['Connected', 'Migrated']);
  context.proceed();
  zone.status = 'Disconnecting';
  world.touch('endpoint', endpoint.id);
  context.after('zone.disconnect', zoneKey(endpoint, zone), { endpointId: endpoint.id, eniId: zone.eniId });
  return {};
};

export const zoneDisconnected: Ending<'zone.disconnect'> = (world, _object, _later, details) => {
  const { endpoint, zone } = zoneOf(world, details);
  if (zone === undefined || zone.status !== 'Disconnecting') return;
  zone.status = 'Disconnected';
  world.touch('endpoint', endpoint.id);
};

function connectedZone(
  world: World,
  params: ZoneParams,
  context: Context,
): { service: EndpointService; endpoint: Endpoint; zone: EndpointZone } {
  const { ServiceId, EndpointId, ZoneId } = params;
  const service = world.services.get(ServiceId);
  if (service === undefined || service.accountId !== context.account.id || service.regionId !== context.regionId) {
    throw new ApiError('ResourceNotFound.VpcEndpointService', `The endpoint service ${ServiceId} does not exist.`);
  }
  const endpoint = world.endpoints.get(EndpointId);
  if (endpoint === undefined) {
    throw new ApiError('ResourceNotFound.VpcEndpoint', `The endpoint ${EndpointId} does not exist.`);
  }
  if (endpoint.serviceId !== service.id) {
    throw new ApiError(
      'ResourceNotFound.VpcEndpointConnection',
      `The endpoint ${EndpointId} is not one of service ${ServiceId}.`,
    );
  }
  const zone = endpoint.zones.get(ZoneId);
  if (zone === undefined) {
    throw new ApiError('ResourceNotFound.VpcEndpointZone', `The endpoint ${EndpointId} has no zone ${ZoneId}.`);
  }
  const incorrect = (what: string, id: string, status: string, wanted: string) =>
    new ApiError(`IncorrectStatus.${what}`, `${id} is ${status}; the operation needs it ${wanted}.`);
  if (service.status !== 'Active') throw incorrect('VpcEndpointService', service.id, service.status, 'Active');
  if (endpoint.status !== 'Active') throw incorrect('VpcEndpoint', endpoint.id, endpoint.status, 'Active');
  if (endpoint.connection.status !== 'Connected') {
    throw incorrect('VpcEndpointConnection', endpoint.id, endpoint.connection.status, 'Connected');
  }
  return { service, endpoint, zone };
}

function checkZoneIs(zone: EndpointZone, endpoint: Endpoint, wanted: readonly EndpointZone['status'][]): void {
  if (wanted.includes(zone.status)) return;
  throw new ApiError(
    'IncorrectStatus.VpcEndpointZone',
    `The zone ${zone.zoneId} of endpoint ${endpoint.id} is ${zone.status}; the operation needs it ${wanted.join(' or ')}.`,
  );
}
