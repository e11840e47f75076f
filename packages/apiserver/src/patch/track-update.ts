import type { Json, JsonObject } from '../schema/json.ts';
import { equal, isObject } from '../schema/json.ts';
import type { JsonSchema } from '../schema/types.ts';
import { setOf } from './field-set.ts';
import type { Identity, Operation, Owners } from './managed-fields.ts';
import { decodeOwners, encodeOwners, inGroupOf, unconvertible } from './managed-fields.ts';
import { ownersAfterUpdate, reconcileOwners } from './ownership.ts';
import { resourceSchema } from './resource.ts';
import { managedFieldsOf } from './stamp.ts';

export interface UpdateRequest {
  /** The stored object; undefined on creation. */
  before: JsonObject | undefined;
  /** The object as the client wants it, with the managedFields it sent, if any. */
  after: JsonObject;
  manager: string;
  operation: Operation;
  /** '' for the object itself, or `status`. */
  subresource: string;
  schema: JsonSchema;
  /** RFC 3339 in whole seconds, as managedFields bears it. */
  now: string;
  apiVersion: string;
  /** The apiVersions that objects of the kind can be converted to; any, where it is not said. */
  versions?: readonly string[] | undefined;
  /** Top-level fields this endpoint does not write, as `resetFields` gives them. */
  reset?: readonly string[];
  /** Fields that an object of the kind has before anything is set: to have them is nobody's doing. */
  zero?: JsonObject;
}

/**
 * managedFields after a create, update or patch that is no apply: the writer owns what it changed, others no longer do.
 * Empty when nothing is tracked, which is so for an object whose managedFields somebody has emptied, and from when one of them
 * is of a version that cannot be converted to: the real server gives up on all of them then.
 */
export function trackUpdate(request: UpdateRequest): JsonObject[] {
  const { before, after, manager, operation, apiVersion, subresource } = request;
  const found = startingOwners(request);
  if (found.size === 0 && before !== undefined) return [];
  if (unconvertible(found, request.versions) !== undefined) return [];
  const owners = inGroupOf(apiVersion, found);
  const identity: Identity = { manager: manager === '' ? 'unknown' : manager, operation, apiVersion, subresource };
  const type = resourceSchema(request.schema);
  const reset = setOf(...(request.reset ?? []).map((name) => [name]));
  const zero = request.zero ?? {};
  const live = filled(withoutManagedFields(before ?? {}), zero);
  const next = filled(withoutManagedFields(after), zero);
  const result = equal(live, next)
    ? reconcileOwners(type, live, owners)
    : ownersAfterUpdate(type, live, next, owners, identity, request.now, reset);
  return encodeOwners(result);
}

/** A client may edit managedFields with an update: what it sent counts if it can be read; `[]` and `[{}]` empty it. */
function startingOwners({ before, after, subresource }: UpdateRequest): Owners {
  const stored = (): Owners => decodeOwners(before === undefined ? undefined : managedFieldsOf(before)) ?? new Map();
  const sent = managedFieldsOf(after);
  if (subresource !== '') return stored();
  if (isReset(sent)) return new Map();
  const decoded = decodeOwners(sent);
  return decoded === undefined || decoded.size === 0 ? stored() : decoded;
}

function isReset(sent: Json | undefined): boolean {
  if (!Array.isArray(sent)) return false;
  const [only] = sent;
  return sent.length === 0 || (sent.length === 1 && isObject(only) && Object.keys(only).length === 0);
}

function withoutManagedFields(object: JsonObject): JsonObject {
  if (!isObject(object['metadata'])) return object;
  const { managedFields: _, ...metadata } = object['metadata'];
  return { ...object, metadata };
}

function filled(object: JsonObject, zero: JsonObject): JsonObject {
  const result: JsonObject = { ...object };
  for (const [key, value] of Object.entries(zero)) {
    const own = object[key];
    if (own === undefined) result[key] = value;
    else if (isObject(own) && isObject(value)) result[key] = filled(own, value);
  }
  return result;
}
