import { createQueue } from './queue.ts';

export interface Slots {
  /** Waits for one of them, and answers how to give it back. Rejects with the signal's reason. */
  take(signal?: AbortSignal): Promise<() => void>;
}

/** So many at a time; the others in line. */
export function createSlots(count: number): Slots {
  const line = createQueue();
  let free = count;
  const giveBack = () => {
    if (!line.admit()) free += 1;
  };
  return {
    async take(signal) {
      if (free > 0) free -= 1;
      else await line.wait(signal);
      return giveBack;
    },
  };
}
