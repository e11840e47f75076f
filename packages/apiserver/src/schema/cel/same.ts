import { Duration } from '@marcbachmann/cel-js/evaluator';
import { compare, numberOf } from './compare.ts';

/** Equality of two CEL values; numbers of different types are equal when they stand for the same number. */
export function same(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  const [one, other] = [numberOf(left), numberOf(right)];
  if (one !== undefined && other !== undefined) return !Number.isNaN(one) && compare(one, other) === 0;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  if (left instanceof Date && right instanceof Date) return left.getTime() === right.getTime();
  if (left instanceof Duration && right instanceof Duration) return compare(left, right) === 0;
  if (left instanceof Map && right instanceof Map) {
    return left.size === right.size && [...left].every(([key, item]) => right.has(key) && same(item, right.get(key)));
  }
  const lefts = Object.entries(left);
  const rights = new Map(Object.entries(right));
  return lefts.length === rights.size && lefts.every(([key, item]) => rights.has(key) && same(item, rights.get(key)));
}
