import { undeletable } from '../builtin/namespaces.ts';
import { decode } from '../codec.ts';
import { mediaType, objectMediaTypes, parseObjectBody, streamMediaTypes } from '../decode/body.ts';
import { decodeObject, requireKind } from '../decode/object.ts';
import { metadataOf, text, withMetadata } from '../meta/object.ts';
import { withOwnersOnce } from '../meta/owners.ts';
import { listText, objectText, storedText, type ViewOptions } from '../output/view.ts';
import { type Resource, type ResourceVerb, subjectOf } from '../resource.ts';
import {
  badRequest,
  detailsJson,
  forbiddenRequest,
  methodNotAllowed,
  notFound,
  StatusError,
  tooLargeVersion,
  unknownResource,
  wrongMethod,
} from '../status.ts';
import { createObject } from '../verbs/create.ts';
import { deleteObject, parseDeleteOptions } from '../verbs/delete.ts';
import { listObjects } from '../verbs/list.ts';
import { booleanOf, parseWriteOptions } from '../verbs/options.ts';
import { applyType, patchObject } from '../verbs/patch.ts';
import { checkIdentity, checkReplacement, checkUid, updateObject, type Written } from '../verbs/update.ts';
import { parseSince } from '../verbs/watch.ts';
import { type Format, negotiate, requireRepresentation } from './accept.ts';
import { type Call, isBuiltinGroup, type ResourceCall, type ResourceTarget } from './call.ts';
import { type Answer, errorAnswer, json, plain, warningHeader } from './respond.ts';
import type { KubeResponse } from './types.ts';
import { watchAnswer } from './watch.ts';

/** All verbs on stored resources. @throws StatusError */
export function resourceEndpoint(call: Call, target: ResourceTarget): Answer | KubeResponse {
  const resource = call.context.registry.find(target.group, target.version, target.plural);
  if (resource === undefined || (!resource.namespaced && target.namespace !== '')) return missing(call, target);
  if (resource.definition !== undefined) requireRepresentation(call.request, representationsOf(target, call));
  const view = viewOf(call);
  const warnings = resource.deprecation === undefined ? [] : [resource.deprecation];
  const one = finalizing(watching({ ...call, resource, target, view, warnings }));
  if (lacksNamespace(one)) return withoutNamespace(one);
  try {
    const answer = dispatch(one);
    if ('text' in answer) return { ...answer, warnings };
    return { ...answer, headers: { ...answer.headers, ...warningHeader(warnings) } };
  } catch (error) {
    if (!(error instanceof StatusError)) throw error;
    return { ...errorAnswer(error, view.format), warnings };
  }
}

/** In what built-in kinds come: their lists also as streams. */
function representationsOf({ name }: ResourceTarget, { request }: Call): readonly string[] {
  const isList = name === '' && (request.method === 'GET' || request.method === 'HEAD');
  return isList ? [...objectMediaTypes, ...streamMediaTypes] : objectMediaTypes;
}

/** `/watch/…/NAME` is a watch of the one object of that name. */
function watching(call: ResourceCall): ResourceCall {
  const { target } = call;
  if (!target.watch) return call;
  const query = new URLSearchParams(call.query);
  query.set('watch', 'true');
  if (target.name !== '') query.set('fieldSelector', `metadata.name=${target.name}`);
  return { ...call, query, target: { ...target, name: '' } };
}

/** `/finalize` is a replacement of the object, by its own rules. */
function finalizing(call: ResourceCall): ResourceCall {
  const { finalize } = call.resource;
  if (finalize === undefined || call.target.subresource !== 'finalize') return call;
  return { ...call, resource: finalize, target: { ...call.target, subresource: '' } };
}

/** A group of our own says it as a Status, all others as the path that is not there. */
function missing(call: Call, target: ResourceTarget): Answer {
  if (isBuiltinGroup(call, target.group)) throw unknownResource();
  return plain('404 page not found\n', 404);
}

/** A path without a namespace is none of a namespaced object's: built-ins say that as a wrong method where the list is at home. */
function withoutNamespace({ resource, target }: ResourceCall): Answer {
  if (resource.definition === undefined) return plain('404 page not found\n', 404);
  throw target.name === '' ? notAllowed(resource, 'create') : unknownResource();
}

