/**
 * Locks that outlive the call that took them. The vendor does not publish how long a lock lasts: until the call is answered, or until what it
 * started is over (alibaba-cloud-api §2.3, unconfirmed). So it is learnt: the next call is tried at once; if it is refused, the lock outlives the
 * call, and is tried again when, by what was seen of its like, it may be free, and then at small parts of the time it has lasted.
 */
export interface Lingering {
  /** Milliseconds until it is worth trying a call that needs these locks. */
  wait(keys: readonly string[], now: number): number;
  /** A call that needed them was answered. */
  answered(keys: readonly string[], now: number): void;
  /**
   * One was refused because a lock is held. Milliseconds until it is worth trying again; undefined when no call of ours can be what holds it.
   */
  refused(keys: readonly string[], now: number): number | undefined;
}

/** Of the time a lock has lasted: how much longer to wait before the next try, and within which bounds. */
const SHARE = 0.1;
const SOONEST_MS = 200;
const LATEST_MS = 5_000;
/** No change takes longer (alibaba-cloud-api §10.1): a lock that old is somebody else's. */
const LONGEST_MS = 5 * 60_000;
/** So many first tries of a hundred find the lock free: fewer would be calls in vain, more would be time in vain. */
const EARLY = 0.1;

interface Held {
  since: number;
  /** When to try again, once a try was in vain. */
  again?: number;
}

export function createLingering(): Lingering {
  const held = new Map<string, Held>();
  /** How long a lock lasts at least, by its scope: learnt, and 0 while nothing says that it outlives its call. */
  const least = new Map<string, number>();

  const leastOf = (key: string) => least.get(scopeOf(key)) ?? 0;
  const clamp = (ms: number) => Math.min(LATEST_MS, Math.max(SOONEST_MS, ms));

  function learn(key: string, { since, again }: Held, now: number): void {
    const scope = scopeOf(key);
    const known = leastOf(key);
    // Free at the first try tells something only when it was tried as soon as it was thought worth it.
    if (again === undefined) least.set(scope, now - since < 2 * known ? known * (1 - EARLY) : known);
    else least.set(scope, known === 0 ? (now - since) * (1 - SHARE) : known * (1 + EARLY * EARLY));
  }

  return {
    wait(keys, now) {
      const waits = keys.map((key) => {
        const hold = held.get(key);
        return hold === undefined ? 0 : (hold.again ?? hold.since + leastOf(key)) - now;
      });
      return Math.max(0, ...waits);
    },
    answered(keys, now) {
      for (const key of keys) {
        const hold = held.get(key);
        if (hold !== undefined && now - hold.since <= LONGEST_MS) learn(key, hold, now);
        held.delete(key); // so that the oldest come first
        held.set(key, { since: now });
      }
      for (const [key, { since }] of held) {
        if (now - since <= LONGEST_MS) break;
        held.delete(key);
      }
    },
    refused(keys, now) {
      const waits = keys.flatMap((key) => {
        const hold = held.get(key);
        if (hold === undefined || now - hold.since > LONGEST_MS) return [];
        const ms = clamp((now - hold.since) * SHARE);
        hold.again = now + ms;
        return [ms];
      });
      return waits.length === 0 ? undefined : Math.max(...waits);
    },
  };
}

function scopeOf(key: string): string {
  return key.split('/', 1)[0] ?? key;
}
