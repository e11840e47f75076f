/** Adds what the lists of services and endpoints leave out: zones, resources, connections. */
import type { Endpoint, EndpointService } from '../model.ts';
import type { Identity } from './identity.ts';
import {
  type Connections,
  readAttachedGroups,
  readConnections,
  readEndpointZones,
  readResources,
  readServiceZones,
} from './read-links.ts';
import type { Reading } from './reading.ts';

export interface Details {
  services: EndpointService[];
  endpoints: Endpoint[];
  connections: Connections;
}

export async function readDetails(
  reading: Reading,
  identity: Identity,
  services: readonly EndpointService[],
  endpoints: readonly Endpoint[],
  deleting: boolean,
  signal: AbortSignal,
): Promise<Details> {
  const active = services.filter((service) => service.status === 'Active');
  const [zones, resources, connections, groups] = await Promise.all([
    serviceZones(reading, identity, active, signal),
    resourcesOf(reading, active, signal),
    connectionsOf(reading, endpoints, deleting && services.length > 0, signal),
    attachedGroups(reading, endpoints, signal),
  ]);
  reading.retain(
    'attached',
    endpoints.map(({ id }) => id),
  );
  reading.retain(
    'resources',
    services.map(({ id }) => id),
  );
  return {
    connections,
    services: services.map((service) => ({
      ...service,
      ...part('zones', zones?.get(service.id)),
      ...part('resources', resources.get(service.id)),
    })),
    endpoints: await Promise.all(
      endpoints.map(async (endpoint) => ({
        ...endpoint,
        ...part('zones', await endpointZones(reading, endpoint, connections, signal)),
        ...part('groups', groups.get(endpoint.id)),
      })),
    ),
  };
}

/** A field that is absent until it was read. */
function part<Name extends string, T>(name: Name, value: T | undefined): { [Key in Name]?: T } {
  return value === undefined ? {} : ({ [name]: value } as { [Key in Name]: T }); // a computed key widens to string
}

async function resourcesOf(reading: Reading, active: readonly EndpointService[], signal: AbortSignal) {
  const read = active.map(async ({ id }) => {
    const reader = () => readResources(reading.cloud, id, signal);
    return [id, await reading.unlessGone('services', () => reading.audited('resources', id, reader))] as const;
  });
  return new Map(await Promise.all(read));
}

/** Of endpoints that are settled: while one comes or goes, its groups decide nothing. Those of an adopted one are its maker's. */
async function attachedGroups(reading: Reading, endpoints: readonly Endpoint[], signal: AbortSignal) {
  const settled = endpoints.filter((each) => each.status === 'Active' && !each.adopted);
  const read = settled.map(async ({ id }) => {
    const reader = () => readAttachedGroups(reading.cloud, id, signal);
    return [id, await reading.unlessGone('endpoints', () => reading.audited('attached', id, reader))] as const;
  });
  return new Map(await Promise.all(read));
}

async function serviceZones(
  reading: Reading,
  identity: Identity,
  active: readonly EndpointService[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, string[]> | undefined> {
  if (active.length === 0) return undefined;
  const read = () => readServiceZones(reading.cloud, identity, signal);
  const zones = await reading.get('service-zones', reading.tiers.auditMs, read);
  if (active.every((service) => zones.has(service.id))) return zones;
  reading.expire('service-zones');
  return reading.get('service-zones', reading.tiers.auditMs, read);
}

/**
 * Read when due, and when an endpoint has become Connected since: then its zones have changed. To take services away, with or without endpoints of
 * ours: those of others stand in the way.
 */
async function connectionsOf(
  reading: Reading,
  endpoints: readonly Endpoint[],
  othersMatter: boolean,
  signal: AbortSignal,
): Promise<Connections> {
  if (!othersMatter && !endpoints.some(hasZonesToRead)) return { zones: new Map(), all: [] };
  const read = (before: Connections | undefined) => readConnections(reading.cloud, signal, before);
  const connections = await reading.get('zones', reading.tiers.fastMs, read);
  const states = new Map(connections.all.map((each) => [each.endpointId, each.status]));
  const stale = endpoints.some((each) => each.connection === 'Connected' && states.get(each.id) !== 'Connected');
  if (!stale) return connections;
  reading.expire('zones');
  return reading.get('zones', reading.tiers.fastMs, read);
}

/** While an endpoint is on its way to Connected its zones decide nothing: they are read once it is there, or was cut. */
function hasZonesToRead(endpoint: Endpoint): boolean {
  return endpoint.status !== 'Creating' && endpoint.connection !== 'Connecting';
}

/** From the connections; an endpoint that none of them names (its service is gone) is asked itself. */
async function endpointZones(
  reading: Reading,
  endpoint: Endpoint,
  connections: Connections,
  signal: AbortSignal,
): Promise<Endpoint['zones']> {
  const zones = connections.zones.get(endpoint.id)?.map((zone) => ({
    ...zone,
    status: reading.begun('zones', `${endpoint.id}/zone/${zone.zoneId}`) ?? zone.status,
  }));
  if (zones !== undefined || endpoint.connection !== 'ServiceDeleted') return zones;
  return reading.unlessGone('endpoints', () => readEndpointZones(reading.cloud, endpoint.id, signal));
}