function viewOf({ request, query, context }: Call): ViewOptions {
  const format = negotiate(request.headers['accept']);
  return {
    format,
    now: context.clock.now(),
    includeObject: includeOf(query, format),
    headers: true,
  };
}

/** @throws StatusError 400 */
function includeOf(query: URLSearchParams, format: Format): ViewOptions['includeObject'] {
  const asked = query.get('includeObject') ?? '';
  if (asked === 'None' || asked === 'Object') return asked;
  if (format.as?.kind !== 'Table' || asked === '' || asked === 'Metadata') return 'Metadata';
  const problem = `Invalid value: "${asked}": must be 'Metadata', 'Object', 'None', or empty`;
  throw badRequest(`Unable to convert to Table as requested: includeObject: ${problem}`);
}

function dispatch(call: ResourceCall): Answer | KubeResponse {
  const { resource, target, request, query } = call;
  const { name, subresource } = target;
  const isStatus = subresource === 'status' && resource.status;
  if (subresource !== '' && !isStatus) {
    if (resource.definition !== undefined) throw unknownResource();
    // The real server looks for the object first, and then finds no such part of it either.
    throw notFound(subjectOf(resource), name);
  }
  switch (request.method) {
    case 'HEAD':
    case 'GET':
      if (name !== '') return get(allow(call, 'get'));
      if (booleanOf(query, 'watch')) return watchAnswer(allow(call, 'watch'));
      return list(allow(call, 'list'));
    case 'POST':
      if (isStatus || (name !== '' && resource.definition !== undefined)) throw notAllowed(resource, 'create');
      return create(allow(call, 'create'));
    case 'PUT':
      if (name === '') throw unnamed(resource);
      return update(allow(call, 'update'), isStatus ? 'status' : '');
    case 'PATCH':
      if (name === '') throw unnamed(resource);
      return patch(allow(call, 'patch'), isStatus ? 'status' : '');
    case 'DELETE':
      if (isStatus) throw notAllowed(resource, 'delete');
      return name === '' ? deleteCollection(allow(call, 'deletecollection')) : remove(allow(call, 'delete'));
    default:
      // A method that is no verb has no name there.
      throw notAllowed(resource, '');
  }
}

function unnamed(resource: Resource): StatusError {
  return resource.definition === undefined ? badRequest('name must be provided') : wrongMethod();
}

/** @throws StatusError 405 for a verb that the resource does not have */
function allow(call: ResourceCall, verb: ResourceVerb): ResourceCall {
  if (!call.resource.verbs.includes(verb)) throw notAllowed(call.resource, verb);
  return call;
}

function notAllowed(resource: Resource, verb: string): StatusError {
  if (resource.definition === undefined) return methodNotAllowed(subjectOf(resource), verb);
  return wrongMethod();
}

/** Across all namespaces one may only list and watch. */
function lacksNamespace({ resource, target, request }: ResourceCall): boolean {
  if (!resource.namespaced || target.namespace !== '') return false;
  return target.name !== '' || (request.method !== 'GET' && request.method !== 'HEAD');
}

function get({ context, resource, target, query, view }: ResourceCall): Answer {
  const version = query.get('resourceVersion') ?? '';
  const asked = parseSince(version) ?? 0;
  if (asked > context.store.revision()) throw tooLargeVersion(asked, context.store.revision());
  const stored = context.store.get(resource.collection, target.namespace, target.name);
  if (stored === undefined) throw notFound(subjectOf(resource), target.name);
  return { status: 200, text: storedText(resource, stored, view), format: view.format };
}

function list({ context, resource, target, query, view }: ResourceCall): Answer {
  const page = listObjects(context, resource, target.namespace, query);
  return { status: 200, text: listText(resource, page, view), format: view.format };
}

