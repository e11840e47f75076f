/** Endpoints: the consumer's side. */

import { businessStatusOf } from '../../arrears.ts';
import type { Ending } from '../../changes.ts';
import { ApiError } from '../../errors.ts';
import { select } from '../../filters.ts';
import { formatTime } from '../../format.ts';
import type { Answer, Context, Handler, Params } from '../../handler.ts';
import { whole } from '../../ids.ts';
import { pageByAge } from '../../paging.ts';
import { fitsTags, readTags, withTags } from '../../tags.ts';
import { addEndpoint, type Endpoint, type EndpointService, removeEndpoint, type World } from '../../world.ts';
import {
  checkConnectionSettled,
  checkDescription,
  checkEndpointActive,
  checkName,
  checkNotProtected,
  checkOneGroupType,
  checkOpen,
  liveService,
} from './check.ts';
import { checkDuplicate } from './duplicate.ts';
import { groupOfVpc, mayUse, ownEndpoint, ownVpc } from './find.ts';
import { connect, zoneReady } from './machine.ts';
import { placeZone, readZones } from './zone-place.ts';

type CreateParams = Params<'privatelink.CreateVpcEndpoint'>;

export const createVpcEndpoint: Handler<'privatelink.CreateVpcEndpoint'> = (world, params, context) => {
  checkOpen(context);
  checkName('EndpointName', params.EndpointName);
  checkDescription('EndpointDescription', params.EndpointDescription);
  if (params.EndpointType && params.EndpointType !== 'Interface') {
    throw new ApiError(
      'Mismatch.EndpointType',
      `The service takes endpoints of type Interface, not ${params.EndpointType}.`,
    );
  }
  const tags = readTags(params.Tag, context.account.quotas.tagsPerResource);
  const service = serviceToUse(world, params, context);
  const vpc = ownVpc(world, params.VpcId, context);
  const groupIds = [...new Set(params.SecurityGroupId ?? [])];
  if (groupIds.length === 0) {
    throw new ApiError('EndpointMustContainSecurityGroup', 'An endpoint needs at least one security group.');
  }
  checkOneGroupType(groupIds.map((id) => groupOfVpc(world, id, vpc.id)));
  const zones = readZones(world, params.Zone ?? [], vpc.id, service);
  checkQuotas(world, vpc.id, zones.length, context);
  const zoneIds = zones.map((zone) => zone.vSwitch.zoneId);
  checkDuplicate(world, { serviceId: service.id, vpcId: vpc.id, zoneIds }, context);
  context.proceed();

  const { regionId, account } = context;
  const id = context.ids.endpoint(regionId);
  const now = context.now();
  const endpoint: Endpoint = {
    id,
    regionId,
    accountId: account.id,
    name: params.EndpointName ?? '',
    description: params.EndpointDescription ?? '',
    vpcId: vpc.id,
    serviceId: service.id,
    serviceName: service.name,
    domain: whole(id, '.', service.domain),
    type: 'Interface',
    status: 'Creating',
    businessStatus: businessStatusOf(account),
    protected: false,
    tags,
    zoneAffinity: params.ZoneAffinityEnabled ?? false,
    policyDocument: params.PolicyDocument ?? '',
    connection: {
      status: 'Disconnected',
      bandwidth: service.bandwidth,
      modifiedAt: now,
      trafficControl: service.resourceType === 'nlb' ? 'Scalability' : 'BandwidthLimit',
    },
    zones: new Map(),
    securityGroups: new Map(groupIds.map((group) => [group, 'Attached'])),
    resourceGroupId: params.ResourceGroupId ?? '',
    createdAt: now,
  };
  for (const zone of zones) placeZone(world, endpoint, zone, service, context);
  addEndpoint(world, endpoint);
  context.after('endpoint.create', id);
  const { ServiceName, EndpointDomain, CreateTime, EndpointBusinessStatus, EndpointStatus, ConnectionStatus } =
    show(endpoint);
  return {
    AddressIpVersion: 'IPv4',
    Bandwidth: endpoint.connection.bandwidth,
    ConnectionStatus,
    CreateTime,
    CrossRegionBandwidth: 0,
    EndpointBusinessStatus,
    EndpointDescription: endpoint.description,
    EndpointDomain,
    EndpointId: id,
    EndpointName: endpoint.name,
    EndpointStatus,
    ServiceId: service.id,
    ServiceName,
    VpcId: vpc.id,
    ServiceRegionId: service.regionId,
    ZoneAffinityEnabled: endpoint.zoneAffinity,
  };
};

