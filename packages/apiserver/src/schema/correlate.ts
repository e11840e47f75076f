import { goJson } from './go-format.ts';
import type { Json } from './json.ts';
import { isObject, own } from './json.ts';
import { keyOf } from './lists.ts';
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
