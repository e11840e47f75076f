import type { Rate } from './action.ts';
import type { Clock } from './clock.ts';
import { createQueue } from './queue.ts';

export interface RateWindow {
  /**
   * Waits until one more call may go; answers what to call when that call has ended. Rejects with the signal's reason
   * when given up.
   */
  take(signal?: AbortSignal): Promise<() => void>;
  /** Nothing goes before `ms` have passed. */
  close(ms: number): void;
}

/**
 * Never lets more than `share` of a rate's calls go in any window of the rate's length. A call counts from its sending
 * until a full window after its end: the cloud counted it at some moment in between, so the promise holds however long
 * requests are under way, and whether the cloud's windows slide or stand. Without a rate only `close` holds calls back.
 */
export function createRateWindow(clock: Clock, rate: Rate | undefined, share: number): RateWindow {
  const limit = rate === undefined ? Number.POSITIVE_INFINITY : Math.max(1, Math.floor(rate.calls * share));
  const windowMs = rate === undefined ? 0 : rate.seconds * 1000;
  const queue = createQueue();
  /** Ends of the calls that still count, the oldest first. */
  const ended: number[] = [];
  let running = 0;
  let closedUntil = 0;
  let cancelTimer: (() => void) | undefined;

  /** Milliseconds until the next call may go; infinite when one must end before anything can be said. */
  function delay(): number {
    const now = clock.now();
    while (ended[0] !== undefined && ended[0] + windowMs <= now) ended.shift();
    if (closedUntil > now) return closedUntil - now;
    if (running + ended.length < limit) return 0;
    return ended[0] === undefined ? Number.POSITIVE_INFINITY : ended[0] + windowMs - now;
  }

  function serve(): void {
    cancelTimer?.();
    cancelTimer = undefined;
    while (!queue.empty()) {
      const ms = delay();
      if (ms > 0) {
        if (Number.isFinite(ms)) cancelTimer = clock.schedule(ms, serve);
        return;
      }
      running += 1;
      queue.admit();
    }
  }

  function end(): void {
    running -= 1;
    ended.push(clock.now());
    serve();
  }

  return {
    async take(signal) {
      const turn = queue.wait(signal);
      serve();
      await turn;
      return end;
    },
    close(ms) {
      closedUntil = Math.max(closedUntil, clock.now() + ms);
      serve();
    },
  };
}
