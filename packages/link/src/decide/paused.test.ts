import { describe, expect, it } from 'vitest';
import { freshWorld } from '../testing/world.ts';
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
    expect(plan.problems[0]).toMatchObject({ reason: 'Paused', severity: 'person' });
  });
});
