/** A length between two limits: characters of a string, items of a list, entries of a map. Infinity stands for the largest number of Go. */
export interface Size {
  min: number;
  max: number;
}

export const unknown: Size = { min: 0, max: Number.POSITIVE_INFINITY };

export function fixed(length: number): Size {
  return { min: length, max: length };
}

export function add(left: Size, right: Size): Size {
  return { min: left.min + right.min, max: left.max + right.max };
}

export function multiply(left: Size, right: Size): Size {
  return { min: times(left.min, right.min), max: times(left.max, right.max) };
}

export function union(...sizes: Size[]): Size {
  if (sizes.length === 0) return fixed(0);
  return { min: Math.min(...sizes.map(({ min }) => min)), max: Math.max(...sizes.map(({ max }) => max)) };
}

/** Nothing is nothing, however often. */
export function times(left: number, right: number): number {
  return left === 0 || right === 0 ? 0 : left * right;
}
