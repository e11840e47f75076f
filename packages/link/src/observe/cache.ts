/** Answers that are read again only when they are old: the audit tier (design §4). */

interface Entry {
  value: unknown;
  readAt: number;
}

/**
 * Keeps what was read, by key. Ages are spread by key between half and the whole of what is asked for, so that what was read together
 * at the start is not read together for ever.
 */
export class Cache {
  readonly #entries = new Map<string, Entry>();

  /** The value under `key`, read anew, with what it was before at hand, when it is older than `maxAgeMs`. A failed read is not kept. */
  async get<T>(key: string, now: number, maxAgeMs: number, read: (before: T | undefined) => Promise<T>): Promise<T> {
    const entry = this.#entries.get(key);
    // A key is only ever used with one type: it names the reader.
    const before = entry?.value as T | undefined;
    if (entry !== undefined && now - entry.readAt < maxAgeMs * (0.5 + 0.5 * spread(key))) return before as T;
    const value = await read(before);
    this.#entries.set(key, { value, readAt: now });
    return value;
  }

  /** When the value under `key` was read. */
  readAt(key: string): number | undefined {
    return this.#entries.get(key)?.readAt;
  }

  has(key: string): boolean {
    return this.#entries.has(key);
  }

  expire(key: string): void {
    this.#entries.delete(key);
  }

  /** Forgets the keys of a family that are not asked for any more. */
  retain(prefix: string, keys: ReadonlySet<string>): void {
    for (const key of this.#entries.keys()) {
      if (key.startsWith(prefix) && !keys.has(key)) this.#entries.delete(key);
    }
  }
}

/** A number from 0 to 1 that depends on nothing but the text: FNV-1a, then mixed once more, so that `c1` and `c2` are far apart. */
function spread(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0;
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 0xffffffff;
}