export const getVpcEndpointAttribute: Handler<'privatelink.GetVpcEndpointAttribute'> = (
  world,
  { EndpointId },
  context,
) => {
  const endpoint = ownEndpoint(world, EndpointId, context);
  const payer = world.services.get(endpoint.serviceId)?.payer ?? 'Endpoint';
  return { ...show(endpoint), Payer: payer, ZonePrivateIpAddressCount: 1 };
};

export const updateVpcEndpointAttribute: Handler<'privatelink.UpdateVpcEndpointAttribute'> = (
  world,
  params,
  context,
) => {
  const endpoint = ownEndpoint(world, params.EndpointId, context);
  checkNotProtected(endpoint);
  checkEndpointActive(endpoint);
  checkConnectionSettled(endpoint);
  liveService(world, endpoint);
  checkName('EndpointName', params.EndpointName);
  checkDescription('EndpointDescription', params.EndpointDescription);
  context.proceed();
  endpoint.name = params.EndpointName ?? endpoint.name;
  endpoint.description = params.EndpointDescription ?? endpoint.description;
  endpoint.zoneAffinity = params.ZoneAffinityEnabled ?? endpoint.zoneAffinity;
  endpoint.policyDocument = params.ResetPolicy ? '' : (params.PolicyDocument ?? endpoint.policyDocument);
  world.touch('endpoint', endpoint.id);
  return {};
};

/** Zones before the endpoint (alibaba-cloud-api §0.15). */
export const deleteVpcEndpoint: Handler<'privatelink.DeleteVpcEndpoint'> = (world, { EndpointId }, context) => {
  const endpoint = ownEndpoint(world, EndpointId, context);
  checkNotProtected(endpoint);
  checkEndpointActive(endpoint);
  const { status } = endpoint.connection;
  if (status === 'Connecting' || status === 'Disconnecting' || status === 'Pending') {
    throw new ApiError(
      'EndpointOperationDenied',
      `The connection of endpoint ${endpoint.id} is ${status}; wait until that is over.`,
    );
  }
  if (endpoint.zones.size > 0) {
    const zones = [...endpoint.zones.keys()].join(', ');
    throw new ApiError('EndpointDependenceViolation', `The endpoint ${endpoint.id} still has zones: ${zones}.`);
  }
  context.proceed();
  endpoint.status = 'Deleting';
  endpoint.connection.status = 'Deleting';
  world.touch('endpoint', endpoint.id);
  context.after('endpoint.delete', endpoint.id);
  return {};
};

export const endpointDeleted: Ending<'endpoint.delete'> = (world, endpointId) => {
  const endpoint = world.endpoints.get(endpointId);
  if (endpoint !== undefined) removeEndpoint(world, endpoint);
};

export const listVpcEndpoints: Handler<'privatelink.ListVpcEndpoints'> = (world, params, context) => {
  const matching = select<Endpoint>(world.endpoints.values(), [
    [context.regionId, (endpoint) => endpoint.regionId],
    [context.account.id, (endpoint) => endpoint.accountId],
    [params.EndpointId, (endpoint) => endpoint.id],
    [params.EndpointName, (endpoint) => endpoint.name],
    [params.EndpointStatus, (endpoint) => endpoint.status],
    [params.ConnectionStatus, (endpoint) => endpoint.connection.status],
    [params.EndpointType, (endpoint) => endpoint.type],
    [params.ServiceName, (endpoint) => endpoint.serviceName],
    [params.VpcId, (endpoint) => endpoint.vpcId],
    [params.ResourceGroupId, (endpoint) => endpoint.resourceGroupId],
    [params.ServiceRegionId, (endpoint) => endpoint.regionId],
    [params.AddressIpVersion, () => 'IPv4'],
  ]);
  const found = matching.filter((endpoint) => fitsTags(endpoint.tags, params.Tag));
  const { items, ...page } = pageByAge(found, params);
  return { ...page, Endpoints: items.map((endpoint) => withTags(show(endpoint), endpoint.tags)) };
};

