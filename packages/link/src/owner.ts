/**
 * Whether the mesh is this object's. The uid tag of one service, Pilot's, says for which ASMPvlConfig the objects of a mesh are kept. Another uid
 * there may be a predecessor's that is gone, or that of a living object in another cluster, which cannot be seen from here. So it is claimed:
 * the tag is set, and nothing else is done until it has stood. A living operator sees within one poll that its tag was changed and sets it back,
 * and that is the proof (docs/decisions/0004).
 */
import { annotations } from '@asm-privatelink/api';
import { type EndpointService, LIST_GRACE_MS, type Memory, type Observation, type Problem } from './model.ts';
import type { Wish } from './wish.ts';

/** How long a claim must stand: several polls of whoever else there may be. */
const STANDS_MS = 2 * 60_000;

/** The service whose uid tag counts: Pilot's, else the oldest. */
function claimable(services: readonly EndpointService[]): EndpointService | undefined {
  return [...services].sort(
    (a, b) =>
      Number(b.role === 'pilot-service') - Number(a.role === 'pilot-service') ||
      a.createTime.localeCompare(b.createTime) ||
      a.id.localeCompare(b.id),
  )[0];
}

/** One without a uid is nobody's in particular. */
function bears(service: EndpointService, uid: string): boolean {
  return service.uid === uid || service.uid === '';
}

/** Notes that the mesh was ours when we came, that a claim has stood, or that another service tells now. */
export function rememberClaim(memory: Memory, services: readonly EndpointService[], uid: string, at: number): void {
  const service = claimable(services);
  const { claim } = memory;
  if (service === undefined || uid === '') {
    memory.claim = undefined;
  } else if (claim?.state === 'ours' && claim.serviceId !== service.id) {
    // The one that told it is gone. What is left may still bear the uid of a predecessor.
    memory.claim = { ...claim, serviceId: service.id, known: service.uid };
  } else if (bears(service, uid) && (claim === undefined || (claim.state === 'tried' && at - claim.at >= STANDS_MS))) {
    memory.claim = { serviceId: service.id, state: 'ours', at };
  }
}

export interface Owner {
  /** Why nothing may be changed. */
  hold?: Problem;
  /** The service whose uid tag is to be set. */
  claim?: EndpointService;
  /** Somebody else keeps the mesh: what is there is not ours to take away. */
  other?: true;
}

/** Whose the mesh is, and what follows. */
export function ownerOf(wish: Wish, { services, memory, at }: Observation): Owner {
  const service = claimable(services);
  if (service === undefined || wish.uid === '') return {};
  const { claim } = memory;
  if (wish.takeOver) return bears(service, wish.uid) ? {} : { claim: service };
  if (bears(service, wish.uid)) return claim?.state === 'tried' ? { hold: uncertain(wish, service) } : {};
  if (claim?.state === 'ours' && service.uid === claim.known) return {};
  if (claim?.state !== 'tried') return { claim: service, hold: uncertain(wish, service) };
  if (at - claim.at <= LIST_GRACE_MS) return { hold: uncertain(wish, service) };
  return { hold: twoOwners(wish, service), other: true };
}

function uncertain(wish: Wish, service: EndpointService): Problem {
  return {
    reason: 'Pending',
    severity: 'wait',
    message: `What bears the key of mesh ${wish.mesh} was made for another ASMPvlConfig. ${service.id} is marked as this one's; if nobody changes that back within ${STANDS_MS / 60_000} minutes, the other one is gone, and this one goes on.`,
  };
}

function twoOwners(wish: Wish, service: EndpointService): Problem {
  return {
    reason: 'TwoOwners',
    severity: 'person',
    message: `Another operator keeps mesh ${wish.mesh}, for the ASMPvlConfig with uid ${service.uid}: it has marked ${service.id} as its own again. Nothing is changed here. Delete one of the two objects; if the other one is gone for good, set the annotation ${annotations.takeOver}: ${wish.mesh}.`,
  };
}
