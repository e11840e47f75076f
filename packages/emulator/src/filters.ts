/** Filters of lists. One that is not given, or empty, is met by everything. */

export function is<T>(wanted: T | undefined, have: T): boolean {
  return wanted === undefined || wanted === '' || wanted === have;
}

/** Several ids in one parameter, with commas between. */
export function isOneOf(wanted: string | undefined, have: string): boolean {
  return !wanted || wanted.split(',').some((one) => one.trim() === have);
}

/** A list of ids, as a list or as the JSON text of one. */
export function isIn(wanted: readonly string[] | undefined, have: string): boolean {
  return wanted === undefined || wanted.length === 0 || wanted.includes(have);
}

/** What is asked for, and where a thing has it. */
export type Filter<T> = readonly [
  wanted: string | number | boolean | undefined,
  have: (thing: T) => string | number | boolean,
];

/** The things that meet every filter that was given, in their order. One that was not costs nothing: lists are long and polled. */
export function select<T>(things: Iterable<T>, filters: readonly Filter<T>[]): T[] {
  const given = filters.filter(([wanted]) => wanted !== undefined && wanted !== '');
  const found: T[] = [];
  for (const thing of things) if (given.every(([wanted, have]) => have(thing) === wanted)) found.push(thing);
  return found;
}
