/** Work on a value that keeps changing: one at a time, and of those that wait only the newest. */
export interface Latest<T> {
  /** Resolves, or rejects, as the work that covers this value does. */
  set(value: T): Promise<void>;
  /** Resolves when everything set so far is done, well or badly. */
  settled(): Promise<void>;
}

export function latest<T>(work: (value: T) => Promise<void>): Latest<T> {
  let waiting: { readonly value: T; readonly done: Promise<void> } | undefined;
  let settled: Promise<void> = Promise.resolve();
  return {
    set(value) {
      const done = waiting?.done ?? settled.then(() => start());
      waiting = { value, done };
      settled = done.catch(() => undefined);
      return done;
    },
    settled: () => settled,
  };

  async function start(): Promise<void> {
    const next = waiting;
    waiting = undefined;
    if (next) await work(next.value);
  }
}
