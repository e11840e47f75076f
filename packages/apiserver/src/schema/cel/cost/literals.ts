import type { Known } from './known.ts';
import { fixed, type Size, union, unknown } from './size.ts';

/** What making a list or a map costs, whatever is in it. */
const LIST = 10;
const MAP = 30;

export function literal(value: unknown): Known {
  const length = typeof value === 'string' ? [...value].length : value instanceof Uint8Array ? value.length : 1;
  return { cost: 0, size: fixed(length), literal: value };
}

export function listOf(items: readonly Known[]): Known {
  return {
    cost: LIST + total(items),
    size: fixed(items.length),
    entry: { kind: 'list', key: fixed(1), value: union(...items.map(sizeOf)) },
  };
}

export function mapOf(entries: readonly { key: Known; value: Known }[]): Known {
  const [keys, values] = [entries.map(({ key }) => key), entries.map(({ value }) => value)];
  return {
    cost: MAP + total(keys) + total(values),
    size: fixed(entries.length),
    entry: { kind: 'map', key: union(...keys.map(sizeOf)), value: union(...values.map(sizeOf)) },
  };
}

/** What one or the other of two collections has in it. */
export function eitherEntry(left: Known | undefined, right: Known | undefined): Known['entry'] {
  if (left?.entry === undefined || right?.entry === undefined) return undefined;
  const { kind, key, value } = left.entry;
  return { kind, key: union(key, right.entry.key), value: union(value, right.entry.value) };
}

export function total(parts: readonly Known[]): number {
  return parts.reduce((sum, { cost }) => sum + cost, 0);
}

export function sizeOf(known: Known | undefined): Size {
  return known?.size ?? unknown;
}
