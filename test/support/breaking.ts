/** Ways to break the world of the guide, and what is needed to find what to break. */
import type { ASMPvlConfigSpec } from '@asm-privatelink/api';
import { guide, type ScenarioInput } from '@asm-privatelink/emulator';
import type { Ground } from '../../packages/cli/src/probe/ground.ts';
import type { Site } from './site.ts';
import { guideSpec } from './worlds.ts';

export const clusterId = 'cab9ace222210457a83f09fcd42e9f1d7';

export const get = <T>(map: ReadonlyMap<string, T>, id: string): T => {
  const found = map.get(id);
  if (found === undefined) throw new Error(`there is no ${id}`);
  return found;
};
export const put = (target: object, fields: object) => Object.assign(target, fields);
export const world = ({ stage }: Site) => stage.emulator.world;
export const account = (site: Site) => [...world(site).accounts.values()][0] ?? {};
const faults = ({ stage }: Site) => stage.emulator.faults;
export const refuse = (action: string, code: string) => (site: Site) =>
  faults(site).place({ action, times: 1_000_000, effect: { kind: 'error', code } });
export const clear = (site: Site) => faults(site).clear();
export const linkOf = (site: Site, channel: 'api-server' | 'pilot') => {
  const balancer = channel === 'pilot' ? guide.mesh.pilot.id : guide.clusters[0]?.apiServer.id;
  const endpoint = [...world(site).endpoints.values()].find((each) =>
    [...each.zones.values()].some(({ balancerId }) => balancerId === balancer),
  );
  if (endpoint === undefined) throw new Error(`there is no endpoint of ${channel}`);
  return {
    endpoint,
    service: get(world(site).services, endpoint.serviceId),
    balancer: get(world(site).balancers, balancer ?? ''),
  };
};
export const zones = (from: string, to: string): ASMPvlConfigSpec =>
  JSON.parse(JSON.stringify(guideSpec).replaceAll(from, to)) as ASMPvlConfigSpec;
export const scenario = (change: Partial<ScenarioInput>): ScenarioInput => ({ ...guide, ...change });
export const modifySans = (site: Site, action: 'append' | 'overwrite', name: string) =>
  site.stage.settle(
    site.stage.cloud.call('ModifyCluster', {
      ClusterId: clusterId,
      api_server_custom_cert_sans: { action, subject_alternative_names: [name] },
    }),
  );
export const rules = (site: Site, channel: 'api-server' | 'pilot') => {
  const [id = ''] = linkOf(site, channel).endpoint.securityGroups.keys();
  return get(world(site).securityGroups, id).rules;
};
export const drop = <T>(list: T[], which: (each: T) => boolean) => {
  for (let i = list.length - 1; i >= 0; i -= 1) if (which(list[i] as T)) list.splice(i, 1);
};
export const touch = (site: Site, kind: Parameters<ReturnType<typeof world>['touch']>[0], id: string) =>
  world(site).touch(kind, id);

export const pilotDomain = (site: Site) => linkOf(site, 'pilot').endpoint.domain;

/** Cuts a connection as the console's button does, with every zone. */
export function cut(site: Site, endpoint: ReturnType<typeof linkOf>['endpoint']): void {
  put(endpoint.connection, { status: 'Disconnected' });
  for (const zone of endpoint.zones.values()) put(zone, { status: 'Disconnected' });
  touch(site, 'endpoint', endpoint.id);
}

const hidden = new Map<string, unknown>();

export function hide(site: Site, id: string): void {
  hidden.set(id, get(world(site).balancers, id));
  world(site).balancers.delete(id);
}

export function show(site: Site, id: string): void {
  (world(site).balancers as Map<string, unknown>).set(id, hidden.get(id)); // what was hidden a moment ago
}

type Arrivals = Awaited<ReturnType<Ground['arrivals']>>;
const grounds = new WeakMap<Site, Ground>();

/** Puts a filter of the user's own network between who dials and the names of the API server's endpoint. */
export function filter(site: Site, change: (arrivals: Arrivals) => Arrivals): void {
  const { ground } = site;
  const { domain } = linkOf(site, 'api-server').endpoint;
  grounds.set(site, ground);
  site.ground = {
    ...ground,
    arrivals: async (from, host, port, signal) => {
      const found = await ground.arrivals(from, host, port, signal);
      return host === domain ? change(found) : found;
    },
  };
}

export function unfilter(site: Site): void {
  site.ground = grounds.get(site) ?? site.ground;
}

/** The cluster's load balancer is another one now, with another id and address. */
export function rebuild(site: Site): void {
  const { balancers, clusters } = world(site);
  const { balancer } = linkOf(site, 'api-server');
  const anew = { ...balancer, id: 'lb-bp1rebuilt' };
  (balancers as Map<string, unknown>).set(anew.id, anew); // the same but for its id
  put(get(clusters, clusterId), { apiServerBalancerId: anew.id });
  touch(site, 'balancer', anew.id);
  touch(site, 'cluster', clusterId);
}
