/** Keeps the memory in step with what was just read. */
import { learn } from '../durations.ts';
import {
  changeKind,
  type Memory,
  type Observation,
  othersOn,
  roleKey,
  type StateSince,
  UNREAD,
  type Watched,
} from '../model.ts';
import { rememberClaim } from '../owner.ts';
import type { Wish } from '../wish.ts';

/**
 * Notes since when each object is in its state, how long it was in the one before, what has been listed, which ids were last seen in each role.
 *
 * @param lookedFor the lists that were read because a change was expected: what is found by chance does not tell how long it took
 */
export function remember(
  memory: Memory,
  observation: Observation,
  wish: Pick<Wish, 'uid'>,
  lookedFor: ReadonlySet<string>,
): void {
  const { at, readAt, services, endpoints, groups } = observation;
  const ended = (list: Watched, aspect: string, { state, at: since }: StateSince) => {
    if (!lookedFor.has(list)) return;
    learn(memory.durations, changeKind(list, aspect, state), Math.max(0, (readAt[list] ?? at) - since));
  };
  const seenKeys = new Set<string>();
  const note = (list: Watched, id: string, aspect: string, state: string) => {
    const key = `${id}/${aspect}`;
    const before = memory.since.get(key);
    seenKeys.add(key);
    if (before?.state === state) return;
    if (before !== undefined) ended(list, aspect, before);
    memory.since.set(key, { state, at, list });
  };
  for (const service of services) {
    note('services', service.id, 'status', service.status);
    note('services', service.id, 'others', othersOn(observation, service.id).join(', '));
  }
  for (const endpoint of endpoints) {
    note('endpoints', endpoint.id, 'status', endpoint.status);
    note('endpoints', endpoint.id, 'connection', endpoint.connection);
    note('zones', endpoint.id, 'zones', endpoint.zones === undefined ? UNREAD : 'read');
    for (const zone of endpoint.zones ?? []) note('zones', endpoint.id, `zone/${zone.zoneId}`, zone.status);
    if (endpoint.connection === 'Connected') memory.connected.add(endpoint.id);
  }
  for (const { clusterId, state } of observation.members?.values() ?? []) note('members', clusterId, 'member', state);
  for (const [key, before] of memory.since) {
    const { state, list } = before;
    // What was asked for after the list was read cannot be in it.
    if (seenKeys.has(key) || (list !== undefined && before.at > (readAt[list] ?? before.at))) continue;
    // What was being deleted and is not there any more has been deleted.
    if (state === 'Deleting' && list !== undefined) ended(list, key.slice(key.indexOf('/') + 1), before);
    memory.since.delete(key);
  }

  const ids = new Set(endpoints.map((endpoint) => endpoint.id));
  for (const id of memory.connected) if (!ids.has(id)) memory.connected.delete(id);

  for (const object of [...services, ...endpoints, ...groups]) {
    const key = roleKey(object);
    if (memory.created.get(key)?.id === object.id) memory.created.delete(key);
    memory.last.set(key, object.id);
    // A restart forgets what was made anew; the object itself tells (docs/decisions/0004).
    const made = object.replaces === undefined ? Number.NaN : Date.parse(object.createTime);
    if (made > (memory.recreated.get(key) ?? 0)) memory.recreated.set(key, made);
  }
  forget(memory, at);
  rememberClaim(memory, services, wish.uid, at);
}

/** How long what was done explains what is seen: as long as a recreation may be held (design §5), far longer than any list lags behind. */
const EXPLAINS_MS = 60 * 60_000;

/** Drops what explains nothing any more, so that years of coming and going leave no trace. */
function forget({ made, removed, recreated, failures, last }: Memory, at: number): void {
  const old = (when: number) => at - when > EXPLAINS_MS;
  // The last one of its role is what a new one replaces.
  const replaced = new Set(last.values());
  for (const [id, when] of removed) if (old(when) && !replaced.has(id)) removed.delete(id);
  for (const [id, when] of made) if (old(when)) made.delete(id);
  for (const [key, when] of recreated) if (old(when)) recreated.delete(key);
  for (const [step, { until }] of failures) if (old(until)) failures.delete(step);
}
