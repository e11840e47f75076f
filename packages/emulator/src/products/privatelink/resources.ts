/** The balancers behind a service. */
import type { Ending } from '../../changes.ts';
import { ApiError } from '../../errors.ts';
import type { Handler } from '../../handler.ts';
import { pageByToken, SHORT } from '../../paging.ts';
import type { EndpointService, EndpointZone, ServiceResource, World } from '../../world.ts';
import { checkServiceActive } from './check.ts';
import { ownService } from './find.ts';
import { usersOfResource } from './machine.ts';
import { readResource } from './read-resource.ts';
import { setStatus } from './services.ts';

export const listVpcEndpointServiceResources: Handler<'privatelink.ListVpcEndpointServiceResources'> = (
  world,
  params,
  context,
) => {
  const service = ownService(world, params.ServiceId, context);
  const listed = service.resources.filter((resource) => resource.status !== 'Attaching');
  const { items, MaxResults, NextToken } = pageByToken(
    listed,
    (one) => `${one.balancerId}/${one.zoneId}`,
    params,
    SHORT,
  );
  return {
    MaxResults,
    NextToken,
    Resources: items.map((resource) => ({
      AutoAllocatedEnabled: resource.autoAllocated,
      ...placeOf(world, resource),
      RegionId: service.regionId,
      RelatedDeprecatedEndpointCount: 0,
      RelatedEndpointCount: usersOfResource(world, service.id, resource.balancerId, resource.zoneId).length,
      ResourceId: resource.balancerId,
      ResourceSupportIPv6: false,
      ResourceType: resource.type,
      ZoneId: resource.zoneId,
    })),
  };
};

export const attachResource: Handler<'privatelink.AttachResourceToVpcEndpointService'> = (world, params, context) => {
  const service = ownService(world, params.ServiceId, context);
  checkServiceActive(service);
  const type = params.ResourceType.toLowerCase();
  if (service.resources.length > 0 && type !== service.resourceType) {
    throw new ApiError(
      'EndpointServiceResourceTypeNotEqual',
      `The endpoint service ${service.id} has resources of type ${service.resourceType}, not ${type}.`,
    );
  }
  if (type !== service.resourceType) {
    throw new ApiError(
      'Mismatch.ResourceType',
      `The endpoint service ${service.id} is of type ${service.resourceType}, not ${type}.`,
    );
  }
  const resource = readResource(world, params, service.resourceType, context);
  if (resourcesNamed(service, resource.balancerId, resource.zoneId).length > 0) {
    throw new ApiError(
      'EndpointServiceResourceExist',
      `The load balancer ${resource.balancerId} is a resource of ${service.id} in ${resource.zoneId} already.`,
    );
  }
  const { resourcesPerService, resourcesPerZoneAndService } = context.account.quotas;
  const inZone = service.resources.filter((other) => other.zoneId === resource.zoneId).length;
  if (service.resources.length >= resourcesPerService || inZone >= resourcesPerZoneAndService) {
    throw new ApiError('QuotaMisMatched', `The quota of resources of endpoint service ${service.id} is used up.`);
  }
  context.proceed();
  service.resources.push(resource);
  setStatus(world, service, 'Pending');
  context.after('resource.attach', service.id, { balancerId: resource.balancerId, zoneId: resource.zoneId });
  return {};
};

export const resourceAttached: Ending<'resource.attach'> = (world, serviceId, _later, { balancerId, zoneId }) => {
  const service = world.services.get(serviceId);
  if (service === undefined) return;
  for (const resource of resourcesNamed(service, balancerId, zoneId)) resource.status = 'Attached';
  setStatus(world, service, 'Active');
};

