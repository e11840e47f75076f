import type { Json, JsonObject } from './json.ts';
import { isObject, own } from './json.ts';
import type { JsonSchema } from './types.ts';

const resourceFields = new Set(['apiVersion', 'kind', 'metadata']);

/**
 * Removes what the schema does not know, in place, and returns the removed paths, sorted: `spec.items[0].colour`.
 * The value is a whole resource: its apiVersion, kind and metadata are never touched, as those of embedded resources are not.
 */
export function prune(schema: JsonSchema, value: Json): string[] {
  const removed: string[] = [];
  walk({ ...schema, 'x-kubernetes-embedded-resource': true }, value, '', removed);
  return removed.sort();
}

/** The same for a value that is no resource, such as a default. */
export function pruneValue(schema: JsonSchema, value: Json): string[] {
  const removed: string[] = [];
  walk(schema, value, '', removed);
  return removed.sort();
}

function walk(schema: JsonSchema | undefined, value: Json, path: string, removed: string[]): void {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      if (preserves(schema)) walkPreserved(schema, item, `${path}[${index}]`, removed);
      else walk(schema?.items, item, `${path}[${index}]`, removed);
    }
    return;
  }
  if (!isObject(value)) return;
  if (preserves(schema)) return walkPreserved(schema, value, path, removed);
  for (const key of Object.keys(value)) {
    if (schema?.['x-kubernetes-embedded-resource'] === true && resourceFields.has(key)) continue;
    const child = childPath(path, key);
    if (schema !== undefined && knows(schema, key)) {
      walk(fieldSchema(schema, key), value[key] ?? null, child, removed);
    } else {
      removed.push(child);
      delete value[key];
    }
  }
}

/** Under x-kubernetes-preserve-unknown-fields unknown fields stay, but what the schema does specify is pruned inside. */
function walkPreserved(schema: JsonSchema | undefined, value: Json, path: string, removed: string[]): void {
  if (schema === undefined) return;
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) walkPreserved(schema.items, item, `${path}[${index}]`, removed);
  } else if (isObject(value)) {
    for (const key of Object.keys(value)) {
      if (schema['x-kubernetes-embedded-resource'] === true && resourceFields.has(key)) continue;
      if (knows(schema, key)) walk(fieldSchema(schema, key), value[key] ?? null, childPath(path, key), removed);
    }
  }
}

function preserves(schema: JsonSchema | undefined): boolean {
  return schema?.['x-kubernetes-preserve-unknown-fields'] === true;
}

function knows(schema: JsonSchema, key: string): boolean {
  return own(schema.properties, key) !== undefined || (schema.additionalProperties ?? false) !== false;
}

/** The schema of a field; undefined under `additionalProperties: true`, which lets the field stand but none inside it. */
export function fieldSchema(schema: JsonSchema | undefined, key: string): JsonSchema | undefined {
  const property = own(schema?.properties, key);
  if (property !== undefined) return property;
  return typeof schema?.additionalProperties === 'object' ? schema.additionalProperties : undefined;
}

function childPath(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}

/** A container whose nulls have been dropped where the schema neither allows null nor gives a default. */
export function dropNulls(schema: JsonSchema | undefined, value: Json): void {
  if (Array.isArray(value)) {
    for (const item of value) dropNulls(schema?.items, item);
  } else if (isObject(value)) {
    dropFieldNulls(schema, value);
  }
}

function dropFieldNulls(schema: JsonSchema | undefined, value: JsonObject): void {
  for (const [key, item] of Object.entries(value)) {
    const field = fieldSchema(schema, key);
    if (item === null && field !== undefined && field.nullable !== true && field.default === undefined) {
      delete value[key];
    } else {
      dropNulls(field, item);
    }
  }
}
