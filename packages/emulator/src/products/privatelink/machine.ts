/**
 * How connections and zones come up and go down (alibaba-cloud-api §2.1). Services and endpoints have their transitions beside the actions
 * that start them; what is here is started from several places.
 */
import type { Ending, Later, ZoneOfEndpoint } from '../../changes.ts';
import { whole } from '../../ids.ts';
import type { Endpoint, EndpointService, EndpointZone, World } from '../../world.ts';

/** The zones in which new endpoint zones can be served, in order of their resources. */
export function servedZones(service: EndpointService): string[] {
  const usable = service.resources.filter((resource) => resource.autoAllocated && resource.status === 'Attached');
  return [...new Set(usable.map((resource) => resource.zoneId))];
}

/** The balancer that takes the traffic of a new zone: of those in the zone, the one with the fewest endpoints. */
export function balancerFor(world: World, service: EndpointService, zoneId: string): string | undefined {
  const candidates = service.resources.filter(
    (resource) => resource.zoneId === zoneId && resource.autoAllocated && resource.status === 'Attached',
  );
  const load = (id: string) => usersOfResource(world, service.id, id, zoneId).length;
  return candidates.sort((a, b) => load(a.balancerId) - load(b.balancerId))[0]?.balancerId;
}

/** The endpoint zones whose traffic this resource takes. */
export function usersOfResource(world: World, serviceId: string, balancerId: string, zoneId: string): EndpointZone[] {
  const endpoints = [...(world.endpointsOfService.get(serviceId) ?? [])];
  return endpoints.flatMap((id) => {
    const zone = world.endpoints.get(id)?.zones.get(zoneId);
    return zone?.balancerId === balancerId ? [zone] : [];
  });
}

/** Brings the connection up, and with it every zone that waits. */
export function connect(world: World, endpoint: Endpoint, later: Later): void {
  setConnection(world, endpoint, 'Connecting', later);
  for (const zone of endpoint.zones.values()) {
    if (zone.status === 'Wait' || zone.status === 'Disconnected') zone.status = 'Connecting';
  }
  later.after('connection.connect', endpoint.id);
}

export const connected: Ending<'connection.connect'> = (world, endpointId, later) => {
  const endpoint = world.endpoints.get(endpointId);
  if (endpoint?.connection.status !== 'Connecting') return;
  for (const zone of endpoint.zones.values()) {
    if (zone.status === 'Wait' || zone.status === 'Connecting') zone.status = 'Connected';
  }
  setConnection(world, endpoint, 'Connected', later);
};

/** Takes the connection down, and every zone with it. */
export function disconnect(world: World, endpoint: Endpoint, later: Later): void {
  setConnection(world, endpoint, 'Disconnecting', later);
  for (const zone of endpoint.zones.values()) {
    if (zone.status === 'Connected' || zone.status === 'Connecting') zone.status = 'Disconnecting';
  }
  later.after('connection.disconnect', endpoint.id);
}

export const disconnected: Ending<'connection.disconnect'> = (world, endpointId, later) => {
  const endpoint = world.endpoints.get(endpointId);
  if (endpoint?.connection.status !== 'Disconnecting') return;
  for (const zone of endpoint.zones.values()) {
    if (zone.status === 'Disconnecting') zone.status = later.switches.zoneAfterDisconnect;
  }
  setConnection(world, endpoint, 'Disconnected', later);
};

/** A zone whose interface is ready waits for the connection, or comes up by itself when that is up already. */
export function zoneReady(world: World, endpoint: Endpoint, zone: EndpointZone, later: Later): void {
  if (zone.status !== 'Creating') return;
  zone.status = 'Wait';
  if (endpoint.connection.status === 'Connected') connectZone(world, endpoint, zone, later);
  world.touch('endpoint', endpoint.id);
}

export function connectZone(world: World, endpoint: Endpoint, zone: EndpointZone, later: Later): void {
  zone.status = 'Connecting';
  world.touch('endpoint', endpoint.id);
  later.after('zone.connect', zoneKey(endpoint, zone), { endpointId: endpoint.id, eniId: zone.eniId });
}

export const zoneConnected: Ending<'zone.connect'> = (world, _object, _later, details) => {
  const { endpoint, zone } = zoneOf(world, details);
  if (zone === undefined || zone.status !== 'Connecting') return;
  zone.status = 'Connected';
  world.touch('endpoint', endpoint.id);
};

/** What a change of a zone is called: of what it changes, `endpoint/zone`. */
export function zoneKey(endpoint: Endpoint, zone: EndpointZone): string {
  return whole(endpoint.id, '/', zone.zoneId);
}

/** Gives a zone another balancer of its service. */
export function moveZone(world: World, move: ZoneOfEndpoint & { readonly balancerId: string }): void {
  const { endpoint, zone } = zoneOf(world, move);
  if (zone === undefined) return;
  zone.balancerId = move.balancerId;
  world.touch('endpoint', endpoint.id);
}

/** The zone of a change that ends; nothing when it has gone meanwhile. */
export function zoneOf(
  world: World,
  { endpointId, eniId }: ZoneOfEndpoint,
): { endpoint: Endpoint; zone: EndpointZone } | { endpoint: undefined; zone: undefined } {
  const endpoint = world.endpoints.get(endpointId);
  const zone = [...(endpoint?.zones.values() ?? [])].find((one) => one.eniId === eniId);
  return endpoint === undefined || zone === undefined ? { endpoint: undefined, zone: undefined } : { endpoint, zone };
}

export function setConnection(
  world: World,
  endpoint: Endpoint,
  status: Endpoint['connection']['status'],
  later: Later,
): void {
  endpoint.connection.status = status;
  endpoint.connection.modifiedAt = later.now();
  world.touch('endpoint', endpoint.id);
}
