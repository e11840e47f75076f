/** How old what was read may be before it is read again: everything an observation is made of is asked for through here. */
import { isCloudError } from '@asm-privatelink/cloud';
import type { Found, Memory, Watched } from '../model.ts';
import { Cache } from './cache.ts';
import type { Reader } from './reader.ts';

/** Periods of the two tiers, in ms. */
export interface Tiers {
  fastMs: number;
  auditMs: number;
}

export const defaultTiers: Tiers = { fastMs: 30_000, auditMs: 10 * 60_000 };

/** How soon a fact is read again that was not to be had: what was missing may have been made since. */
export const MISSING_MS = 30_000;

export class Reading {
  readonly cloud: Reader;
  readonly memory: Memory;
  readonly tiers: Tiers;
  readonly now: () => number;
  readonly #cache = new Cache();

  constructor(cloud: Reader, memory: Memory, tiers: Tiers, now: () => number) {
    this.cloud = cloud;
    this.memory = memory;
    this.tiers = tiers;
    this.now = now;
  }

  /** What stands under `key`, read anew when it is older than `maxAgeMs`. */
  get<T>(key: string, maxAgeMs: number, read: (before: T | undefined) => Promise<T>): Promise<T> {
    return this.#cache.get(key, this.now(), maxAgeMs, read);
  }

  /** A part of an object. What this process made as it should be is not read back before the audit, unless a plan waits for it. */
  async audited<T>(part: string, id: string, read: () => Promise<T>): Promise<T | undefined> {
    const key = `${part}/${id}`;
    const made = this.memory.made.get(id);
    const fresh = made !== undefined && this.now() - made < this.tiers.auditMs / 2;
    return fresh && !this.#cache.has(key) ? undefined : this.get(key, this.tiers.auditMs, read);
  }

  /** A fact that may be missing, or not as it should be: it is looked at again soon, for somebody may have mended it. */
  async found<T>(key: string, read: () => Promise<Found<T>>, right: (value: T) => boolean): Promise<Found<T>> {
    const found = await this.get(key, this.tiers.auditMs, read);
    return found.ok && right(found.value) ? found : this.get(key, MISSING_MS, read);
  }

  /** Undefined for a part of an object that went after it was listed; the list is then read anew. */
  async unlessGone<T>(list: 'services' | 'endpoints', read: () => Promise<T>): Promise<T | undefined> {
    try {
      return await read();
    } catch (error) {
      if (!isCloudError(error) || error.kind !== 'gone') throw error;
      this.expire(list);
      return undefined;
    }
  }

  /** When the value under `key` was read. */
  readAt(key: string): number | undefined {
    return this.#cache.readAt(key);
  }

  /** The state that something was asked to take since its list was read: it counts as begun, though the list does not show it yet. */
  begun(list: Watched, key: string): string | undefined {
    const known = this.memory.since.get(key);
    return known !== undefined && known.at > (this.readAt(list) ?? known.at) ? known.state : undefined;
  }

  expire(key: string): void {
    this.#cache.expire(key);
  }

  /** Forgets the parts of objects that are not there any more. */
  retain(part: string, ids: Iterable<string>): void {
    this.#cache.retain(`${part}/`, new Set([...ids].map((id) => `${part}/${id}`)));
  }
}
