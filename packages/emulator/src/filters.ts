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

/** Whether a thing meets every filter that was given. Those that were not cost nothing per thing: lists are long and polled. */
export function matching<T>(filters: readonly Filter<T>[]): (thing: T) => boolean {
  const given = filters.filter(([wanted]) => wanted !== undefined && wanted !== '');
  return (thing) => {
    for (const [wanted, have] of given) if (have(thing) !== wanted) return false;
    return true;
  };
}
