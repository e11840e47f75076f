import { isObject, type Json, type JsonObject, setOwn } from '../schema/json.ts';

/** Reading objects whose shape has been checked, without saying so at each place. */

export function text(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}

export function number(value: Json | undefined): number {
  return typeof value === 'number' ? value : 0;
}

export function array(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : [];
}

export function objects(value: Json | undefined): JsonObject[] {
  return array(value).filter(isObject);
}

export function child(value: JsonObject, key: string): JsonObject {
  const found = value[key];
  return isObject(found) ? found : {};
}

export function entries(value: Json | undefined): [string, Json][] {
  return isObject(value) ? Object.entries(value) : [];
}

export function metadataOf(object: JsonObject): JsonObject {
  return child(object, 'metadata');
}

export function nameOf(object: JsonObject): string {
  return text(metadataOf(object)['name']);
}

/** An object that bears a deletionTimestamp: it goes when its last finalizer does. */
export function isDeleting(object: JsonObject): boolean {
  return metadataOf(object)['deletionTimestamp'] !== undefined;
}

/** A copy with these metadata fields set, or removed where undefined. */
export function withMetadata(object: JsonObject, fields: Record<string, Json | undefined>): JsonObject {
  const metadata: JsonObject = { ...metadataOf(object) };
  for (const [key, value] of Object.entries(fields)) {
    if (value === undefined) delete metadata[key];
    else metadata[key] = value;
  }
  return { ...object, metadata };
}

const metadataOrder = [
  'name',
  'generateName',
  'namespace',
  'selfLink',
  'uid',
  'resourceVersion',
  'generation',
  'creationTimestamp',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
  'labels',
  'annotations',
  'ownerReferences',
  'finalizers',
  'managedFields',
];

/** The text of a built-in object: kind, apiVersion, metadata in the order of its Go struct, spec, the rest, status. */
export function typedText(object: JsonObject): string {
  const { kind, apiVersion, metadata, spec, status, ...rest } = object;
  const sorted: JsonObject = {};
  const known = isObject(metadata) ? metadata : {};
  for (const key of metadataOrder) if (known[key] !== undefined) sorted[key] = known[key];
  return JSON.stringify({ kind, apiVersion, metadata: sorted, spec, ...rest, status });
}

/** The text of a custom resource: every object's keys sorted, as Go prints maps. */
export function sortedText(object: JsonObject): string {
  return JSON.stringify(sortKeys(object));
}

/** Most of an object comes from the store, sorted: only what is not is copied. */
function sortKeys(value: Json): Json {
  if (Array.isArray(value)) {
    let items = value;
    for (const [index, item] of value.entries()) {
      const sorted = sortKeys(item);
      if (sorted === item) continue;
      if (items === value) items = [...value];
      items[index] = sorted;
    }
    return items;
  }
  if (!isObject(value)) return value;
  const keys = Object.keys(value);
  let result = keys.every((key, index) => index === 0 || (keys[index - 1] ?? '') < key) ? value : undefined;
  for (const key of result === undefined ? keys.sort() : keys) {
    const item = value[key] ?? null;
    const sorted = sortKeys(item);
    if (result === value && sorted !== item) result = { ...value };
    if (result !== value) setOwn((result ??= {}), key, sorted);
  }
  return result ?? {};
}
