import { setMaxListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { createRateWindow, type RateWindow, Resting, type Turn } from './rate-window.ts';
import { manualClock, settled } from './testing.ts';

const perMinute = (calls: number) => ({ calls, seconds: 60, confirmed: true });

function opened(calls?: number) {
  const clock = manualClock();
  const window = createRateWindow(clock, calls === undefined ? undefined : perMinute(calls), 1);
  return { clock, window };
}

async function turns(window: RateWindow, count: number): Promise<Turn[]> {
  return Promise.all(Array.from({ length: count }, () => window.take()));
}

function endAll(all: readonly Turn[]): void {
  for (const turn of all) turn.end();
}

/** How many calls go at once. */
async function passing(window: RateWindow): Promise<number> {
  const giveUp = new AbortController();
  setMaxListeners(0, giveUp.signal);
  let passed = 0;
  const all = Array.from({ length: 1_000 }, () =>
    window.take(giveUp.signal).then(
      (turn) => {
        passed += 1;
        return turn;
      },
      () => undefined,
    ),
  );
  await settled();
  giveUp.abort();
  for (const turn of await Promise.all(all)) turn?.end();
  return passed;
}

describe('a rate that the cloud throttles', () => {
  it('is halved once for all calls that were under way, and comes back by an eighth a window', async () => {
    const { clock, window } = opened(80);
    const all = await turns(window, 80);
    await clock.advance(10);
    for (const turn of all.slice(0, 5)) turn.throttled(2_000);
    endAll(all);
    expect(window.state()).toEqual({ limit: 40, full: 80, seconds: 60, waiting: 0, restMs: 2_000 });
    const limits: number[] = [];
    for (let minute = 0; minute < 5; minute += 1) {
      await clock.advance(60_000);
      limits.push(window.state().limit);
    }
    expect(limits).toEqual([50, 60, 70, 80, 80]);
  });

  it('is halved again when the cloud throttles again, down to one call, and then comes back whole', async () => {
    const { clock, window } = opened(80);
    for (const calls of [8, 4, 2, 1]) {
      const all = await turns(window, calls);
      all[0]?.throttled(0);
      endAll(all);
      expect(window.state().limit).toBe(Math.max(1, calls / 2));
      await clock.advance(60_000);
    }
    await clock.advance(8 * 60_000);
    expect(window.state().limit).toBe(80);
  });

  it('where none is published, is what went in the last second, and free again after eight quiet ones', async () => {
    const { clock, window } = opened();
    expect(await passing(window)).toBe(1_000);
    await clock.advance(1_000);
    const all = await turns(window, 16);
    all[3]?.throttled(0);
    endAll(all);
    await clock.advance(1_000);
    expect(await passing(window)).toBe(10);
    await clock.advance(8_000);
    expect(await passing(window)).toBe(1_000);
  });
});

describe('a rest', () => {
  it('when the cloud does not say how long, doubles while it goes on throttling, up to a minute', async () => {
    const { clock, window } = opened();
    const rests: number[] = [];
    for (let time = 0; time < 8; time += 1) {
      const turn = await window.take();
      turn.throttled(undefined);
      turn.end();
      rests.push(window.state().restMs);
      await clock.advance(60_000);
    }
    expect(rests).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000]);
    (await window.take()).end();
    await clock.advance(1);
    const turn = await window.take();
    turn.throttled(undefined);
    expect(window.state().restMs).toBe(1_000);
  });

  it('when it is short, is waited for in the order of coming', async () => {
    const { clock, window } = opened();
    const turn = await window.take();
    turn.throttled(3_000);
    turn.end();
    const order: string[] = [];
    const waiting = ['a', 'b', 'c'].map(async (name) => {
      const next = await window.take();
      order.push(`${name} ${clock.now()}`);
      next.end();
    });
    await clock.advance(2_999);
    expect(order).toEqual([]);
    expect(window.state().waiting).toBe(3);
    // Half of one call is one call a second.
    await clock.advance(2_001);
    await Promise.all(waiting);
    expect(order).toEqual(['a 3000', 'b 3000', 'c 3000']);
  });

  it('when it is long, is told to those who wait and to those who come', async () => {
    const { clock, window } = opened(1);
    const first = await window.take();
    const second = window.take().catch((error: unknown) => error);
    first.throttled(90_000);
    first.end();
    expect(await second).toEqual(new Resting(90_000));
    await clock.advance(30_000);
    await expect(window.take()).rejects.toEqual(new Resting(60_000));
    await clock.advance(60_000);
    await window.take();
  });
});

it('when the wall clock is set back, calls go as if it had not been', async () => {
  const clock = manualClock(3_600_000);
  let wall = 0;
  const stepping = { ...clock, now: () => clock.now() - wall, monotonic: clock.now };
  const window = createRateWindow(stepping, perMinute(1), 1);
  (await window.take()).end();
  wall = 3_600_000;
  const next = window.take();
  await clock.advance(60_000);
  (await next).end();
});