/** The endpoint is there; its zones are ready; a service that accepts by itself connects it. */
export const endpointCreated: Ending<'endpoint.create'> = (world, endpointId, later) => {
  const endpoint = world.endpoints.get(endpointId);
  if (endpoint === undefined) return;
  endpoint.status = 'Active';
  for (const zone of endpoint.zones.values()) zoneReady(world, endpoint, zone, later);
  world.touch('endpoint', endpoint.id);
  const accepts = world.services.get(endpoint.serviceId)?.autoAccept ?? false;
  const hasZones = endpoint.zones.size > 0 || later.switches.connectWithoutZones;
  if (accepts && hasZones && endpoint.connection.status === 'Disconnected') connect(world, endpoint, later);
};

function serviceToUse(world: World, params: CreateParams, context: Context): EndpointService {
  const { ServiceId, ServiceName } = params;
  if (!ServiceId && !ServiceName) {
    throw new ApiError('MissingParam.ServiceId', 'One of the parameters ServiceId and ServiceName is required.');
  }
  const regionId = params.ServiceRegionId || context.regionId;
  const service = ServiceId
    ? world.services.get(ServiceId)
    : [...world.services.values()].find((candidate) => candidate.name === ServiceName);
  if (service === undefined || service.regionId !== regionId || (ServiceName && service.name !== ServiceName)) {
    throw new ApiError(
      'EndpointServiceNotFound',
      `The endpoint service ${ServiceId || ServiceName} does not exist in ${regionId}.`,
    );
  }
  if (service.regionId !== context.regionId) {
    throw new ApiError(
      'UnsupportedRegion',
      `The endpoint service ${service.id} takes no endpoints from ${context.regionId}.`,
    );
  }
  if (!mayUse(service, context.account.id)) {
    throw new ApiError(
      'EndpointServiceNotAuthorized',
      `The account is not on the whitelist of endpoint service ${service.id}.`,
    );
  }
  if (service.status === 'Deleting') {
    throw new ApiError('EndpointServiceDeleted', `The endpoint service ${service.id} is being deleted.`);
  }
  if (service.status !== 'Active') {
    throw new ApiError(
      'IncorrectStatus.VpcEndpointService',
      `The endpoint service ${service.id} is ${service.status}, not Active.`,
    );
  }
  return service;
}

function checkQuotas(world: World, vpcId: string, zones: number, { account }: Context): void {
  const own = [...world.endpoints.values()].filter((endpoint) => endpoint.accountId === account.id);
  const inVpc = own.filter((endpoint) => endpoint.vpcId === vpcId).length;
  const idle = own.filter((endpoint) => endpoint.connection.status === 'Disconnected').length;
  const { endpointsPerVpc, idleEndpoints, zonesPerEndpoint } = account.quotas;
  const exceeded = (name: string, used: number, limit: number) =>
    new ApiError(`QuotaExceeded.${name}`, `The quota ${name} is exceeded: usage ${used}/${limit}.`);
  if (inVpc >= endpointsPerVpc) throw exceeded('totalEpPerVpc', inVpc, endpointsPerVpc);
  if (idle >= idleEndpoints) throw exceeded('totalIdleEndpoint', idle, idleEndpoints);
  if (zones > zonesPerEndpoint) throw exceeded('epZonePerEndpoint', zones, zonesPerEndpoint);
}

function show(endpoint: Endpoint): Answer<'privatelink.GetVpcEndpointAttribute'> {
  return {
    AddressIpVersion: 'IPv4',
    Bandwidth: endpoint.connection.bandwidth,
    ConnectionStatus: endpoint.connection.status,
    CreateTime: formatTime(endpoint.createdAt),
    CrossRegionBandwidth: 0,
    EndpointBusinessStatus: endpoint.businessStatus,
    EndpointDescription: endpoint.description,
    EndpointDomain: endpoint.domain,
    EndpointId: endpoint.id,
    EndpointName: endpoint.name,
    EndpointStatus: endpoint.status,
    EndpointType: endpoint.type,
    PolicyDocument: endpoint.policyDocument,
    RegionId: endpoint.regionId,
    ResourceGroupId: endpoint.resourceGroupId,
    ResourceOwner: true,
    ServiceId: endpoint.serviceId,
    ServiceName: endpoint.serviceName,
    ServiceRegionId: endpoint.regionId,
    VpcId: endpoint.vpcId,
    ZoneAffinityEnabled: endpoint.zoneAffinity,
  };
}
