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
