/** What a config can connect, from one look: the clusters that can, each with its places, and those that cannot, each with the reason. Pure. */
import type { Observation, Plan, Wish } from '@asm-privatelink/link';
import type { Place } from './proposal.ts';

export interface Subject {
  readonly clusterId: string;
  readonly name: string;
  readonly vpcId: string;
  /** Of the endpoint to Pilot, in the cluster's VPC. */
  readonly pilot: Place;
  /** Of the endpoint to its API server, in the mesh's VPC. */
  readonly apiServer: Place;
}

export interface Survey {
  readonly subjects: readonly Subject[];
  readonly leftOut: readonly { readonly clusterId: string; readonly why: string }[];
}

/** @param plan that of a wish which lists no vSwitch: what it says besides that is what keeps a cluster out */
export function surveyOf(wish: Wish, observation: Observation, plan: Plan): Survey {
  const subjects: Subject[] = [];
  const leftOut: { clusterId: string; why: string }[] = [];
  for (const { clusterId } of wish.clusters) {
    const found = subjectOf(clusterId, observation);
    const why = obstacles(clusterId, plan);
    if (found === undefined || why !== '') leftOut.push({ clusterId, why: why || 'it could not be read' });
    else subjects.push(found);
  }
  return { subjects, leftOut };
}

function subjectOf(clusterId: string, { clusters, controlPlane, balancers }: Observation): Subject | undefined {
  const cluster = clusters.get(clusterId);
  if (cluster?.ok !== true || !controlPlane.ok) return undefined;
  const { name, vpcId, apiServerBalancer } = cluster.value;
  const { vpcId: meshVpc, pilotBalancer, mesh } = controlPlane.value;
  const place = (id: typeof pilotBalancer, at: string, otherSide: string): Place | undefined => {
    const balancer = id.ok ? balancers.get(id.value) : undefined;
    if (balancer?.ok !== true) return undefined;
    return { vpcId: at, balancerId: balancer.value.id, zones: balancer.value.zones, otherSide };
  };
  const pilot = place(pilotBalancer, vpcId, `Pilot of ${mesh}`);
  const apiServer = place(apiServerBalancer, meshVpc, `the API server of ${name || clusterId}`);
  return pilot && apiServer && { clusterId, name, vpcId, pilot, apiServer };
}

function obstacles(clusterId: string, { links, problems }: Plan): string {
  const ofLinks = links.filter(({ clusterIds }) => clusterIds.includes(clusterId)).flatMap((link) => link.problems);
  const said = [...problems, ...ofLinks].filter(
    ({ severity, reason }) => severity === 'person' && reason !== 'ZoneNotServed' && reason !== 'NotActivated',
  );
  return [...new Set(said.map(({ message }) => message))].join(' ');
}
