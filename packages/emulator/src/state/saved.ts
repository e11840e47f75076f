/** A whole emulated cloud at one moment, as plain JSON, and what has changed since another. */
import type { SavedFaults } from '../faults/faults.ts';
import type { Unlisted } from '../faults/unlisted.ts';
import type { Switches } from '../guesses.ts';
import type { LedgerEntry, SavedLedger } from '../ledger.ts';
import type { RandomState } from '../random.ts';
import type { SavedToken } from '../tokens.ts';
import type { SavedChange } from '../transitions.ts';
import type { Kind } from '../world.ts';

/** Counts up when older states can no longer be read. */
export const STATE_VERSION = 1;

/** One thing of the world, encoded; null when it is gone. */
export type SavedThing = readonly [kind: Kind, id: string, value: unknown];

export interface SavedState {
  readonly version: number;
  /** The emulator's time. */
  readonly at: number;
  readonly regionId: string;
  /** In the order in which they came, kind by kind. */
  readonly world: readonly SavedThing[];
  readonly changes: readonly SavedChange[];
  readonly tokens: readonly SavedToken[];
  readonly faults: SavedFaults;
  readonly unlisted: readonly Unlisted[];
  readonly switches: Switches;
  /** Of ids, and of durations and latencies. */
  readonly random: { readonly ids: RandomState; readonly times: RandomState };
  readonly ledger: SavedLedger;
}

/** What has changed; what is left out has not. */
export interface StateDelta {
  readonly at: number;
  readonly world?: readonly SavedThing[];
  readonly changes?: readonly (readonly [id: number, change: SavedChange | null])[];
  readonly tokens?: readonly SavedToken[];
  readonly faults?: SavedFaults;
  readonly unlisted?: readonly Unlisted[];
  readonly switches?: Switches;
  readonly random: SavedState['random'];
  readonly ledger?: readonly LedgerEntry[];
}

/** Thrown for a state that cannot be taken up. */
export class StateError extends Error {
  override readonly name = 'StateError';
  readonly code:
    | 'StateVersion'
    | 'StateRegion'
    | 'StateDamaged'
    | 'DataInUse'
    | 'SnapshotUnknown'
    | 'SnapshotName'
    | 'SnapshotsFull';

  /** What to do now. */
  readonly advice: string;

  constructor(code: StateError['code'], message: string, advice: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.advice = advice;
  }
}

/** Applies what has changed to a state. */
export class StateBuilder {
  #state: SavedState;
  readonly #world = new Map<string, SavedThing>();
  readonly #changes = new Map<number, SavedChange>();
  readonly #tokens = new Map<string, SavedToken>();
  readonly #entries: LedgerEntry[];
  readonly #counts: Map<string, number>;

  constructor(state: SavedState) {
    this.#state = state;
    for (const thing of state.world) this.#world.set(nameOf(thing), thing);
    for (const change of state.changes) this.#changes.set(change.id, change);
    for (const token of state.tokens) this.#tokens.set(token.key, token);
    this.#entries = [...state.ledger.entries];
    this.#counts = new Map(state.ledger.counts);
  }

  apply(delta: StateDelta): void {
    const { at, random, faults, unlisted, switches } = delta;
    const state = this.#state;
    this.#state = {
      ...state,
      at,
      random,
      faults: faults ?? state.faults,
      unlisted: unlisted ?? state.unlisted,
      switches: switches ?? state.switches,
    };
    for (const thing of delta.world ?? []) {
      if (thing[2] === null) this.#world.delete(nameOf(thing));
      else this.#world.set(nameOf(thing), thing);
    }
    for (const [id, change] of delta.changes ?? []) {
      if (change === null) this.#changes.delete(id);
      else this.#changes.set(id, change);
    }
    for (const token of delta.tokens ?? []) this.#tokens.set(token.key, token);
    for (const entry of delta.ledger ?? []) {
      const key = `${entry.product}.${entry.action}`;
      this.#entries.push(entry);
      this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
    }
  }

  state(): SavedState {
    const { last } = this.#state.ledger;
    return {
      ...this.#state,
      world: [...this.#world.values()],
      changes: [...this.#changes.values()],
      tokens: [...this.#tokens.values()].filter(({ expiresAt }) => expiresAt > this.#state.at),
      ledger: { last: this.#entries.at(-1)?.n ?? last, counts: [...this.#counts], entries: this.#entries },
    };
  }
}

function nameOf([kind, id]: SavedThing): string {
  return `${kind}/${id}`;
}
