/**
 * Reads the world for one decision, in two tiers of shared reads (design §4): *fast*, list pages of our endpoints, services and the region's
 * connections; *audit*, everything that changes rarely, spread over ten minutes. What a plan waits for is read at each poll, the rest when it is due.
 */
import { type Cloud, isCloudError } from '@asm-privatelink/cloud';
import {
  type Balancer,
  type Cluster,
  type ControlPlane,
  type Endpoint,
  type EndpointService,
  type Found,
  type Memory,
  type Observation,
  type SecurityGroup,
  type Vpc,
  type VSwitch,
  type Watched,
} from '../model.ts';
import { settlingPeriod } from '../settling.ts';
import { meshOf, type Source } from '../source.ts';
import type { Wish } from '../wish.ts';
import { Cache } from './cache.ts';
import { byStatus, byTags, type Identity } from './identity.ts';
import { readBalancer } from './read-balancer.ts';
import { readCluster } from './read-cluster.ts';
import {
  type Connections,
  readConnections,
  readEndpoints,
  readEndpointZones,
  readResources,
  readServices,
  readServiceZones,
} from './read-links.ts';
import { readActivated, readControlPlane, readMembers } from './read-mesh.ts';
import { readGroups, readRules, readVpc, readVSwitch, readVSwitches } from './read-network.ts';
import { remember } from './remember.ts';

/** Periods of the two tiers, in ms. */
export interface Tiers {
  fastMs: number;
  auditMs: number;
}

export const defaultTiers: Tiers = { fastMs: 30_000, auditMs: 10 * 60_000 };

/** How soon a fact is read again that was not to be had: what was missing may have been made since. */
const MISSING_MS = 30_000;

/** What must be read now whatever its age. */
export interface Watch {
  lists: ReadonlySet<Watched>;
  /** Services whose resources are waited for. */
  resourcesOf: ReadonlySet<string>;
  /** Groups whose rules were just changed. */
  rulesOf: ReadonlySet<string>;
}

export interface ObserverOptions {
  cloud: Cloud;
  source: Source;
  memory: Memory;
  tiers?: Tiers;
  now: () => number;
  /** `tags` while managing; `status` for a companion, which looks at what another controller made. Default `tags`. */
  find?: 'tags' | 'status';
}

/** Reads the world, remembering for how long what it read is good. One per mesh. */
export class Observer {
  readonly #cloud: Cloud;
  readonly #source: Source;
  readonly #memory: Memory;
  readonly #tiers: Tiers;
  readonly #now: () => number;
  readonly #find: 'tags' | 'status';
  readonly #cache = new Cache();

  constructor(options: ObserverOptions) {
    this.#cloud = options.cloud;
    this.#source = options.source;
    this.#memory = options.memory;
    this.#tiers = options.tiers ?? defaultTiers;
    this.#now = options.now;
    this.#find = options.find ?? 'tags';
  }

