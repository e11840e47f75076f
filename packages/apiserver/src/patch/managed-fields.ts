import type { Json, JsonObject } from '../schema/json.ts';
import { isObject } from '../schema/json.ts';
import type { FieldSet } from './field-set.ts';
import { emptySet, fromFieldsV1, toFieldsV1 } from './field-set.ts';

export type Operation = 'Apply' | 'Update';

/** Who wrote: one entry of managedFields per identity. Versions tell updaters apart, not appliers. */
export interface Identity {
  manager: string;
  operation: Operation;
  apiVersion: string;
  subresource: string;
}

export interface Owner extends Identity {
  fields: FieldSet;
  /** RFC 3339, in seconds; absent for an applier whose applies never changed the object. */
  time?: string;
}

/** The owners of an object's fields, by `identityKey`. */
export type Owners = ReadonlyMap<string, Owner>;

export function identityKey({ manager, operation, apiVersion, subresource }: Identity): string {
  return JSON.stringify([manager, operation, operation === 'Apply' ? '' : apiVersion, subresource]);
}

/** Reads metadata.managedFields; undefined when some entry is malformed. */
export function decodeOwners(managedFields: Json | undefined): Owners | undefined {
  if (managedFields === undefined || managedFields === null) return new Map();
  if (!Array.isArray(managedFields)) return undefined;
  const owners = new Map<string, Owner>();
  for (const entry of managedFields) {
    const owner = isObject(entry) ? decodeOwner(entry) : undefined;
    if (owner === undefined) return undefined;
    owners.set(identityKey(owner), owner);
  }
  return owners;
}

function decodeOwner(entry: JsonObject): Owner | undefined {
  const { operation, apiVersion, fieldsType, time } = entry;
  if (operation !== 'Apply' && operation !== 'Update') return undefined;
  if (typeof apiVersion !== 'string' || apiVersion === '' || fieldsType !== 'FieldsV1') return undefined;
  const fields = entry['fieldsV1'] === undefined ? emptySet : fromFieldsV1(entry['fieldsV1']);
  if (fields === undefined) return undefined;
  const identity: Identity = {
    manager: textOf(entry['manager']),
    operation,
    apiVersion,
    subresource: textOf(entry['subresource']),
  };
  return typeof time === 'string' ? { ...identity, fields, time } : { ...identity, fields };
}

/**
 * Without those who wrote through another group: no conversion leads from one to the other, and so a write through either of
 * the two groups of events forgets who wrote through the other.
 */
export function inGroupOf(apiVersion: string, owners: Owners): Owners {
  const groupOf = (version: string): string => version.slice(0, version.lastIndexOf('/') + 1);
  const group = groupOf(apiVersion);
  return new Map([...owners].filter(([, owner]) => groupOf(owner.apiVersion) === group));
}

/** A version that somebody wrote through and that the definition does not have (any more): nothing is converted to it. */
export function unconvertible(owners: Owners, versions: readonly string[] | undefined): string | undefined {
  if (versions === undefined) return undefined;
  return [...owners.values()].map(({ apiVersion }) => apiVersion).find((version) => !versions.includes(version));
}

/** Writes metadata.managedFields: appliers first, then by time, manager, version and subresource. */
export function encodeOwners(owners: Owners): JsonObject[] {
  return [...owners.values()]
    .sort(compareOwners)
    .map(({ manager, operation, apiVersion, subresource, fields, time }) => ({
      apiVersion,
      fieldsType: 'FieldsV1',
      fieldsV1: toFieldsV1(fields),
      manager,
      operation,
      ...(subresource === '' ? {} : { subresource }),
      ...(time === undefined ? {} : { time }),
    }));
}

export function secondsOf(owner: Owner): number {
  const milliseconds = owner.time === undefined ? 0 : Date.parse(owner.time);
  return Number.isNaN(milliseconds) ? 0 : Math.floor(milliseconds / 1000);
}

function compareOwners(left: Owner, right: Owner): number {
  return (
    compareText(left.operation, right.operation) ||
    secondsOf(left) - secondsOf(right) ||
    compareText(left.manager, right.manager) ||
    compareText(left.apiVersion, right.apiVersion) ||
    compareText(left.subresource, right.subresource)
  );
}

export function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}
