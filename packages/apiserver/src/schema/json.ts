/**
 * JSON values as this package handles them. Keys come from users, so every look-up asks for own properties
 * (`constructor`, `__proto__` are field names like any other) and every write defines one.
 */
export type Json = null | boolean | number | string | Json[] | JsonObject;
export interface JsonObject {
  [key: string]: Json;
}

/** Levels a document may nest. Go's decoder stops at 10,000; nothing real comes near either, and every walk here recurses. */
const MAX_DEPTH = 1000;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The own property `key` of `record`; undefined when there is none. */
export function own<T>(record: Readonly<Record<string, T>> | undefined, key: string): T | undefined {
  return record !== undefined && Object.hasOwn(record, key) ? record[key] : undefined;
}

/** Sets an own property, also when it is called `__proto__`. */
export function setOwn<T>(record: Record<string, T>, key: string, value: T): void {
  if (key === '__proto__') {
    Object.defineProperty(record, key, { value, writable: true, enumerable: true, configurable: true });
  } else {
    record[key] = value;
  }
}

/** A copy that shares nothing with the original; several times as fast as structuredClone. */
export function clone<T extends Json>(value: T): T {
  // The copy of a kind of Json is of that kind.
  return copy(value) as T;
}

function copy(value: Json): Json {
  if (Array.isArray(value)) return value.map(copy);
  if (!isObject(value)) return value;
  const result: JsonObject = {};
  for (const key of Object.keys(value)) setOwn(result, key, copy(value[key] ?? null));
  return result;
}

/** Deep equality; the order of an object's keys does not matter. */
export function equal(left: Json | undefined, right: Json | undefined): boolean {
  if (left === right) return true;
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((item, index) => equal(item, right[index]));
  }
  if (!isObject(left) || !isObject(right)) return false;
  const keys = Object.keys(left);
  return (
    keys.length === Object.keys(right).length &&
    keys.every((key) => Object.hasOwn(right, key) && equal(left[key], right[key]))
  );
}

/** Whether a document nests deeper than `limit`; goes no deeper itself, so that it is safe to ask of anything. */
export function isDeeper(value: Json, limit: number = MAX_DEPTH): boolean {
  if (limit < 0) return true;
  if (typeof value !== 'object' || value === null) return false;
  const items = Array.isArray(value) ? value : Object.values(value);
  return items.some((item) => isDeeper(item, limit - 1));
}
