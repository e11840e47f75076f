import { timestamp } from '../clock.ts';
import { decode } from '../codec.ts';
import type { Context } from '../context.ts';
import { type Body, bodyText, mediaType, parseYaml } from '../decode/body.ts';
import { jsonProblem, objectProblem } from '../decode/json-problem.ts';
import {
  checkStrict,
  isGroupVersion,
  type Normalised,
  normalise,
  normaliseApplied,
  requireKind,
} from '../decode/object.ts';
import {
  duplicatesInJson,
  type FieldValidation,
  noProblems,
  type StrictProblems,
  withUnknown,
} from '../decode/strict.ts';
import { DecodeError } from '../decode/typed.ts';
import { metadataOf, text } from '../meta/object.ts';
import { withOwnersOnce } from '../meta/owners.ts';
import { apply, jsonPatch, mergePatch, PatchError, resetFields, strategicMerge, unconverted } from '../patch/index.ts';
import { apiVersionOf, type Resource, subjectOf } from '../resource.ts';
import { invalid } from '../schema/cause.ts';
import { goPlain } from '../schema/go-format.ts';
import { clone, isObject, type Json, type JsonObject } from '../schema/json.ts';
import { badRequest, conflict, invalidObject, notFound, StatusError, unsupportedMediaType } from '../status.ts';
import { createObject } from './create.ts';
import type { WriteOptions } from './options.ts';
import { checkIdentity, updateObject, type Written } from './update.ts';

const jsonPatchType = 'application/json-patch+json';
const mergePatchType = 'application/merge-patch+json';
const strategicType = 'application/strategic-merge-patch+json';
export const applyType = 'application/apply-patch+yaml';

export interface PatchRequest {
  namespace: string;
  name: string;
  subresource: '' | 'status';
  contentType: string | undefined;
  body: string | Uint8Array | undefined;
  options: WriteOptions;
  /** Takes what the answer is to warn of, even if the patch fails. */
  warnings: string[];
}

export interface Patched extends Written {
  created: boolean;
}

/** Patches an object in any of the four ways. @throws StatusError */
export function patchObject(context: Context, resource: Resource, request: PatchRequest): Patched {
  const type = mediaType(request.contentType);
  const accepted = [
    jsonPatchType,
    mergePatchType,
    ...(resource.definition === undefined ? [] : [strategicType]),
    applyType,
  ];
  if (!accepted.includes(type)) throw resource.definition === undefined ? unsupportedMediaType(accepted) : unrouted();
  try {
    return type === applyType
      ? applyObject(context, resource, request)
      : changeObject(context, resource, request, type);
  } catch (error) {
    if (error instanceof PatchError) throw fromPatchError(error);
    throw error;
  }
}

