/**
 * What endpoint services and endpoints have in common when they come into being: which of several is kept, what a new one replaces,
 * and when a vanished one may be made again.
 */
import { annotations, type Role } from '@asm-privatelink/api';
import { LIST_GRACE_MS, type Ownership, type Problem } from '../model.ts';
import type { Wish } from '../wish.ts';
import type { Track } from './graph.ts';

/** At most one automatic recreation of an object in this time (design §5). */
const RECREATE_HOLD_MS = 60 * 60_000;

/** Of several objects in one role: the one that a person gave us, else the one that the status records, else the oldest; those on their way out come last. */
export function choose<T extends { id: string; createTime: string; status?: string; adopted?: true }>(
  candidates: readonly T[],
  recorded: string | undefined,
): { kept: T | undefined; extras: T[] } {
  const ordered = [...candidates].sort(
    (a, b) =>
      Number(a.status === 'Deleting') - Number(b.status === 'Deleting') ||
      Number(b.adopted ?? false) - Number(a.adopted ?? false) ||
      Number(b.id === recorded) - Number(a.id === recorded) ||
      a.createTime.localeCompare(b.createTime) ||
      a.id.localeCompare(b.id),
  );
  const [kept, ...extras] = ordered;
  return { kept, extras };
}

/** What a create answered, and when. */
interface Made {
  id: string;
  at: number;
}

/** How a missing object comes into being. */
export type Birth =
  /** It was made a moment ago; the lists do not show it yet. */
  | ({ kind: 'unlisted' } & Made)
  /** It vanished within the last hour a second time. */
  | { kind: 'held'; problem: Problem }
  /** It is to be made; `predecessor` is the id of the one that it replaces, `vanished` says that it went without our doing. */
  | { kind: 'create'; predecessor: string | undefined; vanished: boolean };

/** Decides how the object under `key`, which no list shows, comes into being. */
export function birth({ observation, wish }: Track, key: string, what: string): Birth {
  const { memory, at } = observation;
  const created = memory.created.get(key);
  if (created !== undefined && at - created.at <= LIST_GRACE_MS) return { kind: 'unlisted', ...created };
  const predecessor = created?.id ?? memory.last.get(key) ?? wish.recorded.get(key);
  const vanished = predecessor !== undefined && !memory.removed.has(predecessor);
  const recreated = memory.recreated.get(key);
  if (vanished && recreated !== undefined && at - recreated < RECREATE_HOLD_MS && !wish.recreate.has(predecessor)) {
    return {
      kind: 'held',
      problem: {
        reason: 'RecreateHeld',
        severity: 'person',
        message: `${what} (last ${predecessor}) was removed again within an hour of being made anew. Find out what removes it, then set the annotation ${annotations.recreate}: ${predecessor}, or wait for the hour to pass.`,
      },
    };
  }
  return { kind: 'create', predecessor, vanished };
}

/** The part of a create step that remembers its answer. */
export function creates(key: string, idField: string, born: Extract<Birth, { kind: 'create' }>) {
  const { predecessor, vanished } = born;
  return { key, idField, vanished, ...(predecessor === undefined ? {} : { predecessor }) };
}

/** Whose a new object is, told by its tags. */
export function bornAs(
  { role, owner }: { role: Role; owner: string },
  { uid }: Wish,
  { predecessor }: Extract<Birth, { kind: 'create' }>,
): Ownership {
  return { role, owner, uid, ...(predecessor === undefined ? {} : { replaces: predecessor }) };
}

/** A wait for an object that was made but is not listed: it is looked for when it may be ready. */
export function waitListed(track: Track, { id, at }: Made, role: Role): string {
  return track.wait({
    id: `wait ${id} listed`,
    after: [],
    what: `${id} to be listed`,
    watched: role.endsWith('service') ? 'services' : role.endsWith('endpoint') ? 'endpoints' : 'groups',
    on: { id, aspect: 'status', state: 'Creating', since: at },
  });
}
