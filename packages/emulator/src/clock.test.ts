import { describe, expect, it } from 'vitest';
import { systemClock, VirtualClock, VirtualTimeError } from './clock.ts';

describe('VirtualClock', () => {
  it('runs timers in order of time, then of scheduling, and stops at the target', async () => {
    const clock = new VirtualClock(0);
    const seen: string[] = [];
    clock.schedule(20, () => seen.push(`c@${clock.now()}`));
    clock.schedule(10, () => seen.push(`a@${clock.now()}`));
    clock.schedule(10, () => seen.push(`b@${clock.now()}`));
    clock.schedule(31, () => seen.push('late'));
    clock.schedule(15, () => seen.push('cancelled'))();
    await clock.advance(30);
    expect(seen).toEqual(['a@10', 'b@10', 'c@20']);
    expect(clock.now()).toBe(30);
  });

  it('keeps the order of many timers, with some cancelled', async () => {
    const clock = new VirtualClock(0);
    const seen: number[] = [];
    const times = Array.from({ length: 500 }, (_, i) => (i * 7919) % 503);
    const cancels = times.map((at) => clock.schedule(at, () => seen.push(at)));
    cancels.forEach((cancel, i) => {
      if (i % 3 === 0) cancel();
    });
    await clock.advance(1000);
    expect(seen).toEqual(times.filter((_, i) => i % 3 !== 0).sort((a, b) => a - b));
  });

  it('waits for chains of promises between timers', async () => {
    const clock = new VirtualClock(0);
    const wait = (ms: number) => new Promise<void>((resolve) => void clock.schedule(ms, resolve));
    async function work(): Promise<number> {
      for (let i = 0; i < 100; i++) await wait(1000);
      return clock.now();
    }
    const result = work();
    await clock.run(result);
    expect(await result).toBe(100_000);
  });

  it('stands still while work is in flight', async () => {
    const clock = new VirtualClock(0);
    let fired = false;
    clock.schedule(1, () => {
      fired = true;
    });
    const end = clock.busy();
    let seenWhileBusy = true;
    setImmediate(() => {
      seenWhileBusy = fired;
      end();
      end();
    });
    await clock.run(() => fired);
    expect(seenWhileBusy).toBe(false);
  });

  it('polls a condition, takes a function that gives a promise, and passes a rejection on', async () => {
    const clock = new VirtualClock(0);
    clock.schedule(5, () => {});
    await clock.run(() => clock.now() >= 5);
    await clock.run(async () => 'done');
    await expect(clock.run(Promise.reject(new Error('boom')))).rejects.toThrow('boom');
  });

  it('says so when nothing is left to happen or the limit is passed', async () => {
    const clock = new VirtualClock(0);
    await expect(clock.run(() => false)).rejects.toThrow(VirtualTimeError);
    clock.schedule(100, () => {});
    await expect(clock.run(() => false, 50)).rejects.toThrow('within 50 ms');
  });
});

describe('systemClock', () => {
  it('runs at a factor', async () => {
    const clock = systemClock(100);
    const start = clock.now();
    await new Promise<void>((resolve) => void clock.schedule(1000, resolve));
    expect(clock.now() - start).toBeGreaterThanOrEqual(900);
  });

  it('refuses a factor that is not positive', () => {
    expect(() => systemClock(0)).toThrow(RangeError);
  });
});
