import { CompactedError, type ListOptions, type Store, type StoredObject, type StoreEvent } from './store.ts';

export interface HistoryLimits {
  /** Events kept for watches and for lists of the past. */
  events: number;
  /** Characters of object text that those events may hold. */
  text: number;
}

/** A state without its past. */
export interface Snapshot {
  revision: number;
  objects: readonly { collection: string; object: StoredObject }[];
}

const defaultLimits: HistoryLimits = { events: 10_000, text: 16 * 1024 * 1024 };

/** One collection: objects by key, and their keys in order (sorted again only after a key came or went). */
interface Collection {
  objects: Map<string, StoredObject>;
  sorted: string[] | undefined;
}

/** Keeps everything in memory; the history of events is bounded in number and in text. */
export class MemoryStore implements Store {
  readonly #limits: HistoryLimits;
  readonly #collections = new Map<string, Collection>();
  readonly #listeners = new Set<(event: StoreEvent) => void>();
  #history: StoreEvent[] = [];
  #historyStart = 0;
  #historyText = 0;
  #compacted: number;
  #revision: number;

  constructor(limits: Partial<HistoryLimits> = {}, start: Snapshot = { revision: 1, objects: [] }) {
    this.#limits = { ...defaultLimits, ...limits };
    this.#revision = start.revision;
    this.#compacted = start.revision;
    for (const { collection, object } of start.objects) {
      this.#collection(collection).objects.set(keyOf(object.namespace, object.name), object);
    }
  }

  revision(): number {
    return this.#revision;
  }

  get(collection: string, namespace: string, name: string): StoredObject | undefined {
    return this.#collections.get(collection)?.objects.get(keyOf(namespace, name));
  }

  list(collection: string, options: ListOptions = {}): readonly StoredObject[] {
    const present = this.#present(collection, options.namespace);
    const { revision } = options;
    if (revision === undefined || revision >= this.#revision) return present;
    return rollBack(present, this.since(revision), collection, options.namespace);
  }

  put(collection: string, build: (revision: number) => StoredObject): StoredObject {
    const revision = this.#revision + 1;
    const object = build(revision);
    this.#revision = revision;
    const { objects } = this.#collection(collection);
    const key = keyOf(object.namespace, object.name);
    const previous = objects.get(key);
    objects.set(key, object);
    if (previous === undefined) this.#collection(collection).sorted = undefined;
    const type = previous === undefined ? 'ADDED' : 'MODIFIED';
    this.#record({ revision, collection, type, object, ...(previous === undefined ? {} : { previous }) });
    return object;
  }

  remove(collection: string, namespace: string, name: string, build: (revision: number) => StoredObject): StoredObject {
    const bucket = this.#collection(collection);
    const key = keyOf(namespace, name);
    const previous = bucket.objects.get(key);
    if (previous === undefined) throw new Error(`nothing to remove at ${collection} ${key}`);
    const revision = this.#revision + 1;
    const object = build(revision);
    this.#revision = revision;
    bucket.objects.delete(key);
    bucket.sorted = undefined;
    this.#record({ revision, collection, type: 'DELETED', object, previous });
    return object;
  }

  since(revision: number): readonly StoreEvent[] {
    if (revision < this.#compacted) throw new CompactedError(revision, this.#compacted);
    let low = this.#historyStart;
    let high = this.#history.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#history[middle]?.revision ?? 0) <= revision) low = middle + 1;
      else high = middle;
    }
    return this.#history.slice(low);
  }

  subscribe(listener: (event: StoreEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  close(): void {
    this.#listeners.clear();
  }

  #collection(name: string): Collection {
    let collection = this.#collections.get(name);
    if (collection === undefined) {
      collection = { objects: new Map(), sorted: undefined };
      this.#collections.set(name, collection);
    }
    return collection;
  }

  #present(name: string, namespace: string | undefined): StoredObject[] {
    const collection = this.#collections.get(name);
    if (collection === undefined) return [];
    collection.sorted ??= [...collection.objects.keys()].sort();
    const found: StoredObject[] = [];
    for (const key of collection.sorted) {
      const object = collection.objects.get(key);
      if (object !== undefined && (namespace === undefined || object.namespace === namespace)) found.push(object);
    }
    return found;
  }

  #record(event: StoreEvent): void {
    this.#history.push(event);
    this.#historyText += weight(event);
    while (
      this.#history.length - this.#historyStart > this.#limits.events ||
      (this.#historyText > this.#limits.text && this.#history.length - this.#historyStart > 1)
    ) {
      const oldest = this.#history[this.#historyStart];
      if (oldest === undefined) break;
      this.#historyText -= weight(oldest);
      this.#compacted = oldest.revision;
      this.#historyStart += 1;
    }
    if (this.#historyStart > 1000 && this.#historyStart * 2 > this.#history.length) {
      this.#history = this.#history.slice(this.#historyStart);
      this.#historyStart = 0;
    }
    for (const listener of this.#listeners) listener(event);
  }
}

function keyOf(namespace: string, name: string): string {
  return `${namespace}/${name}`;
}

function weight(event: StoreEvent): number {
  return event.object.text.length;
}

/** The state before `events`, given the state after them. */
function rollBack(
  present: readonly StoredObject[],
  events: readonly StoreEvent[],
  collection: string,
  namespace: string | undefined,
): StoredObject[] {
  const objects = new Map(present.map((object) => [keyOf(object.namespace, object.name), object]));
  for (const event of [...events].reverse()) {
    if (event.collection !== collection) continue;
    if (namespace !== undefined && event.object.namespace !== namespace) continue;
    const key = keyOf(event.object.namespace, event.object.name);
    if (event.previous === undefined) objects.delete(key);
    else objects.set(key, event.previous);
  }
  return [...objects.entries()].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, object]) => object);
}
