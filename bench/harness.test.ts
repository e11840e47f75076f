import { describe, expect, it } from 'vitest';
import { atLeast, atMost, median, told } from './harness.ts';

const measured = { name: 'calls', value: 12.5, unit: 'calls' };

describe('a result', () => {
  it.each([
    { made: atMost(12.5, measured), budget: '≤ 12.5', pass: true },
    { made: atMost(12, measured), budget: '≤ 12', pass: false },
    { made: atLeast(12.5, measured), budget: '≥ 12.5', pass: true },
    { made: atLeast(13, measured), budget: '≥ 13', pass: false },
    { made: told(measured), budget: '', pass: true },
  ])('with budget "$budget" passes: $pass', ({ made, budget, pass }) => {
    expect(made).toEqual({ ...measured, notes: '', budget, pass });
  });

  it('fails when the number is none', () => {
    expect(atMost(1, { ...measured, value: Number.NaN }).pass).toBe(false);
  });
});

describe('median', () => {
  it.each([
    { of: [3], is: 3 },
    { of: [10, 9, 1], is: 9 },
    { of: [4, 1, 3, 2], is: 2 },
  ])('of $of is $is', ({ of, is }) => {
    expect(median(of)).toBe(is);
  });

  it('of nothing is an error', () => {
    expect(() => median([])).toThrow(RangeError);
  });
});
