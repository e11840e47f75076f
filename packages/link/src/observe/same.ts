/**
 * Lists of hundreds are read again and again, and little in them changes. What reads as it did before stays the object that it was: what is new is
 * gone before it has grown old, and the memory at rest does not depend on how often one looks.
 */
import { isDeepStrictEqual } from 'node:util';

/** `then`, if `now` says nothing else. */
export function same<T>(then: T | undefined, now: T): T {
  return then !== undefined && isDeepStrictEqual(then, now) ? then : now;
}

/** The same for each item of a list, found by its key. */
export function sameItems<T>(before: readonly T[] | undefined, keyOf: (item: T) => string): (now: T) => T {
  const known = new Map(before?.map((item) => [keyOf(item), item]));
  return (now) => same(known.get(keyOf(now)), now);
}
