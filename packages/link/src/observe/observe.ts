/**
 * Reads the world for one decision, in two tiers of shared reads (design §4): *fast*, list pages of our endpoints, services and the region's
 * connections; *audit*, everything that changes rarely, spread over ten minutes. What a plan waits for is read at each poll, the rest when it is due.
 */
import type { Endpoint, EndpointService, Memory, Observation, SecurityGroup } from '../model.ts';
import { meshOf, type Source } from '../source.ts';
import type { Wish } from '../wish.ts';
import { followCertificateTasks } from './certificates.ts';
import { readDetails } from './details.ts';
import { byStatus, byTags } from './identity.ts';
import { activatedOf, clustersOf, controlPlaneOf, membersOf } from './mesh.ts';
import { readNetwork } from './network.ts';
import { readEndpoints, readServices } from './read-links.ts';
import { readGroups, readRules } from './read-network.ts';
import type { Reader } from './reader.ts';
import { defaultTiers, Reading, type Tiers } from './reading.ts';
import { remember } from './remember.ts';
import { lookUpNamed } from './untagged.ts';

/** The lists of objects whose changes are waited for. */
const lists = ['services', 'endpoints', 'zones', 'groups', 'members'] as const;

/**
 * What must be read again whatever its age, and from when on (ms since the epoch): a list by its name, of one object its `resources/ID`,
 * `attached/ID` or `rules/ID`.
 */
export type Watch = ReadonlyMap<string, number>;

export interface ObserverOptions {
  cloud: Reader;
  source: Source;
  memory: Memory;
  tiers?: Tiers;
  now: () => number;
  /** `tags` while managing; `status` for a companion, which looks at what another controller made. Default `tags`. */
  find?: 'tags' | 'status';
}

/** Reads the world, remembering for how long what it read is good. One per mesh. */
export class Observer {
  readonly #source: Source;
  readonly #find: 'tags' | 'status';
  readonly #reading: Reading;

  constructor({ cloud, source, memory, tiers = defaultTiers, now, find = 'tags' }: ObserverOptions) {
    this.#source = source;
    this.#find = find;
    this.#reading = new Reading(cloud, memory, tiers, now);
  }

  /**
   * Reads what is due. Failures to read one cluster, balancer or the mesh are facts (they become problems of the links concerned); a failure to
   * read the lists of our own objects is thrown, for without them nothing can be decided.
   *
   * @throws CloudError
   */
  async observe(wish: Wish, watch: Watch, signal: AbortSignal): Promise<Observation> {
    const lookedFor = this.#expire(watch);
    const reading = this.#reading;
    const { cloud, memory, tiers } = reading;
    const source = this.#source;
    const mesh = meshOf(source);
    const identity = this.#find === 'tags' ? byTags(mesh) : byStatus(wish);
    if (memory.certificateTasks.size > 0) await followCertificateTasks(reading, signal);
    const listed = reading.get<Endpoint[]>('endpoints', tiers.fastMs, (before) =>
      readEndpoints(cloud, identity, signal, before),
    );
    const [listedServices, listedEndpoints, groups, found, members, clusters, activated] = await Promise.all([
      reading.get<EndpointService[]>('services', tiers.fastMs, (before) =>
        readServices(cloud, identity, signal, before),
      ),
      listed,
      this.#groups(mesh, signal),
      controlPlaneOf(reading, source, signal),
      membersOf(reading, source, wish, signal),
      clustersOf(reading, wish, listed, signal),
      activatedOf(reading, wish, signal),
    ]);
    const shown = new Set([...listedServices, ...listedEndpoints].map(({ id }) => id));
    // A companion finds by the status itself: what it names and is not listed is not there.
    const naming = this.#find === 'tags' ? wish : { ...wish, recorded: new Map(), recordedPilot: new Map() };
    const named = await lookUpNamed(reading, naming, shown, signal);
    const services = [...listedServices, ...named.services];
    const endpoints = [...listedEndpoints, ...named.endpoints];
    // Without its members the mesh is not known: nobody could say which clusters may be linked.
    const controlPlane = found.ok && !members.ok ? members : found;
    const [details, network] = await Promise.all([
      readDetails(
        reading,
        identity,
        this.#begun('services', services),
        this.#begun('endpoints', endpoints),
        wish.deleting,
        signal,
      ),
      readNetwork(reading, wish, controlPlane, clusters, signal),
    ]);
    const ours = new Set([...details.endpoints.map((endpoint) => endpoint.id), ...knownIds(memory)]);
    // Nothing is deleted on the word of the status: an endpoint that has lost its tags then is somebody's who must see to it.
    for (const { id } of named.untagged.endpoints) if (wish.deleting) ours.delete(id);
    const ourServices = new Set(services.map((service) => service.id));
    const observation: Observation = {
      at: reading.now(),
      readAt: Object.fromEntries(lists.map((list) => [list, reading.readAt(list)])),
      controlPlane,
      members: members.ok ? members.value : undefined,
      clusters,
      services: details.services,
      endpoints: details.endpoints,
      groups,
      foreign: details.connections.all.filter((each) => ourServices.has(each.serviceId) && !ours.has(each.endpointId)),
      untagged: named.untagged,
      activated,
      memory,
      ...network,
    };
    remember(memory, observation, wish, lookedFor);
    return observation;
  }

  /** Answers what is read because its turn has come, not because it is old. */
  #expire(watch: Watch): ReadonlySet<string> {
    const reading = this.#reading;
    const now = reading.now();
    const due = new Set<string>();
    for (const [key, at] of watch) {
      if (at > now) continue;
      due.add(key);
      reading.expire(key);
      const [part, id] = key.split('/', 2);
      if (id !== undefined && part !== 'rules') reading.memory.made.delete(id);
      if (key === 'services' || key === 'endpoints') reading.retain('named', []);
    }
    return due;
  }

  #begun<T extends { id: string; status: string }>(list: 'services' | 'endpoints', objects: readonly T[]): T[] {
    return objects.map((object) => ({
      ...object,
      status: this.#reading.begun(list, `${object.id}/status`) ?? object.status,
    }));
  }

  async #groups(mesh: string, signal: AbortSignal): Promise<SecurityGroup[]> {
    const reading = this.#reading;
    const { cloud, tiers } = reading;
    const groups = await reading.get('groups', tiers.auditMs, () => readGroups(cloud, mesh, signal));
    reading.retain(
      'rules',
      groups.map(({ id }) => id),
    );
    return Promise.all(
      groups.map(async (group) => {
        const inbound = await reading.audited('rules', group.id, () => readRules(cloud, group.id, signal));
        return inbound === undefined ? group : { ...group, inbound };
      }),
    );
  }
}

/**
 * Endpoints that are or were ours beside those that are listed: one just made may be connected before the list of endpoints shows it, and one
 * that went may stand in a list of connections that was read before.
 */
function knownIds({ created, last, removed }: Memory): string[] {
  return [...[...created.values()].map(({ id }) => id), ...last.values(), ...removed.keys()];
}