export const detachResource: Handler<'privatelink.DetachResourceFromVpcEndpointService'> = (world, params, context) => {
  const service = ownService(world, params.ServiceId, context);
  checkServiceActive(service);
  const resource = namedResource(service, params.ResourceId, params.ZoneId);
  const users = usersOfResource(world, service.id, resource.balancerId, resource.zoneId);
  const heir = service.resources.find(
    (other) =>
      other !== resource && other.zoneId === resource.zoneId && other.status === 'Attached' && other.autoAllocated,
  );
  if (users.length > 0 && (heir === undefined || context.switches.detachInUse === 'refuse')) {
    throw new ApiError(
      'EndpointServiceConnectionDependence',
      `The resource ${resource.balancerId} of ${service.id} serves ${users.length} endpoint(s) in ${resource.zoneId}.`,
    );
  }
  context.proceed();
  if (heir !== undefined) moveZones(world, service, users, heir);
  resource.status = 'Detaching';
  setStatus(world, service, 'Pending');
  context.after('resource.detach', service.id, { balancerId: resource.balancerId, zoneId: resource.zoneId });
  return {};
};

export const resourceDetached: Ending<'resource.detach'> = (world, serviceId, _later, { balancerId, zoneId }) => {
  const service = world.services.get(serviceId);
  if (service === undefined) return;
  for (const resource of resourcesNamed(service, balancerId, zoneId)) {
    service.resources.splice(service.resources.indexOf(resource), 1);
  }
  setStatus(world, service, 'Active');
};

export const updateResource: Handler<'privatelink.UpdateVpcEndpointServiceResourceAttribute'> = (
  world,
  params,
  context,
) => {
  const service = ownService(world, params.ServiceId, context);
  checkServiceActive(service);
  if (service.resourceType !== 'slb' && !params.ZoneId) {
    throw new ApiError('MissingParam.ZoneId', 'The parameter ZoneId is required for a resource that is no CLB.');
  }
  const resource = namedResource(service, params.ResourceId, params.ZoneId);
  const others = service.resources.filter(
    (other) => other !== resource && other.zoneId === resource.zoneId && other.autoAllocated,
  );
  if (!params.AutoAllocatedEnabled && others.length === 0) {
    throw new ApiError(
      'ResourceAutoAllocateViolation',
      `The zone ${resource.zoneId} must keep one auto-allocated resource.`,
    );
  }
  context.proceed();
  resource.autoAllocated = params.AutoAllocatedEnabled;
  world.touch('service', service.id);
  return {};
};

function namedResource(service: EndpointService, balancerId: string, zoneId: string | undefined): ServiceResource {
  const [resource] = resourcesNamed(service, balancerId, zoneId);
  if (resource !== undefined) return resource;
  throw new ApiError(
    'EndpointServiceResourceNotFound',
    `The endpoint service ${service.id} has no resource ${balancerId}${zoneId ? ` in ${zoneId}` : ''}.`,
  );
}

function resourcesNamed(service: EndpointService, balancerId: string, zoneId: string | undefined): ServiceResource[] {
  return service.resources.filter(
    (resource) => resource.balancerId === balancerId && (!zoneId || resource.zoneId === zoneId),
  );
}

function moveZones(
  world: World,
  service: EndpointService,
  zones: readonly EndpointZone[],
  heir: ServiceResource,
): void {
  for (const zone of zones) zone.balancerId = heir.balancerId;
  for (const id of world.endpointsOfService.get(service.id) ?? []) world.touch('endpoint', id);
}

function placeOf(world: World, resource: ServiceResource): { Ip?: string; VSwitchId?: string; VpcId?: string } {
  const balancer = world.balancers.get(resource.balancerId);
  if (balancer === undefined) return {};
  if (balancer.kind === 'clb') return { Ip: balancer.address, VSwitchId: balancer.vSwitchId, VpcId: balancer.vpcId };
  const zone = balancer.zones.find((one) => one.zoneId === resource.zoneId);
  return zone === undefined ? {} : { Ip: zone.address, VSwitchId: zone.vSwitchId, VpcId: balancer.vpcId };
}
