import { describe, expect, it } from 'vitest';
import { builtWorld, change, NOW, observing, type World } from '../testing/world.ts';
import { remember } from './remember.ts';

function look(world: World, at = NOW, lookedFor = new Set(['services', 'endpoints', 'zones'])) {
  remember(world.observation.memory, { ...world.observation, at }, world.wish, lookedFor);
  return world.observation.memory;
}

describe('the memory', () => {
  it('when a state stays, keeps since when; when it changes, begins anew', () => {
    const world = builtWorld();
    look(world);
    look(world, NOW + 1_000);
    expect(look(world, NOW + 2_000).since.get('ep-c1/status')).toMatchObject({ state: 'Active', at: NOW });
    const endpoints = change(world.observation.endpoints, 'ep-c1', { status: 'Deleting' });
    expect(look(observing(world, { endpoints }), NOW + 3_000).since.get('ep-c1/status')).toMatchObject({
      state: 'Deleting',
      at: NOW + 3_000,
    });
  });

  it('when an object goes, forgets its states and that it was connected, and keeps its id as the predecessor of the next', () => {
    const world = builtWorld();
    expect(look(world).connected).toContain('ep-c1');
    const memory = look(observing(world, { endpoints: [] }));
    expect([...memory.since.keys()].filter((key) => key.startsWith('ep-'))).toEqual([]);
    expect([...memory.connected]).toEqual([]);
    expect(memory.last.get('api-server-endpoint/c1')).toBe('ep-c1');
  });

  it('when a list shows what was made, it is no longer unlisted; what is not shown stays so', () => {
    const world = builtWorld();
    const { created } = world.observation.memory;
    created.set('api-server-endpoint/c1', { id: 'ep-c1', at: NOW });
    created.set('pilot-service', { id: 'epsrv-new', at: NOW });
    look(world);
    expect([...created.keys()]).toEqual(['pilot-service']);
  });

  it('when an object says what it replaced, knows that it was made anew, whoever made it', () => {
    const world = builtWorld();
    const fields = { replaces: 'ep-0', createTime: '2024-12-31T23:59:00Z' };
    const memory = look(observing(world, { endpoints: change(world.observation.endpoints, 'ep-c1', fields) }));
    expect(memory.recreated).toEqual(new Map([['api-server-endpoint/c1', NOW - 60_000]]));
  });

  it('when parts of an object were not read, says since when', () => {
    const world = builtWorld();
    const endpoints = world.observation.endpoints.map((each) => {
      const { zones: _, ...rest } = each;
      return rest;
    });
    expect(look(observing(world, { endpoints })).since.get('ep-c1/zones')).toMatchObject({ state: 'unread', at: NOW });
  });

  it('when a change is over, learns how long it took, of what was deleted too', () => {
    const world = builtWorld();
    const { since, durations } = world.observation.memory;
    const readAt = { services: NOW + 5_000, endpoints: NOW + 9_000 };
    since.set('epsrv-c1/status', { state: 'Creating', at: NOW, list: 'services' });
    since.set('ep-gone/status', { state: 'Deleting', at: NOW + 1_000, list: 'endpoints' });
    look(observing(world, { readAt }), NOW + 10_000);
    expect(
      Object.fromEntries([...durations].filter(([kind]) => kind.includes('/')).map(([kind, { mean }]) => [kind, mean])),
    ).toEqual({
      'services/status/Creating': 5_000,
      'endpoints/status/Deleting': 8_000,
    });
  });

  it('when something was asked for after its list was read, it is not taken for gone', () => {
    const world = builtWorld();
    const { since } = world.observation.memory;
    since.set('ep-new/status', { state: 'Creating', at: NOW, list: 'endpoints' });
    look(observing(world, { readAt: { endpoints: NOW - 1 } }), NOW + 1);
    expect(since.has('ep-new/status')).toBe(true);
    look(observing(world, { readAt: { endpoints: NOW + 1 } }), NOW + 1);
    expect(since.has('ep-new/status')).toBe(false);
  });

  it('when an hour has passed, forgets what explains nothing any more; the last of a role stays known', () => {
    const world = builtWorld();
    const { memory } = world.observation;
    const hour = 60 * 60_000;
    memory.removed
      .set('ep-old', NOW)
      .set('ep-last', NOW)
      .set('ep-late', NOW + hour);
    memory.last.set('api-server-endpoint/c9', 'ep-last');
    memory.made.set('epsrv-old', NOW);
    memory.recreated.set('pilot-service', NOW);
    memory.failures.set('delete ep-old', { code: 'SystemBusy', request: '', until: NOW, attempts: 1 });
    look(world, NOW + hour);
    expect([memory.removed.size, memory.made.size, memory.recreated.size, memory.failures.size]).toEqual([3, 1, 1, 1]);
    look(world, NOW + hour + 1);
    expect([...memory.removed.keys()]).toEqual(['ep-last', 'ep-late']);
    expect([memory.made.size, memory.recreated.size, memory.failures.size]).toEqual([0, 0, 0]);
  });
});
