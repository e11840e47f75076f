import { encode } from '../codec.ts';
import type { Context } from '../context.ts';
import { dropAppliedNulls } from '../decode/object.ts';
import { isDeleting, metadataOf, nameOf, number, text, withMetadata } from '../meta/object.ts';
import { isUnchanged } from '../patch/index.ts';
import { type Resource, subjectOf } from '../resource.ts';
import { invalid } from '../schema/cause.ts';
import { equal, type JsonObject } from '../schema/json.ts';
import { badRequest, conflict, invalidObject, modified, StatusError } from '../status.ts';
import type { StoredObject } from '../store/store.ts';
import { allocated } from './allocate.ts';
import { checkObject } from './check.ts';
import { finalizersAtDeletion, removeObject } from './delete.ts';
import { withManagedFields } from './managed.ts';

/** What a write leaves. */
export interface Written {
  /** As answers show it. */
  object: JsonObject;
  /** What the store took; nothing at a dry run, for an object that stayed as it was, and for one that is gone. */
  stored?: StoredObject;
}

export interface UpdateRequest {
  /** The object as stored, in this version of the resource. */
  before: JsonObject;
  /** What the request makes of it: decoded, with its defaults. */
  after: JsonObject;
  subresource: '' | 'status';
  manager: string;
  dryRun: boolean;
  /** Takes what the answer is to warn of. */
  warnings: string[];
  /** Server-side apply: its managers are recorded already, and there may be nulls, which are not kept. */
  managed?: boolean;
}

/** Replaces an object; an unchanged one is not written. @throws StatusError */
export function updateObject(context: Context, resource: Resource, request: UpdateRequest): Written {
  const { before } = request;
  checkVersion(resource, request);
  const carried = carryOver(resource, request);
  const owned =
    request.managed === true
      ? carried
      : withManagedFields(context, resource, before, carried, request.manager, request.subresource);
  const tracked = withDeletion(owned, before);
  const object =
    request.subresource === 'status'
      ? tracked
      : allocated(context, resource, prepare(resource, tracked, before), before);
  checkObject(resource, object, request.warnings, before, request.subresource);
  if (request.managed === true) dropAppliedNulls(resource, object);
  if (request.subresource === '') request.warnings.push(...(resource.strategy.warnings?.(object, before) ?? []));
  if (isDue(before) && finalizersAtDeletion(resource, object).length === 0) {
    // The last finalizer is gone: this update is the deletion.
    if (!request.dryRun) removeObject(context, resource, object);
    return { object };
  }
  if (request.dryRun) return { object };
  if (isUnchanged(before, object)) return { object: before };
  const stored = context.store.put(resource.collection, (revision) => encode(resource, object, revision));
  context.afterWrite(resource.collection, stored.namespace, stored.name);
  return { object: withMetadata(object, { resourceVersion: String(stored.revision) }), stored };
}

/** Whether an object goes once nothing holds it: there may be a time of grace, which nothing here waits for. */
function isDue(object: JsonObject): boolean {
  return isDeleting(object) && number(metadataOf(object)['deletionGracePeriodSeconds']) === 0;
}

/** @throws StatusError 409 when the request was made for another state of the object */
function checkVersion(resource: Resource, { before, after }: UpdateRequest): void {
  const asked = text(metadataOf(after)['resourceVersion']);
  const actual = text(metadataOf(before)['resourceVersion']);
  if (asked === '' || asked === actual) return;
  if (!/^\d+$/.test(asked)) throw new StatusError(500, '', `strconv.ParseUint: parsing "${asked}": invalid syntax`);
  throw conflict(subjectOf(resource), nameOf(before), modified);
}

/** The checks of a PUT, beyond those of every update. @throws StatusError 409, 422 */
export function checkReplacement(resource: Resource, before: JsonObject, after: JsonObject): void {
  checkUid(resource, before, after);
  const metadata = metadataOf(after);
  if (text(metadata['resourceVersion']) === '' && !resource.unconditionalUpdate) {
    const cause = invalid('metadata.resourceVersion', 0, 'must be specified for an update');
    throw invalidObject(subjectOf(resource), nameOf(before), [cause]);
  }
}