function create(call: ResourceCall): Answer {
  const { context, resource, target, request, query, view, warnings } = call;
  const options = parseWriteOptions('CreateOptions', query, request.headers['user-agent']);
  const body = parseObjectBody(request.body, request.headers['content-type'], bodyKind(resource));
  const object = decodeObject(resource, body, options.fieldValidation, warnings);
  requireKind(resource, object);
  const { manager, dryRun } = options;
  const owned = withOwnersOnce(object, 'in the request', warnings);
  const created = createObject(context, resource, {
    namespace: target.namespace,
    object: owned,
    manager,
    dryRun,
    warnings,
  });
  return objectAnswer(resource, created, view, 201);
}

function bodyKind({ kind, definition }: Resource): { kind: string; builtin: boolean } {
  return { kind, builtin: definition !== undefined };
}

function update(call: ResourceCall, subresource: '' | 'status'): Answer {
  const { context, resource, target, request, query, view, warnings } = call;
  const options = parseWriteOptions('UpdateOptions', query, request.headers['user-agent']);
  const body = parseObjectBody(request.body, request.headers['content-type'], bodyKind(resource));
  const object = decodeObject(resource, body, options.fieldValidation, warnings);
  const owned = withOwnersOnce(object, 'in the request', warnings);
  const after = checkIdentity(resource, owned, target.namespace, target.name);
  const { manager, dryRun } = options;
  const stored = context.store.get(resource.collection, target.namespace, target.name);
  if (stored === undefined) {
    if (resource.createOnUpdate !== true) throw notFound(subjectOf(resource), target.name);
    checkUid(resource, undefined, after);
    const fresh = withMetadata(after, { resourceVersion: undefined });
    const { namespace } = target;
    const created = createObject(context, resource, { namespace, object: fresh, manager, dryRun, warnings });
    return objectAnswer(resource, created, view, 201);
  }
  const before = decode(resource, stored);
  checkReplacement(resource, before, after);
  requireKind(resource, after);
  const updated = updateObject(context, resource, { before, after, subresource, manager, dryRun, warnings });
  return objectAnswer(resource, updated, view, 200);
}

function patch(call: ResourceCall, subresource: '' | 'status'): Answer {
  const { context, resource, target, request, query, view, warnings } = call;
  const contentType = request.headers['content-type'];
  const isApply = mediaType(contentType) === applyType;
  const options = parseWriteOptions('PatchOptions', query, request.headers['user-agent'], isApply);
  const { namespace, name } = target;
  const asked = { namespace, name, subresource, contentType, body: request.body, options, warnings };
  const patched = patchObject(context, resource, asked);
  return objectAnswer(resource, patched, view, patched.created ? 201 : 200);
}

function objectAnswer(resource: Resource, { object, stored }: Written, view: ViewOptions, status: number): Answer {
  return { status, text: objectText(resource, object, view, stored), format: view.format };
}

function optionsOf({ request, query }: ResourceCall) {
  const empty = request.body === undefined || request.body.length === 0;
  const kind = { kind: 'DeleteOptions', builtin: true };
  const body = empty ? undefined : parseObjectBody(request.body, request.headers['content-type'], kind);
  return parseDeleteOptions(body, query);
}

function remove(call: ResourceCall): Answer {
  const { context, resource, target, view } = call;
  const { namespace, name } = target;
  const options = optionsOf(call);
  if (resource.collection === '/namespaces' && undeletable.includes(name)) {
    throw forbiddenRequest(subjectOf(resource), name, 'this namespace may not be deleted');
  }
  const { object, gone } = deleteObject(context, resource, namespace, name, options);
  if (!gone || resource.returnsDeleted) return objectAnswer(resource, { object }, view, 200);
  const details = detailsJson({
    name,
    group: resource.group,
    kind: resource.plural,
    uid: text(metadataOf(object)['uid']),
  });
  return {
    ...json({ kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', details }),
    format: { type: view.format.type },
  };
}

function deleteCollection(call: ResourceCall): Answer {
  const { context, resource, target, query, view } = call;
  const options = optionsOf(call);
  const page = listObjects(context, resource, target.namespace, query);
  for (const { namespace, name } of page.items) {
    if (context.store.get(resource.collection, namespace, name) === undefined) continue;
    deleteObject(context, resource, namespace, name, options);
  }
  return { status: 200, text: listText(resource, page, view), format: view.format };
}
