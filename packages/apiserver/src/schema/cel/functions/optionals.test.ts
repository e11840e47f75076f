import { describe, expect, it } from 'vitest';
import { outcomeOf } from '../../../testing/outcome.ts';

// As a real 1.36 server evaluates them.
describe('optional values', () => {
  it.each<[string, boolean]>([
    ['optional.of(1) == optional.of(1)', true],
    ['optional.of(1) == optional.of(2)', false],
    ['optional.none() == optional.of(1)', false],
    ['optional.of(1) != optional.of(2)', true],
    ["format.dns1123Label().validate('a') == null", false],
    ["format.dns1123Label().validate('a') != null", true],
    ["null == format.dns1123Label().validate('_')", false],
  ])('%s is %s', (rule, holds) => {
    expect(outcomeOf(rule)).toBe(holds);
  });
});
