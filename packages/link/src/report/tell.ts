/** One link as it is told: what is there of it, what stands in its way, what is awaited. */
import type { LinkPlan, Plan, Wait } from '../decide/graph.ts';
import { choose } from '../decide/lifecycle.ts';
import { type Endpoint, type EndpointService, isUp, type Observation, type Problem, roleKey } from '../model.ts';
import type { Wish } from '../wish.ts';

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

/** The link of one channel to one cluster. */
export function tell(
  channel: LinkPlan['channel'],
  clusterId: string,
  wish: Wish,
  observation: Observation,
  plan: Plan,
): Told {
  const link = plan.links.find((each) => each.channel === channel && each.clusterIds.includes(clusterId));
  if (link !== undefined) {
    return { ...link, clusterId, problems: [...link.problems, ...held(plan)], awaited: awaited(plan, link) };
  }
  const service = channel === 'pilot' ? pilotServiceOf(wish, observation) : serviceOf(wish, observation, clusterId);
  const endpoint =
    channel === 'pilot' ? pilotEndpointOf(wish, observation, clusterId) : endpointOf(wish, observation, clusterId);
  const id = `${channel}/${channel === 'pilot' ? (endpoint?.owner ?? '') : clusterId}`;
  return {
    channel,
    clusterId,
    service,
    endpoint,
    problems: [...plan.problems.filter((problem) => problem.link === id), ...held(plan)],
    up: isUp(service, endpoint),
    awaited: undefined,
  };
}

/** Problems of the object as a whole that keep every link from being made. */
function held(plan: Plan): Problem[] {
  return plan.problems.filter((problem) => problem.severity !== 'warning' && problem.link === undefined);
}

/** What is being waited for on a link: what has begun, else what comes first. Pilot links wait for their service together. */
function awaited(plan: Plan, { id, channel }: LinkPlan): string | undefined {
  const waits = plan.nodes.filter(
    (node): node is Wait =>
      node.kind === 'wait' && (node.link === id || (channel === 'pilot' && node.link === 'pilot-service')),
  );
  return (waits.find((wait) => wait.after.length === 0) ?? waits[0])?.what;
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

/** The one Pilot service that counts. */
export function pilotServiceOf(wish: Wish, observation: Observation): EndpointService | undefined {
  return choose(
    observation.services.filter((each) => each.role === 'pilot-service'),
    wish.recorded.get('pilot-service'),
  ).kept;
}

/** A problem with its field in front, as one sentence. */
export function sentence(problem: Problem): string {
  return problem.field === undefined ? problem.message : `${problem.field}: ${problem.message}`;
}
