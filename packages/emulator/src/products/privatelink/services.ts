/** Endpoint services: the provider's side. */

import { businessStatusOf } from '../../arrears.ts';
import type { Ending } from '../../changes.ts';
import { ApiError } from '../../errors.ts';
import { select } from '../../filters.ts';
import { formatTime } from '../../format.ts';
import type { Answer, Handler } from '../../handler.ts';
import { pageByAge } from '../../paging.ts';
import { fitsTags, readTags, showTags, withTags } from '../../tags.ts';
import { type EndpointService, endpointsOf, type World } from '../../world.ts';
import { bandwidthRange, checkBandwidth, checkDescription, checkOpen, checkServiceActive } from './check.ts';
import { mayUse, ownService } from './find.ts';
import { connect, moveZone, servedZones, setConnection } from './machine.ts';
import { type ResourceParam, readResource } from './read-resource.ts';

const DEFAULT_BANDWIDTH_MBPS = 3072;

export const createVpcEndpointService: Handler<'privatelink.CreateVpcEndpointService'> = (world, params, context) => {
  checkOpen(context);
  checkDescription('ServiceDescription', params.ServiceDescription);
  if (params.Payer === 'EndpointService') {
    throw new ApiError(
      'EndpointServicePayerForbidden',
      'Paying on the side of the endpoint service needs a permission of its own.',
    );
  }
  const tags = readTags(params.Tag, context.account.quotas.tagsPerResource);
  const type = readType(params.ServiceResourceType, params.Resource);
  const resources = (params.Resource ?? []).map((given) => readResource(world, given, type, context));
  checkTwice(resources.map((resource) => `${resource.balancerId} in ${resource.zoneId}`));
  const own = [...world.services.values()].filter((service) => service.accountId === context.account.id);
  if (own.length >= context.account.quotas.services) {
    throw new ApiError(
      'QuotaMisMatched',
      `The quota of ${context.account.quotas.services} endpoint services is used up.`,
    );
  }
  context.proceed();

  const { regionId, account } = context;
  const id = context.ids.endpointService(regionId);
  const service: EndpointService = {
    id,
    regionId,
    accountId: account.id,
    name: `com.aliyuncs.privatelink.${regionId}.${id}`,
    domain: `${id}.${regionId}.privatelink.aliyuncs.com`,
    description: params.ServiceDescription ?? '',
    status: 'Creating',
    businessStatus: businessStatusOf(account),
    autoAccept: params.AutoAcceptEnabled ?? false,
    resourceType: type,
    resources,
    users: new Set(),
    payer: 'Endpoint',
    bandwidth: DEFAULT_BANDWIDTH_MBPS,
    tags,
    zoneAffinity: params.ZoneAffinityEnabled ?? false,
    resourceGroupId: params.ResourceGroupId ?? '',
    createdAt: context.now(),
  };
  world.services.set(id, service);
  world.touch('service', id);
  context.after('service.create', id);
  const { ServiceBusinessStatus, ServiceDomain, ServiceName, ServiceStatus, CreateTime, AddressIpVersion } =
    show(service);
  return {
    AddressIpVersion,
    AutoAcceptEnabled: service.autoAccept,
    CreateTime,
    ServiceBusinessStatus,
    ServiceDomain,
    ServiceDescription: service.description,
    ServiceId: id,
    ServiceName,
    ServiceStatus,
    ServiceSupportIPv6: false,
    SupportedRegionSet: [],
    ResourceGroupId: service.resourceGroupId,
    ZoneAffinityEnabled: service.zoneAffinity,
  };
};

export const serviceCreated: Ending<'service.create'> = (world, serviceId) => {
  const service = world.services.get(serviceId);
  if (service === undefined) return;
  for (const resource of service.resources) resource.status = 'Attached';
  setStatus(world, service, 'Active');
};

export const getVpcEndpointServiceAttribute: Handler<'privatelink.GetVpcEndpointServiceAttribute'> = (
  world,
  { ServiceId },
  context,
) => {
  const service = ownService(world, ServiceId, context);
  return { ...show(service), Zones: servedZones(service) };
};

