/**
 * Objects that do not bear our tags and become ours: those that the status names and that have lost them (same service, VPC and role; design §5),
 * and those that a person gives us. The tag is all that is done to one in that pass: what does not bear it is never touched.
 */
import { annotations, type Role, tagKeys } from '@asm-privatelink/api';
import type { Tag } from '@asm-privatelink/cloud';
import {
  type Bare,
  type Endpoint,
  type EndpointService,
  type Observation,
  type Ownership,
  type Problem,
  roleKey,
} from '../model.ts';
import { contradictions, tagsOf } from '../tags.ts';
import type { Wish } from '../wish.ts';
import type { Draft } from './drafts.ts';
import type { Track } from './graph.ts';
import { choose } from './lifecycle.ts';
import { endpointRole, keysOf, linkIdOf, recordedEndpoint, type Taken } from './settle.ts';

/** Adds the steps that tag what becomes ours, and says what does not. */
export function takeUntagged(
  drafts: readonly Draft[],
  observation: Observation,
  trackOf: (link: string) => Track,
): Taken {
  const taken: Taken = { services: [], endpoints: [], refused: new Map(), problems: [] };
  const { services, endpoints } = observation.untagged;
  for (const draft of services.length + endpoints.length > 0 ? drafts : []) {
    const track = trackOf(linkIdOf(draft));
    takeService(draft, track, taken);
    takeEndpoint(draft, track, taken);
  }
  const [first] = drafts;
  if (first !== undefined) taken.problems.push(...adoptProblems(trackOf(linkIdOf(first)), taken));
  return taken;
}

/** A service is a link's if it stands in front of the link's balancer, or if the link's own endpoint is on it. */
function takeService(draft: Draft, track: Track, taken: Taken): void {
  const { wish, observation } = track;
  const keys = keysOf(draft);
  const role: Role = draft.channel === 'pilot' ? 'pilot-service' : 'api-server-service';
  const owner = draft.channel === 'pilot' ? '' : draft.owner;
  for (const bare of observation.untagged.services) {
    if (taken.services.some(({ id }) => id === bare.id)) continue;
    const behind = draft.balancer !== undefined && bare.resources?.some(({ id }) => id === draft.balancer?.id) === true;
    const used = observation.endpoints.some((each) => roleKey(each) === keys.endpoint && each.serviceId === bare.id);
    const where = bare.resources?.map(({ id }) => id).join(', ') || 'nothing';
    const fits = { recorded: behind || used, adopted: behind };
    const why = `it stands in front of ${where}${draft.balancer === undefined ? '' : `, not of ${draft.balancer.id}`}`;
    const ownership = takes(
      bare,
      wish.recorded.get(keys.service),
      fits,
      why,
      { role, owner, uid: wish.uid },
      draft,
      track,
      taken,
    );
    if (ownership === undefined) continue;
    tag(track, 'vpcendpointservice', bare.id, ownership);
    const { tags: _, ...rest } = bare;
    taken.services.push({ ...rest, ...ownership });
  }
}

/** An endpoint is a link's if it stands in the link's VPC and is on the link's service. */
function takeEndpoint(draft: Draft, track: Track, taken: Taken): void {
  const { wish, observation } = track;
  const keys = keysOf(draft);
  const services = [...observation.services, ...taken.services].filter((each) => roleKey(each) === keys.service);
  const service = choose(services, wish.recorded.get(keys.service)).kept;
  for (const bare of observation.untagged.endpoints) {
    const there = bare.vpcId === draft.vpcId && service !== undefined && bare.serviceId === service.id;
    const why = `it stands in ${bare.vpcId} and is on ${bare.serviceId || 'no service'}`;
    const own = { role: endpointRole(draft.channel), owner: draft.owner, uid: wish.uid };
    const fits = { recorded: there, adopted: there };
    const ownership = takes(bare, recordedEndpoint(draft, wish), fits, why, own, draft, track, taken);
    if (ownership === undefined) continue;
    tag(track, 'vpcendpoint', bare.id, ownership);
    const { tags: _, ...rest } = bare;
    taken.endpoints.push({ ...rest, ...ownership });
  }
}

