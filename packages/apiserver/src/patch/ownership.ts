import type { Json } from '../schema/json.ts';
import type { Comparison } from './compare.ts';
import { compare } from './compare.ts';
import type { FieldSet } from './field-set.ts';
import {
  difference,
  emptySet,
  intersection,
  isEmpty,
  recursiveDifference,
  setOf,
  union,
  withNamedFields,
} from './field-set.ts';
import type { Identity, Owner, Owners } from './managed-fields.ts';
import { compareText, identityKey, secondsOf } from './managed-fields.ts';
import { reconcileFields } from './reconcile.ts';
import { removePaths } from './remove.ts';
import { toFieldSet } from './to-field-set.ts';
import type { TypeRef } from './type.ts';

/** Nobody owns what the server sets or what names the object (managedfields stripmeta.go). */
const unowned: FieldSet = setOf(
  ['apiVersion'],
  ['kind'],
  ['metadata'],
  ...[
    'name',
    'namespace',
    'creationTimestamp',
    'selfLink',
    'uid',
    'clusterName',
    'generation',
    'managedFields',
    'resourceVersion',
  ].map((name) => ['metadata', name]),
);

export function withoutUnowned(fields: FieldSet): FieldSet {
  return difference(fields, unowned);
}

/** What changed, but for the fields that this endpoint resets anyway. */
export function changes(type: TypeRef, before: Json, after: Json, reset: FieldSet): Comparison {
  const { added, modified, removed } = compare(type, before, after);
  return {
    added: recursiveDifference(added, reset),
    modified: recursiveDifference(modified, reset),
    removed: recursiveDifference(removed, reset),
  };
}

/** What others own of what changed: taking it is a conflict, unless by force. */
export function claimedByOthers(owners: Owners, self: string, { added, modified }: Comparison): Map<string, FieldSet> {
  const touched = union(modified, added);
  const claimed = new Map<string, FieldSet>();
  for (const [key, owner] of owners) {
    const fields = key === self ? emptySet : intersection(owner.fields, touched);
    if (!isEmpty(fields)) claimed.set(key, fields);
  }
  return claimed;
}

/** The owners after a change: others lose what was changed or removed; an owner of nothing is none. */
export function release(owners: Owners, self: string, change: Comparison): Map<string, Owner> {
  const lost = union(change.removed, union(change.modified, change.added));
  const result = new Map<string, Owner>();
  for (const [key, owner] of owners) {
    const fields = key === self ? owner.fields : difference(owner.fields, lost);
    if (!isEmpty(fields)) result.set(key, { ...owner, fields });
  }
  return result;
}

/**
 * The owners after an update from `before` to `after`: the writer owns what it changed, besides what it owned before
 * (structured-merge-diff merge/update.go Update, managedfieldsupdater.go).
 */
export function ownersAfterUpdate(
  type: TypeRef,
  before: Json,
  after: Json,
  owners: Owners,
  identity: Identity,
  time: string,
  reset: FieldSet,
): Owners {
  const change = changes(type, before, after, reset);
  const result = release(reconcileOwners(type, before, owners), '', change);
  const fields = withoutUnowned(union(change.modified, change.added));
  if (isEmpty(fields)) return result;
  const key = identityKey(identity);
  result.set(key, { ...identity, fields: union(fields, result.get(key)?.fields ?? emptySet), time });
  return capUpdaters(result);
}

export function reconcileOwners(type: TypeRef, live: Json, owners: Owners): Owners {
  return new Map(
    [...owners].map(([key, owner]) => [key, { ...owner, fields: reconcileFields(type, live, owner.fields) }]),
  );
}

const MAX_UPDATERS = 10;

/** Folds the oldest updaters of a version into one, so that a crowd of them cannot make an object grow (capmanagers.go). */
function capUpdaters(owners: Map<string, Owner>): Owners {
  const updaters = [...owners].filter(([, owner]) => owner.operation === 'Update');
  updaters.sort(
    ([leftKey, left], [rightKey, right]) => secondsOf(left) - secondsOf(right) || compareText(leftKey, rightKey),
  );
  const firstOf = new Map<string, string>();
  let excess = updaters.length - MAX_UPDATERS;
  for (const [key, owner] of updaters) {
    if (excess <= 0) break;
    const { apiVersion } = owner;
    const first = firstOf.get(apiVersion);
    if (first === undefined) {
      firstOf.set(apiVersion, key);
      continue;
    }
    const bucket: Identity = { manager: 'ancient-changes', operation: 'Update', apiVersion, subresource: '' };
    const bucketKey = identityKey(bucket);
    const collected = owners.get(bucketKey) ?? owners.get(first);
    if (!owners.has(bucketKey)) owners.delete(first);
    owners.delete(key);
    const fields = union(owner.fields, collected?.fields ?? emptySet);
    owners.set(bucketKey, { ...bucket, fields, ...(owner.time === undefined ? {} : { time: owner.time }) });
    excess -= 1;
  }
  return owners;
}

/**
 * Removes from a merged object what its applier applied last time and not this time, unless somebody else owns it or it
 * holds what somebody else put there (merge/update.go prune).
 */
export function prune(type: TypeRef, merged: Json, last: FieldSet, owners: Owners): Json {
  if (isEmpty(last)) return merged;
  const named = (fields: FieldSet): FieldSet => withNamedFields(fields, type);
  const owned = [...owners.values()].reduce((all, owner) => union(all, owner.fields), emptySet);
  const everything = named(toFieldSet(type, merged));
  const withoutLast = removePaths(type, merged, named(last));
  const kept = union(named(toFieldSet(type, withoutLast)), named(owned));
  const withOwned = removePaths(type, merged, difference(everything, kept));
  const gone = difference(everything, named(toFieldSet(type, withOwned)));
  return removePaths(type, merged, intersection(gone, named(last)));
}
