import { describe, expect, it } from 'vitest';
import { outcomeOf, outcomeOfLists } from '../../../testing/outcome.ts';

/** As the server of custom resources 1.36.4 says it. */
const outcomes: readonly [rule: string, outcome: boolean | string][] = [
  ['[1, 2].all(i, x, x == i + 1) && ![1, 1].all(i, x, x == i + 1) && {"a": "a"}.all(k, v, k == v)', true],
  ['[0, 1].exists(i, x, 1 / x == 1)', true],
  ['[0, 1].exists(i, x, 2 / x == 1)', 'division by zero'],
  ['[1, 0].all(i, x, 2 / x == 1)', false],
  ['[1, 2].exists_one(i, x, x > i) || [1, 2].existsOne(i, x, x == 2)', true],
  ['[5, 6].transformList(i, x, x + i) == [5, 7] && [5, 6].transformList(i, x, i > 0, x) == [6]', true],
  ['{"a": 1}.transformList(k, v, k + string(v)) == ["a1"]', true],
  ['[5].transformMap(i, x, x)[0] == 5 && {"a": 1, "b": 2}.transformMap(k, v, v > 1, v) == {"b": 2}', true],
  ['{"a": "b"}.transformMapEntry(k, v, {v: k}) == {"b": "a"} && [1].transformMapEntry(i, x, {x: i}).size() == 1', true],
  ['["a", "a"].transformMapEntry(i, x, {x: i}).size() == 1', 'insert failed: key a already exists'],
  ['[1, 2].all(i, x, [3, 4].all(j, y, [i, j].all(k, z, z < 2 && y > x)))', true],
  ['[3, 1, 2].sortBy(x, -x) == [3, 2, 1] && self.l.sortBy(x, x.k)[1].k == "a" && [].sortBy(x, x) == []', true],
  ['optional.of(1).optMap(x, x + 1).value() == 2 && !optional.none().optMap(x, x).hasValue()', true],
  ['optional.of(1).optFlatMap(x, optional.of(x)).value() == 1', true],
  ['!optional.of(1).optFlatMap(x, optional.none()).hasValue()', true],
];

describe('a macro that the library lacks', () => {
  it.each(outcomes)('%s', (rule, outcome) => {
    expect(outcomeOfLists(rule)).toBe(outcome);
  });

  it('stops where it would take too long', () => {
    const numbers = { type: 'array', items: { type: 'integer' } } as const;
    const rule = 'self.n.all(i, x, self.n.all(j, y, self.n.all(k, z, x + y + z >= 0)))';
    const value = { n: Array.from({ length: 2_000 }, () => 1) };
    expect(outcomeOf(rule, value, { n: numbers })).toMatch(/running out of cost budget/);
  });
});
