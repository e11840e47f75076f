/**
 * Where objects are kept. An object is its serialised text and a small index of its metadata: it is parsed only when something needs its inside.
 * The interface is synchronous, so that a check and the write that rests on it can never be torn apart.
 */
export interface StoredObject {
  /** '' when cluster-scoped. */
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  /** The revision that wrote it: its metadata.resourceVersion. */
  readonly revision: number;
  readonly labels: Readonly<Record<string, string>>;
  /** Values that field selectors may ask for, by path. */
  readonly fields: Readonly<Record<string, string>>;
  /** Which version of its schema wrote it; another one means that it is converted on reading. */
  readonly stamp: string;
  /** JSON text. */
  readonly text: string;
}

export interface StoreEvent {
  readonly revision: number;
  readonly collection: string;
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  /** The state written; for DELETED the last state, bearing the revision of the deletion. */
  readonly object: StoredObject;
  /** The state before; absent for ADDED. */
  readonly previous?: StoredObject;
}

export interface ListOptions {
  /** Only this namespace. */
  namespace?: string;
  /** As of this revision; the present when absent. */
  revision?: number;
}

/** Raised for a revision that the history no longer holds. */
export class CompactedError extends Error {
  /** The oldest revision that can still be asked for. */
  readonly oldest: number;

  constructor(revision: number, oldest: number) {
    super(`revision ${revision} has been compacted, the oldest is ${oldest}`);
    this.name = 'CompactedError';
    this.oldest = oldest;
  }
}

/** A collection is `group/plural`. Revisions are one increasing integer over all collections. */
export interface Store {
  revision(): number;
  get(collection: string, namespace: string, name: string): StoredObject | undefined;
  /** In the order of `namespace/name`. @throws CompactedError */
  list(collection: string, options?: ListOptions): readonly StoredObject[];
  /** Creates or replaces; `build` is given the revision that the object is to bear. */
  put(collection: string, build: (revision: number) => StoredObject): StoredObject;
  /** `build` gives the last state with the revision of the deletion. */
  remove(collection: string, namespace: string, name: string, build: (revision: number) => StoredObject): StoredObject;
  /** Events after `revision`, oldest first. @throws CompactedError */
  since(revision: number): readonly StoreEvent[];
  /** Calls `listener` with each later event, after it has been stored; returns what ends it. */
  subscribe(listener: (event: StoreEvent) => void): () => void;
  close(): void;
}
