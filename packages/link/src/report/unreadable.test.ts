import type { ASMPvlConfig } from '@asm-privatelink/api';
import { describe, expect, it } from 'vitest';
import { decide } from '../decide/decide.ts';
import type { Problem } from '../model.ts';
import { builtWorld, deleting, freshWorld, NOW, type World } from '../testing/world.ts';
import { report } from './report.ts';
import { reportUnreadable } from './unreadable.ts';

const person: Problem = { reason: 'AccessDenied', severity: 'person', message: 'Grant it.' };
const passing: Problem = { reason: 'CloudUnavailable', severity: 'wait', message: 'It passes.' };

/** The object with the status that a readable cloud gave it. */
function reported(world: World): ASMPvlConfig {
  return {
    ...world.object,
    status: report(world.object, world.wish, world.observation, decide(world.wish, world.observation)),
  };
}

const says = (object: ASMPvlConfig, problem: Problem) => {
  const status = reportUnreadable(object, problem, NOW);
  return [status.status, ...(status.conditions ?? []).map((each) => `${each.type}=${each.status} ${each.reason}`)];
};

describe('the status while the cloud cannot be read', () => {
  it('when it was up, keeps what was last seen and says why it may be wrong', () => {
    const object = reported(builtWorld());
    expect(reportUnreadable(object, person, NOW)).toMatchObject({
      clusters: object.status?.clusters,
      pilot: object.status?.pilot,
    });
    expect(says(object, person)).toEqual([
      'Degraded',
      'Ready=False AccessDenied',
      'Stalled=True AccessDenied',
      'CertificateNames=True CertificateNamesPresent',
      'MembersRunning=True MemberRunning',
    ]);
    expect(says(object, passing).slice(0, 3)).toEqual([
      'Degraded',
      'Ready=Unknown CloudUnavailable',
      'Reconciling=True CloudUnavailable',
    ]);
  });

  it('when it changes from a fault that passes to one that needs a person, Reconciling gives way to Stalled', () => {
    const object = reported(freshWorld());
    const first = { ...object, status: reportUnreadable(object, passing, NOW) };
    const types = reportUnreadable(first, person, NOW).conditions?.map((each) => each.type);
    expect(types).toContain('Stalled');
    expect(types).not.toContain('Reconciling');
  });

  it.each([
    ['it was never looked at', freshWorld().object, person, 'Failed'],
    ['it was never looked at, by a fault that passes', freshWorld().object, passing, 'Pending'],
    ['it is being deleted', deleting(builtWorld()).object, person, 'Deleting'],
  ])('when %s', (_what, object, problem, expected) => {
    expect(says(object, problem)[0]).toBe(expected);
  });
});
