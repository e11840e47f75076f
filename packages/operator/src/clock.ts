/**
 * The one source of time. Everything here that waits, waits on a Clock, so that tests and the emulator can run on time of their own.
 */
export interface Clock {
  /** Milliseconds since the epoch: what is written into objects and logs. */
  now(): number;
  /** Runs `fn` at now + `ms`; returns how to call it off. */
  schedule(ms: number, fn: () => void): () => void;
  /** Says that real work is in flight: a virtual clock stands still until the returned function is called. */
  busy(): () => void;
  /** Milliseconds from an arbitrary start, unmoved by steps of the wall clock. A clock without it never steps, and `now` serves. */
  monotonic?(): number;
}

/** The machine's own time. */
export function systemClock(): Clock {
  return {
    now: () => Date.now(),
    monotonic: () => performance.now(),
    schedule(ms, fn) {
      const timer = setTimeout(fn, ms);
      return () => clearTimeout(timer);
    },
    busy: () => () => undefined,
  };
}

/** A reading for measuring how long something took; only differences mean anything. */
export function elapsed(clock: Clock): number {
  return clock.monotonic?.() ?? clock.now();
}

/** Resolves after `ms`, or as soon as `signal` is aborted. */
export function pause(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted || ms <= 0) return resolve();
    const done = () => {
      cancel();
      signal.removeEventListener('abort', done);
      resolve();
    };
    const cancel = clock.schedule(ms, done);
    signal.addEventListener('abort', done);
  });
}
