/** People in a line: first come, first served, and anybody may leave. */
export interface Queue {
  /** Resolves when admitted; rejects with the signal's reason when the signal fires before that. */
  wait(signal?: AbortSignal): Promise<void>;
  /** Lets the first one in; false when nobody waits. */
  admit(): boolean;
  /** Sends everybody home with this reason. */
  dismiss(reason: unknown): void;
  size(): number;
}

interface Waiting {
  enter(): void;
  leave(reason: unknown): void;
}

export function createQueue(): Queue {
  const line = new Set<Waiting>();
  return {
    wait(signal) {
      return new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        const giveUp = () => one.leave(signal?.reason);
        const gone = () => {
          line.delete(one);
          signal?.removeEventListener('abort', giveUp);
        };
        const one: Waiting = {
          enter() {
            gone();
            resolve();
          },
          leave(reason) {
            gone();
            reject(reason);
          },
        };
        signal?.addEventListener('abort', giveUp, { once: true });
        line.add(one);
      });
    },
    admit() {
      const [first] = line;
      first?.enter();
      return first !== undefined;
    },
    dismiss(reason) {
      for (const one of line) one.leave(reason);
    },
    size: () => line.size,
  };
}