export const updateVpcEndpointServiceAttribute: Handler<'privatelink.UpdateVpcEndpointServiceAttribute'> = (
  world,
  params,
  context,
) => {
  const service = ownService(world, params.ServiceId, context);
  checkServiceActive(service);
  checkDescription('ServiceDescription', params.ServiceDescription);
  checkBandwidth('ConnectBandwidth', params.ConnectBandwidth, service.resourceType);
  context.proceed();
  service.description = params.ServiceDescription ?? service.description;
  service.autoAccept = params.AutoAcceptEnabled ?? service.autoAccept;
  service.bandwidth = params.ConnectBandwidth ?? service.bandwidth;
  service.zoneAffinity = params.ZoneAffinityEnabled ?? service.zoneAffinity;
  setStatus(world, service, 'Pending');
  context.after('service.update', service.id, { accepts: params.AutoAcceptEnabled ?? false });
  return {};
};

export const serviceUpdated: Ending<'service.update'> = (world, serviceId, later, { accepts, move }) => {
  const service = world.services.get(serviceId);
  if (service === undefined) return;
  if (move !== undefined) moveZone(world, move);
  setStatus(world, service, 'Active');
  if (!accepts || !later.switches.autoAcceptWaiting) return;
  for (const endpoint of endpointsOf(world, service.id)) {
    const waits = endpoint.status === 'Active' && endpoint.connection.status === 'Disconnected';
    if (waits) connect(world, endpoint, later);
  }
};

/** Connections before resources before the service (alibaba-cloud-api §0.15). */
export const deleteVpcEndpointService: Handler<'privatelink.DeleteVpcEndpointService'> = (
  world,
  { ServiceId },
  context,
) => {
  const service = ownService(world, ServiceId, context);
  checkServiceActive(service);
  const endpoints = endpointsOf(world, service.id);
  const connected = endpoints.find(({ connection }) => connection.status !== 'Disconnected');
  if (connected !== undefined) {
    throw new ApiError(
      'EndpointServiceConnectionDependence',
      `The endpoint service ${service.id} still has the connection of endpoint ${connected.id} (${connected.connection.status}).`,
    );
  }
  if (endpoints[0] !== undefined && !context.switches.deleteServiceWithEndpoints) {
    throw new ApiError(
      'DeleteFailedDueToEndpointExist',
      `The endpoint service ${service.id} still has the endpoint ${endpoints[0].id}.`,
    );
  }
  if (service.resources[0] !== undefined) {
    throw new ApiError(
      'EndpointServiceDependenceViolation',
      `The endpoint service ${service.id} still has the resource ${service.resources[0].balancerId}.`,
    );
  }
  context.proceed();
  setStatus(world, service, 'Deleting');
  context.after('service.delete', service.id);
  return {};
};

export const serviceDeleted: Ending<'service.delete'> = (world, serviceId, later) => {
  if (!world.services.delete(serviceId)) return;
  world.touch('service', serviceId);
  for (const endpoint of endpointsOf(world, serviceId)) setConnection(world, endpoint, 'ServiceDeleted', later);
};

export const listVpcEndpointServices: Handler<'privatelink.ListVpcEndpointServices'> = (world, params, context) => {
  const matching = select<EndpointService>(world.services.values(), [
    [context.regionId, (service) => service.regionId],
    [context.account.id, (service) => service.accountId],
    [params.ServiceId, (service) => service.id],
    [params.ServiceName, (service) => service.name],
    [params.ServiceStatus, (service) => service.status],
    [params.ServiceBusinessStatus, (service) => service.businessStatus],
    [params.ServiceResourceType, (service) => service.resourceType],
    [params.ResourceGroupId, (service) => service.resourceGroupId],
    [params.AddressIpVersion, () => 'IPv4'],
    [params.AutoAcceptEnabled, (service) => service.autoAccept],
    [params.ZoneAffinityEnabled, (service) => service.zoneAffinity],
  ]);
  const has = (service: EndpointService) =>
    !params.ResourceId || service.resources.some((resource) => resource.balancerId === params.ResourceId);
  const found = matching.filter((service) => has(service) && fitsTags(service.tags, params.Tag));
  const { items, ...page } = pageByAge(found, params);
  return { ...page, Services: items.map((service) => withTags(show(service), service.tags)) };
};

