/** A clock that runs with real time, and that can be told to leap ahead. */
import { type Clock, immediate } from './clock.ts';
import { TimerQueue } from './timer-queue.ts';

/** A clock whose time can be made to pass. VirtualClock is one too. */
export interface ControllableClock extends Clock {
  /** Lets `ms` pass at once, running every timer on the way in its order and at its time. */
  advance(ms: number): Promise<void>;
}

export function isControllable(clock: Clock): clock is ControllableClock {
  return 'advance' in clock && typeof clock.advance === 'function';
}

/** setTimeout takes no longer delay than this; it fires at once beyond it. */
const LONGEST_TIMEOUT_MS = 2 ** 31 - 1;

/** The machine's clock, run `factor` times as fast as real time, that leaps when told to. */
export function steerableClock(factor = 1): ControllableClock {
  if (!(factor > 0)) throw new RangeError(`the factor of a clock must be a positive number, not ${factor}`);
  const start = Date.now();
  const timers = new TimerQueue();
  let leapt = 0;
  let leaping: Promise<void> = Promise.resolve();
  let armed: NodeJS.Timeout | undefined;

  const now = () => start + (Date.now() - start) * factor + leapt;
  function arm(): void {
    clearTimeout(armed);
    const next = timers.nextAt();
    armed =
      next === undefined
        ? undefined
        : setTimeout(runDue, Math.min(Math.max(0, (next - now()) / factor), LONGEST_TIMEOUT_MS));
  }
  function runDue(): void {
    const due = timers.nextAt();
    if (due !== undefined && due <= now()) {
      try {
        timers.takeFirst()?.();
      } finally {
        arm(); // one at a time, so that what a timer has promised happens before the next
      }
      return;
    }
    arm();
  }
  async function leap(ms: number): Promise<void> {
    const target = now() + ms;
    for (let next = timers.nextAt(); next !== undefined && next <= target; next = timers.nextAt()) {
      leapt += Math.max(0, next - now());
      timers.takeFirst()?.();
      await immediate();
    }
    leapt += Math.max(0, target - now());
    arm();
  }

  return {
    now,
    schedule(ms, fn) {
      const cancel = timers.add(now() + Math.max(0, ms), fn);
      arm();
      return () => {
        cancel();
        arm();
      };
    },
    busy: () => () => {},
    async advance(ms) {
      const before = leaping;
      const mine = before.then(() => leap(ms));
      leaping = mine.catch(() => {});
      await mine;
    },
  };
}