/** Whose one becomes; undefined for one that does not become this link's. */
function takes(
  bare: { id: string; tags: readonly Tag[]; status: string },
  recorded: string | undefined,
  fits: { recorded: boolean; adopted: boolean },
  why: string,
  ownership: Ownership,
  draft: Draft,
  { wish, observation }: Track,
  taken: Taken,
): Ownership | undefined {
  if (draft.owner === '' || bare.status === 'Deleting') return undefined;
  const foreign = contradictions(wish.mesh, ownership, bare.tags);
  if (wish.adopt.has(bare.id)) {
    return fits.adopted && (foreign.length === 0 || wish.takeOver) ? { ...ownership, adopted: true } : undefined;
  }
  if (recorded !== bare.id) return undefined;
  if (fits.recorded && (foreign.length === 0 || wish.takeOver)) return ownership;
  const replaced = [...observation.services, ...observation.endpoints].some(
    (each) => roleKey(each) === roleKey(ownership),
  );
  if (!wish.takeOver && !replaced) {
    const because = foreign.length > 0 ? `it is tagged ${told(foreign)}` : why;
    taken.refused.set(linkIdOf(draft), {
      reason: 'ManagedElsewhere',
      severity: 'person',
      message: `The status names ${bare.id} for ${linkIdOf(draft)}. It is there, does not bear our tags, and cannot be ours: ${because}. Nothing is made beside it. If nobody else manages it, set the annotation ${annotations.takeOver}: ${wish.mesh}.`,
    });
  }
  return undefined;
}

function tag(track: Track, type: 'vpcendpoint' | 'vpcendpointservice', id: string, ownership: Ownership): void {
  track.step({
    id: `tag ${id}`,
    after: [],
    action: 'TagResources',
    what: `give ${id} our tags`,
    why: ownership.adopted ? `${annotations.adopt} names it` : 'it had lost them',
    request: { ResourceType: type, ResourceId: [id], Tag: tagsOf(track.wish.mesh, ownership) },
  });
}

/** Ids in the annotation that are not ours and do not become ours. A typing error holds what is to be made: it may be what was meant. */
function adoptProblems({ wish, observation }: Track, taken: Taken): Problem[] {
  const ours = [...observation.services, ...observation.endpoints, ...taken.services, ...taken.endpoints];
  const known = new Set(ours.map(({ id }) => id));
  const where = `metadata.annotations["${annotations.adopt}"]`;
  return [...wish.adopt]
    .filter((id) => !known.has(id))
    .map((id): Problem => {
      const found: Bare<Endpoint> | Bare<EndpointService> | undefined = [
        ...observation.untagged.services,
        ...observation.untagged.endpoints,
      ].find((each) => each.id === id);
      const problem = { reason: 'CannotAdopt', field: where } as const;
      if (found === undefined) {
        return {
          ...problem,
          severity: 'person',
          message: `There is no endpoint or endpoint service ${id} in this region for these credentials. Nothing new is made until the id is corrected or taken out.`,
        };
      }
      const elsewhere = found.tags.filter(({ Key, Value }) => Key === tagKeys.mesh && Value !== wish.mesh);
      if (elsewhere.length > 0) {
        return {
          ...problem,
          severity: 'person',
          message: `${id} belongs to another mesh: it is tagged ${told(elsewhere)}. Nothing new is made until it is taken out.`,
        };
      }
      const place =
        'serviceId' in found
          ? `it stands in ${found.vpcId} and is on ${found.serviceId || 'no service'}, which is the place of no link of this object; its endpoint service must be ours or be named as well`
          : `it stands in front of ${found.resources?.map((each) => each.id).join(', ') || 'nothing'}, which is neither Pilot's load balancer nor that of the API server of a listed cluster`;
      return {
        ...problem,
        severity: 'warning',
        message: `${id} is left alone: ${place}. Take it out of the annotation, or correct it.`,
      };
    });
}

/**
 * What the status names when everything is to go, and what has lost its tags: the status justifies no deletion, and forgetting it would leak it.
 * What a person gave us was given back; what is tagged for somebody else is somebody else's.
 */
export function lostTags(wish: Wish, { untagged }: Observation): Problem[] {
  return [...untagged.services, ...untagged.endpoints]
    .filter(
      ({ id, tags }) =>
        !wish.adopt.has(id) &&
        !tags.some(({ Key, Value }) => Key === tagKeys.adopted || (Key === tagKeys.mesh && Value !== wish.mesh)),
    )
    .map(({ id }) => ({
      reason: 'DeletionBlocked',
      severity: 'person',
      message: `${id}, which the status names, does not bear our tags any more, and nothing is deleted on the word of the status. Delete it, or name it in the annotation ${annotations.adopt} to leave it where it is.`,
    }));
}

function told(tags: readonly Tag[]): string {
  return tags.map(({ Key, Value }) => `${Key}=${Value}`).join(', ');
}
