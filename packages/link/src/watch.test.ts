import { CloudError } from '@asm-privatelink/cloud';
import { describe, expect, it } from 'vitest';
import type { StepResult } from './act/act.ts';
import { decide } from './decide/decide.ts';
import type { Step } from './decide/graph.ts';
import { LOOK_AGAIN_MS } from './model.ts';
import { pause } from './pace.ts';
import { builtWorld, change, deleting, freshWorld, NOW, observing, type World } from './testing/world.ts';
import { watchOf } from './watch.ts';

const planOf = (world: World) => decide(world.wish, world.observation);

/** The steps of a plan that can be run now, as if they had been. */
function done(world: World, ok = true): StepResult[] {
  const steps = planOf(world).nodes.filter((node): node is Step => node.kind === 'step' && node.after.length === 0);
  const error = new CloudError({ code: 'ServiceUnavailable', action: 'X', message: 'no' });
  return steps.map((step) => ({ step, outcome: ok ? { ok, answer: {} } : { ok: false, error } }));
}

/** A wait of some age for the service of c1. */
function waiting(ms: number): World {
  const built = builtWorld();
  built.observation.memory.since.set('epsrv-c1/status', { state: 'Creating', at: NOW - ms });
  return observing(built, { services: change(built.observation.services, 'epsrv-c1', { status: 'Creating' }) });
}

describe('what is read next', () => {
  const lists = (world: World, results: StepResult[] = []) => [...watchOf(planOf(world), results).lists].sort();

  it('when all is at rest, nothing in particular', () => {
    expect(lists(builtWorld())).toEqual([]);
  });

  it('when only a service is waited for, the list of services alone', () => {
    expect(lists(waiting(0))).toEqual(['services']);
  });

  it('when steps were run, the lists in which they show, though they failed: the answer may have been lost', () => {
    expect(lists(freshWorld(), done(freshWorld()))).toEqual(['groups', 'services']);
    expect(lists(freshWorld(), done(freshWorld(), false))).toEqual(['groups', 'services']);
  });

  it('when a resource is detached, that service and its resources', () => {
    const world = observing(deleting(builtWorld()), { endpoints: [], groups: [] });
    const watch = watchOf(planOf(world), done(world));
    expect([...watch.lists].sort()).toEqual(['resources', 'services']);
    expect([...watch.resourcesOf].sort()).toEqual(['epsrv-c1', 'epsrv-pilot']);
  });

  it('when a wait has not begun, it asks for nothing', () => {
    const world = deleting(builtWorld());
    expect(lists(world)).toEqual([]);
    expect(lists(world, done(world))).toEqual(['zones']);
  });
});

describe('when to look again', () => {
  const REST = 30_000;
  const pauseOf = (world: World, results: StepResult[] = []) => pause(planOf(world), results, world.observation, REST);

  it('when all is at rest, after the period of the fast tier', () => {
    expect(pauseOf(builtWorld())).toBe(REST);
  });

  it('when a wait begins, after a second or so; then after a part of the time waited, so that what takes long is asked for seldom', () => {
    const pauses = [0, 5_000, 30_000, 60_000, 3_600_000].map((ms) => pauseOf(waiting(ms)));
    expect(pauses[0]).toBeLessThanOrEqual(2_000);
    expect(pauses).toEqual([...pauses].sort((a, b) => a - b));
    expect(pauses.slice(1, 4).every((pauseMs, index) => pauseMs < ([2_000, 6_000, 12_000][index] ?? 0))).toBe(true);
    expect(pauses.at(-1)).toBe(15_000);
  });

  it('when steps were run and nothing is waited for, after a second', () => {
    const built = builtWorld();
    const world = observing(built, { services: change(built.observation.services, 'epsrv-c1', { autoAccept: false }) });
    expect(pauseOf(world, done(world))).toBe(1_000);
  });

  it.each([
    ['in a moment', 4_000, 4_000],
    ['in five minutes', LOOK_AGAIN_MS, REST],
  ])('when a failed step may be tried %s, then, or with the fast tier', (_when, ms, expected) => {
    const built = builtWorld();
    const world = observing(built, { services: change(built.observation.services, 'epsrv-c1', { autoAccept: false }) });
    const request = '{"AutoAcceptEnabled":true,"ServiceId":"epsrv-c1"}';
    world.observation.memory.failures.set('accept by itself epsrv-c1', {
      code: 'X',
      request,
      until: NOW + ms,
      attempts: 1,
    });
    expect(pauseOf(world, done(world, false))).toBe(expected);
  });

  it('when the zones of an endpoint are never shown, the pause grows as for any wait', () => {
    const built = builtWorld();
    built.observation.memory.since.set('ep-c1/zones', { state: 'unread', at: NOW - 60_000 });
    const endpoints = built.observation.endpoints.map(({ zones, ...rest }) =>
      rest.id === 'ep-c1' ? rest : { ...rest, ...(zones && { zones }) },
    );
    expect(pauseOf(observing(built, { endpoints }))).toBeGreaterThan(5_000);
  });

  it('when only a person can end a wait, the pause grows too', () => {
    const world = observing(deleting(builtWorld()), {
      endpoints: [],
      groups: [],
      foreign: ['epsrv-c1', 'epsrv-pilot'].map((serviceId) => ({
        serviceId,
        endpointId: 'ep-x',
        ownerId: '42',
        status: 'Connected',
      })),
    });
    for (const id of ['epsrv-c1', 'epsrv-pilot']) {
      world.observation.memory.since.set(`${id}/others`, { state: 'ep-x of account 42', at: NOW - 600_000 });
    }
    expect(pauseOf(world)).toBe(15_000);
  });
});
