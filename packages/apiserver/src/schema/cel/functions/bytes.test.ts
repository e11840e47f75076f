import { describe, expect, it } from 'vitest';
import { outcomeOf } from '../../../testing/outcome.ts';
import type { JsonObject } from '../../json.ts';
import type { JsonSchema } from '../../types.ts';

const properties: Record<string, JsonSchema> = { b: { type: 'string', format: 'byte' } };
const value: JsonObject = { b: 'YWI=' };

/** As the server of custom resources 1.36.4 says it. */
const outcomes: readonly [rule: string, outcome: boolean | string][] = [
  ["b'a' < b'b' && b'a' <= b'a' && b'b' > b'a' && b'b' >= b'b' && self.b > b'a' && b'\\xff' > b'a'", true],
];

describe('the order of bytes', () => {
  it.each(outcomes)('%s', (rule, outcome) => {
    expect(outcomeOf(rule, value, properties)).toBe(outcome);
  });
});
