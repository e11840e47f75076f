import { describe, expect, it } from 'vitest';
import { ruleEnvironment } from '../environment.ts';

describe('what may be null by its type', () => {
  it.each([
    "timestamp('2024-01-01T00:00:00Z') == null",
    "null == duration('1s')",
    "ip('1.2.3.4') == null",
    "null == quantity('1')",
  ])('never is: %s', (rule) => {
    expect(ruleEnvironment().evaluate(rule)).toBe(false);
  });

  it('is not null', () => {
    expect(ruleEnvironment().evaluate("null != url('/a')")).toBe(true);
  });
});
