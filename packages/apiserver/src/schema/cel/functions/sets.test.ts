import { describe, expect, it } from 'vitest';
import { outcomeOfLists } from '../../../testing/outcome.ts';

/** As the server of custom resources 1.36.4 says it. */
const outcomes: readonly [rule: string, outcome: boolean | string][] = [
  ["sets.contains(self.t, ['a']) && !sets.contains(self.t, ['c']) && sets.contains([1], [])", true],
  ['sets.equivalent(self.i, [1, 3]) && !sets.equivalent([1], [1, 2])', true],
  ['sets.intersects([1], [1, 2]) && !sets.intersects([1], []) && !sets.intersects([], [1])', true],
  ['sets.contains(self.l, [self.l[0]])', true],
  ['sets.contains(self.p, [1])', true],
];

describe('sets', () => {
  it.each(outcomes)('%s', (rule, outcome) => {
    expect(outcomeOfLists(rule)).toBe(outcome);
  });
});
