/** One link of the wish, before its steps are decided: what is there of it, which zones it takes, whether anything may be made for it. */
import type { Role } from '@asm-privatelink/api';
import { type Balancer, type Channel, type Endpoint, type EndpointService, type Problem, roleKey } from '../model.ts';
import type { Wish } from '../wish.ts';
import type { Draft } from './drafts.ts';
import type { Track } from './graph.ts';
import { groupRole } from './leftovers.ts';
import { choose } from './lifecycle.ts';
import { chooseZones, servedZones, type ZoneAnswer } from './zones.ts';

/** What bears no tags of ours any more, and is ours all the same. */
export interface Taken {
  /** As they will be once they bear our tags. */
  services: EndpointService[];
  endpoints: Endpoint[];
  /** Links that must wait for a person, by link id. */
  refused: Map<string, Problem>;
  /** What is wrong with the adopt annotation. */
  problems: Problem[];
}

export interface Settled {
  draft: Draft;
  track: Track;
  zones: ZoneAnswer;
  service: EndpointService | undefined;
  endpoint: Endpoint | undefined;
  /** Objects beside the kept one in a role. */
  extras: { endpoint?: Endpoint; service?: EndpointService }[];
  /** Nothing stands in the way of making what is missing. */
  ready: boolean;
}

export function endpointRole(channel: Channel): Role {
  return channel === 'pilot' ? 'pilot-endpoint' : 'api-server-endpoint';
}

/** What is there, by role key. */
export interface Present {
  services: ReadonlyMap<string, EndpointService[]>;
  endpoints: ReadonlyMap<string, Endpoint[]>;
}

/** The role keys under which the objects of one link are ours. */
export function keysOf({ channel, owner, vpcId }: Draft): { service: string; endpoint: string; group: string } {
  return {
    service: roleKey(
      channel === 'pilot' ? { role: 'pilot-service', owner: '' } : { role: 'api-server-service', owner },
    ),
    endpoint: roleKey({ role: endpointRole(channel), owner }),
    group: roleKey({ role: groupRole(channel), owner: vpcId }),
  };
}

/** The link that a draft is for: a Pilot link is named by its VPC, and by its clusters while that is not known. */
export function linkIdOf({ channel, owner, clusters }: Draft): string {
  return `${channel}/${owner || clusters.map((each) => each.wish.clusterId).join('+')}`;
}

/** The endpoint that the status records for a link. */
export function recordedEndpoint(draft: Draft, wish: Wish): string | undefined {
  if (draft.channel === 'api-server') return wish.recorded.get(keysOf(draft).endpoint);
  return draft.clusters.map((each) => wish.recordedPilot.get(each.wish.clusterId)).find((id) => id !== undefined);
}

/** Finds what is there for one draft, chooses its zones, and says whether anything may be made. */
export function settle(draft: Draft, there: Present, track: Track, taken: Taken): Settled {
  const { wish, observation } = track;
  const keys = keysOf(draft);
  const service = choose(there.services.get(keys.service) ?? [], wish.recorded.get(keys.service));
  const endpoint = choose(there.endpoints.get(keys.endpoint) ?? [], recordedEndpoint(draft, wish));
  track.problems.push(...draft.problems);
  const refused = taken.refused.get(track.link);
  if (refused !== undefined) track.problems.push(refused);
  let zones: ZoneAnswer = { chosen: [], problems: [] };
  if (draft.balancer !== undefined && draft.owner !== '') {
    zones = zonesOf(draft, draft.balancer, track, service.kept, endpoint.kept);
    track.problems.push(...zones.problems);
  }
  const blocked =
    refused !== undefined ||
    [...draft.problems, ...taken.problems].some((problem) => problem.severity !== 'warning') ||
    observation.activated === false;
  return {
    draft,
    track,
    zones,
    service: service.kept,
    endpoint: endpoint.kept,
    extras: [
      // What only now becomes ours must bear our tags before it may be taken away.
      ...endpoint.extras.filter((each) => !taken.endpoints.includes(each)).map((each) => ({ endpoint: each })),
      ...service.extras.filter((each) => !taken.services.includes(each)).map((each) => ({ service: each })),
    ],
    ready: !blocked && zones.chosen.length > 0,
  };
}

function zonesOf(
  draft: Draft,
  balancer: Balancer,
  { observation }: Track,
  service: EndpointService | undefined,
  endpoint: Endpoint | undefined,
): ZoneAnswer {
  return chooseZones({
    otherSide: draft.otherSide,
    balancerId: balancer.id,
    served: servedZones(balancer, service?.status === 'Active' ? service.zones : undefined),
    vpcId: draft.vpcId,
    field: draft.field,
    listed: draft.listed,
    vSwitches: observation.vSwitches,
    current: endpoint?.zones ?? [],
  });
}
