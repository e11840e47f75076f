import { describe, expect, it } from 'vitest';
import { freshWorld, NOW } from '../testing/world.ts';
import { Track } from './graph.ts';
import { birth, choose, creates } from './lifecycle.ts';

const KEY = 'api-server-endpoint/c1';
const HOUR = 3_600_000;

function track(recreate: string[] = [], recorded: string[] = []) {
  const world = freshWorld();
  const wish = { ...world.wish, recreate: new Set(recreate), recorded: new Map(recorded.map((id) => [KEY, id])) };
  return new Track([], 'api-server/c1', wish, world.observation);
}

describe('how an object comes into being', () => {
  it('when there never was one, it is made', () => {
    expect(birth(track(), KEY, 'The endpoint')).toEqual({ kind: 'create', predecessor: undefined, vanished: false });
  });

  it('when it was made a moment ago, its list gets thirty seconds', () => {
    const asked = track();
    asked.observation.memory.created.set(KEY, { id: 'ep-1', at: NOW - 30_000 });
    expect(birth(asked, KEY, 'The endpoint')).toMatchObject({ kind: 'unlisted', id: 'ep-1' });
    asked.observation.memory.created.set(KEY, { id: 'ep-1', at: NOW - 30_001 });
    expect(birth(asked, KEY, 'The endpoint')).toEqual({ kind: 'create', predecessor: 'ep-1', vanished: true });
  });

  it('when the process is new, the status knows the predecessor', () => {
    expect(birth(track([], ['ep-0']), KEY, 'The endpoint')).toEqual({
      kind: 'create',
      predecessor: 'ep-0',
      vanished: true,
    });
  });

  it('when we removed it ourselves, it did not vanish', () => {
    const asked = track();
    asked.observation.memory.last.set(KEY, 'ep-1');
    asked.observation.memory.removed.set('ep-1', NOW);
    expect(birth(asked, KEY, 'The endpoint')).toEqual({ kind: 'create', predecessor: 'ep-1', vanished: false });
  });

  it('when it vanishes a second time within the hour, it is held, and the annotation is spelt out', () => {
    const asked = track();
    asked.observation.memory.last.set(KEY, 'ep-2');
    asked.observation.memory.recreated.set(KEY, NOW - HOUR + 1);
    expect(birth(asked, KEY, 'The endpoint of api-server/c1')).toEqual({
      kind: 'held',
      problem: {
        reason: 'RecreateHeld',
        severity: 'person',
        message:
          'The endpoint of api-server/c1 (last ep-2) was removed again within an hour of being made anew. Find out what removes it, then set the annotation asm-privatelink.io/recreate: ep-2, or wait for the hour to pass.',
      },
    });
  });

  it.each([
    ['the hour has passed', HOUR, []],
    ['a person allows it', 1, ['ep-2']],
  ])('when it is held and %s, it is made again', (_why, ago, allowed) => {
    const asked = track(allowed);
    asked.observation.memory.last.set(KEY, 'ep-2');
    asked.observation.memory.recreated.set(KEY, NOW - ago);
    expect(birth(asked, KEY, 'The endpoint')).toMatchObject({ kind: 'create', predecessor: 'ep-2', vanished: true });
  });

  it('a create remembers its predecessor only if it has one', () => {
    expect(creates(KEY, 'EndpointId', { kind: 'create', predecessor: undefined, vanished: false })).toEqual({
      key: KEY,
      idField: 'EndpointId',
      vanished: false,
    });
  });
});

describe('which of several is kept', () => {
  const one = (id: string, day: number, status = 'Active') => ({ id, status, createTime: `2025-01-0${day}T00:00:00Z` });
  const young = one('ep-young', 2);
  const old = one('ep-old', 1);

  it.each([
    ['none is there', [], undefined, undefined],
    ['the status records one', [old, young], 'ep-young', 'ep-young'],
    ['the status records none', [young, old], undefined, 'ep-old'],
    ['the recorded one is on its way out', [old, one('ep-young', 2, 'Deleting')], 'ep-young', 'ep-old'],
    ['both are of the same second', [one('ep-b', 1), one('ep-a', 1)], undefined, 'ep-a'],
  ])('when %s', (_why, candidates, recorded, kept) => {
    const chosen = choose(candidates, recorded);
    expect(chosen.kept?.id).toBe(kept);
    expect(chosen.extras).toHaveLength(Math.max(0, candidates.length - 1));
  });
});
