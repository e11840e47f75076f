import type { Rate } from './action.ts';
import { type Clock, elapsed } from './clock.ts';
import { createQueue } from './queue.ts';

/** One call on its way. */
export interface Turn {
  /** The cloud throttled it, and asks for so many milliseconds of rest, if it says. Before `end`. */
  throttled(restMs: number | undefined): void;
  /** It is over, one way or the other. */
  end(): void;
}

export interface RateState {
  /** Calls that may go in a window now; infinite where no rate is published and the cloud has not throttled. */
  readonly limit: number;
  /** What `limit` is when the cloud does not throttle. */
  readonly full: number;
  /** The window's length. */
  readonly seconds: number;
  /** Calls that wait for their turn. */
  readonly waiting: number;
  /** For how long no call goes, because the cloud asked for it. */
  readonly restMs: number;
}

export interface RateWindow {
  /** Waits until one more call may go. Rejects with the signal's reason when given up, and with `Resting` for a rest too long to wait for. */
  take(signal?: AbortSignal): Promise<Turn>;
  /** Milliseconds until a call that asks now could go by the rate, behind those that wait already; what still runs is taken to end now. */
  wait(): number;
  state(): RateState;
}

/** Not sent: the cloud asked for a rest, which lasts so much longer. */
export class Resting extends Error {
  override readonly name = 'Resting';
  readonly restMs: number;

  constructor(restMs: number) {
    super(`the cloud asked for no such call for another ${Math.ceil(restMs / 1000)} s`);
    this.restMs = restMs;
  }
}

/** A longer rest is not waited for: whoever asks has other things to do meanwhile. */
const LONGEST_WAIT_MS = 5_000;
/** The rest when the cloud throttles and does not say for how long; doubled each time in a row. */
const FIRST_REST_MS = 1_000;
const LAST_REST_MS = 60_000;
/** Of the full rate, given back for every window in which the cloud did not throttle. */
const GIVEN_BACK = 1 / 8;

/**
 * Never lets more than `share` of a rate's calls go in any window of the rate's length. A call counts from its sending until a full window
 * after its end: the cloud counted it at some moment in between, so the promise holds however long requests are under way, and whether the
 * cloud's windows slide or stand.
 *
 * When the cloud throttles all the same (others use the account, or no rate is published) the rate is halved, once for all calls that were
 * under way, and comes back by an eighth of what it was in each window without throttling.
 */
export function createRateWindow(clock: Clock, rate: Rate | undefined, share: number): RateWindow {
  const full = rate === undefined ? Number.POSITIVE_INFINITY : Math.max(1, Math.floor(rate.calls * share));
  const seconds = rate?.seconds ?? 1;
  const windowMs = seconds * 1000;
  const queue = createQueue();
  /** Ends of the calls that still count, the oldest first. */
  const ended: number[] = [];
  let running = 0;
  let restsUntil = Number.NEGATIVE_INFINITY;
  let inARow = 0;
  /** What is left of the rate since the cloud throttled; undefined while it is whole. */
  let cut: { readonly limit: number; readonly before: number } | undefined;
  let cutAt = Number.NEGATIVE_INFINITY;
  let cancelTimer: (() => void) | undefined;

  function limit(): number {
    if (cut === undefined) return full;
    const windows = Math.floor((elapsed(clock) - cutAt) / windowMs);
    const now = cut.limit + windows * Math.max(1, Math.floor(cut.before * GIVEN_BACK));
    if (now < cut.before) return now;
    cut = undefined;
    return full;
  }

  function used(): number {
    const now = elapsed(clock);
    while (ended[0] !== undefined && ended[0] + windowMs <= now) ended.shift();
    return running + ended.length;
  }

  const restMs = () => Math.max(0, restsUntil - elapsed(clock));

  /** Milliseconds until the next call may go; infinite when one must end before anything can be said. */
  function delay(): number {
    if (restMs() > 0) return restMs();
    if (used() < limit()) return 0;
    return ended[0] === undefined ? Number.POSITIVE_INFINITY : ended[0] + windowMs - elapsed(clock);
  }

  function serve(): void {
    cancelTimer?.();
    cancelTimer = undefined;
    if (restMs() > LONGEST_WAIT_MS) queue.dismiss(new Resting(restMs()));
    while (queue.size() > 0) {
      const ms = delay();
      if (ms > 0) {
        if (Number.isFinite(ms)) cancelTimer = clock.schedule(ms, serve);
        return;
      }
      running += 1;
      queue.admit();
    }
  }

  function turn(): Turn {
    const sentAt = elapsed(clock);
    let throttled = false;
    return {
      throttled(askedMs) {
        throttled = true;
        const now = elapsed(clock);
        // Calls that were under way when the rate was last cut say nothing about the new one.
        if (sentAt > cutAt) {
          const before = Math.min(limit(), used());
          cut = { limit: Math.max(1, Math.floor(before / 2)), before: Math.max(before, cut?.before ?? 0) };
          cutAt = now;
          inARow += 1;
        }
        restsUntil = Math.max(restsUntil, now + (askedMs ?? Math.min(LAST_REST_MS, FIRST_REST_MS * 2 ** (inARow - 1))));
      },
      end() {
        if (!throttled) inARow = 0;
        running -= 1;
        ended.push(elapsed(clock));
        serve();
      },
    };
  }

  return {
    async take(signal) {
      const admitted = queue.wait(signal);
      serve();
      await admitted;
      return turn();
    },
    wait() {
      const now = elapsed(clock);
      const ahead = used() + queue.size() - limit();
      return ahead < 0 ? 0 : Math.max(0, (ended[ahead] ?? now) + windowMs - now);
    },
    state: () => ({ limit: limit(), full, seconds, waiting: queue.size(), restMs: restMs() }),
  };
}
