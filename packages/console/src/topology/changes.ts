/** What has changed in the picture since somebody saw it, and back. Pure. */
import type { Explained } from '../sources.ts';
import type { Live } from './live.ts';
import type { TopologyCluster, TopologyData } from './schema.ts';

/** What is shown at one moment. */
export interface Shown {
  readonly topology: TopologyData;
  readonly problem: Explained | null;
  readonly object: boolean;
}

/** `next`, with the clusters of `last` where they are the same: what has not changed is the same object then. */
export function sharing(last: TopologyData, next: TopologyData): TopologyData {
  const before = new Map(last.clusters.map((cluster) => [cluster.clusterId, cluster]));
  const clusters = next.clusters.map((cluster) => {
    const old = before.get(cluster.clusterId);
    return old !== undefined && same(old, cluster) ? old : cluster;
  });
  return { ...next, clusters };
}

/** What must be told to one who knows `last`; undefined when that is nothing. */
export function difference(last: Shown | undefined, next: Shown): Live | undefined {
  if (last === next) return undefined;
  if (last === undefined || !same(frame(last), frame(next))) return { kind: 'whole', ...next };
  const clusters = next.topology.clusters.filter((cluster, index) => cluster !== last.topology.clusters[index]);
  const { status } = next.topology;
  return clusters.length === 0 && status === last.topology.status ? undefined : { kind: 'clusters', status, clusters };
}

/** The picture of one who is told. */
export function applied(last: Shown | undefined, told: Live): Shown | undefined {
  if (told.kind === 'whole') return told;
  if (last === undefined) return undefined;
  const changed = new Map(told.clusters.map((cluster) => [cluster.clusterId, cluster]));
  const clusters = last.topology.clusters.map((cluster) => changed.get(cluster.clusterId) ?? cluster);
  return { ...last, topology: { ...last.topology, status: told.status, clusters } };
}

/** Everything but how the clusters and the whole are. */
function frame({ topology, problem: why, object }: Shown): unknown {
  const { clusters, status: _, ...rest } = topology;
  return { ...rest, why, object, ids: clusters.map(({ clusterId }: TopologyCluster) => clusterId) };
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
