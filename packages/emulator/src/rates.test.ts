import { describe, expect, it } from 'vitest';
import { Rates } from './rates.ts';

describe('Rates', () => {
  const rate = { calls: 3, windowMs: 1000 };

  it('allows so many calls in any window, and says when the next may come', () => {
    const rates = new Rates();
    expect([0, 100, 200, 300].map((now) => rates.take('a', rate, now))).toEqual([0, 0, 0, 700]);
    expect(rates.take('a', rate, 999)).toBe(1);
    expect(rates.take('a', rate, 1000)).toBe(0);
    expect(rates.take('a', rate, 1000)).toBe(100);
  });

  it('counts each key by itself', () => {
    const rates = new Rates();
    for (let i = 0; i < 3; i++) rates.take('a', rate, 0);
    expect(rates.take('b', rate, 0)).toBe(0);
  });
});
