import { duplicate, invalid } from './cause.ts';
import { goJson } from './go-format.ts';
import type { Json, JsonObject } from './json.ts';
import { isObject, own, setOwn } from './json.ts';
import type { Cause, JsonSchema } from './types.ts';
import { within } from './within.ts';

const hasLists = within((schema) => schema['x-kubernetes-list-type'] !== undefined);

/** Items of list-type set, and keys of list-type map, that occur twice; each is named once, at its second place. */
export function checkLists(schema: JsonSchema, value: Json, path: string): Cause[] {
  if (!hasLists(schema)) return [];
  if (Array.isArray(value)) return [...checkItems(schema, value, path), ...checkEach(schema.items, value, path)];
  if (!isObject(value)) return [];
  const causes: Cause[] = [];
  for (const [key, item] of Object.entries(value)) {
    const property = own(schema.properties, key);
    if (property !== undefined) {
      causes.push(...checkLists(property, item, path === '' ? key : `${path}.${key}`));
    } else if (typeof schema.additionalProperties === 'object') {
      causes.push(...checkLists(schema.additionalProperties, item, `${path}[${key}]`));
    }
  }
  return causes;
}

function checkEach(schema: JsonSchema | undefined, value: Json[], path: string): Cause[] {
  return schema === undefined ? [] : value.flatMap((item, index) => checkLists(schema, item, `${path}[${index}]`));
}

function checkItems(schema: JsonSchema, value: Json[], path: string): Cause[] {
  switch (schema['x-kubernetes-list-type']) {
    case 'set':
      return repeated(value).map((index) => duplicate(`${path}[${index}]`, value[index]));
    case 'map': {
      const misfit = value.findIndex((item) => item !== null && !isObject(item));
      if (misfit !== -1) {
        return [invalid(`${path}[${misfit}]`, value[misfit], 'must be an object for an array of list-type map')];
      }
      const keys = value.map((item) => keyOf(schema, item));
      return repeated(keys).map((index) => duplicate(`${path}[${index}]`, keys[index]));
    }
    default:
      return [];
  }
}

/** The fields of an item that identify it in a list map; those it lacks are left out. */
export function keyOf(schema: JsonSchema, item: Json): JsonObject {
  const key: JsonObject = {};
  for (const name of schema['x-kubernetes-list-map-keys'] ?? []) {
    const part = isObject(item) ? own(item, name) : undefined;
    if (part !== undefined) setOwn(key, name, part);
  }
  return key;
}

function repeated(items: readonly Json[]): number[] {
  const seen = new Map<string, number>();
  return items.flatMap((item, index) => {
    const text = goJson(item);
    const times = seen.get(text) ?? 0;
    seen.set(text, times + 1);
    return times === 1 ? [index] : [];
  });
}
