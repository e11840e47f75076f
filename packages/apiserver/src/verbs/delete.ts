import { timestamp } from '../clock.ts';
import { decode, encode } from '../codec.ts';
import type { Context } from '../context.ts';
import type { Body } from '../decode/body.ts';
import { unregistered } from '../decode/object.ts';
import { DecodeError, decodeTyped } from '../decode/typed.ts';
import { type Policy, policies, withoutCollectors, withPolicy } from '../meta/collector.ts';
import { finalizersOf } from '../meta/finalizers.ts';
import { array, child, isDeleting, metadataOf, nameOf, number, text, withMetadata } from '../meta/object.ts';
import { kindOf, type Resource, subjectOf } from '../resource.ts';
import { invalid, notSupported } from '../schema/cause.ts';
import { isObject, type Json, type JsonObject } from '../schema/json.ts';
import { badRequest, conflict, notFound, type Subject } from '../status.ts';
import { booleanOf, checkDryRun, throwInvalid } from './options.ts';

export interface DeleteOptions {
  dryRun: boolean;
  policy?: Policy;
  preconditions: { uid?: string; resourceVersion?: string };
}

const optionsDefinition = 'io.k8s.apimachinery.pkg.apis.meta.v1.DeleteOptions';
/** The options of a deletion, from its body or else its query. @throws StatusError 400, 422 */
export function parseDeleteOptions(body: Body | undefined, query: URLSearchParams): DeleteOptions {
  const options = body === undefined ? {} : decodeOptions(body.value);
  const dryRun = body === undefined ? query.getAll('dryRun') : array(options['dryRun']).map(String);
  const asked = text(options['propagationPolicy']) || (query.get('propagationPolicy') ?? '');
  const orphan =
    options['orphanDependents'] ?? (query.has('orphanDependents') ? booleanOf(query, 'orphanDependents') : undefined);
  const policy = policies.find((one) => one === asked);
  const causes = [...checkDryRun(dryRun)];
  if (asked !== '' && orphan !== undefined) {
    const detail = 'orphanDependents and deletionPropagation cannot be both set';
    causes.push(invalid('propagationPolicy', asked, detail));
  }
  if (asked !== '' && policy === undefined) {
    causes.push(notSupported('propagationPolicy', asked, [...policies, 'nil']));
  }
  throwInvalid('DeleteOptions', causes);
  const { uid, resourceVersion } = body === undefined ? queried(query) : child(options, 'preconditions');
  const older = orphan === undefined ? undefined : orphan === true ? 'Orphan' : 'Background';
  const wanted = policy ?? older;
  return {
    ...(wanted === undefined ? {} : { policy: wanted }),
    dryRun: dryRun.some((value) => value !== ''),
    preconditions: {
      ...(typeof uid === 'string' ? { uid } : {}),
      ...(typeof resourceVersion === 'string' ? { resourceVersion } : {}),
    },
  };
}

/** Preconditions of a request without a body; what is empty is none. */
function queried(query: URLSearchParams): { uid?: string; resourceVersion?: string } {
  const [uid, resourceVersion] = [query.get('uid') ?? '', query.get('resourceVersion') ?? ''];
  return { ...(uid === '' ? {} : { uid }), ...(resourceVersion === '' ? {} : { resourceVersion }) };
}

/** Where the real server has kinds of options from, as it tells. */
const scheme = 'pkg/apis/meta/internalversion/scheme/register.go:27';

function decodeOptions(value: Json): JsonObject {
  if (!isObject(value)) throw badRequest('the body of a deletion must be an object of kind DeleteOptions');
  const kind = text(value['kind']);
  if (kind !== '' && kind !== 'DeleteOptions') {
    throw badRequest(unregistered(kind, text(value['apiVersion']), scheme));
  }
  try {
    return decodeTyped(optionsDefinition, value).object;
  } catch (error) {
    if (error instanceof DecodeError) throw badRequest(error.message);
    throw error;
  }
}

