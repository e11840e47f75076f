/** Which balancer of the service serves an endpoint's zone. The codes are this action's own (alibaba-cloud-api §2.7). */
import { ApiError } from '../../errors.ts';
import type { Handler } from '../../handler.ts';
import type { Endpoint, EndpointService, EndpointZone } from '../../world.ts';
import { ownService } from './find.ts';
import { balancerFor } from './machine.ts';

export const updateZoneResource: Handler<'privatelink.UpdateVpcEndpointZoneConnectionResourceAttribute'> = (
  world,
  params,
  context,
) => {
  const service = ownService(world, params.ServiceId, context);
  const endpoint = world.endpoints.get(params.EndpointId);
  if (endpoint === undefined) {
    throw new ApiError('EndpointNotFound', `The endpoint ${params.EndpointId} does not exist.`);
  }
  if (endpoint.serviceId !== service.id) {
    throw new ApiError('EndpointConnectionNotFound', `${endpoint.id} is not an endpoint of service ${service.id}.`);
  }
  const zone = endpoint.zones.get(params.ZoneId);
  if (zone === undefined) {
    throw new ApiError('EndpointZoneNotFound', `The endpoint ${endpoint.id} has no zone ${params.ZoneId}.`);
  }
  checkStates(service, endpoint, zone);
  if (params.ResourceType && params.ResourceType !== service.resourceType) {
    throw new ApiError(
      'EndpointServiceResourceTypeNotSupport',
      `The endpoint service ${service.id} has resources of type ${service.resourceType}, not ${params.ResourceType}.`,
    );
  }
  const wanted =
    params.ResourceId || (params.ResourceAllocateMode === 'Auto' && balancerFor(world, service, zone.zoneId));
  if (!wanted) throw new ApiError('MissingParam.ResourceId', 'The parameter ResourceId is required.');
  const resource = service.resources.find(
    (one) => one.balancerId === wanted && one.zoneId === zone.zoneId && one.status === 'Attached',
  );
  if (resource === undefined) {
    throw new ApiError(
      'EndpointServiceResourceNotFound',
      `The endpoint service ${service.id} has no resource ${wanted} in ${zone.zoneId}.`,
    );
  }
  context.proceed();
  service.status = 'Pending';
  world.touch('service', service.id);
  const move = { endpointId: endpoint.id, eniId: zone.eniId, balancerId: resource.balancerId };
  context.after('service.update', service.id, { move });
  return {};
};

/** What is changing already is held by that change. */
function checkStates(service: EndpointService, endpoint: Endpoint, zone: EndpointZone): void {
  const refuse = (code: string, what: string, status: string, wanted: string) =>
    new ApiError(code, `${what} is ${status}; the operation needs it ${wanted}.`);
  if (service.status !== 'Active') throw refuse('EndpointServiceLocked', service.id, service.status, 'Active');
  if (endpoint.status !== 'Active') throw refuse('EndpointLocked', endpoint.id, endpoint.status, 'Active');
  const { status } = endpoint.connection;
  if (status !== 'Connected') {
    throw refuse('EndpointConnectionOperationDenied', `The connection of ${endpoint.id}`, status, 'Connected');
  }
  if (zone.status !== 'Connected' && zone.status !== 'Disconnected' && zone.status !== 'Migrated') {
    const what = `The zone ${zone.zoneId} of endpoint ${endpoint.id}`;
    throw refuse('ZoneOperationDenied', what, zone.status, 'Connected, Disconnected or Migrated');
  }
}