  /**
   * Reads what is due. Failures to read one cluster, balancer or the mesh are facts (they become problems of the links concerned); a failure to
   * read the lists of our own objects is thrown, for without them nothing can be decided.
   *
   * @throws CloudError
   */
  async observe(wish: Wish, watch: Watch, signal: AbortSignal): Promise<Observation> {
    this.#expire(watch);
    const mesh = meshOf(this.#source);
    const identity = this.#find === 'tags' ? byTags(mesh) : byStatus(wish);
    const listed = this.#get('endpoints', this.#tiers.fastMs, () => readEndpoints(this.#cloud, identity, signal));
    const [services, endpoints, groups, found, members, clusters, activated] = await Promise.all([
      this.#get('services', this.#tiers.fastMs, () => readServices(this.#cloud, identity, signal)),
      listed,
      this.#groups(mesh, signal),
      this.#mesh(signal),
      this.#members(wish, signal),
      this.#clusters(wish, listed, signal),
      this.#activated(wish, signal),
    ]);
    // Without its members the mesh is not known: nobody could say which clusters may be linked.
    const controlPlane = found.ok && !members.ok ? members : found;
    const [details, network] = await Promise.all([
      this.#details(identity, services, endpoints, signal),
      this.#network(wish, controlPlane, clusters, signal),
    ]);
    const ours = new Set([...details.endpoints.map((endpoint) => endpoint.id), ...knownIds(this.#memory)]);
    const ourServices = new Set(services.map((service) => service.id));
    const observation: Observation = {
      at: this.#now(),
      controlPlane,
      members: members.ok ? members.value : undefined,
      clusters,
      services: details.services,
      endpoints: details.endpoints,
      groups,
      foreign: details.connections.all.filter((each) => ourServices.has(each.serviceId) && !ours.has(each.endpointId)),
      activated,
      memory: this.#memory,
      ...network,
    };
    remember(this.#memory, observation);
    return observation;
  }

  #expire({ lists, resourcesOf, rulesOf }: Watch): void {
    if (lists.has('services')) this.#cache.expire('services');
    if (lists.has('endpoints')) this.#cache.expire('endpoints');
    if (lists.has('zones')) this.#cache.expire('connections');
    if (lists.has('groups')) this.#cache.expire('groups');
    for (const id of resourcesOf) {
      this.#memory.made.delete(id);
      this.#cache.expire(`resources/${id}`);
    }
    for (const id of rulesOf) this.#cache.expire(`rules/${id}`);
  }

  /** What this process made as it should be is not read back before the audit, unless a plan waits for it. */
  async #audited<T>(part: string, id: string, read: () => Promise<T>): Promise<T | undefined> {
    const key = `${part}/${id}`;
    const made = this.#memory.made.get(id);
    const fresh = made !== undefined && this.#now() - made < this.#tiers.auditMs / 2;
    return fresh && !this.#cache.has(key) ? undefined : this.#get(key, this.#tiers.auditMs, read);
  }

  async #groups(mesh: string, signal: AbortSignal): Promise<SecurityGroup[]> {
    const groups = await this.#get('groups', this.#tiers.auditMs, () => readGroups(this.#cloud, mesh, signal));
    this.#cache.retain('rules/', new Set(groups.map(({ id }) => `rules/${id}`)));
    return Promise.all(
      groups.map(async (group) => {
        const inbound = await this.#audited('rules', group.id, () => readRules(this.#cloud, group.id, signal));
        return inbound === undefined ? group : { ...group, inbound };
      }),
    );
  }

  #get<T>(key: string, maxAgeMs: number, read: () => Promise<T>): Promise<T> {
    return this.#cache.get(key, this.#now(), maxAgeMs, read);
  }

  /** A fact that may be missing, or not as it should be: it is looked at again soon, for somebody may have mended it. */
  async #found<T>(key: string, read: () => Promise<Found<T>>, right: (value: T) => boolean): Promise<Found<T>> {
    const found = await this.#get(key, this.#tiers.auditMs, read);
    return found.ok && right(found.value) ? found : this.#get(key, MISSING_MS, read);
  }

  #mesh(signal: AbortSignal): Promise<Found<ControlPlane>> {
    const read = () => readControlPlane(this.#cloud, this.#source, signal);
    return this.#found('mesh', read, (mesh) => mesh.pilotBalancer.ok);
  }

  async #members(wish: Wish, signal: AbortSignal): ReturnType<typeof readMembers> {
    if (wish.deleting) return { ok: true, value: undefined };
    const read = () => readMembers(this.#cloud, this.#source, signal);
    const members = await this.#found('members', read, () => true);
    const settled = wish.clusters.every(
      ({ clusterId }) =>
        !members.ok || members.value === undefined || members.value.get(clusterId)?.state === 'running',
    );
    return settled ? members : this.#get('members', this.#settlingMs(wish), read);
  }

