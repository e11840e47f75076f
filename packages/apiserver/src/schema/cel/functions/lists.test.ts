import { describe, expect, it } from 'vitest';
import { outcomeOfLists } from '../../../testing/outcome.ts';

/** As the server of custom resources 1.36.4 says it. */
const outcomes: readonly [rule: string, outcome: boolean | string][] = [
  ['[1, 3].sum() == 4 && [1u, 2u].sum() == 3u && [1.5, 2.0].sum() == 3.5', true],
  ["[duration('1m'), duration('1s')].sum() == duration('1m1s')", true],
  ['[].sum() == 0', true],
  ['[].min() == 0', 'min called on empty list'],
  ['[].max() == 0', 'max called on empty list'],
  ['[9223372036854775807, 1].sum() == 0', 'integer overflow'],
  ['[18446744073709551615u, 1u].sum() == 0u', 'unsigned integer overflow'],
  ['[2, 1, 3].min() == 1 && [2, 1, 3].max() == 3', true],
  [
    "[timestamp('2024-01-01T00:00:00Z'), timestamp('2023-01-01T00:00:00Z')].min() == timestamp('2023-01-01T00:00:00Z')",
    true,
  ],
  ['[1, 2, 1].indexOf(1) == 0 && [1, 2, 1].lastIndexOf(1) == 2 && [1].indexOf(2) == -1', true],
  ["[duration('1s')].indexOf(duration('1000ms')) == 0", true],
  ['[[1], [2]].indexOf([2]) == 1', true],
  ["self.t.indexOf('b') == 0 && self.t.lastIndexOf('b') == 2", true],
  ['self.i.sum() == 7 && self.i.max() == 3 && !self.i.isSorted()', true],
  ['self.p.isSorted()', true],
  ['self.p.min() == 1', true],
  ["self.p.indexOf('a') == 1", true],
  [
    'self.p.sum() == 1',
    "'no such overload': call arguments did not match a supported operator, function or macro signature",
  ],
  ['self.l.indexOf(self.l[1]) == 1 && self.l.lastIndexOf(self.l[0]) == 2', true],
  ['dyn(self.i).sum() == 7', true],
  ["self.t.max() == 'b'", true],
];

describe('lists', () => {
  it.each(outcomes)('%s', (rule, outcome) => {
    expect(outcomeOfLists(rule)).toBe(outcome);
  });
});
