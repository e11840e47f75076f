import { createQueue, type Queue } from './queue.ts';

export interface Locks {
  /** Waits for every key and answers how to let go. Rejects with the signal's reason. */
  acquire(keys: readonly string[], signal?: AbortSignal): Promise<() => void>;
}

/**
 * One holder a key, the others in line. Keys are taken in alphabetical order, so two callers never wait for each other.
 */
export function createLocks(): Locks {
  const lines = new Map<string, Queue>();

  async function take(key: string, signal?: AbortSignal): Promise<void> {
    const line = lines.get(key);
    if (line === undefined) lines.set(key, createQueue());
    else await line.wait(signal);
  }

  function release(key: string): void {
    if (lines.get(key)?.admit() === false) lines.delete(key);
  }

  return {
    async acquire(keys, signal) {
      const held: string[] = [];
      const releaseAll = () => held.splice(0).forEach(release);
      try {
        for (const key of [...new Set(keys)].sort()) {
          await take(key, signal);
          held.push(key);
        }
      } catch (error) {
        releaseAll();
        throw error;
      }
      return releaseAll;
    },
  };
}
