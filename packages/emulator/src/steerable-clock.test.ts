import { describe, expect, it } from 'vitest';
import { systemClock, VirtualClock } from './clock.ts';
import { isControllable, steerableClock } from './steerable-clock.ts';

describe('steerableClock', () => {
  it('leaps ahead, and runs what it leaps over in order and at its time', async () => {
    const clock = steerableClock();
    const began = clock.now();
    const seen: [string, number][] = [];
    const note = (name: string) => () => seen.push([name, Math.round((clock.now() - began) / 1000)]);
    clock.schedule(3_600_000, note('hour'));
    clock.schedule(60_000, () => {
      note('minute')();
      clock.schedule(60_000, note('next minute'));
    });
    clock.schedule(30_000, note('cancelled'))();
    clock.schedule(7_200_000, note('later'));
    await Promise.all([clock.advance(3_500_000), clock.advance(200_000)]);
    expect(seen).toEqual([
      ['minute', 60],
      ['next minute', 120],
      ['hour', 3600],
    ]);
    expect(clock.now() - began).toBeGreaterThanOrEqual(3_700_000);
    expect(clock.now() - began).toBeLessThan(3_710_000);
  });

  it('runs with real time, as many times as fast as told', async () => {
    const clock = steerableClock(1000);
    const seen: number[] = [];
    await new Promise<void>((resolve) => {
      clock.schedule(20_000, () => seen.push(2));
      clock.schedule(30_000, resolve);
      clock.schedule(10_000, () => seen.push(1));
    });
    expect(seen).toEqual([1, 2]);
  });

  it('refuses a factor that is none', () => {
    expect(() => steerableClock(0)).toThrow(RangeError);
  });
});

describe('isControllable', () => {
  it('tells clocks apart', () => {
    expect([steerableClock(), new VirtualClock(), systemClock()].map(isControllable)).toEqual([true, true, false]);
  });
});
