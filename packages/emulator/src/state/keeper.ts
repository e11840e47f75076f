/** Keeps the emulated cloud's state: in a folder, if there is one, and as snapshots. */
import type { Log } from '../log.ts';
import type { SavedToken } from '../tokens.ts';
import type { SavedChange } from '../transitions.ts';
import type { DataFolder } from './data-folder.ts';
import type { SavedState } from './saved.ts';
import { type SnapshotInfo, Snapshots } from './snapshots.ts';
import { restoreState, type StateParts, saveState } from './state.ts';
import { Tracker } from './tracker.ts';

export interface EmulatorState {
  /** The whole state now. */
  save(): SavedState;
  /** Takes a state up in place of what there is: changes under way go on for as long as they still had to. Throws StateError. */
  restore(state: SavedState): void;
  /** What is under way, in order of its beginning. */
  changes(): SavedChange[];
  /** Nothing that has happened so far is lost when the process dies now. Throws what the file system says when it cannot be written. */
  commit(): void;
  /** Back to the beginning, as the scenario has it. */
  reset(): void;
  readonly snapshots: {
    /** Throws StateError for a name that cannot be. */
    save(name: string): SnapshotInfo;
    /** Throws StateError when there is none of that name. */
    load(name: string): void;
    remove(name: string): boolean;
    list(): SnapshotInfo[];
  };
}

/** Told by the parts of what happens to them. */
export class Keeper implements EmulatorState {
  readonly #parts: StateParts;
  readonly #folder: DataFolder | undefined;
  readonly #tracker: Tracker | undefined;
  readonly #log: Log;
  readonly #beginning: SavedState;
  readonly #snapshots: Snapshots;
  #flushing: NodeJS.Immediate | undefined;
  /** The folder held a state, which was taken up. */
  readonly takenUp: boolean;

  /** Takes up what the folder holds. Throws StateError. */
  constructor(parts: StateParts, folder: DataFolder | undefined, log: Log) {
    this.#parts = parts;
    this.#folder = folder;
    this.#log = log;
    this.#beginning = saveState(parts);
    this.#snapshots = new Snapshots(folder?.snapshots);
    const kept = folder?.journal.read();
    this.takenUp = kept !== undefined;
    if (kept !== undefined) restoreState(parts, kept, 'counts');
    if (folder === undefined) return;
    folder.journal.rewrite(saveState(parts));
    this.#tracker = new Tracker(parts, () => this.#soon());
  }

  save(): SavedState {
    return structuredClone(saveState(this.#parts));
  }

  restore(state: SavedState): void {
    restoreState(this.#parts, structuredClone(state), 'stood still');
    this.#rewrite();
  }

  reset(): void {
    this.restore(this.#beginning);
  }

  readonly snapshots: EmulatorState['snapshots'] = {
    save: (name) => this.#snapshots.save(name, saveState(this.#parts)),
    load: (name) => this.restore(this.#snapshots.load(name)),
    remove: (name) => this.#snapshots.remove(name),
    list: () => this.#snapshots.list(),
  };

  onTransition(id: number, change: SavedChange | undefined): void {
    this.#tracker?.change(id, change);
  }

  onToken(token: SavedToken): void {
    this.#tracker?.token(token);
  }

  onFault(): void {
    this.#tracker?.faults();
  }

  onSwitch(): void {
    this.#tracker?.switches();
  }

  changes(): SavedChange[] {
    return this.#parts.transitions.pending();
  }

  commit(): void {
    if (this.#tracker?.hasEffects) this.#write();
  }

  close(): void {
    clearImmediate(this.#flushing);
    if (this.#tracker !== undefined) this.#write();
    this.#folder?.close();
  }

  /** What nobody waits for is written when the event loop comes round. */
  #soon(): void {
    this.#flushing ??= setImmediate(() => {
      this.#flushing = undefined;
      try {
        this.#write();
      } catch (error) {
        this.#log('the state could not be written', { error });
      }
    });
  }

  #write(): void {
    const delta = this.#tracker?.delta();
    if (delta === undefined || this.#folder === undefined) return;
    this.#folder.journal.append(delta);
    this.#tracker?.forget();
    if (this.#folder.journal.wantsRewrite) this.#rewrite();
  }

  #rewrite(): void {
    this.#folder?.journal.rewrite(saveState(this.#parts));
    this.#tracker?.forget();
  }
}
