/** What of the emulated cloud is the operator's, told without ids and times: two runs that ended in the same world tell the same. */
import { tagKeys } from '@asm-privatelink/api';
import type { Emulator, World } from '@asm-privatelink/emulator';

/** Each object as its role and owner, and how it stands; several under one key are all told. */
export interface Ours {
  services: string[];
  endpoints: string[];
  groups: string[];
}

export function ours(world: World): Ours {
  const keys = new Map<string, string>();
  for (const objects of [world.services, world.endpoints, world.securityGroups]) {
    for (const { id, tags } of objects.values()) if (tags.has(tagKeys.mesh)) keys.set(id, keyOf(tags));
  }
  const told = <T extends { id: string }>(objects: ReadonlyMap<string, T>, tell: (object: T) => string[]) =>
    [...objects.values()]
      .filter(({ id }) => keys.has(id))
      .map((object) => [keys.get(object.id), ...tell(object)].join(' '))
      .sort();
  const states = (entries: Iterable<readonly [string, string]>) =>
    [...entries].map(([name, state]) => `${name}=${state}`).sort();
  return {
    services: told(world.services, ({ status, resources }) => [
      status,
      ...states(resources.map((each) => [`${each.balancerId}/${each.zoneId}`, each.status])),
    ]),
    endpoints: told(world.endpoints, ({ status, serviceId, connection, zones, securityGroups }) => [
      status,
      connection.status,
      `to ${keys.get(serviceId) ?? serviceId}`,
      ...states([...zones.values()].map((zone) => [zone.vSwitchId, zone.status])),
      ...states([...securityGroups].map(([id, state]) => [keys.get(id) ?? id, state])),
    ]),
    groups: told(world.securityGroups, ({ vpcId, rules }) => [
      vpcId,
      ...rules.map(({ portRange, peer, policy }) => `${portRange} ${JSON.stringify(peer)} ${policy}`).sort(),
    ]),
  };
}

export interface Count {
  services: number;
  endpoints: number;
  groups: number;
}

export function count({ services, endpoints, groups }: Ours): Count {
  return { services: services.length, endpoints: endpoints.length, groups: groups.length };
}

/** How many services, endpoints and groups came into being since this was called, those gone again included; asked for the last time. */
export function born({ world }: Emulator): () => Count {
  const before = new Set([...world.services.keys(), ...world.endpoints.keys(), ...world.securityGroups.keys()]);
  const seen = { service: new Set<string>(), endpoint: new Set<string>(), securityGroup: new Set<string>() };
  const end = world.onChange(({ kind, id }) => {
    if (kind in seen && !before.has(id)) seen[kind as keyof typeof seen].add(id); // `in` has just said so
  });
  return () => {
    end();
    return { services: seen.service.size, endpoints: seen.endpoint.size, groups: seen.securityGroup.size };
  };
}

function keyOf(tags: ReadonlyMap<string, string>): string {
  const values = [tagKeys.mesh, tagKeys.role, tagKeys.cluster, tagKeys.vpc].map((key) => tags.get(key) ?? '');
  return values.filter((value) => value !== '').join('/');
}
