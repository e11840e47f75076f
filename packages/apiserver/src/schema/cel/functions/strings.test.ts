import { describe, expect, it } from 'vitest';
import { outcomeOf } from '../../../testing/outcome.ts';

/** As the server of custom resources 1.36.4 says it. */
const outcomes: readonly [rule: string, outcome: boolean | string][] = [
  ["'aXbXc'.replace('X', '-', 1) == 'a-bXc'", true],
  ["'aXbXc'.replace('X', '-', 0) == 'aXbXc'", true],
  ["'aXbXc'.replace('X', '-', -1) == 'a-b-c'", true],
  ["'aXbXc'.replace('X', '$&', 5) == 'a$&b$&c'", true],
  ["'ab'.replace('', '-', 2) == '-a-b'", true],
  ["'ab'.replace('', '-', 9) == '-a-b-'", true],
  ["'ab'.replace('', '-') == '-a-b-'", true],
  ["'😀b'.replace('', '-') == '-😀-b-'", true],
];

describe('replace', () => {
  it.each(outcomes)('%s', (rule, outcome) => {
    expect(outcomeOf(rule)).toBe(outcome);
  });
});
