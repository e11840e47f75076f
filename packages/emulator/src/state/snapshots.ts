/** Saved states by name. A name is only ever a key: it reaches no file system path. */
import { type SavedState, StateError } from './saved.ts';

export interface SnapshotInfo {
  readonly name: string;
  /** The emulator's time when it was taken. */
  readonly at: number;
  readonly bytes: number;
}

/** How many are kept. */
const MOST = 20;
const LONGEST_NAME = 100;

/** Where snapshots outlive the process. */
export interface SnapshotStore {
  /** Those that are there already. */
  readonly kept: ReadonlyMap<string, string>;
  put(name: string, text: string): void;
  remove(name: string): void;
}

/** Keeps them as text, so that nothing later changes what was saved. */
export class Snapshots {
  readonly #texts = new Map<string, { readonly info: SnapshotInfo; readonly text: string }>();
  readonly #store: SnapshotStore | undefined;

  constructor(store?: SnapshotStore) {
    this.#store = store;
    for (const [name, text] of store?.kept ?? []) {
      const { at } = JSON.parse(text) as SavedState; // the store was given only texts of states
      this.#texts.set(name, { info: { name, at, bytes: Buffer.byteLength(text) }, text });
    }
  }

  /** Replaces one of the same name. Throws StateError for a name that cannot be, or when there are too many. */
  save(name: string, state: SavedState): SnapshotInfo {
    if (name === '' || name.length > LONGEST_NAME) {
      throw new StateError(
        'SnapshotName',
        `a snapshot's name has 1 to ${LONGEST_NAME} characters; this one has ${name.length}`,
        'Choose another.',
      );
    }
    if (!this.#texts.has(name) && this.#texts.size >= MOST) {
      throw new StateError('SnapshotsFull', `there are ${MOST} snapshots already`, 'Remove one first.');
    }
    const text = JSON.stringify(state);
    const info = { name, at: state.at, bytes: Buffer.byteLength(text) };
    this.#store?.put(name, text);
    this.#texts.set(name, { info, text });
    return info;
  }

  /** Throws StateError when there is none of that name. */
  load(name: string): SavedState {
    const found = this.#texts.get(name);
    if (found !== undefined) return JSON.parse(found.text) as SavedState; // it was made from one
    const names = [...this.#texts.keys()].map((one) => `"${one}"`).join(', ');
    throw new StateError(
      'SnapshotUnknown',
      `there is no snapshot "${name}"; there are: ${names || 'none'}`,
      'Name one of those.',
    );
  }

  /** False when there was none of that name. */
  remove(name: string): boolean {
    if (!this.#texts.has(name)) return false;
    this.#store?.remove(name);
    return this.#texts.delete(name);
  }

  list(): SnapshotInfo[] {
    return [...this.#texts.values()].map(({ info }) => info);
  }
}