/** @throws StatusError 409 when a PUT means another object than the one that is there, if there is one */
export function checkUid(resource: Resource, before: JsonObject | undefined, after: JsonObject): void {
  const { uid: sent, namespace, name } = metadataOf(after);
  const uid = text(sent);
  const actual = before === undefined ? '' : text(metadataOf(before)['uid']);
  if (uid === '' || uid === actual) return;
  // What Kubernetes itself defines is stored without its group.
  const group = resource.definition?.startsWith('io.k8s.api.') === true ? '' : resource.group;
  const key = ['/registry', group, resource.plural, text(namespace), text(name)]
    .filter((part) => part !== '')
    .join('/');
  const detail = `StorageError: invalid object, Code: 4, Key: ${key}, ResourceVersion: 0, AdditionalErrorMsg: Precondition failed: UID in precondition: ${uid}, UID in object meta: ${actual}`;
  throw conflict(subjectOf(resource), nameOf(after), detail);
}

/** @throws StatusError 400 when an object says another name or namespace than the path; fills them in where it says none */
export function checkIdentity(resource: Resource, object: JsonObject, namespace: string, name: string): JsonObject {
  const metadata = metadataOf(object);
  const own = text(metadata['name']);
  if (own === '') {
    throw badRequest(`the name of the object (${name} based on URL) was undeterminable: name must be provided`);
  }
  if (own !== name) {
    throw badRequest(`the name of the object (${own}) does not match the name on the URL (${name})`);
  }
  const place = text(metadata['namespace']);
  if (resource.namespaced && place !== '' && place !== namespace) {
    throw badRequest(`the namespace of the object (${place}) does not match the namespace on the URL (${namespace})`);
  }
  return withMetadata(object, { name, namespace: resource.namespaced ? namespace : undefined });
}

/** Fields that the server alone sets, carried over where a request leaves them out. */
const kept = ['uid', 'creationTimestamp'];

/** What the request makes of the object, with the fields that are not its to write as they were. */
function carryOver(resource: Resource, { before, after, subresource }: UpdateRequest): JsonObject {
  const metadata = metadataOf(after);
  const old = metadataOf(before);
  const version = { resourceVersion: old['resourceVersion'], generation: old['generation'] };
  if (subresource === 'status') {
    const { status: _former, ...rest } = before;
    const status = after['status'] === undefined ? {} : { status: after['status'] };
    return withMetadata({ ...rest, ...status }, { managedFields: metadata['managedFields'] });
  }
  const own: JsonObject = {};
  for (const key of kept) {
    const value = metadata[key] ?? old[key];
    if (value !== undefined) own[key] = value;
  }
  if (old['creationTimestamp'] !== undefined) own['creationTimestamp'] = old['creationTimestamp'];
  const main = withMetadata(after, { ...version, ...own, selfLink: undefined });
  if (resource.status) {
    if (before['status'] === undefined) delete main['status'];
    else main['status'] = before['status'];
  }
  return resource.strategy.defaults?.(main) ?? main;
}

/** A deletion goes on as it was begun, whatever a write says of it; who says it owns the fields all the same. */
function withDeletion(object: JsonObject, before: JsonObject): JsonObject {
  const { deletionTimestamp, deletionGracePeriodSeconds } = metadataOf(before);
  if (deletionTimestamp === undefined) return object;
  const grace = metadataOf(object)['deletionGracePeriodSeconds'] ?? deletionGracePeriodSeconds;
  return withMetadata(object, { deletionTimestamp, deletionGracePeriodSeconds: grace });
}

/** What the kind itself changes at an update, and the new generation. */
function prepare(resource: Resource, object: JsonObject, before: JsonObject): JsonObject {
  const prepared = resource.strategy.prepareUpdate?.(object, before) ?? object;
  if (!resource.generation || !changesWish(prepared, before, resource.status)) return prepared;
  return withMetadata(prepared, { generation: number(metadataOf(before)['generation']) + 1 });
}

/** Whether anything but metadata (and status, where it is a subresource) differs. */
function changesWish(after: JsonObject, before: JsonObject, status: boolean): boolean {
  const wish = ({ metadata: _metadata, ...rest }: JsonObject): JsonObject => {
    if (status) delete rest['status'];
    return rest;
  };
  return !equal(wish(after), wish(before));
}
