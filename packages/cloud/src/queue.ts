/** People in a line: first come, first served, and anybody may leave. */
export interface Queue {
  /** Resolves when admitted; rejects with the signal's reason when the signal fires before that. */
  wait(signal?: AbortSignal): Promise<void>;
  /** Lets the first one in; false when nobody waits. */
  admit(): boolean;
  empty(): boolean;
}

export function createQueue(): Queue {
  const waiting = new Set<() => void>();
  return {
    wait(signal) {
      return new Promise((resolve, reject) => {
        const enter = () => {
          signal?.removeEventListener('abort', leave);
          resolve();
        };
        const leave = () => {
          waiting.delete(enter);
          reject(signal?.reason);
        };
        if (signal?.aborted) return leave();
        signal?.addEventListener('abort', leave, { once: true });
        waiting.add(enter);
      });
    },
    admit() {
      const [first] = waiting;
      if (first === undefined) return false;
      waiting.delete(first);
      first();
      return true;
    },
    empty: () => waiting.size === 0,
  };
}
