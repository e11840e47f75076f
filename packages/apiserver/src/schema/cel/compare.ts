import { Duration, UnsignedInt } from '@marcbachmann/cel-js/evaluator';

/** Types whose values have an order, by the library's names. */
export const comparable = [
  'int',
  'uint',
  'double',
  'bool',
  'google.protobuf.Duration',
  'google.protobuf.Timestamp',
  'string',
  'bytes',
];

/** How two values stand to each other, as `<` has it: below, at or above 0; 0 also for what cannot be compared. */
export function compare(left: unknown, right: unknown): number {
  if (typeof left === 'string' && typeof right === 'string') {
    return Buffer.compare(Buffer.from(left), Buffer.from(right));
  }
  if (left instanceof Uint8Array && right instanceof Uint8Array) return Buffer.compare(left, right);
  if (left instanceof Duration && right instanceof Duration) {
    return order(left.seconds, right.seconds) || order(left.nanos, right.nanos);
  }
  if (left instanceof Date && right instanceof Date) return order(left.getTime(), right.getTime());
  if (typeof left === 'boolean' && typeof right === 'boolean') return order(Number(left), Number(right));
  const [one, other] = [numberOf(left), numberOf(right)];
  return one === undefined || other === undefined ? 0 : order(one, other);
}

/** Whole and other numbers compare with each other; undefined for what is no number. */
export function numberOf(value: unknown): number | bigint | undefined {
  if (value instanceof UnsignedInt) return value.value;
  return typeof value === 'number' || typeof value === 'bigint' ? value : undefined;
}

function order(left: number | bigint, right: number | bigint): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
