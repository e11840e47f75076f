import { describe, expect, it } from 'vitest';
import { latest } from './latest.ts';

describe('work on the latest value', () => {
  it('when values come while one is worked on, only the newest of them is worked on, one at a time', async () => {
    const seen: number[] = [];
    let running = 0;
    const queue = latest(async (value: number) => {
      running += 1;
      expect(running).toBe(1);
      await new Promise((resolve) => setImmediate(resolve));
      seen.push(value);
      running -= 1;
    });
    const first = queue.set(1);
    await Promise.resolve();
    await Promise.resolve();
    await Promise.all([first, queue.set(2), queue.set(3), queue.set(4)]);
    expect(seen).toEqual([1, 4]);
  });

  it('when work fails, who waits for it hears it, and the next value is worked on', async () => {
    const queue = latest(async (value: string) => {
      if (value === 'bad') throw new Error('bad value');
    });
    const bad = queue.set('bad');
    await expect(bad).rejects.toThrow('bad value');
    await queue.settled();
    await queue.set('good');
  });
});
