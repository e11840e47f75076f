/** Time as this package sees it; the caller may pass a virtual one. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Runs `fn` at now + ms; returns what cancels it. */
  schedule(ms: number, fn: () => void): () => void;
  /** Real work is in flight: a virtual clock stands still until the returned function is called. */
  busy(): () => void;
}

/** The machine's clock. Its timers keep no process alive. */
export function systemClock(): Clock {
  return {
    now: () => Date.now(),
    schedule: (ms, fn) => {
      const timer = setTimeout(fn, ms);
      timer.unref();
      return () => clearTimeout(timer);
    },
    busy: () => () => {},
  };
}

/** RFC 3339 in whole seconds, as `metav1.Time` prints it. */
export function timestamp(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}
