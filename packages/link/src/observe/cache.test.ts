import { describe, expect, it } from 'vitest';
import { Cache } from './cache.ts';

const AGE = 600_000;

/** A reader that answers 1, 2, 3 … */
function counter() {
  let count = 0;
  return async () => {
    count += 1;
    return count;
  };
}

describe('the cache', () => {
  it('reads once while the answer is young, and again when it is old', async () => {
    const cache = new Cache();
    const read = counter();
    expect(await cache.get('a', 0, AGE, read)).toBe(1);
    expect(await cache.get('a', AGE / 2 - 1, AGE, read)).toBe(1);
    expect(await cache.get('a', AGE, AGE, read)).toBe(2);
  });

  it('spreads what was read together over the second half of the period', async () => {
    const cache = new Cache();
    const keys = Array.from({ length: 200 }, (_, index) => `cluster/c${index}`);
    const fresh = async (at: number) => {
      let read = 0;
      for (const key of keys) {
        await cache.get(key, at, AGE, async () => {
          read += 1;
          return read;
        });
      }
      return read;
    };
    expect(await fresh(0)).toBe(200);
    const due = [];
    for (let at = AGE / 2; at <= AGE; at += AGE / 10) due.push(await fresh(at));
    expect(due.reduce((sum, each) => sum + each, 0)).toBe(200);
    expect(Math.max(...due)).toBeLessThan(80);
  });

  it('does not keep a failed read', async () => {
    const cache = new Cache();
    await expect(cache.get('a', 0, AGE, async () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await cache.get('a', 0, AGE, async () => 'yes')).toBe('yes');
  });

  it('reads anew what was expired', async () => {
    const cache = new Cache();
    const read = counter();
    await cache.get('a', 0, AGE, read);
    cache.expire('a');
    expect(await cache.get('a', 0, AGE, read)).toBe(2);
  });

  it('forgets what a family does not ask for any more, and no other family', async () => {
    const cache = new Cache();
    for (const key of ['cluster/c1', 'cluster/c2', 'vpc/v1']) await cache.get(key, 0, AGE, async () => key);
    cache.retain('cluster/', new Set(['cluster/c2']));
    expect(['cluster/c1', 'cluster/c2', 'vpc/v1'].filter((key) => cache.has(key))).toEqual(['cluster/c2', 'vpc/v1']);
  });
});