  async #clusters(
    wish: Wish,
    listed: Promise<readonly Endpoint[]>,
    signal: AbortSignal,
  ): Promise<ReadonlyMap<string, Found<Cluster>>> {
    const read = await Promise.all(
      wish.clusters.map(async ({ clusterId }) => {
        const key = `cluster/${clusterId}`;
        const reader = () => readCluster(this.#cloud, clusterId, signal);
        const found = await this.#found(
          key,
          reader,
          (cluster) => cluster.state === 'running' && cluster.apiServerBalancer.ok,
        );
        // The endpoint's domain is added to the certificate by hand. One cluster is looked at often, hundreds are not.
        const unsettled = found.ok && lacksDomain(found.value, await listed);
        const period = this.#settlingMs(wish);
        return [clusterId, unsettled ? await this.#get(key, period, reader) : found] as const;
      }),
    );
    this.#cache.retain('cluster/', new Set(read.map(([id]) => `cluster/${id}`)));
    return new Map(read);
  }

  #settlingMs(wish: Wish): number {
    return settlingPeriod(this.#memory, this.#now(), wish.clusters.length);
  }

  /** Asked only while something is missing: what exists proves that PrivateLink is activated. */
  async #activated(wish: Wish, signal: AbortSignal): Promise<boolean | undefined> {
    if (wish.deleting) return undefined;
    const activated = await this.#get('activated', this.#tiers.auditMs, () => readActivated(this.#cloud, signal));
    return activated === false
      ? this.#get('activated', MISSING_MS, () => readActivated(this.#cloud, signal))
      : activated;
  }

  /** Adds what the lists of services and endpoints leave out: zones, resources, connections. */
  async #details(
    identity: Identity,
    services: readonly EndpointService[],
    endpoints: readonly Endpoint[],
    signal: AbortSignal,
  ): Promise<{ services: EndpointService[]; endpoints: Endpoint[]; connections: Connections }> {
    const active = services.filter((service) => service.status === 'Active');
    const [zones, resources, connections] = await Promise.all([
      this.#serviceZones(identity, active, signal),
      Promise.all(
        active.map(
          async ({ id }) =>
            [
              id,
              await this.#unlessGone('services', () =>
                this.#audited('resources', id, () => readResources(this.#cloud, id, signal)),
              ),
            ] as const,
        ),
      ),
      this.#connections(endpoints, signal),
    ]);
    this.#cache.retain('resources/', new Set(services.map(({ id }) => `resources/${id}`)));
    const resourcesById = new Map(resources);
    return {
      connections,
      services: services.map((service) => {
        const serviceZones = zones?.get(service.id);
        const serviceResources = resourcesById.get(service.id);
        return {
          ...service,
          ...(serviceZones === undefined ? {} : { zones: serviceZones }),
          ...(serviceResources === undefined ? {} : { resources: serviceResources }),
        };
      }),
      endpoints: await Promise.all(
        endpoints.map(async (endpoint) => {
          const endpointZones = await this.#endpointZones(endpoint, connections, signal);
          return endpointZones === undefined ? endpoint : { ...endpoint, zones: endpointZones };
        }),
      ),
    };
  }

  /** Undefined for a part of an object that went after it was listed; the list is then read anew. */
  async #unlessGone<T>(list: 'services' | 'endpoints', read: () => Promise<T>): Promise<T | undefined> {
    try {
      return await read();
    } catch (error) {
      if (!isCloudError(error) || error.kind !== 'gone') throw error;
      this.#cache.expire(list);
      return undefined;
    }
  }

  async #serviceZones(
    identity: Identity,
    active: readonly EndpointService[],
    signal: AbortSignal,
  ): Promise<ReadonlyMap<string, string[]> | undefined> {
    if (active.length === 0) return undefined;
    const read = () => readServiceZones(this.#cloud, identity, signal);
    const zones = await this.#get('service-zones', this.#tiers.auditMs, read);
    if (active.every((service) => zones.has(service.id))) return zones;
    this.#cache.expire('service-zones');
    return this.#get('service-zones', this.#tiers.auditMs, read);
  }

  /** Read when due, and when an endpoint has become Connected since: then its zones have changed. */
  async #connections(endpoints: readonly Endpoint[], signal: AbortSignal): Promise<Connections> {
    if (!endpoints.some(hasZonesToRead)) return { zones: new Map(), all: [] };
    const read = () => readConnections(this.#cloud, signal);
    const connections = await this.#get('connections', this.#tiers.fastMs, read);
    const states = new Map(connections.all.map((each) => [each.endpointId, each.status]));
    const stale = endpoints.some((each) => each.connection === 'Connected' && states.get(each.id) !== 'Connected');
    if (!stale) return connections;
    this.#cache.expire('connections');
    return this.#get('connections', this.#tiers.fastMs, read);
  }

  /** From the connections; an endpoint that none of them names (its service is gone) is asked itself. */
  async #endpointZones(endpoint: Endpoint, connections: Connections, signal: AbortSignal): Promise<Endpoint['zones']> {
    const zones = connections.zones.get(endpoint.id);
    if (zones !== undefined || endpoint.connection !== 'ServiceDeleted') return zones;
    return this.#unlessGone('endpoints', () => readEndpointZones(this.#cloud, endpoint.id, signal));
  }

  /** Balancers, vSwitches and VPCs that the links of the wish touch. */
  async #network(
    wish: Wish,
    controlPlane: Found<ControlPlane>,
    clusters: ReadonlyMap<string, Found<Cluster>>,
    signal: AbortSignal,
  ): Promise<Pick<Observation, 'balancers' | 'vSwitches' | 'vpcs'>> {
    const found = [...clusters.values()].flatMap((each) => (each.ok ? [each.value] : []));
    const balancerIds = new Set(
      found.flatMap((each) => (each.apiServerBalancer.ok ? [each.apiServerBalancer.value] : [])),
    );
    const vpcIds = new Set(found.map((each) => each.vpcId));
    if (controlPlane.ok) {
      vpcIds.add(controlPlane.value.vpcId);
      if (controlPlane.value.pilotBalancer.ok) balancerIds.add(controlPlane.value.pilotBalancer.value);
    }
    vpcIds.delete('');
    const [balancers, vSwitches, vpcs] = await Promise.all([
      this.#balancers(balancerIds, signal),
      this.#vSwitches(wish, vpcIds, signal),
      this.#vpcs(vpcIds, signal),
    ]);
    return { balancers, vSwitches, vpcs };
  }

  async #balancers(ids: ReadonlySet<string>, signal: AbortSignal): Promise<ReadonlyMap<string, Found<Balancer>>> {
    const read = [...ids].map(async (id) => {
      const reader = () => readBalancer(this.#cloud, id, signal);
      const right = (each: Balancer) => each.unsuitable === undefined && each.ports.length > 0;
      return [id, await this.#found(`balancer/${id}`, reader, right)] as const;
    });
    return new Map(await Promise.all(read));
  }

  /** All vSwitches of the VPCs concerned (one of them may be what a person should write), and listed ones that are elsewhere. */
  async #vSwitches(
    wish: Wish,
    vpcIds: ReadonlySet<string>,
    signal: AbortSignal,
  ): Promise<ReadonlyMap<string, VSwitch>> {
    const lists = await Promise.all(
      [...vpcIds].map((id) =>
        this.#get(`vswitches/${id}`, this.#tiers.auditMs, () => readVSwitches(this.#cloud, id, signal)),
      ),
    );
    const vSwitches = new Map(lists.flat().map((vSwitch) => [vSwitch.id, vSwitch]));
    const listed = [...wish.asmVSwitches, ...wish.clusters.flatMap((cluster) => cluster.vSwitches)];
    const unknown = new Set(listed.map((entry) => entry.vSwitchId).filter((id) => !vSwitches.has(id)));
    const others = await Promise.all(
      [...unknown].map((id) => this.#get(`vswitch/${id}`, MISSING_MS, () => readVSwitch(this.#cloud, id, signal))),
    );
    for (const other of others) if (other !== undefined) vSwitches.set(other.id, other);
    return vSwitches;
  }

  async #vpcs(ids: ReadonlySet<string>, signal: AbortSignal): Promise<ReadonlyMap<string, Vpc>> {
    const vpcs = await Promise.all(
      [...ids].map((id) => this.#get(`vpc/${id}`, this.#tiers.auditMs, () => readVpc(this.#cloud, id, signal))),
    );
    return new Map(vpcs.flatMap((vpc) => (vpc === undefined ? [] : [[vpc.id, vpc] as const])));
  }
}

/** Whether the certificate of a cluster lacks the domain of its endpoint. */
function lacksDomain(cluster: Cluster, endpoints: readonly Endpoint[]): boolean {
  const endpoint = endpoints.find((each) => each.role === 'api-server-endpoint' && each.owner === cluster.id);
  return endpoint !== undefined && endpoint.domain !== '' && !cluster.certificateNames.includes(endpoint.domain);
}

/**
 * Endpoints that are or were ours beside those that are listed: one just made may be connected before the list of endpoints shows it, and one
 * that went may stand in a list of connections that was read before.
 */
function knownIds({ created, last, removed }: Memory): string[] {
  return [...[...created.values()].map(({ id }) => id), ...last.values(), ...removed];
}

/** While an endpoint is on its way to Connected its zones decide nothing: they are read once it is there, or was cut. */
function hasZonesToRead(endpoint: Endpoint): boolean {
  return endpoint.status !== 'Creating' && endpoint.connection !== 'Connecting';
}
