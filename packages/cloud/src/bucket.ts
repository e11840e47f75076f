import type { Rate } from './action.ts';
import type { Clock } from './clock.ts';
import { createQueue } from './queue.ts';

export interface Bucket {
  /** Takes one call's worth; waits for it if need be. Rejects with the signal's reason when given up. */
  take(signal?: AbortSignal): Promise<void>;
  /** The cloud said "too many": nothing is left now, and nothing goes before `waitMs` have passed. */
  drain(waitMs: number): void;
}

/**
 * A token bucket that fills at `share` of a rate and holds one period of it. In no window of the rate's length do more
 * than 2 × share × calls go out, so at a share of one half the published rate holds however the cloud counts.
 * Without a rate nothing is held back but by `drain`.
 */
export function createBucket(clock: Clock, rate: Rate | undefined, share: number): Bucket {
  const capacity = rate === undefined ? Number.POSITIVE_INFINITY : Math.max(1, rate.calls * share);
  const perMs = rate === undefined ? Number.POSITIVE_INFINITY : (rate.calls * share) / (rate.seconds * 1000);
  const queue = createQueue();
  let tokens = capacity;
  let filledAt = clock.now();
  let closedUntil = 0;
  let cancelTimer: (() => void) | undefined;

  function fill(): void {
    const now = clock.now();
    if (now > filledAt) tokens = Math.min(capacity, tokens + (now - filledAt) * perMs);
    filledAt = now;
  }

  /** Milliseconds until the next call may go; whole ones, since clocks know no others. */
  function delay(): number {
    fill();
    return Math.max(0, Math.ceil(closedUntil - filledAt), tokens >= 1 ? 0 : Math.ceil((1 - tokens) / perMs));
  }

  function serve(): void {
    cancelTimer?.();
    cancelTimer = undefined;
    while (!queue.empty()) {
      const ms = delay();
      if (ms > 0) {
        cancelTimer = clock.schedule(ms, serve);
        return;
      }
      tokens -= 1;
      queue.admit();
    }
  }

  return {
    async take(signal) {
      const turn = queue.wait(signal);
      serve();
      await turn;
    },
    drain(waitMs) {
      fill();
      if (rate !== undefined) tokens = 0;
      closedUntil = Math.max(closedUntil, clock.now() + waitMs);
      serve();
    },
  };
}
