import type { Json } from './json.ts';
import { clone, isObject, own, setOwn } from './json.ts';
import { dropNulls, fieldSchema } from './prune.ts';
import type { JsonSchema } from './types.ts';
import { within } from './within.ts';

/**
 * Fills in the schema's defaults, in place. A null where the schema allows none counts as absent: it becomes the default,
 * and without one it is dropped, as the server does before it stores an object.
 */
export function applyDefaults(schema: JsonSchema, value: Json): void {
  dropNulls(schema, value);
  fillDefaults(schema, value);
}

const hasDefaults = within((schema) => schema.default !== undefined);

/** The same, with nulls of no default left in, for validation to refuse. */
export function fillDefaults(schema: JsonSchema | undefined, value: Json): void {
  if (schema === undefined || !hasDefaults(schema)) return;
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      if (isUnwantedNull(item, schema.items)) value[index] = defaultOf(schema.items) ?? null;
      fillDefaults(schema.items, value[index] ?? null);
    }
    return;
  }
  if (!isObject(value)) return;
  for (const [key, property] of Object.entries(schema.properties ?? {})) {
    const preset = defaultOf(property);
    if (preset === undefined) continue;
    const present = own(value, key);
    if (present === undefined || isUnwantedNull(present, property)) setOwn(value, key, preset);
  }
  for (const key of Object.keys(value)) {
    const field = fieldSchema(schema, key);
    const preset = defaultOf(field);
    if (isUnwantedNull(own(value, key) ?? null, field) && preset !== undefined) setOwn(value, key, preset);
    fillDefaults(field, own(value, key) ?? null);
  }
}

function isUnwantedNull(value: Json, schema: JsonSchema | undefined): boolean {
  return value === null && schema !== undefined && schema.nullable !== true;
}

function defaultOf(schema: JsonSchema | undefined): Json | undefined {
  return schema?.default === undefined || schema.default === null ? undefined : clone(schema.default);
}
