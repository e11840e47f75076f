import { describe, expect, it } from 'vitest';
import { type Step, shortestTime } from './schedule.ts';

function step(id: string, more: Partial<Step> = {}): Step {
  return {
    id,
    after: [],
    latencyMs: 0,
    durationMs: 100,
    rate: undefined,
    lock: undefined,
    holdsThrough: true,
    ...more,
  };
}

describe('shortestTime', () => {
  it('runs beside each other what does not exclude itself, and in turn what waits', () => {
    expect(shortestTime([])).toBe(0);
    expect(shortestTime([step('a'), step('b', { durationMs: 300 })])).toBe(300);
    expect(shortestTime([step('b', { after: ['a'] }), step('a'), step('c', { after: ['b', 'of-before'] })])).toBe(300);
  });

  it('needs half the latency of the first call', () => {
    expect(shortestTime([step('a', { latencyMs: 40 }), step('b', { after: ['a'], latencyMs: 40 })])).toBe(220);
  });

  it('keeps a lock through the step, or through its call alone', () => {
    const locked = (holdsThrough: boolean) =>
      [1, 2, 3].map((i) => step(`s${i}`, { lock: 'account', latencyMs: 20, holdsThrough }));
    expect(shortestTime(locked(true))).toBe(310);
    expect(shortestTime(locked(false))).toBe(130);
  });

  it('spreads calls over the windows of their rate, those with the longest way to go first', () => {
    const rate = { name: 'Create', limit: { calls: 2, windowMs: 1000 } };
    const durations = [100, 200, 300, 900, 500];
    const steps = durations.map((durationMs, i) => step(`s${i}`, { durationMs, rate }));
    const alone = { name: 'Open', limit: { calls: 1, windowMs: 1000 } };
    expect(shortestTime([1, 2, 3].map((i) => step(`o${i}`, { rate: alone })))).toBe(2100);
    expect(shortestTime(steps)).toBe(2100); // 900 and 500 at 0, 300 and 200 at 1000, 100 at 2000
  });

  it('tells of steps that wait for each other', () => {
    expect(() => shortestTime([step('a', { after: ['b'] }), step('b', { after: ['a'] })])).toThrow(
      'wait for each other',
    );
  });
});
