/** Time, passed in. The same interface as in the other packages that need one, so one clock serves them all. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Runs `fn` at now + ms; the returned function cancels. */
  schedule(ms: number, fn: () => void): () => void;
  /** "Real work is in flight": a virtual clock stands still until the returned function is called. */
  busy(): () => void;
}

/** The machine's own clock. Its timers keep the process alive while a call waits for its turn. */
export function systemClock(): Clock {
  return {
    now: () => Date.now(),
    schedule(ms, fn) {
      const timer = setTimeout(fn, ms);
      return () => clearTimeout(timer);
    },
    busy: () => () => {},
  };
}
