/**
 * Looks up by id what the status or the adopt annotation names and no list of ours shows: it is gone, or it has lost its tags, or it is to become
 * ours. Undisturbed there is no such id, and no call.
 */
import type { Bare, Endpoint, EndpointService, Untagged } from '../model.ts';
import { ownershipOf } from '../tags.ts';
import type { Wish } from '../wish.ts';
import { readEndpoint, readResources, readService } from './read-links.ts';
import type { Reading } from './reading.ts';

interface LookedUp {
  /** What bears our tags after all: the list lags behind. */
  services: EndpointService[];
  endpoints: Endpoint[];
  untagged: Untagged;
}

export async function lookUpNamed(
  reading: Reading,
  wish: Wish,
  listed: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<LookedUp> {
  const { cloud, memory, tiers } = reading;
  const ids = [...namedIds(wish)].filter((id) => !listed.has(id) && !memory.removed.has(id));
  const get = <T>(part: string, id: string, read: () => Promise<T>) => reading.get(`${part}/${id}`, tiers.fastMs, read);
  const [services, endpoints] = await Promise.all([
    Promise.all(ids.filter(isService).map((id) => get('named', id, () => readService(cloud, id, signal)))),
    Promise.all(ids.filter(isEndpoint).map((id) => get('named', id, () => readEndpoint(cloud, id, signal)))),
  ]);
  reading.retain('named', ids);
  const known = divide<EndpointService>(wish.mesh, services);
  const ends = divide<Endpoint>(wish.mesh, endpoints);
  return {
    services: known.ours,
    endpoints: ends.ours,
    untagged: {
      services: await Promise.all(
        known.others.map(async (service) => {
          const read = () => readResources(cloud, service.id, signal);
          const resources = await reading.unlessGone('services', () => get('named-resources', service.id, read));
          return resources === undefined ? service : { ...service, resources };
        }),
      ),
      endpoints: ends.others,
    },
  };
}

function namedIds(wish: Wish): Set<string> {
  return new Set([...wish.recorded.values(), ...wish.recordedPilot.values(), ...wish.adopt]);
}

function isService(id: string): boolean {
  return id.startsWith('epsrv-');
}

function isEndpoint(id: string): boolean {
  return id.startsWith('ep-');
}

function divide<T extends EndpointService | Endpoint>(mesh: string, found: readonly (Bare<T> | undefined)[]) {
  const ours: T[] = [];
  const others: Bare<T>[] = [];
  for (const each of found) {
    if (each === undefined) continue;
    const ownership = ownershipOf(mesh, each.tags);
    if (ownership === undefined) others.push(each);
    // The cast only puts back what Bare took out: TypeScript cannot follow Omit over a type parameter.
    else ours.push({ ...each, ...ownership } as unknown as T);
  }
  return { ours, others };
}
