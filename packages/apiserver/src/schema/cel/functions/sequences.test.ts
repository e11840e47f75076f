import { describe, expect, it } from 'vitest';
import { outcomeOfLists } from '../../../testing/outcome.ts';

/** As the server of custom resources 1.36.4 says it. */
const outcomes: readonly [rule: string, outcome: boolean | string][] = [
  ['lists.range(3) == [0, 1, 2] && lists.range(-1) == [] && lists.range(0) == []', true],
  ['[1, 2, 3].slice(1, 3) == [2, 3] && [1].slice(1, 1) == []', true],
  ['[1].slice(-1, 1) == []', 'cannot slice(-1, 1), negative indexes not supported'],
  ['[1].slice(1, 0) == []', 'cannot slice(1, 0), start index must be less than or equal to end index'],
  ['[1].slice(0, 2) == []', 'cannot slice(0, 2), list is length 1'],
  ['[3, 1, 2].sort() == [1, 2, 3] && ["b", "a"].sort() == ["a", "b"] && [1].reverse() == [1]', true],
  ['[1, 2].reverse() == [2, 1] && [1, 2, 1, 2].distinct() == [1, 2]', true],
  ['[[1], [2, 3]].flatten() == [1, 2, 3] && [[[1]], [[2]]].flatten(2) == [1, 2]', true],
  ['[[1]].flatten(-1) == [1]', 'level must be non-negative'],
  ['[1, 2].first().value() == 1 && [1, 2].last().value() == 2 && !dyn([]).first().hasValue()', true],
  ['[optional.of(1), optional.none()].unwrapOpt() == [1] && optional.unwrap([optional.of(2)]) == [2]', true],
  ['strings.quote(\'a"\\n\\\\\') == \'"a\\\\"\\\\n\\\\\\\\"\'', true],
];

describe('lists that are made of lists', () => {
  it.each(outcomes)('%s', (rule, outcome) => {
    expect(outcomeOfLists(rule)).toBe(outcome);
  });
});
