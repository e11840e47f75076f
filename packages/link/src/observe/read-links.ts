/** Reads our endpoint services, endpoints and connections: the fast tier, list pages only (design §4). */
import { type ActionItem, listAll, listAs } from '@asm-privatelink/cloud';
import type {
  AttachedGroup,
  Bare,
  Endpoint,
  EndpointService,
  EndpointZone,
  ForeignConnection,
  ServiceResource,
} from '../model.ts';
import type { Identity } from './identity.ts';
import type { Reader } from './reader.ts';
import { same, sameItems } from './same.ts';

/** Our endpoint services, without their zones and resources: no list of services has them. */
export function readServices(
  cloud: Reader,
  identity: Identity,
  signal: AbortSignal,
  before?: readonly EndpointService[],
): Promise<EndpointService[]> {
  const keep = sameItems(before, ({ id }) => id);
  const ours = (service: ActionItem<'ListVpcEndpointServices'>) => {
    const ownership = identity.of(service.ServiceId, service.Tags);
    if (ownership === undefined) return [];
    const { tags: _, ...bare } = bareService(service);
    return [keep({ ...ownership, ...bare })];
  };
  return listAs(cloud, 'ListVpcEndpointServices', { Tag: identity.filter }, ours, { signal });
}

/** One service by its id, whoever's it is; undefined when there is none. */
export async function readService(
  cloud: Reader,
  id: string,
  signal: AbortSignal,
): Promise<Bare<EndpointService> | undefined> {
  const services = await listAll(cloud, 'ListVpcEndpointServices', { ServiceId: id }, { signal });
  return services.map(bareService).find((service) => service.id === id);
}

function bareService(service: ActionItem<'ListVpcEndpointServices'>): Bare<EndpointService> {
  return {
    id: service.ServiceId,
    name: service.ServiceName ?? '',
    status: service.ServiceStatus ?? '',
    resourceType: service.ServiceResourceType ?? '',
    autoAccept: service.AutoAcceptEnabled ?? true,
    businessStatus: service.ServiceBusinessStatus ?? '',
    createTime: service.CreateTime ?? '',
    tags: service.Tags,
  };
}

/** The zones of our Active services, by service id. */
export async function readServiceZones(
  cloud: Reader,
  identity: Identity,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, string[]>> {
  const services = await listAll(cloud, 'ListVpcEndpointServicesByEndUser', { Tag: identity.filter }, { signal });
  return new Map(services.map((service) => [service.ServiceId, service.Zones]));
}

/** What stands behind one service. */
export async function readResources(cloud: Reader, serviceId: string, signal: AbortSignal): Promise<ServiceResource[]> {
  const resources = await listAll(cloud, 'ListVpcEndpointServiceResources', { ServiceId: serviceId }, { signal });
  return resources.map((resource) => ({
    id: resource.ResourceId,
    type: resource.ResourceType ?? '',
    zoneId: resource.ZoneId ?? '',
  }));
}

/** Our endpoints, without their zones: the list of endpoints has none. */
export function readEndpoints(
  cloud: Reader,
  identity: Identity,
  signal: AbortSignal,
  before?: readonly Endpoint[],
): Promise<Endpoint[]> {
  const keep = sameItems(before, ({ id }) => id);
  const ours = (endpoint: ActionItem<'ListVpcEndpoints'>) => {
    const ownership = identity.of(endpoint.EndpointId, endpoint.Tags, endpoint.VpcId);
    if (ownership === undefined) return [];
    const { tags: _, ...bare } = bareEndpoint(endpoint);
    return [keep({ ...ownership, ...bare })];
  };
  return listAs(cloud, 'ListVpcEndpoints', { Tag: identity.filter }, ours, { signal });
}

/** One endpoint by its id, whoever's it is; undefined when there is none. */
export async function readEndpoint(
  cloud: Reader,
  id: string,
  signal: AbortSignal,
): Promise<Bare<Endpoint> | undefined> {
  const endpoints = await listAll(cloud, 'ListVpcEndpoints', { EndpointId: id }, { signal });
  return endpoints.map(bareEndpoint).find((endpoint) => endpoint.id === id);
}

function bareEndpoint(endpoint: ActionItem<'ListVpcEndpoints'>): Bare<Endpoint> {
  return {
    id: endpoint.EndpointId,
    domain: endpoint.EndpointDomain ?? '',
    status: endpoint.EndpointStatus ?? '',
    connection: endpoint.ConnectionStatus ?? '',
    businessStatus: endpoint.EndpointBusinessStatus ?? '',
    serviceId: endpoint.ServiceId ?? '',
    vpcId: endpoint.VpcId ?? '',
    createTime: endpoint.CreateTime ?? '',
    tags: endpoint.Tags,
  };
}

/** The security groups that one endpoint stands in. */
export async function readAttachedGroups(
  cloud: Reader,
  endpointId: string,
  signal: AbortSignal,
): Promise<AttachedGroup[]> {
  const groups = await listAll(cloud, 'ListVpcEndpointSecurityGroups', { EndpointId: endpointId }, { signal });
  return groups.map((group) => ({ id: group.SecurityGroupId, status: group.SecurityGroupStatus ?? '' }));
}

/** All connections of the region, as the services' side sees them. */
export interface Connections {
  zones: ReadonlyMap<string, EndpointZone[]>;
  all: readonly ForeignConnection[];
}

export async function readConnections(cloud: Reader, signal: AbortSignal, before?: Connections): Promise<Connections> {
  const keep = sameItems(before?.all, ({ endpointId }) => endpointId);
  const zones = new Map<string, EndpointZone[]>();
  const read = (connection: ActionItem<'ListVpcEndpointConnections'>) => {
    const { EndpointId: id } = connection;
    zones.set(id, same(before?.zones.get(id), connection.Zones.map(toZone)));
    return [
      keep({
        serviceId: connection.ServiceId ?? '',
        endpointId: id,
        ownerId: connection.EndpointOwnerId === undefined ? 'unknown' : String(connection.EndpointOwnerId),
        status: connection.ConnectionStatus ?? '',
      }),
    ];
  };
  const all = await listAs(cloud, 'ListVpcEndpointConnections', {}, read, { signal });
  return { zones, all };
}

function toZone(zone: {
  ZoneId: string;
  VSwitchId?: string | undefined;
  ZoneStatus?: string | undefined;
}): EndpointZone {
  return { zoneId: zone.ZoneId, vSwitchId: zone.VSwitchId ?? '', status: zone.ZoneStatus ?? '' };
}

/** The zones of one endpoint, as the endpoint's side sees them: for one that no connection names. */
export async function readEndpointZones(
  cloud: Reader,
  endpointId: string,
  signal: AbortSignal,
): Promise<EndpointZone[]> {
  const zones = await listAll(cloud, 'ListVpcEndpointZones', { EndpointId: endpointId }, { signal });
  return zones.map(toZone);
}
