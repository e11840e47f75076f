import { type Backoff, backoffMs } from '../backoff.ts';
import { type Clock, elapsed } from '../clock.ts';

export interface QueueOptions {
  clock: Clock;
  random: () => number;
  /** Does the work for a key. Resolves to when to do it again, in milliseconds, or undefined: not before somebody asks. */
  work(key: string, signal: AbortSignal): Promise<number | undefined>;
  /** The work was rejected, and will be tried again in `againInMs` or sooner if somebody asks. */
  failed(key: string, error: unknown, againInMs: number): void;
  /** As many keys are worked on at the same time; one key never twice. */
  workers?: number;
  backoff?: Backoff;
  /** Told how long a key waited for its turn, in milliseconds. */
  waited?(ms: number): void;
}

export interface Queue {
  /** Work on the key as soon as possible; if it is being worked on, once more afterwards. */
  add(key: string): void;
  /** The same after `ms`. Of several dates for a key the soonest stands, and work that starts earlier for another cause replaces it. */
  addAfter(key: string, ms: number): void;
  /** Drops what is planned for a key, and its failures. */
  forget(key: string): void;
  /** Keys that wait for their turn. */
  depth(): number;
  /** Keys being worked on. */
  active(): number;
  /** For how long the oldest work has been going on, in milliseconds. */
  longestRunningMs(): number;
  /** Aborts what is being done and waits for it to end. */
  stop(): Promise<void>;
}

interface Entry {
  planned?: { at: number; cancel: () => void };
  readySince?: number;
  runningSince?: number;
  dirty: boolean;
  failures: number;
}

const BACKOFF: Backoff = { firstMs: 1_000, capMs: 60_000 };

/** Work by key: deduplicated while it waits, never twice at once, delayed and retried on the clock. */
export function startQueue(options: QueueOptions): Queue {
  const { clock, random, work, failed, workers = 1, backoff = BACKOFF } = options;
  const entries = new Map<string, Entry>();
  const ready: string[] = [];
  const running = new Set<Promise<void>>();
  const stopped = new AbortController();

  function entryOf(key: string): Entry {
    let entry = entries.get(key);
    if (entry === undefined) {
      entry = { dirty: false, failures: 0 };
      entries.set(key, entry);
    }
    return entry;
  }

  function unplan(entry: Entry): void {
    entry.planned?.cancel();
    delete entry.planned;
  }

  function add(key: string): void {
    if (stopped.signal.aborted) return;
    const entry = entryOf(key);
    unplan(entry);
    if (entry.runningSince !== undefined) {
      entry.dirty = true;
    } else if (entry.readySince === undefined) {
      entry.readySince = elapsed(clock);
      ready.push(key);
      turn();
    }
  }

  function addAfter(key: string, ms: number): void {
    if (stopped.signal.aborted) return;
    const entry = entryOf(key);
    const at = elapsed(clock) + ms;
    if (entry.readySince !== undefined || (entry.planned !== undefined && entry.planned.at <= at)) return;
    unplan(entry);
    entry.planned = { at, cancel: clock.schedule(ms, () => add(key)) };
  }

  /** Starts what may start. */
  function turn(): void {
    while (running.size < workers) {
      const key = ready.shift();
      if (key === undefined) return;
      const done = run(key, entryOf(key)).then(() => {
        running.delete(done);
        turn();
      });
      running.add(done);
    }
  }

  async function run(key: string, entry: Entry): Promise<void> {
    const now = elapsed(clock);
    options.waited?.(now - (entry.readySince ?? now));
    delete entry.readySince;
    entry.runningSince = now;
    let again: number | undefined;
    try {
      again = await work(key, stopped.signal);
      entry.failures = 0;
    } catch (error) {
      if (!stopped.signal.aborted) {
        entry.failures += 1;
        again = backoffMs(backoff, entry.failures, random);
        failed(key, error, again);
      }
    }
    delete entry.runningSince;
    if (entry.dirty) {
      entry.dirty = false;
      add(key);
    } else if (again !== undefined) {
      addAfter(key, again);
    } else if (entry.planned === undefined) {
      entries.delete(key);
    }
  }

  return {
    add,
    addAfter,
    forget(key) {
      const entry = entries.get(key);
      if (entry === undefined) return;
      unplan(entry);
      entry.failures = 0;
      entry.dirty = false;
      if (entry.readySince !== undefined) ready.splice(ready.indexOf(key), 1);
      // While it runs the entry stays, or the same key could run twice.
      if (entry.runningSince === undefined) entries.delete(key);
    },
    depth: () => ready.length,
    active: () => running.size,
    longestRunningMs() {
      const since = [...entries.values()].flatMap(({ runningSince }) => runningSince ?? []);
      return since.length === 0 ? 0 : elapsed(clock) - Math.min(...since);
    },
    async stop() {
      stopped.abort();
      for (const entry of entries.values()) unplan(entry);
      ready.length = 0;
      await Promise.all(running);
    },
  };
}
