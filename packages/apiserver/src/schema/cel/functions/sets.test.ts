import { describe, expect, it } from 'vitest';
import { outcomeOf } from '../../../testing/outcome.ts';
import type { JsonObject } from '../../json.ts';
import type { JsonSchema } from '../../types.ts';

const properties: Record<string, JsonSchema> = {
  t: { type: 'array', items: { type: 'string' } },
  i: { type: 'array', items: { type: 'integer' } },
  p: { type: 'array', items: { 'x-kubernetes-int-or-string': true } },
  l: { type: 'array', items: { type: 'object', properties: { k: { type: 'string' } } } },
};
const value: JsonObject = { t: ['b', 'a', 'b'], i: [3, 1, 3], p: [1, 'a', 1], l: [{ k: 'a' }, { k: 'b' }, { k: 'a' }] };

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
    expect(outcomeOf(rule, value, properties)).toBe(outcome);
  });
});
