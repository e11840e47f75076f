/** Time, passed in. The same interface as in the other packages that need one, so one clock serves them all. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Runs `fn` at now + ms; the returned function cancels. */
  schedule(ms: number, fn: () => void): () => void;
  /** "Real work is in flight": a virtual clock stands still until the returned function is called. */
  busy(): () => void;
  /** Milliseconds from an arbitrary start, unmoved by steps of the wall clock. A clock without it never steps, and `now` serves. */
  monotonic?(): number;
}

/** The machine's own clock. Its timers keep the process alive while a call waits for its turn. */
export function systemClock(): Clock {
  return {
    now: () => Date.now(),
    monotonic: () => performance.now(),
    schedule(ms, fn) {
      const timer = setTimeout(fn, ms);
      return () => clearTimeout(timer);
    },
    busy: () => () => {},
  };
}

/** A reading for measuring how long something took; only differences mean anything. */
export function elapsed(clock: Clock): number {
  return clock.monotonic?.() ?? clock.now();
}
