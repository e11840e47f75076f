import { describe, expect, it } from 'vitest';
import { createLingering } from './lingering.ts';

/** Takes the account's lock `times` times, each lasting `lasts(n)` ms beyond its call, as soon as it is worth trying; tells how it went. */
function takes(times: number, lasts: (n: number) => number) {
  const lingering = createLingering();
  let now = 0;
  let free = 0;
  let refusals = 0;
  let late = 0;
  for (let n = 0; n < times; n += 1) {
    now += lingering.wait(['account'], now);
    while (now < free) {
      refusals += 1;
      now += lingering.refused(['account'], now) ?? 0;
    }
    late += now - Math.max(free, 0);
    lingering.answered(['account'], now);
    free = now + lasts(n);
  }
  return { refusals, late, spent: now };
}

describe('a lock that may outlive its call', () => {
  it('when it does not, no time is lost and nothing is refused', () => {
    expect(takes(100, () => 0)).toEqual({ refusals: 0, late: 0, spent: 0 });
  });

  it('when it lasts as long as what the call started, little time is lost, and few tries are in vain', () => {
    const lasts = (n: number) => 2_000 + ((n * 37) % 41) * 100; // from 2 to 6 s
    const { refusals, spent } = takes(200, lasts);
    const ideal = Array.from({ length: 199 }, (_, n) => lasts(n)).reduce((sum, ms) => sum + ms, 0);
    expect(spent / ideal).toBeLessThan(1.08);
    expect(refusals / 200).toBeLessThan(8);
  });

  it('when it lasted and does so no more, that is learnt too', () => {
    const { late } = takes(200, (n) => (n < 50 ? 4_000 : 0));
    expect(late).toBeLessThan(60_000);
  });

  it('when no call of ours took it, nothing can be said', () => {
    const lingering = createLingering();
    expect(lingering.refused(['account'], 0)).toBeUndefined();
    lingering.answered(['account'], 0);
    expect(lingering.refused(['account'], 1_000)).toBe(200);
    expect(lingering.wait(['account'], 1_100)).toBe(100);
    expect(lingering.wait(['endpoint/ep-1'], 1_100)).toBe(0);
    expect(lingering.refused(['account'], 400_000)).toBeUndefined();
  });
});
