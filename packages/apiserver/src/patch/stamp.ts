import type { Json, JsonObject } from '../schema/json.ts';
import { equal, isObject } from '../schema/json.ts';
import type { Owners } from './managed-fields.ts';
import { encodeOwners } from './managed-fields.ts';

export function managedFieldsOf(object: JsonObject): Json | undefined {
  const metadata = object['metadata'];
  return isObject(metadata) ? metadata['managedFields'] : undefined;
}

/** The object with these owners in its metadata; without the field when nobody owns anything. */
export function withManagedFields(object: JsonObject, owners: Owners): JsonObject {
  const { managedFields: _, ...metadata } = isObject(object['metadata']) ? object['metadata'] : {};
  const entries = encodeOwners(owners);
  return { ...object, metadata: entries.length === 0 ? metadata : { ...metadata, managedFields: entries } };
}

/** Whether two states differ in nothing but the times of managedFields: such a write is none (fieldmanager equality.go). */
export function isUnchanged(before: JsonObject, after: JsonObject): boolean {
  return equal(withoutTimes(before), withoutTimes(after));
}

function withoutTimes(object: JsonObject): JsonObject {
  const metadata = object['metadata'];
  const entries = managedFieldsOf(object);
  if (!isObject(metadata) || !Array.isArray(entries)) return object;
  const managedFields = entries.map((entry): Json => (isObject(entry) ? { ...entry, time: null } : entry));
  return { ...object, metadata: { ...metadata, managedFields } };
}
