import { nameOf, text } from '../meta/object.ts';
import { isKind, objectMeta } from '../openapi/definitions.ts';
import { apiVersionOf, kindOf, type Resource } from '../resource.ts';
import { invalid } from '../schema/cause.ts';
import { applyDefaults, dropNulls, fillDefaults, prune } from '../schema/index.ts';
import type { Json, JsonObject } from '../schema/json.ts';
import { badRequest, invalidObject } from '../status.ts';
import type { FieldValidation } from '../verbs/options.ts';
import { requireObject, unrecognized } from './body.ts';
import type { StrictProblems } from './strict.ts';
import { DecodeError, decodeTyped } from './typed.ts';

export interface Normalised {
  object: JsonObject;
  /** Paths of the fields that were dropped because the schema does not know them. */
  unknown: string[];
}

/** The body of a create or update as an object of the resource: kind and apiVersion are what the path says. @throws StatusError 400, 422 */
export function decodeObject(resource: Resource, value: Json, source: string): Normalised {
  const object = value ?? {};
  requireObject(object, resource.kind, source);
  checkType(resource, object, source);
  return normaliseBody(resource, object);
}

function checkType(resource: Resource, value: JsonObject, source: string): void {
  const kind = text(value['kind']);
  const apiVersion = text(value['apiVersion']);
  const expected = apiVersionOf(resource);
  if (resource.definition !== undefined) {
    if (apiVersion !== '' && apiVersion !== expected) {
      throw unhandled(resource, kind, apiVersion, unregistered(kind, apiVersion, scheme));
    }
    if (kind !== '' && kind !== resource.kind) {
      if (!isKind(resource.group, resource.version, kind)) {
        throw unhandled(resource, kind, expected, unregistered(kind, expected, scheme));
      }
      const problem = `converting (${resource.version}.${kind}) to (${goGroup(resource)}.${resource.kind}): unknown conversion`;
      throw unhandled(resource, kind, expected, problem);
    }
    value['kind'] = resource.kind;
    value['apiVersion'] = expected;
    return;
  }
  if (kind === '') throw unrecognized(resource.kind, `Object 'Kind' is missing in '${source}'`, source);
  if (apiVersion !== expected) {
    throw badRequest(
      `the API version in the data (${apiVersion}) does not match the expected API version (${expected})`,
    );
  }
  requireKind(resource, value);
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
  if (kind !== resource.kind) {
    const subject = { group: resource.group, resource: kind };
    throw invalidObject(subject, nameOf(value), [invalid('kind', kind, `must be ${resource.kind}`)]);
  }
  if (apiVersion !== expected) {
    const group = apiVersion.includes('/') ? (apiVersion.split('/')[0] ?? '') : '';
    throw invalidObject({ ...kindOf(resource), group }, nameOf(value), [
      invalid('apiVersion', apiVersion, `must be ${expected}`),
    ]);
  }
}

function unhandled(resource: Resource, kind: string, apiVersion: string, problem: string): Error {
  const version = apiVersion.slice(apiVersion.indexOf('/') + 1);
  return badRequest(`${kind} in version "${version}" cannot be handled as a ${resource.kind}: ${problem}`);
}

/** An object as it would be after the server's decoder: types right, unknown fields dropped, defaults filled in. @throws DecodeError */
export function normalise(resource: Resource, value: JsonObject): Normalised {
  return resource.definition === undefined ? custom(resource, value) : decodeTyped(resource.definition, value);
}

/** The same. @throws StatusError 400 */
function normaliseBody(resource: Resource, value: JsonObject): Normalised {
  try {
    return normalise(resource, value);
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    throw unhandled(resource, resource.kind, apiVersionOf(resource), error.message);
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
  const pruned = prune(resource.schema, object);
  applyDefaults(resource.schema, object);
  return { object, unknown: [...metadata.unknown, ...pruned].sort() };
}

/** The warnings that an answer is to bear. @throws StatusError 400 when fieldValidation is Strict and something is wrong */
export function checkStrict(
  resource: Resource,
  { warnings, error }: StrictProblems,
  mode: FieldValidation,
): readonly string[] {
  if (mode === 'Ignore') return [];
  if (mode === 'Warn' || error === '') return warnings;
  throw unhandled(resource, resource.kind, apiVersionOf(resource), `strict decoding error: ${error}`);
}
