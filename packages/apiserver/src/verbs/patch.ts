import { timestamp } from '../clock.ts';
import { decode } from '../codec.ts';
import type { Context } from '../context.ts';
import { type Body, jsonProblem, mediaType, parseYaml } from '../decode/body.ts';
import { duplicateFields } from '../decode/duplicates.ts';
import { checkStrict, normalise, requireKind, strictProblems } from '../decode/object.ts';
import { sortedText, typedText } from '../meta/object.ts';
import { apply, jsonPatch, mergePatch, PatchError, resetFields, strategicMerge } from '../patch/index.ts';
import { apiVersionOf, kindOf, type Resource, subjectOf } from '../resource.ts';
import { invalid } from '../schema/cause.ts';
import { isObject, type Json, type JsonObject } from '../schema/json.ts';
import { badRequest, invalidObject, notFound, StatusError, unsupportedMediaType } from '../status.ts';
import { createObject } from './create.ts';
import type { WriteOptions } from './options.ts';
import { checkIdentity, updateObject } from './update.ts';

const jsonPatchType = 'application/json-patch+json';
const mergePatchType = 'application/merge-patch+json';
const strategicType = 'application/strategic-merge-patch+json';
export const applyType = 'application/apply-patch+yaml';

export interface PatchRequest {
  namespace: string;
  name: string;
  subresource: '' | 'status';
  contentType: string | undefined;
  text: string;
  options: WriteOptions;
}

export interface Written {
  object: JsonObject;
  created: boolean;
  warnings: string[];
}

/** Patches an object in any of the four ways. @throws StatusError */
export function patchObject(context: Context, resource: Resource, request: PatchRequest): Written {
  const type = mediaType(request.contentType);
  const accepted = [
    jsonPatchType,
    mergePatchType,
    ...(resource.definition === undefined ? [] : [strategicType]),
    applyType,
  ];
  if (!accepted.includes(type)) throw unsupportedMediaType(accepted);
  try {
    return type === applyType
      ? applyObject(context, resource, request)
      : changeObject(context, resource, request, type);
  } catch (error) {
    if (error instanceof PatchError) throw fromPatchError(error);
    throw error;
  }
}

function fromPatchError(error: PatchError): StatusError {
  switch (error.code) {
    case 422:
      return new StatusError(422, 'Invalid', 'the server rejected our request due to an error in our request', {});
    case 400:
      return badRequest(error.message);
    case 413:
      return new StatusError(413, 'RequestEntityTooLarge', error.message);
    case 415:
      return new StatusError(415, 'UnsupportedMediaType', error.message);
    case 500:
      return new StatusError(500, '', error.message);
  }
}

function changeObject(context: Context, resource: Resource, request: PatchRequest, type: string): Written {
  const patch = parsePatch(request.text);
  const stored = context.store.get(resource.collection, request.namespace, request.name);
  if (stored === undefined) throw notFound(subjectOf(resource), request.name);
  const before = decode(resource, stored);
  const patched = patchWith(resource, type, decode(resource, stored), patch.value);
  if (!isObject(patched)) throw badRequest('the patch leaves no object');
  // A real server's decoder says so for custom resources; built-ins are decoded by their path alone.
  if (resource.definition === undefined) requireKind(resource, patched);
  const source = resource.definition === undefined ? sortedText(patched) : typedText(patched);
  const normal = normalise(resource, patched);
  const warnings = checkPatchStrict(
    resource,
    strictProblems(patch.duplicates, normal.unknown),
    request.options,
    source,
  );
  const after = checkIdentity(resource, normal.object, request.namespace, request.name);
  const { manager, dryRun } = request.options;
  const object = updateObject(context, resource, { before, after, subresource: request.subresource, manager, dryRun });
  return { object, created: false, warnings };
}

function parsePatch(text: string): Body {
  try {
    return { value: JSON.parse(text) as Json, duplicates: duplicateFields(text) };
  } catch (error) {
    throw badRequest(`error decoding patch: ${jsonProblem(text, error)}`);
  }
}

function patchWith(resource: Resource, type: string, document: JsonObject, patch: Json): Json {
  switch (type) {
    case jsonPatchType:
      return jsonPatch(document, patch);
    case strategicType:
      return strategicMerge(document, patch, resource.schema);
    default:
      return mergePatch(document, patch);
  }
}

/** The same as for a whole object, but for the words: a real server shows the patched object in them. */
function checkPatchStrict(resource: Resource, problems: string[], options: WriteOptions, source: string): string[] {
  if (options.fieldValidation !== 'Strict' || problems.length === 0)
    return checkStrict(resource, problems, options.fieldValidation);
  const cause = invalid('patch', source, `strict decoding error: ${problems.join(', ')}`);
  throw invalidObject({ group: '', resource: '' }, '', [cause]);
}

function applyObject(context: Context, resource: Resource, request: PatchRequest): Written {
  const { namespace, name, subresource, options } = request;
  const { applied, warnings } = parseApplied(resource, request);
  const stored = context.store.get(resource.collection, namespace, name);
  if (stored === undefined && subresource !== '') throw notFound(subjectOf(resource), name);
  const before = stored === undefined ? undefined : decode(resource, stored);
  const result = apply({
    live: before,
    applied,
    manager: options.manager,
    force: options.force,
    schema: resource.schema,
    subresource,
    now: timestamp(context.clock.now()),
    apiVersion: apiVersionOf(resource),
    reset: resetFields(subresource, resource.status),
  });
  if ('conflicts' in result) {
    throw new StatusError(409, 'Conflict', result.conflicts.message, { causes: result.conflicts.causes });
  }
  const { object } = normalise(resource, result.object);
  const common = { manager: options.manager, dryRun: options.dryRun, managed: true };
  if (before === undefined) {
    return { object: createObject(context, resource, { ...common, namespace, object }), created: true, warnings };
  }
  const after = checkIdentity(resource, object, namespace, name);
  return {
    object: updateObject(context, resource, { ...common, before, after, subresource }),
    created: false,
    warnings,
  };
}

function parseApplied(
  resource: Resource,
  { text, namespace, name, options }: PatchRequest,
): { applied: JsonObject; warnings: string[] } {
  let body: Body;
  try {
    body = parseYaml(text);
  } catch (error) {
    throw badRequest(`error decoding YAML: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (!isObject(body.value)) throw badRequest('error decoding YAML: the configuration is not an object');
  const applied = body.value;
  if (applied['apiVersion'] !== apiVersionOf(resource) || applied['kind'] !== resource.kind) {
    const cause = invalid(
      'patch',
      `${String(applied['apiVersion'])}, Kind=${String(applied['kind'])}`,
      `must be ${apiVersionOf(resource)}, Kind=${resource.kind}`,
    );
    throw invalidObject(kindOf(resource), name, [cause]);
  }
  // In a copy, only to learn what is unknown: `apply` refuses such fields itself, in its own words.
  const { unknown } = normalise(resource, structuredClone(applied));
  const warnings = checkStrict(
    resource,
    strictProblems(body.duplicates, unknown),
    options.fieldValidation === 'Strict' ? 'Ignore' : options.fieldValidation,
  );
  return { applied: checkIdentity(resource, applied, namespace, name), warnings };
}
