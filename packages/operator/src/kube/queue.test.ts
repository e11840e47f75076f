import { describe, expect, it } from 'vitest';
import { manualClock, settle } from '../testing/manual-clock.ts';
import { startQueue } from './queue.ts';

function setUp(result: (key: string) => number | undefined | Error = () => undefined) {
  const clock = manualClock();
  const started: string[] = [];
  const failures: number[] = [];
  const open: (() => void)[] = [];
  let held = false;
  const queue = startQueue({
    clock,
    random: () => 1,
    failed: (_, __, againInMs) => failures.push(againInMs),
    async work(key, signal) {
      started.push(key);
      if (held) {
        await new Promise<void>((resolve) => {
          open.push(resolve);
          signal.addEventListener('abort', () => resolve());
        });
      }
      const value = result(key);
      if (value instanceof Error) throw value;
      return value;
    },
  });
  return {
    clock,
    queue,
    started,
    failures,
    hold: () => {
      held = true;
    },
    release: async () => {
      open.shift()?.();
      await settle();
    },
  };
}

describe('startQueue', () => {
  it('when a key is added many times before its turn, works once; keys keep their order', async () => {
    const { queue, started, hold, release } = setUp();
    hold();
    for (const key of ['a', 'b', 'b', 'c', 'b']) queue.add(key);
    expect([queue.depth(), queue.active()]).toEqual([2, 1]);
    await release();
    await release();
    await release();
    expect(started).toEqual(['a', 'b', 'c']);
  });

  it('when a key is added while it is worked on, works once more and never twice at once', async () => {
    const { queue, started, hold, release } = setUp();
    hold();
    queue.add('a');
    queue.add('a');
    queue.add('a');
    expect([started, queue.active()]).toEqual([['a'], 1]);
    await release();
    expect([started, queue.active()]).toEqual([['a', 'a'], 1]);
    await release();
    expect([started, queue.active()]).toEqual([['a', 'a'], 0]);
  });

  it('when several dates are given, the soonest stands', async () => {
    const { clock, queue, started } = setUp();
    queue.addAfter('a', 5_000);
    queue.addAfter('a', 1_000);
    queue.addAfter('a', 9_000);
    await clock.advance(999);
    expect(started).toEqual([]);
    await clock.advance(20_000);
    expect(started).toEqual(['a']);
  });

  it('when work says when to look again, does so, and an earlier cause replaces the date', async () => {
    const { clock, queue, started } = setUp(() => 10_000);
    queue.add('a');
    await clock.advance(9_000);
    queue.add('a');
    await clock.advance(9_999);
    expect(started).toHaveLength(2);
    await clock.advance(1);
    expect(started).toHaveLength(3);
  });

  it('when work fails, waits twice as long each time up to a minute, and forgets that after a success', async () => {
    let broken = true;
    const { clock, queue, failures, started } = setUp(() => (broken ? new Error('boom') : undefined));
    queue.add('a');
    await clock.advance(200_000);
    expect(failures).toEqual([1000, 2000, 4000, 8000, 16000, 32000, 60000, 60000, 60000]);
    broken = false;
    await clock.advance(60_000);
    const successes = started.length;
    await clock.advance(600_000);
    expect(started).toHaveLength(successes);
    broken = true;
    queue.add('a');
    await settle();
    expect(failures.at(-1)).toBe(1000);
  });

  it('when a key is forgotten, its plans are gone; while it runs it cannot start a second time', async () => {
    const { clock, queue, started, hold, release } = setUp();
    queue.addAfter('a', 1_000);
    queue.forget('a');
    await clock.advance(2_000);
    expect(started).toEqual([]);
    hold();
    queue.add('a');
    queue.forget('a');
    queue.add('a');
    expect(started).toEqual(['a']);
    await release();
    expect(started).toEqual(['a', 'a']);
  });

  it('when stopped, aborts the work, waits for it, and starts nothing more', async () => {
    const { clock, queue, started, hold } = setUp(() => 1_000);
    hold();
    queue.add('a');
    queue.add('b');
    await clock.advance(7_000);
    expect(queue.longestRunningMs()).toBe(7_000);
    await queue.stop();
    queue.add('c');
    await clock.advance(60_000);
    expect([started, clock.timers()]).toEqual([['a'], 0]);
  });
});
