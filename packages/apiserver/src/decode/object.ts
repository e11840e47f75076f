import { nameOf, text } from '../meta/object.ts';
import { isKind, objectMeta } from '../openapi/definitions.ts';
import { apiVersionOf, type Resource } from '../resource.ts';
import { invalid } from '../schema/cause.ts';
import { applyDefaults, dropNulls, fillDefaults, prune } from '../schema/index.ts';
import type { JsonObject } from '../schema/json.ts';
import type { Cause, JsonSchema } from '../schema/types.ts';
import { badRequest, invalidObject } from '../status.ts';
import { type ObjectBody, requireObject, unrecognized } from './body.ts';
import { type FieldValidation, type StrictProblems, withUnknown } from './strict.ts';
import { DecodeError, decodeTyped } from './typed.ts';

export interface Normalised {
  object: JsonObject;
  /** Paths of the fields that were dropped because the schema does not know them. */
  unknown: string[];
}

/**
 * The body of a create or update as an object of the resource: the apiVersion is what the path says, and of what is built in, the kind.
 * What only a strict reader minds is added to `warnings`, or refused.
 * @throws StatusError 400
 */
export function decodeObject(
  resource: Resource,
  body: ObjectBody,
  mode: FieldValidation,
  warnings: string[],
): JsonObject {
  const value = body.value ?? {};
  requireObject(value, resource.kind, body.text);
  const apiVersion = text(value['apiVersion']);
  if (!isGroupVersion(apiVersion)) {
    throw unrecognized(resource.kind, `unexpected GroupVersion string: ${apiVersion}`, body.text);
  }
  const decode = resource.definition === undefined ? decodeCustom : decodeBuiltin;
  const { object, unknown, said } = decode(resource, value, body, mode);
  const problems = withUnknown(body.duplicates, unknown);
  warnings.push(...checkStrict(resource, problems, mode, said));
  checkVersion(resource, object);
  return object;
}

/** `v1` or `group/v1`. */
export function isGroupVersion(apiVersion: string): boolean {
  return apiVersion.split('/').length <= 2;
}

/** What a body says it is. */
interface Said {
  kind: string;
  apiVersion: string;
}

function decodeBuiltin(resource: Resource, value: JsonObject): Normalised & { said: Said } {
  const kind = text(value['kind']);
  const apiVersion = text(value['apiVersion']);
  const expected = apiVersionOf(resource);
  if (apiVersion !== '' && apiVersion !== expected) {
    throw unhandled(resource.kind, { kind, apiVersion }, unregistered(kind, apiVersion, scheme));
  }
  if (kind !== '' && kind !== resource.kind) {
    const said = { kind, apiVersion: expected };
    if (!isKind(resource.group, resource.version, kind)) {
      throw unhandled(resource.kind, said, unregistered(kind, expected, scheme));
    }
    const problem = `converting (${resource.version}.${kind}) to (${goGroup(resource)}.${resource.kind}): unknown conversion`;
    throw unhandled(resource.kind, said, problem);
  }
  const said = { kind: resource.kind, apiVersion: expected };
  return { ...normaliseBody(resource, Object.assign(value, said), said), said };
}

function decodeCustom(
  resource: Resource,
  value: JsonObject,
  { text: source }: ObjectBody,
  mode: FieldValidation,
): Normalised & { said: Said } {
  const said = { kind: text(value['kind']), apiVersion: text(value['apiVersion']) };
  if (said.kind === '') {
    const problem = `Object 'Kind' is missing in '${source}'`;
    const path = { kind: resource.kind, apiVersion: apiVersionOf(resource) };
    // Who minds nothing is asked by another reader.
    throw mode === 'Ignore' ? unhandled(resource.kind, path, problem) : unrecognized(resource.kind, problem, source);
  }
  return { ...normaliseBody(resource, value, said), said };
}

function checkVersion(resource: Resource, value: JsonObject): void {
  const apiVersion = text(value['apiVersion']);
  const expected = apiVersionOf(resource);
  if (apiVersion === expected) return;
  throw badRequest(`the API version in the data (${apiVersion}) does not match the expected API version (${expected})`);
}

/** Where the real server has its built-in kinds from, as it tells. */
const scheme = 'k8s.io/kubernetes/pkg/api/legacyscheme/scheme.go:30';

