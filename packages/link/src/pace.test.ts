import { CloudError } from '@asm-privatelink/cloud';
import { describe, expect, it } from 'vitest';
import type { StepResult } from './act/act.ts';
import { decide } from './decide/decide.ts';
import type { Step } from './decide/graph.ts';
import { learn } from './durations.ts';
import { LOOK_AGAIN_MS } from './model.ts';
import { nextLook } from './pace.ts';
import { builtWorld, change, deleting, freshWorld, NOW, observing, type World } from './testing/world.ts';

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

const REST = 30_000;

/** What is looked at next and in how many ms, having been read last at `readAt`. */
function next(world: World, results: StepResult[] = [], readAt: World['observation']['readAt'] = {}) {
  const { watch, againInMs } = nextLook(planOf(world), results, { ...world.observation, readAt }, NOW, REST);
  return { lists: [...watch.keys()].sort(), dueIn: (key: string) => (watch.get(key) ?? Number.NaN) - NOW, againInMs };
}

describe('what is read next', () => {
  it('when all is at rest, nothing in particular', () => {
    expect(next(builtWorld()).lists).toEqual([]);
  });

  it('when only a service is waited for, the list of services alone', () => {
    expect(next(waiting(0)).lists).toEqual(['services']);
  });

  it('when steps were run, the lists in which they show, though they failed: the answer may have been lost', () => {
    expect(next(freshWorld(), done(freshWorld())).lists).toEqual(['groups', 'services']);
    expect(next(freshWorld(), done(freshWorld(), false)).lists).toEqual(['groups', 'services']);
  });

  it('when a step failed, before it is tried again: its answer may have been lost', () => {
    const world = freshWorld();
    const failure = { code: 'X', request: '', until: NOW + 1_000, attempts: 1 };
    for (const { step } of done(world)) world.observation.memory.failures.set(step.id, failure);
    const { dueIn, againInMs } = next(world, done(world, false));
    expect([dueIn('services'), dueIn('groups'), againInMs]).toEqual([0, 0, 1_000]);
  });

  it('when a resource is detached, that service and its resources', () => {
    const world = observing(deleting(builtWorld()), { endpoints: [], groups: [] });
    const { lists } = next(world, done(world));
    expect(lists).toEqual(['resources/epsrv-c1', 'resources/epsrv-pilot', 'services']);
  });

  it('when a wait has not begun, it asks for nothing', () => {
    const world = deleting(builtWorld());
    expect(next(world).lists).toEqual([]);
    expect(next(world, done(world)).lists).toEqual(['zones']);
  });
});

describe('what goes', () => {
  /** One service is on its way out; the other one's turn has not come, for `ms` more. */
  const going = (ms: number) => {
    const built = deleting(builtWorld());
    const services = change(built.observation.services, 'epsrv-c1', { status: 'Deleting', resources: [] }).map(
      (each) => ({ ...each, resources: [] }),
    );
    const world = observing(built, { endpoints: [], groups: [], services });
    world.observation.memory.since.set('epsrv-c1/status', { state: 'Deleting', at: NOW });
    const held = { code: 'NotYet', request: '{"ServiceId":"epsrv-pilot"}', until: NOW + ms, attempts: 0 };
    world.observation.memory.failures.set('delete epsrv-pilot', held);
    return world;
  };

  it('when nothing waits for it and there is more to do, is not looked for', () => {
    expect(next(going(1_000))).toMatchObject({ lists: [], againInMs: 1_000 });
  });

  it('when nothing else can be done soon, is looked for', () => {
    expect(next(going(LOOK_AGAIN_MS)).lists).toEqual(['services']);
  });

  it('when the last step has just been run, is looked for', () => {
    const world = going(0);
    expect(next(world, done(world)).lists).toEqual(['services']);
  });

  it('when something waits for it, is looked for, though there is more to do', () => {
    const world = deleting(builtWorld({ clusters: 2 }));
    const endpoints = change(world.observation.endpoints, 'ep-c1', { status: 'Deleting', zones: [] });
    expect(next(observing(world, { endpoints })).lists).toContain('endpoints');
  });
});

