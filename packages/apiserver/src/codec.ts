import { entries, isDeleting, metadataOf, nameOf, sortedText, text, typedText } from './meta/object.ts';
import { apiVersionOf, type Resource } from './resource.ts';
import { applyDefaults, prune } from './schema/index.ts';
import type { JsonObject } from './schema/json.ts';
import type { StoredObject } from './store/store.ts';

/** Between stored objects and objects of one version of a resource. */

/** The entry to store for an object of `resource`, written at `revision`. */
export function encode(resource: Resource, object: JsonObject, revision: number): StoredObject {
  const stored = resource.conversion === undefined ? object : resource.conversion.toStored(object);
  const metadata = { ...metadataOf(stored), resourceVersion: String(revision) };
  const complete = { ...stored, metadata };
  const fields: Record<string, string> = { 'metadata.name': nameOf(stored) };
  if (resource.namespaced) fields['metadata.namespace'] = text(metadata['namespace' as keyof typeof metadata]);
  for (const [path, read] of Object.entries(resource.selectable)) fields[path] = read(object);
  const labels = Object.fromEntries(entries(metadataOf(stored)['labels']).map(([key, value]) => [key, text(value)]));
  return {
    namespace: resource.namespaced ? text(metadataOf(stored)['namespace']) : '',
    name: nameOf(stored),
    uid: text(metadataOf(stored)['uid']),
    revision,
    labels,
    fields,
    stamp: resource.stamp,
    text: serialise(resource, complete),
  };
}

/** JSON text with the key order of a real server. */
export function serialise(resource: Resource, object: JsonObject): string {
  return resource.definition === undefined ? sortedText(object) : typedText(object);
}

/** The object as this version of the resource shows it; a fresh copy. */
export function decode(resource: Resource, stored: StoredObject): JsonObject {
  const object = JSON.parse(stored.text) as JsonObject;
  if (stored.stamp === resource.stamp) {
    return resource.conversion === undefined ? object : resource.conversion.fromStored(object);
  }
  if (resource.conversion !== undefined) return resource.conversion.fromStored(object);
  // Written under another version or an earlier schema: what this one knows, with its defaults.
  object['apiVersion'] = apiVersionOf(resource);
  if (resource.definition === undefined) {
    prune(resource.schema, object);
    applyDefaults(resource.schema, object);
  }
  return object;
}

const marked = new WeakMap<StoredObject, boolean>();

/** Whether an object is being deleted: asked at each write of its namespace and its definition, and parsed once. */
export function isMarked(stored: StoredObject): boolean {
  let isDeleted = marked.get(stored);
  if (isDeleted === undefined) marked.set(stored, (isDeleted = isDeleting(JSON.parse(stored.text) as JsonObject)));
  return isDeleted;
}

/** The object's text as this version shows it: the stored text itself wherever that will do. */
export function textOf(resource: Resource, stored: StoredObject): string {
  if (stored.stamp === resource.stamp && resource.conversion === undefined) return stored.text;
  return serialise(resource, decode(resource, stored));
}
