/**
 * What is said about it all: the status of the resource, from what was observed and never from "my call succeeded" (design §4).
 * The vendor's fields are exactly those of the guide; ours stand beside them.
 */
import {
  type ASMPvlConfig,
  type ASMPvlConfigStatus,
  type ClusterStatus,
  clip,
  type EndpointServiceStatus,
  type EndpointStatus,
  limits,
  type OverallStatus,
  type PilotClusterStatus,
} from '@asm-privatelink/api';
import { conditionsOf } from './conditions.ts';
import type { LinkPlan, Plan } from './graph.ts';
import { choose } from './lifecycle.ts';
import { type Endpoint, type EndpointService, type Observation, type Problem, roleKey } from './model.ts';
import type { Wish } from './wish.ts';

/** One link as it is told: with what is there even when the control plane could not be read. */
export interface Told {
  channel: LinkPlan['channel'];
  clusterId: string;
  service: EndpointService | undefined;
  endpoint: Endpoint | undefined;
  problems: Problem[];
  up: boolean;
  /** What the cloud is doing for it, in words. */
  awaited: string | undefined;
}

/** The status of the object after one observation. */
export function report(object: ASMPvlConfig, wish: Wish, observation: Observation, plan: Plan): ASMPvlConfigStatus {
  const clusterIds = wish.deleting ? remaining(object, observation) : wish.clusters.map((cluster) => cluster.clusterId);
  const apiServer = clusterIds.map((id) => tell('api-server', id, wish, observation, plan));
  const pilot = clusterIds.map((id) => tell('pilot', id, wish, observation, plan));
  const overall = overallStatus(wish, observation, [...apiServer, ...pilot]);
  const ready = clusterIds.filter((_, index) => apiServer[index]?.up === true && pilot[index]?.up === true).length;
  const pilotService = pilotServiceOf(wish, observation);
  const generation = object.metadata.generation;
  return {
    status: overall,
    clusters: apiServer.map(clusterRow),
    pilot: {
      clusters: pilot.map(pilotRow),
      ...(pilotService === undefined ? {} : { pvlEndpointService: serviceStatus(pilotService) }),
    },
    clustersReady: `${ready}/${clusterIds.length}`,
    ...(generation === undefined ? {} : { observedGeneration: generation }),
    conditions: conditionsOf(object, wish, observation, plan, overall, [...apiServer, ...pilot]),
  };
}

/** The whole in one word: the first that holds (design §2). */
function overallStatus(wish: Wish, observation: Observation, links: readonly Told[]): OverallStatus {
  if (wish.deleting) return 'Deleting';
  const broken = links.filter((link) => !link.up);
  if (links.length > 0 && broken.length === 0) return 'Available';
  const stuck = broken.filter((link) => link.problems.some((problem) => problem.severity === 'person'));
  const blocked = !observation.controlPlane.ok && observation.controlPlane.problem.severity === 'person';
  if (broken.length === links.length && (blocked || stuck.length === links.length)) {
    return wish.wasAvailable ? 'Degraded' : 'Failed';
  }
  if (wish.wasAvailable || (broken.length < links.length && stuck.length > 0)) return 'Degraded';
  return 'Provisioning';
}

function tell(channel: LinkPlan['channel'], clusterId: string, wish: Wish, observation: Observation, plan: Plan): Told {
  const link = plan.links.find((each) => each.channel === channel && each.clusterIds.includes(clusterId));
  if (link !== undefined) {
    return { ...link, clusterId, problems: [...link.problems, ...held(plan)], awaited: awaited(plan, link.id) };
  }
  const service = channel === 'pilot' ? pilotServiceOf(wish, observation) : serviceOf(wish, observation, clusterId);
  const endpoint =
    channel === 'pilot' ? pilotEndpointOf(wish, observation, clusterId) : endpointOf(wish, observation, clusterId);
  return {
    channel,
    clusterId,
    service,
    endpoint,
    problems: held(plan),
    up: service?.status === 'Active' && endpoint?.status === 'Active' && endpoint.connection === 'Connected',
    awaited: plan.nodes.find((node) => node.kind === 'wait' && node.link.endsWith(clusterId))?.kind,
  };
}

