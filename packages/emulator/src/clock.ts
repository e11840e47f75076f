/**
 * The one source of time. Every transition, latency and expiry of the emulator is a timer on a Clock, so that a test can let hours pass in
 * milliseconds and a run with the same seed is the same run.
 */
import { TimerQueue } from './timer-queue.ts';

export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Runs fn at now + ms; the returned function cancels it. */
  schedule(ms: number, fn: () => void): () => void;
  /** "Real work in flight": a virtual clock stands still until the returned function is called (once; more calls do nothing). */
  busy(): () => void;
}

/** setTimeout takes no longer delay than this; it fires at once beyond it. */
const LONGEST_TIMEOUT_MS = 2 ** 31 - 1;

/** The machine's clock, run `factor` times as fast as real time. */
export function systemClock(factor = 1): Clock {
  if (!(factor > 0)) throw new RangeError(`the factor of a clock must be a positive number, not ${factor}`);
  const start = Date.now();
  return {
    now: () => start + (Date.now() - start) * factor,
    schedule(ms, fn) {
      const timer = setTimeout(fn, Math.min(Math.max(0, ms / factor), LONGEST_TIMEOUT_MS));
      return () => clearTimeout(timer);
    },
    busy: () => () => {},
  };
}

/** Thrown by VirtualClock.run when what was waited for did not come about. */
export class VirtualTimeError extends Error {
  override readonly name = 'VirtualTimeError';
}

/** How long, in real time, a virtual clock stands still for work in flight before it says that somebody forgot to end it. */
const BUSY_LIMIT_MS = 20_000;

/** A clock that moves only when told to, from timer to timer, and never while work is in flight. */
export class VirtualClock implements Clock {
  #now: number;
  #busy = 0;
  #idle: (() => void)[] = [];
  readonly #timers = new TimerQueue();

  constructor(start: number = Date.UTC(2026, 0, 1)) {
    this.#now = start;
  }

  now(): number {
    return this.#now;
  }

  schedule(ms: number, fn: () => void): () => void {
    return this.#timers.add(this.#now + Math.max(0, ms), fn);
  }

  busy(): () => void {
    this.#busy++;
    let ended = false;
    return () => {
      if (ended) return;
      ended = true;
      this.#busy--;
      if (this.#busy === 0) for (const wake of this.#idle.splice(0)) wake();
    };
  }

  /**
   * Lets time pass until the condition holds, the promise settles, or the promise that the function returns settles; at most `limitMs` of
   * virtual time (default one day). Rejects with the promise's own reason, and with VirtualTimeError when the limit is reached or no timer
   * is left that could change anything.
   */
  async run(until: (() => boolean | Promise<unknown>) | Promise<unknown>, limitMs = 86_400_000): Promise<void> {
    const done = condition(until);
    const limit = this.#now + limitMs;
    for (;;) {
      await this.#quiet();
      if (done()) return;
      const next = this.#timers.nextAt();
      if (next === undefined) {
        throw new VirtualTimeError('waiting for something, but no timer is left to bring it about');
      }
      if (next > limit) throw new VirtualTimeError(`did not come about within ${limitMs} ms of virtual time`);
      this.#step(next);
    }
  }

  /** Lets `ms` of virtual time pass, running every timer on the way. */
  async advance(ms: number): Promise<void> {
    const target = this.#now + ms;
    for (;;) {
      await this.#quiet();
      const next = this.#timers.nextAt();
      if (next === undefined || next > target) break;
      this.#step(next);
    }
    this.#now = target;
  }

  #step(at: number): void {
    this.#now = Math.max(this.#now, at);
    this.#timers.takeFirst()?.();
  }

  /** Resolves when nothing is in flight and everything already promised has run. */
  async #quiet(): Promise<void> {
    do {
      if (this.#busy > 0) await this.#allIdle();
      await immediate();
      await immediate();
    } while (this.#busy > 0);
  }

  async #allIdle(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      const forgotten = setTimeout(
        () =>
          reject(
            new VirtualTimeError(
              `${this.#busy} piece(s) of work still in flight after ${BUSY_LIMIT_MS} ms of real time`,
            ),
          ),
        BUSY_LIMIT_MS,
      );
      this.#idle.push(() => {
        clearTimeout(forgotten);
        resolve();
      });
    });
  }
}

function condition(until: (() => boolean | Promise<unknown>) | Promise<unknown>): () => boolean {
  const first = typeof until === 'function' ? until() : until;
  if (typeof first === 'boolean') return until as () => boolean; // it answered with a boolean: it is asked again each time
  let outcome: { failed: boolean; reason?: unknown } | undefined;
  first.then(
    () => {
      outcome = { failed: false };
    },
    (reason: unknown) => {
      outcome = { failed: true, reason };
    },
  );
  return () => {
    if (outcome?.failed) throw outcome.reason;
    return outcome !== undefined;
  };
}

/** One turn of the event loop; the microtask queue is empty on both sides of it. */
export function immediate(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
