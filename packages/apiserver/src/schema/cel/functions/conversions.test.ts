import { describe, expect, it } from 'vitest';
import { outcomeOf } from '../../../testing/outcome.ts';
import type { JsonObject } from '../../json.ts';
import type { JsonSchema } from '../../types.ts';

const properties: Record<string, JsonSchema> = {
  w: { type: 'string', format: 'date-time' },
  w2: { type: 'string', format: 'date-time' },
  wd: { type: 'string', format: 'date' },
  d: { type: 'string', format: 'duration' },
};
const value: JsonObject = {
  w: '2024-01-01T00:00:00.5+02:00',
  w2: '2024-01-01T00:00:00Z',
  wd: '2024-01-01',
  d: '1h1m0.5s',
};

/** As the server of custom resources 1.36.4 says it. */
const outcomes: readonly [rule: string, outcome: boolean | string][] = [
  ["string(self.w) == '2024-01-01T00:00:00.5+02:00'", true],
  ["string(self.w) == '2023-12-31T22:00:00.5Z'", false],
  ["string(self.w2) == '2024-01-01T00:00:00Z'", true],
  ["string(self.wd) == '2024-01-01T00:00:00Z'", true],
  ["string(self.d) == '3660.5s'", true],
  ["string(duration('1h')) == '3600s'", true],
  ["string(duration('-1.5s')) == '-1.5s'", true],
  ["string(duration('1ns')) == '0.000000001s'", true],
  ["string(duration('-1ns')) == '-0.000000001s'", true],
  ["string(duration('100000h0.000000001s')) == '360000000.000000001s'", false],
  ["string(duration('100000h0.000000001s')) == '360000000s'", true],
];

describe('strings of times and durations', () => {
  it.each(outcomes)('%s', (rule, outcome) => {
    expect(outcomeOf(rule, value, properties)).toBe(outcome);
  });
});
