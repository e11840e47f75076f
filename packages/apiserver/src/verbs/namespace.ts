import { isMarked } from '../codec.ts';
import type { Context } from '../context.ts';
import { metadataOf, nameOf, text, withMetadata } from '../meta/object.ts';
import { type Resource, subjectOf } from '../resource.ts';
import type { JsonObject } from '../schema/json.ts';
import { badRequest, forbiddenRequest, notFound } from '../status.ts';

/** The object in the namespace of the request's path; none for a cluster-scoped one. @throws StatusError 400 when it names another */
export function placeInNamespace(resource: Resource, object: JsonObject, namespace: string): JsonObject {
  const own = text(metadataOf(object)['namespace']);
  if (!resource.namespaced) return own === '' ? object : withMetadata(object, { namespace: undefined });
  if (own !== '' && own !== namespace) {
    throw badRequest('the namespace of the provided object does not match the namespace sent on the request');
  }
  return withMetadata(object, { namespace });
}

/** New objects need a namespace that exists and is not going away. @throws StatusError 404, 403 */
export function checkNamespaceOpen(context: Context, resource: Resource, object: JsonObject): void {
  const name = text(metadataOf(object)['namespace']);
  const stored = context.store.get('/namespaces', '', name);
  if (stored === undefined) throw notFound({ group: '', resource: 'namespaces' }, name);
  if (!isMarked(stored)) return;
  const cause = {
    reason: 'NamespaceTerminating',
    message: `namespace ${name} is being terminated`,
    field: 'metadata.namespace',
  };
  const detail = `unable to create new content in namespace ${name} because it is being terminated`;
  throw forbiddenRequest(subjectOf(resource), nameOf(object), detail, [cause]);
}
