import type { Json, JsonObject } from '../schema/json.ts';
import { equal, isObject, own } from '../schema/json.ts';

/**
 * A merged list in order: what `wanted` names in its order, the rest as the server had it, each of the rest before the first
 * wanted item that stood behind it (strategicpatch normalizeElementOrder). Items are told apart by `key`, scalars by value ('').
 */
export function inOrder(merged: Json[], wanted: Json[], server: Json[], key: string): Json[] {
  const named = sortBy(
    merged.filter((item) => isIn(wanted, item, key)),
    wanted,
    key,
  );
  const others = sortBy(
    merged.filter((item) => !isIn(wanted, item, key)),
    server,
    key,
  );
  const result: Json[] = [];
  while (others.length > 0 && named.length > 0) {
    const left = positionOf(server, others[0] ?? null, key);
    const right = positionOf(server, named[0] ?? null, key);
    const next = left >= 0 && right >= 0 && left < right ? others.shift() : named.shift();
    result.push(next ?? null);
  }
  return [...result, ...named, ...others];
}

export function isIn(list: Json[], item: Json, key: string): boolean {
  return positionOf(list, item, key) >= 0;
}

export function withoutKey(object: JsonObject, key: string): JsonObject {
  const { [key]: _, ...rest } = object;
  return rest;
}

function positionOf(list: Json[], item: Json, key: string): number {
  const wanted = identity(item, key);
  return list.findIndex((other) => equal(identity(other, key), wanted));
}

function identity(item: Json, key: string): Json | undefined {
  return key === '' || !isObject(item) ? item : own(item, key);
}

function sortBy(items: Json[], order: Json[], key: string): Json[] {
  const placed = items.map((item) => ({ item, place: positionOf(order, item, key) }));
  return placed.sort((left, right) => left.place - right.place).map(({ item }) => item);
}
