/**
 * What comes right without us once the links are up: a person adds the certificate names, the mesh finds its members. It is looked at soon
 * after the last link came up, and then less and less.
 */
import type { Plan } from './decide/graph.ts';
import type { Memory, Observation } from './model.ts';

const SOONEST_MS = 2_000;
const LATEST_MS = 60_000;
const SHARE = 0.1;
/** Clusters that can be looked at one by one without many calls. */
const FEW = 4;

/** How old, in ms, what was read of members and certificates may be while it is not as it will be. */
export function settlingPeriod(memory: Memory, at: number, clusters: number): number {
  const connections = [...memory.since].filter(([key]) => key.endsWith('/connection')).map(([, aspect]) => aspect);
  const up = connections.length > 0 && connections.every(({ state }) => state === 'Connected');
  const elapsed = up ? at - Math.max(...connections.map((aspect) => aspect.at)) : Number.POSITIVE_INFINITY;
  return Math.min(LATEST_MS, Math.max(SOONEST_MS, elapsed * SHARE)) * Math.max(1, clusters / FEW);
}

/** Whether a link is up whose certificate lacks the endpoint's name, or whose cluster the mesh does not reach yet. */
export function isSettling(plan: Plan, observation: Observation): boolean {
  return plan.links.some((link) => {
    if (link.channel !== 'api-server' || !link.up) return false;
    const domain = link.endpoint?.domain ?? '';
    return link.clusterIds.some((id) => {
      const cluster = observation.clusters.get(id);
      const named = cluster?.ok !== true || cluster.value.certificateNames.includes(domain);
      return !named || (observation.members?.get(id)?.state ?? 'running') !== 'running';
    });
  });
}
