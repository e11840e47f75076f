/** Which links the wish calls for, before anything about them is decided: one per cluster to its API server, one per VPC to Pilot. */
import { isIPv4 } from 'node:net';
import type { Balancer, Channel, ControlPlane, Found, Observation, Problem } from '../model.ts';
import type { ListedVSwitch, Wish } from '../wish.ts';
import type { Candidate } from './eligible.ts';
import { findBalancer } from './suitable.ts';

export interface Draft {
  channel: Channel;
  /** Cluster id or VPC id; empty while the VPC of a cluster is not known. */
  owner: string;
  clusters: Candidate[];
  /** The VPC in which the endpoint stands. */
  vpcId: string;
  balancer: Balancer | undefined;
  listed: ListedVSwitch[];
  field: string;
  /** For messages: `Pilot of mesh m1`. */
  otherSide: string;
  problems: Problem[];
}

/** The link from the control plane to one cluster's API server. Its endpoint stands in the mesh's VPC, in the one list that all clusters share. */
export function apiServerDraft(
  each: Candidate,
  controlPlane: ControlPlane,
  wish: Wish,
  observation: Observation,
): Draft {
  const { cluster } = each;
  const otherSide = `the API server of cluster ${each.wish.clusterId}`;
  const found = cluster && findBalancer(observation, cluster.apiServerBalancer, cluster.vpcId, otherSide);
  const fault = found && !found.ok ? [{ ...found.problem, field: `${each.wish.field}.clusterId` }] : [];
  return {
    channel: 'api-server',
    owner: each.wish.clusterId,
    clusters: [each],
    vpcId: controlPlane.vpcId,
    balancer: found?.ok ? found.value : undefined,
    listed: wish.asmVSwitches,
    field: 'spec.asmVpcEndpoint.vSwitches',
    otherSide,
    problems: [...each.problems, ...fault],
  };
}

/** The links to Pilot: clusters that share a VPC share its endpoint, and their lists are read as one. */
export function pilotDrafts(
  candidates: readonly Candidate[],
  controlPlane: ControlPlane,
  wish: Wish,
  observation: Observation,
): Draft[] {
  const pilot = pilotBalancer(controlPlane, observation);
  const byVpc = new Map<string, { vpcId: string; clusters: Candidate[] }>();
  for (const each of candidates) {
    const vpcId = each.cluster?.vpcId || vpcOfRecorded(each, wish, observation);
    const key = vpcId === '' ? `unknown/${each.wish.clusterId}` : vpcId;
    byVpc.set(key, { vpcId, clusters: [...(byVpc.get(key)?.clusters ?? []), each] });
  }
  return [...byVpc.values()].map(({ vpcId, clusters }) => {
    const usable = clusters.some((each) => each.problems.length === 0);
    return {
      channel: 'pilot',
      owner: vpcId,
      clusters,
      vpcId,
      balancer: pilot.ok ? pilot.value : undefined,
      listed: clusters.flatMap((each) => each.wish.vSwitches),
      field: `${clusters[0]?.wish.field ?? 'spec.ackVpcEndpoint'}.vSwitches`,
      otherSide: `Pilot of mesh ${controlPlane.mesh}`,
      problems: [...(usable ? [] : clusters.flatMap((each) => each.problems)), ...(pilot.ok ? [] : [pilot.problem])],
    };
  });
}

/** Of a cluster that cannot be read: the VPC of the Pilot endpoint that the status records for it, so that what is there stays and is told. */
function vpcOfRecorded({ wish: { clusterId } }: Candidate, wish: Wish, { endpoints }: Observation): string {
  const recorded = wish.recordedPilot.get(clusterId);
  return endpoints.find((each) => each.role === 'pilot-endpoint' && each.id === recorded)?.vpcId ?? '';
}

/** Pilot's balancer, checked against the intranet address that the mesh reports (design §2). */
function pilotBalancer(controlPlane: ControlPlane, observation: Observation): Found<Balancer> {
  const otherSide = `Pilot of mesh ${controlPlane.mesh}`;
  const found = findBalancer(observation, controlPlane.pilotBalancer, controlPlane.vpcId, otherSide);
  const address = controlPlane.pilotAddress?.split(':')[0] ?? '';
  // A name (an NLB has one) cannot be compared with addresses.
  if (!found.ok || !isIPv4(address) || found.value.addresses.includes(address)) return found;
  return {
    ok: false,
    problem: {
      reason: 'BalancerUnsuitable',
      severity: 'person',
      message: `The mesh says that Pilot is at ${address}, but the balancer it names, ${found.value.id}, has ${found.value.addresses.join(', ') || 'no address'}. Nothing is put in front of the wrong one: look at the load balancer of Pilot in the ASM console.`,
    },
  };
}
