/** One link as it is told: what is there of it, what stands in its way, what is awaited. */
import type { Role } from '@asm-privatelink/api';
import type { LinkPlan, Plan, Wait } from '../decide/graph.ts';
import { choose } from '../decide/lifecycle.ts';
import { groupBy } from '../group-by.ts';
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

/** Tells links of one plan and what was observed for it: indexed once, for there may be hundreds. */
export class Teller {
  readonly #wish: Wish;
  readonly #observation: Observation;
  readonly #plan: Plan;
  readonly #links: ReadonlyMap<string, LinkPlan>;
  readonly #waits: ReadonlyMap<string, Wait[]>;
  readonly #services: ReadonlyMap<string, EndpointService[]>;
  readonly #endpoints: ReadonlyMap<string, Endpoint[]>;
  /** Problems of the object as a whole that keep every link from being made. */
  readonly #held: readonly Problem[];

  constructor(wish: Wish, observation: Observation, plan: Plan) {
    this.#wish = wish;
    this.#observation = observation;
    this.#plan = plan;
    const links = plan.links.flatMap((link) => link.clusterIds.map((id) => [`${link.channel}/${id}`, link] as const));
    this.#links = new Map(links.reverse()); // of two, the first counts
    this.#waits = groupBy(
      plan.nodes.filter((node): node is Wait => node.kind === 'wait'),
      ({ link }) => link,
    );
    this.#services = groupBy(observation.services, roleKey);
    this.#endpoints = groupBy(observation.endpoints, roleKey);
    this.#held = plan.problems.filter((problem) => problem.severity !== 'warning' && problem.link === undefined);
  }

  /** The link of one channel to one cluster. */
  tell(channel: Channel, clusterId: string): Told {
    const link = this.#links.get(`${channel}/${clusterId}`);
    if (link !== undefined) {
      return {
        ...link,
        clusterId,
        service: link.service ?? this.#serviceFor(channel, clusterId),
        endpoint: link.endpoint ?? this.#endpointFor(channel, clusterId),
        problems: [...link.problems, ...(link.up ? [] : this.#held)],
        awaited: this.#awaited(link),
      };
    }
    const service = this.#serviceFor(channel, clusterId);
    const endpoint = this.#endpointFor(channel, clusterId);
    const up = isUp(service, endpoint);
    const id = `${channel}/${channel === 'pilot' ? (endpoint?.owner ?? '') : clusterId}`;
    return {
      channel,
      clusterId,
      service,
      endpoint,
      problems: [...this.#plan.problems.filter((problem) => problem.link === id), ...(up ? [] : this.#held)],
      up,
      awaited: undefined,
    };
  }

  /** The one Pilot service that counts. */
  pilotService(): EndpointService | undefined {
    return this.#keptService({ role: 'pilot-service', owner: '' });
  }

  /** What is being waited for on a link: what has begun, else what comes first. Pilot links wait for their service together. */
  #awaited({ id, channel }: LinkPlan): string | undefined {
    const shared = channel === 'pilot' ? (this.#waits.get('pilot-service') ?? []) : [];
    const waits = [...shared, ...(this.#waits.get(id) ?? [])];
    return (waits.find((wait) => wait.after.length === 0) ?? waits[0])?.what;
  }

  #serviceFor(channel: Channel, clusterId: string): EndpointService | undefined {
    return channel === 'pilot'
      ? this.pilotService()
      : this.#keptService({ role: 'api-server-service', owner: clusterId });
  }

  #keptService(of: { role: Role; owner: string }): EndpointService | undefined {
    const recorded = this.#wish.recorded.get(roleKey(of));
    const services = this.#services.get(roleKey(of)) ?? [];
    return choose(services, recorded).kept ?? asNamed(this.#observation.untagged.services, recorded, of);
  }

  #endpointFor(channel: Channel, clusterId: string): Endpoint | undefined {
    if (channel === 'pilot') return this.#pilotEndpoint(this.#wish.recordedPilot.get(clusterId));
    const of = { role: 'api-server-endpoint', owner: clusterId } as const;
    const recorded = this.#wish.recorded.get(roleKey(of));
    const endpoints = this.#endpoints.get(roleKey(of)) ?? [];
    return choose(endpoints, recorded).kept ?? asNamed(this.#observation.untagged.endpoints, recorded, of);
  }

  #pilotEndpoint(recorded: string | undefined): Endpoint | undefined {
    const { endpoints, untagged } = this.#observation;
    const owner = untagged.endpoints.find(({ id }) => id === recorded)?.vpcId ?? '';
    return (
      endpoints.find((each) => each.role === 'pilot-endpoint' && each.id === recorded) ??
      asNamed(untagged.endpoints, recorded, { role: 'pilot-endpoint', owner })
    );
  }
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
