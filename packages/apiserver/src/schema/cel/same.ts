/** Equality of two CEL values of one declared type. */
export function same(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  if (left instanceof Date && right instanceof Date) return left.getTime() === right.getTime();
  if (left instanceof Map && right instanceof Map) {
    return left.size === right.size && [...left].every(([key, item]) => right.has(key) && same(item, right.get(key)));
  }
  const lefts = Object.entries(left);
  const rights = new Map(Object.entries(right));
  return lefts.length === rights.size && lefts.every(([key, item]) => rights.has(key) && same(item, rights.get(key)));
}
