import { describe, expect, it } from 'vitest';
import { decide } from './decide/decide.ts';
import { remember } from './observe/remember.ts';
import { planned, said } from './testing/plan-text.ts';
import { builtWorld, change, deleting, NOW, observing, type World, wishing } from './testing/world.ts';

const MINUTE = 60_000;

/** A world in which something is to be done, whose Pilot service bears another uid. */
function another(uid = 'uid-0', at = NOW): World {
  const built = builtWorld();
  const { memory } = built.observation;
  const services = change(change(built.observation.services, 'epsrv-pilot', { uid }), 'epsrv-c1', {
    autoAccept: false,
  });
  return observing(built, { services, at, memory });
}

/** The same world later, with what is remembered. */
function later(world: World, ms: number, uid: string): World {
  const { memory, at } = world.observation;
  const next = observing(another(uid, at + ms), { memory });
  remember(memory, next.observation, next.wish, new Set());
  return next;
}

/** As if the claim had been sent and answered. */
function claimed(world: World): World {
  world.observation.memory.claim = { serviceId: 'epsrv-pilot', state: 'tried', at: world.observation.at };
  return world;
}

const HELD = ['accept by itself epsrv-c1 (held)'];

describe('objects that were made for another ASMPvlConfig', () => {
  it('are claimed, and nothing else is done until the claim has stood', () => {
    const first = another();
    expect(planned(first)).toEqual(['claim epsrv-pilot', ...HELD]);
    expect(said(first)).toContain('wait Pending');
    const soon = later(claimed(first), MINUTE, 'uid-1');
    expect(planned(soon)).toEqual(HELD);
    const stood = later(soon, MINUTE, 'uid-1');
    expect(planned(stood)).toEqual(['accept by itself epsrv-c1']);
    expect(said(stood)).toEqual([]);
  });

  it('when a list lags behind, the claim is waited for', () => {
    expect(planned(later(claimed(another()), MINUTE / 2, 'uid-0'))).toEqual(HELD);
  });

  it('when somebody changes the claim back, there are two owners: nothing is done, and both ways out are said', () => {
    const lost = later(claimed(another()), MINUTE / 2 + 1, 'uid-0');
    expect(planned(lost)).toEqual(HELD);
    expect(said(lost)).toContain('person TwoOwners');
    const [problem] = decide(lost.wish, lost.observation).problems;
    expect(problem?.message).toContain('uid-0');
    expect(problem?.message).toContain('asm-privatelink.io/take-over: m1');
    expect(planned(wishing(lost, { takeOver: true }))).toEqual(['claim epsrv-pilot', 'accept by itself epsrv-c1']);
  });

  it('when there are two owners and this object is deleted, the other one keeps everything', () => {
    const lost = deleting(later(claimed(another()), MINUTE, 'uid-0'));
    expect(decide(lost.wish, lost.observation)).toMatchObject({ nodes: [], finished: true });
  });

  it('when ours were marked by somebody else, they are claimed again', () => {
    const ours = later(another('uid-1'), 0, 'uid-1');
    expect(planned(ours)).toEqual(['accept by itself epsrv-c1']);
    expect(planned(later(ours, MINUTE, 'uid-9'))).toEqual(['claim epsrv-pilot', ...HELD]);
  });

  it('when the claimed service goes, the uid of a predecessor on the others is old news', () => {
    const ours = later(another('uid-1'), 0, 'uid-1');
    const { observation } = ours;
    const services = change(observation.services, 'epsrv-c1', { uid: 'uid-0' }).filter(
      ({ id }) => id !== 'epsrv-pilot',
    );
    const next = observing(ours, { services });
    remember(next.observation.memory, next.observation, next.wish, new Set());
    expect(planned(next)).not.toContain('claim epsrv-c1');
  });
});
