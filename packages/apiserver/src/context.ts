import type { Clock } from './clock.ts';
import type { Registry } from './registry.ts';
import type { Store } from './store/store.ts';

/** Told of each write that has been stored, to do what a cluster's controllers would do about it. */
export type AfterWrite = (collection: string, namespace: string, name: string) => void;

/** What every part of the server works with. */
export interface Context {
  clock: Clock;
  store: Store;
  registry: Registry;
  /** Random integer below `limit`. */
  random(limit: number): number;
  uuid(): string;
  afterWrite: AfterWrite;
}