export function unregistered(kind: string, apiVersion: string, from: string): string {
  return `no kind "${kind}" is registered for version "${apiVersion}" in scheme "${from}"`;
}

/** The package of Go that the group's kinds are in. */
function goGroup({ group }: Resource): string {
  return group === '' ? 'core' : (group.split('.')[0] ?? group);
}

/** @throws StatusError 422 when an object is not of the resource's kind and version */
export function requireKind(resource: Resource, value: JsonObject): void {
  const kind = text(value['kind']);
  const apiVersion = text(value['apiVersion']);
  const expected = apiVersionOf(resource);
  const causes: Cause[] = [];
  if (kind !== resource.kind) causes.push(invalid('kind', kind, `must be ${resource.kind}`));
  if (apiVersion !== expected) causes.push(invalid('apiVersion', apiVersion, `must be ${expected}`));
  if (causes.length === 0) return;
  const [group = ''] = apiVersion.includes('/') ? apiVersion.split('/') : [];
  throw invalidObject({ group, resource: kind }, nameOf(value), causes);
}

function unhandled(as: string, { kind, apiVersion }: Said, problem: string): Error {
  const version = apiVersion.slice(apiVersion.indexOf('/') + 1);
  return badRequest(`${kind} in version "${version}" cannot be handled as a ${as}: ${problem}`);
}

/** An object as it would be after the server's decoder: types right, unknown fields dropped, defaults filled in. @throws DecodeError */
export function normalise(resource: Resource, value: JsonObject): Normalised {
  return resource.definition === undefined ? custom(resource, value) : decodeTyped(resource.definition, value);
}

/** The same. @throws StatusError 400 */
function normaliseBody(resource: Resource, value: JsonObject, said: Said): Normalised {
  try {
    return normalise(resource, value);
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    throw unhandled(resource.kind, said, error.message);
  }
}

/** What an apply has made of an object: nulls that the schema does not allow are left in, for validation to refuse. @throws DecodeError */
export function normaliseApplied(resource: Resource, value: JsonObject): JsonObject {
  if (resource.definition !== undefined) return normalise(resource, value).object;
  const { object: metadata } = decodeTyped(objectMeta, value['metadata'] ?? {}, 'metadata');
  const object: JsonObject = { ...value, metadata };
  fillDefaults(resource.schema, object);
  return object;
}

/** Nulls that validation has let pass after an apply are not kept either. */
export function dropAppliedNulls(resource: Resource, object: JsonObject): void {
  if (resource.definition === undefined) dropNulls(resource.schema, object);
}

function custom(resource: Resource, value: JsonObject): Normalised {
  const metadata = decodeTyped(objectMeta, value['metadata'] ?? {}, 'metadata');
  const object: JsonObject = { ...value, metadata: metadata.object };
  const schema = schemaFor(resource, value);
  const pruned = prune(schema, object);
  applyDefaults(schema, object);
  return { object, unknown: [...metadata.unknown, ...pruned.sort()] };
}

/** Of a version that there is not, no field is known; of another kind, which is refused only later, each is. */
function schemaFor(resource: Resource, value: JsonObject): JsonSchema {
  if (value['kind'] !== resource.kind) return anything;
  const apiVersion = text(value['apiVersion']);
  if (apiVersion === apiVersionOf(resource) || resource.versions?.includes(apiVersion) === true) return resource.schema;
  return apiVersion.startsWith(`${resource.group}/`) ? {} : anything;
}

const anything: JsonSchema = { 'x-kubernetes-preserve-unknown-fields': true };

/** The warnings that an answer is to bear. @throws StatusError 400 when fieldValidation is Strict and something is wrong */
export function checkStrict(
  resource: Resource,
  { warnings, error }: StrictProblems,
  mode: FieldValidation,
  said: Said = { kind: resource.kind, apiVersion: apiVersionOf(resource) },
): readonly string[] {
  if (mode === 'Ignore') return [];
  if (mode === 'Warn' || error === '') return warnings;
  if (said.apiVersion === '') throw badRequest("Object 'apiVersion' is missing in 'object has no apiVersion field'");
  throw unhandled(said.kind, said, `strict decoding error: ${error}`);
}