/** To built-in kinds a patch of another type does not even come. */
function unrouted(): StatusError {
  return new StatusError(415, 'UnsupportedMediaType', '415: Unsupported Media Type', {});
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

function changeObject(context: Context, resource: Resource, request: PatchRequest, type: string): Patched {
  const body = bodyText(request.body);
  const patch = parsePatch(body, type);
  const stored = context.store.get(resource.collection, request.namespace, request.name);
  if (stored === undefined) throw notFound(subjectOf(resource), request.name);
  const before = decode(resource, stored);
  const result = ({ value }: Body) => patchWith(resource, type, decode(resource, stored), value);
  const patched = result(patch);
  if (!isObject(patched)) throw badRequest('the patch leaves no object');
  // Refusals show it as it was before anything was pruned: made again for them, since most patches meet with none.
  const source = () => JSON.stringify(result(parsePatch(body, type)));
  const normal =
    type === strategicType ? converted(resource, patched, patch.value) : decodePatched(resource, patched, source);
  const problems = withUnknown(patch.duplicates, normal.unknown);
  request.warnings.push(...checkPatchStrict(resource, problems, request.options, source));
  const owned = withOwnersOnce(normal.object, 'in its result', request.warnings);
  const after = checkIdentity(resource, owned, request.namespace, request.name);
  requireKind(resource, after);
  const { subresource, warnings, options } = request;
  const { manager, dryRun } = options;
  const written = updateObject(context, resource, { before, after, subresource, manager, dryRun, warnings });
  return { ...written, created: false };
}

/** The same for a strategic merge patch, which is shown itself, and in the words of another part of the server. @throws StatusError 422 */
function converted(resource: Resource, patched: JsonObject, patch: Json): Normalised {
  try {
    return normalise(resource, patched);
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    throw invalidPatch(goPlain(patch), error.converting);
  }
}

function invalidPatch(shown: string, problem: string): StatusError {
  return invalidObject({ group: '', resource: '' }, '', [invalid('patch', shown, problem)]);
}

/** A patched object that is none of the kind is a fault of the patch, which the answer shows. @throws StatusError 422 */
function decodePatched(resource: Resource, patched: JsonObject, source: () => string): Normalised {
  if (resource.definition === undefined) {
    if (text(patched['kind']) === '') throw invalidPatch(source(), `Object 'Kind' is missing in '${source()}'`);
    const apiVersion = text(patched['apiVersion']);
    if (!isGroupVersion(apiVersion)) throw invalidPatch(source(), `unexpected GroupVersion string: ${apiVersion}`);
  }
  try {
    return normalise(resource, patched);
  } catch (error) {
    if (error instanceof DecodeError) throw invalidPatch(source(), error.message);
    throw error;
  }
}

function parsePatch(source: string, type: string): Body {
  try {
    return { value: JSON.parse(source) as Json, duplicates: duplicatesInJson(source) };
  } catch {
    const problem = jsonProblem(source);
    // The real server reads this one patch with another decoder.
    if (type === strategicType && problem === 'unexpected end of JSON input') throw badRequest('unexpected EOF');
    throw badRequest(`error decoding patch: ${problem}`);
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
function checkPatchStrict(
  resource: Resource,
  problems: StrictProblems,
  options: WriteOptions,
  source: () => string,
): readonly string[] {
  if (options.fieldValidation !== 'Strict' || problems.error === '') {
    return checkStrict(resource, problems, options.fieldValidation);
  }
  const cause = invalid('patch', source(), `strict decoding error: ${problems.error}`);
  throw invalidObject({ group: '', resource: '' }, '', [cause]);
}

function applyObject(context: Context, resource: Resource, request: PatchRequest): Patched {
  const { namespace, name, subresource, options } = request;
  const { applied, warnings, repeated } = parseApplied(resource, request);
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
    versions: resource.versions,
    reset: resetFields(subresource, resource.status),
  });
  request.warnings.push(...warnings);
  if ('conflicts' in result) {
    throw new StatusError(409, 'Conflict', result.conflicts.message, { causes: result.conflicts.causes });
  }
  request.warnings.push(...checkRepeated(repeated, options.fieldValidation));
  const object = appliedObject(resource, result.object, applied);
  const { manager, dryRun } = options;
  const common = { manager, dryRun, managed: true, warnings: request.warnings };
  if (before === undefined) {
    checkAbsent(resource, name, object);
    const named = checkIdentity(resource, object, namespace, name);
    return { ...createObject(context, resource, { ...common, namespace, object: named }), created: true };
  }
  const after = checkIdentity(resource, object, namespace, name);
  return { ...updateObject(context, resource, { ...common, before, after, subresource }), created: false };
}

/** @throws PatchError 500 */
function appliedObject(resource: Resource, merged: JsonObject, applied: JsonObject): JsonObject {
  try {
    return normaliseApplied(resource, merged);
  } catch (error) {
    if (error instanceof DecodeError) throw unconverted(applied, error.converting);
    throw error;
  }
}

/** @throws StatusError 409 for a configuration that means an object which must be there already */
function checkAbsent(resource: Resource, name: string, object: JsonObject): void {
  const uid = text(metadataOf(object)['uid']);
  if (uid === '') return;
  const detail = `uid mismatch: the provided object specified uid ${uid}, and no existing object was found`;
  throw conflict(subjectOf(resource), name, detail);
}

/** What the answer is to warn of. What does not fit the kind at all, `apply` refuses itself, in its own words, and such fields too. */
function unknownFields(resource: Resource, applied: JsonObject): string[] {
  try {
    return normalise(resource, clone(applied)).unknown;
  } catch (error) {
    if (error instanceof DecodeError) return [];
    throw error;
  }
}

function parseApplied(
  resource: Resource,
  { body, options }: PatchRequest,
): { applied: JsonObject; warnings: readonly string[]; repeated: StrictProblems } {
  const { value, duplicates } = parseConfiguration(body);
  const applied = value ?? {};
  if (!isObject(applied)) {
    const problem = objectProblem(JSON.stringify(applied)) ?? '';
    throw badRequest(`error decoding YAML: error unmarshaling JSON: while decoding JSON: ${problem}`);
  }
  const apiVersion = text(applied['apiVersion']);
  if (apiVersion !== apiVersionOf(resource) || applied['kind'] !== resource.kind) {
    throw badRequest(`invalid object type: ${isGroupVersion(apiVersion) ? typeOf(applied) : '/, Kind='}`);
  }
  const unknown = withUnknown(noProblems, unknownFields(resource, applied));
  const mode = options.fieldValidation === 'Strict' ? 'Ignore' : options.fieldValidation;
  return { applied, warnings: checkStrict(resource, unknown, mode), repeated: duplicates };
}

function typeOf({ apiVersion, kind }: JsonObject): string {
  const [version = '', group = ''] = text(apiVersion).split('/').toReversed();
  return `${group}/${version}, Kind=${text(kind)}`;
}

function parseConfiguration(body: PatchRequest['body']): Body {
  try {
    return parseYaml(body);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw badRequest(`error decoding YAML: error converting YAML to JSON: ${error.message}`);
  }
}

/** What the answer is to warn of. @throws StatusError 400 when fieldValidation is Strict and keys are given twice */
function checkRepeated({ warnings, error }: StrictProblems, mode: FieldValidation): readonly string[] {
  if (mode !== 'Strict' || error === '') return mode === 'Ignore' ? [] : warnings;
  throw badRequest(`error strict decoding YAML: error converting YAML to JSON: ${error}`);
}
