/** What the links connect: the mesh, its members, the clusters of the wish, and whether the account has PrivateLink at all. */
import type { Cluster, ControlPlane, Endpoint, Found } from '../model.ts';
import { settlingPeriod } from '../settling.ts';
import type { Source } from '../source.ts';
import type { Wish } from '../wish.ts';
import { readCluster } from './read-cluster.ts';
import { readActivated, readControlPlane, readMembers } from './read-mesh.ts';
import { MISSING_MS, type Reading } from './reading.ts';

export function controlPlaneOf(reading: Reading, source: Source, signal: AbortSignal): Promise<Found<ControlPlane>> {
  const read = () => readControlPlane(reading.cloud, source, signal);
  return reading.found('mesh', read, (mesh) => mesh.pilotBalancer.ok);
}

export async function membersOf(
  reading: Reading,
  source: Source,
  wish: Wish,
  signal: AbortSignal,
): ReturnType<typeof readMembers> {
  if (wish.deleting) return { ok: true, value: undefined };
  const read = () => readMembers(reading.cloud, source, signal);
  const members = await reading.found('members', read, () => true);
  const settled = wish.clusters.every(
    ({ clusterId }) => !members.ok || members.value === undefined || members.value.get(clusterId)?.state === 'running',
  );
  return settled ? members : reading.get('members', settlingMs(reading, wish), read);
}

export async function clustersOf(
  reading: Reading,
  wish: Wish,
  listed: Promise<readonly Endpoint[]>,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Found<Cluster>>> {
  const ids = wish.clusters.map(({ clusterId }) => clusterId);
  let domains: Promise<ReadonlyMap<string, string>> | undefined;
  const settling = settlingMs(reading, wish);
  const read = ids.map(async (clusterId) => {
    const key = `cluster/${clusterId}`;
    const reader = () => readCluster(reading.cloud, clusterId, signal);
    const right = (cluster: Cluster) => cluster.state === 'running' && cluster.apiServerBalancer.ok;
    const found = await reading.found(key, reader, right);
    // The endpoint's domain is added to the certificate by hand. One cluster is looked at often, hundreds are not.
    const unsettled =
      found.ok && lacksDomain(found.value, (await (domains ??= listed.then(apiServerDomains))).get(clusterId) ?? '');
    return [clusterId, unsettled ? await reading.get(key, settling, reader) : found] as const;
  });
  const clusters = new Map(await Promise.all(read));
  reading.retain('cluster', ids);
  return clusters;
}

/** Asked only while something is wished: what exists proves that PrivateLink is activated. */
export async function activatedOf(reading: Reading, wish: Wish, signal: AbortSignal): Promise<boolean | undefined> {
  if (wish.deleting) return undefined;
  const read = () => readActivated(reading.cloud, signal);
  const activated = await reading.get('activated', reading.tiers.auditMs, read);
  return activated === false ? reading.get('activated', MISSING_MS, read) : activated;
}

function settlingMs({ memory, now }: Reading, wish: Wish): number {
  return settlingPeriod(memory, now(), wish.clusters.length);
}

/** The domains of the endpoints to API servers, by cluster. */
function apiServerDomains(endpoints: readonly Endpoint[]): ReadonlyMap<string, string> {
  const ofClusters = endpoints.filter(({ role }) => role === 'api-server-endpoint');
  return new Map(ofClusters.map(({ owner, domain }) => [owner, domain]));
}

/** Whether the certificate of a cluster lacks the domain of its endpoint. */
function lacksDomain(cluster: Cluster, domain: string): boolean {
  return domain !== '' && !cluster.certificateNames.includes(domain);
}
