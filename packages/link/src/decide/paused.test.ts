import { describe, expect, it } from 'vitest';
import { builtWorld, change, freshWorld, observing } from '../testing/world.ts';
import { decide } from './decide.ts';

describe('a paused object', () => {
  it('has the same plan, with every step held, and says so', () => {
    const { wish, observation } = freshWorld();
    const plan = decide({ ...wish, paused: true }, observation);
    const steps = plan.nodes.filter((node) => node.kind === 'step');
    expect(steps.map((step) => step.id)).toEqual(
      decide(wish, observation)
        .nodes.filter((node) => node.kind === 'step')
        .map((step) => step.id),
    );
    expect(steps.every((step) => step.heldUntil === Number.POSITIVE_INFINITY)).toBe(true);
    for (const link of plan.links) expect(link.problems).toMatchObject([{ reason: 'Paused', severity: 'person' }]);
  });

  it('where nothing is held, nothing says so', () => {
    const built = builtWorld({ clusters: 2 });
    const { wish, observation } = observing(built, {
      services: change(built.observation.services, 'epsrv-c2', { autoAccept: false }),
    });
    const plan = decide({ ...wish, paused: true }, observation);
    expect(plan.links.map((link) => [link.id, ...link.problems.map(({ reason }) => reason)])).toEqual([
      ['api-server/c1'],
      ['api-server/c2', 'Paused'],
      ['pilot/vpc-ack1'],
      ['pilot/vpc-ack2'],
    ]);
    expect(plan.problems).toEqual([]);
  });
});
