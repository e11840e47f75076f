import { goJson } from './go-format.ts';
import type { Json } from './json.ts';
import { equal, isObject, own } from './json.ts';
import { keyOf } from './lists.ts';
import { fieldSchema } from './prune.ts';
import type { JsonSchema } from './types.ts';

/** A value's former state; undefined when there is none, or none that can be told to be the same thing. */
export type Former = Json | undefined;

/** Gives the former state of a child: fields by name, items of a list map by their keys; other items have no identity. */
export function correlate(schema: JsonSchema, value: Json, former: Former): (key: string | number) => Former {
  if (isObject(value) && isObject(former)) return (key) => own(former, String(key));
  if (schema['x-kubernetes-list-type'] !== 'map' || !Array.isArray(value) || !Array.isArray(former)) {
    return () => undefined;
  }
  const byKey = new Map(former.map((item) => [goJson(keyOf(schema, item)), item]));
  return (index) => byKey.get(goJson(keyOf(schema, value[Number(index)] ?? null)));
}

/**
 * Whether a value is what it was, as ratcheting asks it (apiserver/pkg/cel/common/equality.go): the items of a list map may stand in
 * another order, and what the schema does not describe is never the same.
 */
export function isSame(schema: JsonSchema, value: Json, former: Json): boolean {
  if (Array.isArray(value) && Array.isArray(former)) {
    const { items } = schema;
    if (value.length !== former.length) return false;
    if (items === undefined || schema['x-kubernetes-list-type'] !== 'map') return equal(value, former);
    const formerOf = correlate(schema, value, former);
    return value.every((item, index) => {
      const old = formerOf(index);
      return old !== undefined && isSame(items, item, old);
    });
  }
  if (!isObject(value) || !isObject(former)) return equal(value, former);
  const keys = Object.keys(value);
  return (
    keys.length === Object.keys(former).length &&
    keys.every((key) => {
      const field = fieldSchema(schema, key);
      const [now, old] = [own(value, key), own(former, key)];
      return field !== undefined && now !== undefined && old !== undefined && isSame(field, now, old);
    })
  );
}