/** Problems of the object as a whole that keep every link from being made. */
function held(plan: Plan): Problem[] {
  return plan.problems.filter((problem) => problem.severity !== 'warning');
}

/** The first thing that is being waited for on a link. */
function awaited(plan: Plan, link: string): string | undefined {
  const node = plan.nodes.find((each) => each.link === link && each.kind === 'wait');
  return node?.kind === 'wait' ? node.what : undefined;
}

function serviceOf(wish: Wish, observation: Observation, clusterId: string): EndpointService | undefined {
  const key = roleKey({ role: 'api-server-service', owner: clusterId });
  return choose(
    observation.services.filter((each) => roleKey(each) === key),
    wish.recorded.get(key),
  ).kept;
}

function endpointOf(wish: Wish, observation: Observation, clusterId: string): Endpoint | undefined {
  const key = roleKey({ role: 'api-server-endpoint', owner: clusterId });
  return choose(
    observation.endpoints.filter((each) => roleKey(each) === key),
    wish.recorded.get(key),
  ).kept;
}

function pilotEndpointOf(wish: Wish, observation: Observation, clusterId: string): Endpoint | undefined {
  const recorded = wish.recordedPilot.get(clusterId);
  return observation.endpoints.find((each) => each.role === 'pilot-endpoint' && each.id === recorded);
}

function pilotServiceOf(wish: Wish, observation: Observation): EndpointService | undefined {
  return choose(
    observation.services.filter((each) => each.role === 'pilot-service'),
    wish.recorded.get('pilot-service'),
  ).kept;
}

/** While it is being taken away: the clusters that still have something. */
function remaining(object: ASMPvlConfig, observation: Observation): string[] {
  const left = new Set([...observation.endpoints, ...observation.services].map((each) => each.id));
  return object.spec.ackVpcEndpoint
    .map((entry) => entry.clusterId)
    .filter((id) => {
      const row = object.status?.clusters?.find((each) => each.clusterId === id);
      const pilotRowOf = object.status?.pilot?.clusters?.find((each) => each.clusterId === id);
      return [row?.pvlEndpoint?.id, row?.pvlEndpointService?.id, pilotRowOf?.pvlEndpoint?.id].some(
        (each) => each !== undefined && left.has(each),
      );
    });
}

function clusterRow(link: Told): ClusterStatus {
  return {
    clusterId: link.clusterId,
    ...(link.endpoint === undefined ? {} : { pvlEndpoint: endpointStatus(link.endpoint) }),
    ...(link.service === undefined ? {} : { pvlEndpointService: serviceStatus(link.service) }),
    ...judgement(link),
  };
}

function pilotRow(link: Told): PilotClusterStatus {
  return {
    clusterId: link.clusterId,
    ...(link.endpoint === undefined ? {} : { pvlEndpoint: endpointStatus(link.endpoint) }),
    ...judgement(link),
  };
}

function judgement(link: Told): Pick<ClusterStatus, 'reason' | 'message' | 'zones'> {
  const problem =
    link.problems.find((each) => each.severity === 'person') ?? link.problems.find((each) => each.severity === 'wait');
  const zones = link.endpoint?.zones?.slice(0, limits.vSwitches).map((zone) => ({
    zoneId: zone.zoneId,
    vSwitchId: zone.vSwitchId,
    status: zone.status,
  }));
  const message =
    problem === undefined
      ? link.up || link.awaited === undefined
        ? undefined
        : `Waiting for ${link.awaited}.`
      : sentence(problem);
  return {
    reason: problem?.reason ?? (link.up ? 'Available' : 'Provisioning'),
    ...(message === undefined ? {} : { message: clip(message, limits.rowMessage) }),
    ...(zones === undefined || zones.length === 0 ? {} : { zones }),
  };
}

/** A problem with its field in front, as one sentence. */
export function sentence(problem: Problem): string {
  return problem.field === undefined ? problem.message : `${problem.field}: ${problem.message}`;
}

function endpointStatus(endpoint: Endpoint): EndpointStatus {
  return {
    id: endpoint.id,
    domainName: endpoint.domain,
    status: endpoint.status,
    connectionStatus: endpoint.connection,
  };
}

function serviceStatus(service: EndpointService): EndpointServiceStatus {
  return { id: service.id, name: service.name, status: service.status };
}
