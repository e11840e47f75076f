import type { DataFolder } from './data-folder.ts';
import { type HistoryLimits, MemoryStore } from './memory.ts';
import type { ListOptions, Store, StoredObject, StoreEvent } from './store.ts';

/**
 * Reads from memory, writes to a data folder first: what has been answered has been saved, and what could not be saved has not happened.
 * The history begins anew with each start, as after a compaction: a watch goes on if it had seen everything, and else is told to list again.
 */
export class DurableStore implements Store {
  readonly #memory: MemoryStore;
  readonly #folder: DataFolder;

  constructor(folder: DataFolder, limits: Partial<HistoryLimits> = {}) {
    this.#folder = folder;
    this.#memory = new MemoryStore(limits, folder.load());
  }

  revision(): number {
    return this.#memory.revision();
  }

  get(collection: string, namespace: string, name: string): StoredObject | undefined {
    return this.#memory.get(collection, namespace, name);
  }

  list(collection: string, options?: ListOptions): readonly StoredObject[] {
    return this.#memory.list(collection, options);
  }

  put(collection: string, build: (revision: number) => StoredObject): StoredObject {
    return this.#memory.put(collection, (revision) => {
      const object = build(revision);
      this.#folder.save(collection, object);
      return object;
    });
  }

  remove(collection: string, namespace: string, name: string, build: (revision: number) => StoredObject): StoredObject {
    return this.#memory.remove(collection, namespace, name, (revision) => {
      const object = build(revision);
      this.#folder.remove(collection, object);
      return object;
    });
  }

  since(revision: number): readonly StoreEvent[] {
    return this.#memory.since(revision);
  }

  subscribe(listener: (event: StoreEvent) => void): () => void {
    return this.#memory.subscribe(listener);
  }

  close(): void {
    this.#memory.close();
    this.#folder.close();
  }
}
