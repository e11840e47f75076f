/** Every call that reached the emulator, in order: what a test pins when it counts calls. Bounded; the counts are not. */

export interface LedgerEntry {
  /** Counts from 1. */
  readonly n: number;
  /** When it arrived and was answered. */
  readonly at: number;
  readonly endedAt: number;
  readonly product: string;
  readonly action: string;
  readonly write: boolean;
  readonly regionId: string;
  /** The access key id; empty for an anonymous call. */
  readonly caller: string;
  readonly status: number;
  /** `OK`, the error code, or `Lost` when the answer was lost on the way. */
  readonly outcome: string;
  readonly requestId: string;
  /** Ids that its parameters and its answer name. */
  readonly objects: readonly string[];
  /** Parameters that the reference does not know. */
  readonly unknown: readonly string[];
}

export interface LedgerFilter {
  readonly product?: string;
  readonly action?: string;
  readonly write?: boolean;
  readonly outcome?: string;
  readonly caller?: string;
  /** An id that the call or its answer names. */
  readonly object?: string;
  /** Only calls after this one. */
  readonly after?: number;
}

export interface SavedLedger {
  readonly last: number;
  readonly counts: readonly (readonly [action: string, count: number])[];
  readonly entries: readonly LedgerEntry[];
}

/** How many actions are counted apart. */
const MOST_COUNTED = 1000;

export class Ledger {
  #entries: LedgerEntry[] = [];
  #last = 0;
  readonly #counts = new Map<string, number>();
  readonly #kept: number;
  readonly #listeners = new Set<(entry: LedgerEntry) => void>();

  /** @param kept how many entries */
  constructor(kept: number) {
    this.#kept = kept;
  }

  record(call: Omit<LedgerEntry, 'n'>): void {
    const entry = { n: ++this.#last, ...call };
    this.#entries.push(entry);
    const key = this.#countedAs(`${entry.product}.${entry.action}`);
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
    if (this.#entries.length > 2 * this.#kept) this.#entries = this.#entries.slice(-this.#kept);
    for (const listener of this.#listeners) listener(entry);
  }

  /** Names of actions come from outside: what a caller invents beyond all measure is counted as one. */
  #countedAs(key: string): string {
    return this.#counts.has(key) || this.#counts.size < MOST_COUNTED ? key : '(other)';
  }

  /** Calls the listener with each call when it has taken its effect and before its answer goes out; the returned function ends that. */
  onCall(listener: (entry: LedgerEntry) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The number of the last call: a mark for `after`. */
  get last(): number {
    return this.#last;
  }

  /** The latest calls that fit, oldest first. */
  entries(filter: LedgerFilter = {}): LedgerEntry[] {
    return this.#entries.slice(-this.#kept).filter((entry) => fits(entry, filter));
  }

  count(filter: LedgerFilter = {}): number {
    return this.entries(filter).length;
  }

  /** The latest entries, at most so many; the counts are whole. */
  save(most: number): SavedLedger {
    return { last: this.#last, counts: [...this.#counts], entries: this.#entries.slice(-most) };
  }

  restore({ last, counts, entries }: SavedLedger): void {
    this.#last = last;
    this.#entries = [...entries];
    this.#counts.clear();
    for (const [key, count] of counts) this.#counts.set(key, count);
  }

  /** How often each action (`product.Action`) was called since the start, forgotten entries included. */
  counts(): Record<string, number> {
    return Object.fromEntries([...this.#counts].sort(([a], [b]) => (a < b ? -1 : 1)));
  }
}

/**
 * The ids in a path, in flat parameters and in the first level of an answer: what is named `…Id`, without those that say where rather than
 * what.
 */
export function objectsOf(path: string, params: Readonly<Record<string, string>>, answer: unknown): string[] {
  const answered = typeof answer === 'object' && answer !== null ? Object.entries(answer) : [];
  const named = [...Object.entries(params), ...answered].flatMap(([name, value]) =>
    typeof value === 'string' && value !== '' && value.length <= 64 && OBJECT.test(name) ? [value] : [],
  );
  return [...new Set([...path.split('/').filter((part) => IN_PATH.test(part)), ...named])];
}

/** Clusters, meshes and tasks. */
const IN_PATH = /^(c[0-9a-f]{32}|T-[0-9a-f]{24})$/;
const OBJECT =
  /(?:^|\.)(?!(?:AccessKey|Request|Order|Region|ServiceRegion|Zone|Owner|ResourceOwner|ResourceGroup)Id(?:$|\.))\w*Id(?:s?\.\d+)?$|^cluster_id$/i;

/** Whether a call is one of those that the filter wants. */
export function fits(entry: LedgerEntry, filter: LedgerFilter): boolean {
  return (
    (filter.after === undefined || entry.n > filter.after) &&
    (filter.product === undefined || entry.product === filter.product) &&
    (filter.action === undefined || entry.action === filter.action) &&
    (filter.write === undefined || entry.write === filter.write) &&
    (filter.caller === undefined || entry.caller === filter.caller) &&
    (filter.object === undefined || entry.objects.includes(filter.object)) &&
    (filter.outcome === undefined || entry.outcome === filter.outcome)
  );
}
