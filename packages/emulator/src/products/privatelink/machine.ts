/**
 * How connections and zones come up and go down (alibaba-cloud-api §2.1). Services and endpoints have their transitions beside the actions
 * that start them; what is here is started from several places.
 */
import type { Context } from '../../handler.ts';
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
export function connect(world: World, endpoint: Endpoint, context: Context): void {
  setConnection(world, endpoint, 'Connecting', context);
  for (const zone of endpoint.zones.values()) {
    if (zone.status === 'Wait' || zone.status === 'Disconnected') zone.status = 'Connecting';
  }
  context.after('connection.connect', endpoint.id, () => {
    if (endpoint.connection.status !== 'Connecting') return;
    for (const zone of endpoint.zones.values()) {
      if (zone.status === 'Wait' || zone.status === 'Connecting') zone.status = 'Connected';
    }
    setConnection(world, endpoint, 'Connected', context);
  });
}

/** Takes the connection down, and every zone with it. */
export function disconnect(world: World, endpoint: Endpoint, context: Context): void {
  setConnection(world, endpoint, 'Disconnecting', context);
  for (const zone of endpoint.zones.values()) {
    if (zone.status === 'Connected' || zone.status === 'Connecting') zone.status = 'Disconnecting';
  }
  context.after('connection.disconnect', endpoint.id, () => {
    if (endpoint.connection.status !== 'Disconnecting') return;
    for (const zone of endpoint.zones.values()) {
      if (zone.status === 'Disconnecting') zone.status = context.switches.zoneAfterDisconnect;
    }
    setConnection(world, endpoint, 'Disconnected', context);
  });
}

/** A zone whose interface is ready waits for the connection, or comes up by itself when that is up already. */
export function zoneReady(world: World, endpoint: Endpoint, zone: EndpointZone, context: Context): void {
  if (zone.status !== 'Creating') return;
  zone.status = 'Wait';
  if (endpoint.connection.status === 'Connected') connectZone(world, endpoint, zone, context);
  world.touch('endpoint', endpoint.id);
}

export function connectZone(world: World, endpoint: Endpoint, zone: EndpointZone, context: Context): void {
  zone.status = 'Connecting';
  world.touch('endpoint', endpoint.id);
  context.after('zone.connect', `${endpoint.id}/${zone.zoneId}`, () => {
    if (zone.status !== 'Connecting') return;
    zone.status = 'Connected';
    world.touch('endpoint', endpoint.id);
  });
}

export function setConnection(
  world: World,
  endpoint: Endpoint,
  status: Endpoint['connection']['status'],
  context: Context,
): void {
  endpoint.connection.status = status;
  endpoint.connection.modifiedAt = context.now();
  world.touch('endpoint', endpoint.id);
}
