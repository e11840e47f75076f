/** Whether the clusters of the wish can be linked at all: what can be said before any link is looked at. */
import type { Cluster, ControlPlane, Found, Observation, Problem } from '../model.ts';
import type { ClusterWish } from '../wish.ts';

/** Cluster states in which its API server answers; the others are on their way in, out, or broken (alibaba-cloud-api §5). */
const SERVING = new Set(['running', 'updating', 'upgrading', 'scaling', 'draining', 'removing']);

/** What is known of one wished cluster, and what stands in the way of new links to it. */
export interface Candidate {
  wish: ClusterWish;
  cluster: Cluster | undefined;
  problems: Problem[];
}

/** Looks at one wished cluster. Its problems keep links from being made; links that exist are kept as they are. */
export function candidate(wish: ClusterWish, controlPlane: ControlPlane, observation: Observation): Candidate {
  const found = observation.clusters.get(wish.clusterId);
  if (found === undefined) {
    return { wish, cluster: undefined, problems: [unread(wish)] };
  }
  if (!found.ok) {
    return { wish, cluster: undefined, problems: [{ ...found.problem, field: `${wish.field}.clusterId` }] };
  }
  return { wish, cluster: found.value, problems: faults(wish, found.value, controlPlane, observation) };
}

function unread(wish: ClusterWish): Problem {
  return {
    reason: 'Pending',
    severity: 'wait',
    message: `Cluster ${wish.clusterId} was not read yet.`,
  };
}

function faults(wish: ClusterWish, cluster: Cluster, controlPlane: ControlPlane, observation: Observation): Problem[] {
  const problems: Problem[] = [];
  const person = (reason: Problem['reason'], message: string) =>
    problems.push({ reason, severity: 'person', field: `${wish.field}.clusterId`, message });

  if (cluster.region !== '' && cluster.region !== controlPlane.region) {
    person(
      'ClusterWrongRegion',
      `Cluster ${cluster.id} is in ${cluster.region}, the mesh in ${controlPlane.region}: PrivateLink connects VPCs of one region. Use a transit router (CEN) for this cluster, and take it out of the list.`,
    );
    return problems;
  }
  if (cluster.vpcId === controlPlane.vpcId) {
    person(
      'ClusterInMeshVpc',
      `Cluster ${cluster.id} is in ${cluster.vpcId}, the mesh's own VPC: it reaches Pilot without PrivateLink. Take it out of the list.`,
    );
    return problems;
  }
  if (observation.members !== undefined && !observation.members.has(cluster.id)) {
    person(
      'ClusterNotMember',
      `Cluster ${cluster.id} has not been added to mesh ${controlPlane.mesh}. Add it there first (Add a cluster to an ASM instance); it is looked for again by itself.`,
    );
  }
  if (!SERVING.has(cluster.state)) {
    person(
      'ClusterNotRunning',
      `Cluster ${cluster.id} is ${cluster.state || 'in no known state'}, not running: its API server cannot be reached. Bring it to running in the ACK console; links that exist are kept.`,
    );
  }
  return problems;
}

/** Problems of a cluster or a balancer that was found, or the reason why it was not. */
export function problemOf<T>(found: Found<T> | undefined, what: string): Problem | undefined {
  if (found === undefined) return { reason: 'Pending', severity: 'wait', message: `${what} was not read yet.` };
  return found.ok ? undefined : found.problem;
}
