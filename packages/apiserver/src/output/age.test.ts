import { describe, expect, it } from 'vitest';
import { ageOf, humanDuration } from './age.ts';

describe('humanDuration', () => {
  // As duration.HumanDuration of apimachinery.
  it.each([
    [0, '0s'],
    [-500, '0s'],
    [-5_000, '<invalid>'],
    [119_000, '119s'],
    [120_000, '2m'],
    [185_000, '3m5s'],
    [600_000, '10m'],
    [179 * 60_000, '179m'],
    [3 * 3_600_000, '3h'],
    [5 * 3_600_000 + 60_000, '5h1m'],
    [47 * 3_600_000, '47h'],
    [50 * 3_600_000, '2d2h'],
    [400 * 86_400_000, '400d'],
    [800 * 86_400_000, '2y70d'],
  ])('%d ms is %s', (ms, expected) => {
    expect(humanDuration(ms)).toBe(expected);
  });

  it('has no age for no time', () => {
    expect(ageOf(undefined, 0)).toBe('<unknown>');
  });
});
