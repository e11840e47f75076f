/** A Kubernetes API server for each cluster, behind its balancer in the emulated network. */
import { startApiServer } from '@asm-privatelink/apiserver';
import type { NameOf } from '@asm-privatelink/console/links';
import { type OpenKubeBackend, plainBackend } from '@asm-privatelink/emulator';
import type { ClusterFacts } from './facts.ts';

/** Clusters beyond these only tell their version and health: enough for the mesh, and a tenth of the memory. */
export const MOST_CLUSTER_APIS = 5;

export function clusterApis(): OpenKubeBackend {
  let opened = 0;
  return async () => {
    opened += 1;
    // TLS, certificates and restarts are the network's; what is needed here is only what answers.
    return opened > MOST_CLUSTER_APIS ? plainBackend() : startApiServer({ listen: false });
  };
}

/** What runs, in a line and a detail. */
export function clusterApisTold(clusters: readonly ClusterFacts[], nameOf: NameOf): [what: string, detail: string] {
  const [first] = clusters;
  if (first === undefined) return ['no cluster', ''];
  const { id: onlyId, apiServerBalancerId } = first;
  if (clusters.length === 1) return [`API server of cluster ${nameOf(onlyId)} behind ${apiServerBalancerId}`, onlyId];
  const names = clusters.slice(0, MOST_CLUSTER_APIS).map(({ id }) => nameOf(id));
  const rest = clusters.length - names.length;
  return [
    `API servers of ${clusters.length} clusters, each behind its load balancer`,
    `${names.join(', ')}${rest > 0 ? `; the other ${rest} tell only their version and health` : ''}`,
  ];
}