describe('when to look again', () => {
  const pauseOf = (world: World, results: StepResult[] = []) => next(world, results).againInMs;

  it('when all is at rest, after the period of the fast tier', () => {
    expect(pauseOf(builtWorld())).toBe(REST);
  });

  it('when nothing is known of the cloud yet, soon, for it may be a quick one', () => {
    expect(pauseOf(waiting(0))).toBe(250);
  });

  it('when a wait goes on, after a part of the time waited, so that what takes long is asked for seldom', () => {
    const pauses = [5_000, 30_000, 60_000, 3_600_000].map((ms) => next(waiting(ms), [], { services: NOW }).againInMs);
    expect(pauses).toEqual([...pauses].sort((a, b) => a - b));
    expect(pauses.every((ms, index) => ms <= ([2_500, 8_000, 15_000, 15_000][index] ?? 0))).toBe(true);
    expect(pauses.at(-1)).toBe(15_000);
  });

  it('when looks for other causes come between, the date stays', () => {
    const at = (ms: number) => next(waiting(10_000 + ms), [], { services: NOW - ms }).againInMs + ms;
    expect([100, 500, 2_000].map(at)).toEqual([at(0), at(0), at(0)]);
  });

  it('when what is waited for was seen to take a certain time, shortly before that', () => {
    const world = waiting(0);
    for (let n = 0; n < 40; n += 1) learn(world.observation.memory.durations, 'services/status/Creating', 4_000);
    expect(pauseOf(world)).toBeGreaterThan(3_500);
    expect(pauseOf(world)).toBeLessThanOrEqual(4_000);
  });

  it('when many began together and end in the order of their length, all of them count, not the last alone', () => {
    const world = waiting(0);
    const { durations } = world.observation.memory;
    for (let ms = 3_000; ms <= 10_000; ms += 35) learn(durations, 'services/status/Creating', ms);
    expect(pauseOf(world)).toBeLessThan(5_000);
  });

  it('when other changes turned out to be quick, sooner than presumed', () => {
    const built = builtWorld();
    built.observation.memory.since.set('ep-c1/status', { state: 'Creating', at: NOW });
    const endpoints = change(built.observation.endpoints, 'ep-c1', { status: 'Creating', connection: '' });
    const world = observing(built, { endpoints });
    learn(world.observation.memory.durations, 'services/status/Creating', 5_000);
    expect(pauseOf(world)).toBe(7_500);
    world.observation.memory.durations.clear();
    learn(world.observation.memory.durations, 'services/status/Creating', 50);
    expect(pauseOf(world)).toBe(100);
  });

  it('when the list is long, not before as much time has passed as its pages may take', () => {
    const pauses = [1, 100, 500].map((clusters) => {
      const built = builtWorld({ clusters });
      const services = change(built.observation.services, 'epsrv-c1', { status: 'Creating' });
      built.observation.memory.since.set('epsrv-c1/status', { state: 'Creating', at: NOW - 1 });
      return next(observing(built, { services }), [], { services: NOW - 2 }).dueIn('services');
    });
    expect(pauses).toEqual([249, 478, 2_398]);
  });

  it('when steps were run and nothing is waited for, after a second: a list that lags behind does not have them run again and again', () => {
    const built = builtWorld();
    const world = observing(built, { services: change(built.observation.services, 'epsrv-c1', { autoAccept: false }) });
    expect(pauseOf(world, done(world))).toBe(1_000);
  });

  it.each([
    ['in a moment', 4_000, 4_000],
    ['in five minutes', LOOK_AGAIN_MS, REST],
  ])('when a step is held and may be tried %s, then, or with the fast tier', (_when, ms, expected) => {
    const built = builtWorld();
    const world = observing(built, { services: change(built.observation.services, 'epsrv-c1', { autoAccept: false }) });
    const request = '{"AutoAcceptEnabled":true,"ServiceId":"epsrv-c1"}';
    const failure = { code: 'X', request, until: NOW + ms, attempts: 1 };
    world.observation.memory.failures.set('accept by itself epsrv-c1', failure);
    expect(pauseOf(world)).toBe(expected);
  });

  it('when the zones of an endpoint are never shown, the pause grows as for any wait', () => {
    const built = builtWorld();
    built.observation.memory.since.set('ep-c1/zones', { state: 'unread', at: NOW - 60_000 });
    const endpoints = built.observation.endpoints.map(({ zones, ...rest }) =>
      rest.id === 'ep-c1' ? rest : { ...rest, ...(zones && { zones }) },
    );
    expect(next(observing(built, { endpoints }), [], { zones: NOW }).againInMs).toBeGreaterThan(5_000);
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
    expect(next(world, [], { zones: NOW }).againInMs).toBe(15_000);
  });
});
