import { invalid, required, tooMany } from './cause.ts';
import type { Json, JsonObject } from './json.ts';
import { own } from './json.ts';
import type { Outcome, Place } from './outcome.ts';
import { add, fieldOf, merge, outcome } from './outcome.ts';
import type { JsonSchema } from './types.ts';

/** Judges a child of the value at hand: `key` is its field name or its index. */
export type CheckChild = (schema: JsonSchema, value: Json, path: string, key: string | number) => Outcome;

export function checkArray(schema: JsonSchema, value: Json[], place: Place, check: CheckChild): Outcome {
  const result = outcome(1);
  const { items, minItems, maxItems } = schema;
  if (items !== undefined) {
    for (const [index, item] of value.entries()) merge(result, check(items, item, `${place.path}[${index}]`, index));
  }
  if (minItems !== undefined && value.length < minItems) {
    const text = `${place.path} in body should have at least ${minItems} items`;
    add(result, text, invalid(fieldOf(place), value.length, text));
  }
  if (maxItems !== undefined && value.length > maxItems) {
    const text = `${place.path} in body should have at most ${maxItems} items`;
    add(result, text, tooMany(fieldOf(place), value.length, maxItems));
  }
  return result;
}

export function checkObject(schema: JsonSchema, value: JsonObject, place: Place, check: CheckChild): Outcome {
  const result = outcome();
  const { additionalProperties, minProperties, maxProperties } = schema;
  const { path } = place;
  const size = Object.keys(value).length;
  if (minProperties !== undefined && size < minProperties) {
    const text = `${path} in body should have at least ${minProperties} properties`;
    add(result, text, invalid(fieldOf(place), size, text));
  }
  if (maxProperties !== undefined && size > maxProperties) {
    const text = `${path} in body should have at most ${maxProperties} properties`;
    add(result, text, tooMany(fieldOf(place), size, maxProperties));
  }
  for (const [key, item] of Object.entries(value)) {
    if (own(schema.properties, key) !== undefined) continue;
    if (additionalProperties === false) {
      const text = `${path}.${key} in body is a forbidden property`;
      add(result, text, invalid(fieldOf(place), key, text));
    } else if (typeof additionalProperties === 'object') {
      merge(result, check(additionalProperties, item, `${path}.${key}`, key));
    }
  }
  for (const [key, property] of Object.entries(schema.properties ?? {})) {
    const item = own(value, key);
    if (item !== undefined) merge(result, check(property, item, path === '' ? key : `${path}.${key}`, key));
  }
  for (const key of schema.required ?? []) {
    if (!Object.hasOwn(value, key)) {
      add(result, `${path}.${key} in body is required`, required(fieldOf(place, `.${key}`)));
    }
  }
  return result;
}
