/** What has changed since it was last asked: as little as must be written for nothing to be lost. */
import type { LedgerEntry } from '../ledger.ts';
import type { SavedToken } from '../tokens.ts';
import type { SavedChange } from '../transitions.ts';
import type { Kind } from '../world.ts';
import type { StateDelta } from './saved.ts';
import { type StateParts, saveThing } from './state.ts';

export class Tracker {
  readonly #parts: StateParts;
  readonly #onDirty: () => void;
  readonly #things = new Map<string, readonly [Kind, string]>();
  readonly #changes = new Map<number, SavedChange | null>();
  #tokens: SavedToken[] = [];
  #ledger: LedgerEntry[] = [];
  #faults = false;
  #switches = false;
  #unlisted: unknown;

  /** `onDirty` is called at each change. */
  constructor(parts: StateParts, onDirty: () => void) {
    this.#parts = parts;
    this.#onDirty = onDirty;
    this.#unlisted = parts.unlisted.save();
    parts.world.onChange(({ kind, id }) => {
      this.#things.set(`${kind}/${id}`, [kind, id]);
      onDirty();
    });
    parts.ledger.onCall((entry) => {
      this.#ledger.push(entry);
      onDirty();
    });
  }

  change(id: number, change: SavedChange | undefined): void {
    this.#changes.set(id, change ?? null);
    this.#onDirty();
  }

  token(token: SavedToken): void {
    this.#tokens.push(token);
    this.#onDirty();
  }

  faults(): void {
    this.#faults = true;
    this.#onDirty();
  }

  switches(): void {
    this.#switches = true;
    this.#onDirty();
  }

  /** Something has changed beside what has been called. */
  get hasEffects(): boolean {
    return this.#things.size + this.#changes.size + this.#tokens.length > 0 || this.#faults || this.#switches;
  }

  /** What has changed, until `forget`; undefined when nothing has. */
  delta(): StateDelta | undefined {
    const { world, clock, faults, unlisted, switches, random } = this.#parts;
    const hidden = unlisted.save() === this.#unlisted ? undefined : unlisted.save();
    if (!this.hasEffects && this.#ledger.length === 0 && hidden === undefined) return undefined;
    return {
      at: clock.now(),
      random: { ids: random.ids.save(), times: random.times.save() },
      ...(this.#things.size > 0 && {
        world: [...this.#things.values()].map(([kind, id]) => saveThing(world, kind, id)),
      }),
      ...(this.#changes.size > 0 && { changes: [...this.#changes] }),
      ...(this.#tokens.length > 0 && { tokens: this.#tokens }),
      ...(this.#ledger.length > 0 && { ledger: this.#ledger }),
      ...(this.#faults && { faults: faults.save() }),
      ...(this.#switches && { switches: { ...switches } }),
      ...(hidden && { unlisted: hidden }),
    };
  }

  /** What was told by `delta` has been kept. */
  forget(): void {
    this.#things.clear();
    this.#changes.clear();
    this.#tokens = [];
    this.#ledger = [];
    this.#faults = false;
    this.#switches = false;
    this.#unlisted = this.#parts.unlisted.save();
  }
}
