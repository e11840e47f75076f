/** One link as it is told: what is there of it, what stands in its way, what is awaited. */
import type { Role } from '@asm-privatelink/api';
import type { LinkPlan, Plan, Wait } from '../decide/graph.ts';
import { choose } from '../decide/lifecycle.ts';
import {
  type Channel,
  type Endpoint,
  type EndpointService,
  isUp,
  type Observation,
  type Problem,
  roleKey,
} from '../model.ts';
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
    return {
      ...link,
      clusterId,
      service: link.service ?? serviceFor(channel, clusterId, wish, observation),
      endpoint: link.endpoint ?? endpointFor(channel, clusterId, wish, observation),
      problems: [...link.problems, ...(link.up ? [] : held(plan))],
      awaited: awaited(plan, link),
    };
  }
  const service = serviceFor(channel, clusterId, wish, observation);
  const endpoint = endpointFor(channel, clusterId, wish, observation);
  const up = isUp(service, endpoint);
  const id = `${channel}/${channel === 'pilot' ? (endpoint?.owner ?? '') : clusterId}`;
  return {
    channel,
    clusterId,
    service,
    endpoint,
    problems: [...plan.problems.filter((problem) => problem.link === id), ...(up ? [] : held(plan))],
    up,
    awaited: undefined,
  };
}

function serviceFor(channel: Channel, clusterId: string, wish: Wish, observation: Observation) {
  return channel === 'pilot' ? pilotServiceOf(wish, observation) : serviceOf(wish, observation, clusterId);
}

function endpointFor(channel: Channel, clusterId: string, wish: Wish, observation: Observation) {
  return channel === 'pilot' ? pilotEndpointOf(wish, observation, clusterId) : endpointOf(wish, observation, clusterId);
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
  return keptService(wish, observation, { role: 'api-server-service', owner: clusterId });
}

/** The one Pilot service that counts. */
export function pilotServiceOf(wish: Wish, observation: Observation): EndpointService | undefined {
  return keptService(wish, observation, { role: 'pilot-service', owner: '' });
}

function keptService(wish: Wish, observation: Observation, of: { role: Role; owner: string }) {
  const recorded = wish.recorded.get(roleKey(of));
  const services = observation.services.filter((each) => roleKey(each) === roleKey(of));
  return choose(services, recorded).kept ?? asNamed(observation.untagged.services, recorded, of);
}

function endpointOf(wish: Wish, observation: Observation, clusterId: string): Endpoint | undefined {
  const of = { role: 'api-server-endpoint', owner: clusterId } as const;
  const recorded = wish.recorded.get(roleKey(of));
  const endpoints = observation.endpoints.filter((each) => roleKey(each) === roleKey(of));
  return choose(endpoints, recorded).kept ?? asNamed(observation.untagged.endpoints, recorded, of);
}

function pilotEndpointOf(wish: Wish, observation: Observation, clusterId: string): Endpoint | undefined {
  const recorded = wish.recordedPilot.get(clusterId);
  const ours = observation.endpoints.find((each) => each.role === 'pilot-endpoint' && each.id === recorded);
  const named = observation.untagged.endpoints;
  return (
    ours ??
    asNamed(named, recorded, { role: 'pilot-endpoint', owner: named.find(({ id }) => id === recorded)?.vpcId ?? '' })
  );
}

/** What the status names stays in it for as long as it is there, even without its tags: else nobody would know of it. */
function asNamed<T extends { id: string }>(
  untagged: readonly T[],
  recorded: string | undefined,
  of: { role: Role; owner: string },
) {
  const named = untagged.find(({ id }) => id === recorded);
  return named && { ...named, ...of, uid: '' };
}

/** A problem with its field in front, as one sentence. */
export function sentence(problem: Problem): string {
  return problem.field === undefined ? problem.message : `${problem.field}: ${problem.message}`;
}