export interface Deletion {
  object: JsonObject;
  /** False while finalizers hold the object. */
  gone: boolean;
}

/** Deletes an object, or marks it deleted while finalizers hold it. @throws StatusError 404, 409 */
export function deleteObject(
  context: Context,
  resource: Resource,
  namespace: string,
  name: string,
  options: DeleteOptions,
): Deletion {
  const stored = context.store.get(resource.collection, namespace, name);
  if (stored === undefined) throw notFound(subjectOf(resource), name);
  const found = decode(resource, stored);
  checkPreconditions(kindOf(resource), found, options);
  const object = resource.collected ? withPolicy(found, options.policy) : found;
  const finalizers = finalizersAtDeletion(resource, object);
  if (finalizers.length === 0) {
    if (!options.dryRun) removeObject(context, resource, object);
    return { object, gone: true };
  }
  const marked = mark(context, resource, object);
  if (marked === found) return { object, gone: false };
  if (options.dryRun) return { object: marked, gone: false };
  const written = context.store.put(resource.collection, (revision) => encode(resource, marked, revision));
  context.afterWrite(resource.collection, namespace, name);
  collected(context, resource, marked);
  return { object: withMetadata(marked, { resourceVersion: String(written.revision) }), gone: false };
}

/** What a garbage collector that finds no dependents does next: it lets the object go. */
function collected(context: Context, resource: Resource, marked: JsonObject): void {
  const object = withoutCollectors(marked);
  if (object === marked) return;
  if (finalizersAtDeletion(resource, object).length === 0) return removeObject(context, resource, object);
  const { namespace, name } = context.store.put(resource.collection, (revision) => encode(resource, object, revision));
  context.afterWrite(resource.collection, namespace, name);
}

/** What holds an object that is to go: its own finalizers, and those of its kind. */
export function finalizersAtDeletion(resource: Resource, object: JsonObject): Json[] {
  const own = finalizersOf(object);
  return [...own, ...(resource.strategy.holdDeletion?.(object) ?? [])];
}

function mark(context: Context, resource: Resource, object: JsonObject): JsonObject {
  const { deletionTimestamp, deletionGracePeriodSeconds, generation } = metadataOf(object);
  const now = timestamp(context.clock.now());
  const isMarked = isDeleting(object);
  const { prepareDelete } = resource.strategy;
  if (prepareDelete !== undefined) {
    return isMarked ? object : prepareDelete(withMetadata(object, { deletionTimestamp: now }));
  }
  const at = isMarked && text(deletionTimestamp) <= now ? deletionTimestamp : now;
  if (at === deletionTimestamp && deletionGracePeriodSeconds === 0) return object;
  return withMetadata(object, {
    deletionTimestamp: at,
    deletionGracePeriodSeconds: 0,
    generation: !isMarked && number(generation) > 0 ? number(generation) + 1 : generation,
  });
}

function checkPreconditions(subject: Subject, object: JsonObject, { preconditions }: DeleteOptions): void {
  const { uid, resourceVersion } = metadataOf(object);
  if (preconditions.uid !== undefined && preconditions.uid !== uid) {
    const detail = `the UID in the precondition (${preconditions.uid}) does not match the UID in record (${text(uid)}). The object might have been deleted and then recreated`;
    throw conflict(subject, nameOf(object), detail);
  }
  if (preconditions.resourceVersion !== undefined && preconditions.resourceVersion !== resourceVersion) {
    const detail = `the ResourceVersion in the precondition (${preconditions.resourceVersion}) does not match the ResourceVersion in record (${text(resourceVersion)}). The object might have been modified`;
    throw conflict(subject, nameOf(object), detail);
  }
}

/** Takes an object out of the store, whatever holds it. */
export function removeObject(context: Context, resource: Resource, object: JsonObject): void {
  const namespace = resource.namespaced ? text(metadataOf(object)['namespace']) : '';
  const name = nameOf(object);
  context.store.remove(resource.collection, namespace, name, (revision) => encode(resource, object, revision));
  context.afterWrite(resource.collection, namespace, name);
}