export const listVpcEndpointServicesByEndUser: Handler<'privatelink.ListVpcEndpointServicesByEndUser'> = (
  world,
  params,
  context,
) => {
  const matching = select<EndpointService>(world.services.values(), [
    [params.ServiceRegionId || context.regionId, (service) => service.regionId],
    ['Active', (service) => service.status],
    [params.ServiceId, (service) => service.id],
    [params.ServiceName, (service) => service.name],
    [params.ServiceType, () => 'Interface'],
    [params.ResourceGroupId, (service) => service.resourceGroupId],
  ]);
  const found = matching.filter((service) => mayUse(service, context.account.id) && fitsTags(service.tags, params.Tag));
  const { items, TotalCount, ...page } = pageByAge(found, params);
  return {
    ...page,
    TotalCount: String(TotalCount),
    Services: items.map((service) => {
      const { AddressIpVersion, AutoAcceptEnabled, Payer, ResourceGroupId, ServiceDomain, ServiceId, ServiceName } =
        show(service);
      return {
        AddressIpVersion,
        AutoAcceptEnabled,
        Payer,
        ResourceGroupId,
        ServiceDomain,
        ServiceId,
        ServiceName,
        ServiceResourceType: service.resourceType,
        ServiceSupportIPv6: false,
        ServiceType: 'Interface',
        Tags: showTags(service.tags),
        VpcEndpointPolicySupported: false,
        Zones: servedZones(service),
        ZoneAffinityEnabled: service.zoneAffinity,
      };
    }),
  };
};

export function setStatus(world: World, service: EndpointService, status: EndpointService['status']): void {
  service.status = status;
  world.touch('service', service.id);
}

function show(service: EndpointService): Answer<'privatelink.GetVpcEndpointServiceAttribute'> {
  const [MinBandwidth, MaxBandwidth] = bandwidthRange(service.resourceType);
  return {
    AddressIpVersion: 'IPv4',
    AutoAcceptEnabled: service.autoAccept,
    ConnectBandwidth: service.bandwidth,
    CreateTime: formatTime(service.createdAt),
    MaxBandwidth,
    MinBandwidth,
    Payer: service.payer,
    RegionId: service.regionId,
    ResourceGroupId: service.resourceGroupId,
    ServiceBusinessStatus: service.businessStatus,
    ServiceDescription: service.description,
    ServiceDomain: service.domain,
    ServiceId: service.id,
    ServiceName: service.name,
    ServiceResourceType: service.resourceType,
    ServiceStatus: service.status,
    ServiceSupportIPv6: false,
    ServiceType: 'Interface',
    SupportedRegionSet: [],
    ZoneAffinityEnabled: service.zoneAffinity,
  };
}

/** One type per service: the one it says, else that of its first resource, else CLB. */
function readType(
  said: string | undefined,
  resources: readonly ResourceParam[] | undefined,
): EndpointService['resourceType'] {
  const types = new Set((resources ?? []).map((resource) => resource.ResourceType?.toLowerCase() ?? ''));
  if (types.size > 1) {
    throw new ApiError('Mismatch.ResourceType', 'All resources of an endpoint service must be of one type.');
  }
  const type = said?.toLowerCase() || [...types][0] || 'slb';
  if (type !== 'slb' && type !== 'nlb' && type !== 'alb' && type !== 'gwlb') {
    throw new ApiError(
      'IllegalParamFormat.ServiceResourceType',
      `The resource type "${type}" is not one of slb, nlb, alb, gwlb.`,
    );
  }
  if (types.size === 1 && !types.has(type)) {
    throw new ApiError(
      'Mismatch.ResourceType',
      `The resources are of type ${[...types][0]}, the service of type ${type}.`,
    );
  }
  return type;
}

function checkTwice(resources: readonly string[]): void {
  const twice = resources.find((resource, i) => resources.indexOf(resource) !== i);
  if (twice !== undefined) throw new ApiError('IllegalParamFormat.Resource', `The resource ${twice} is there twice.`);
}
