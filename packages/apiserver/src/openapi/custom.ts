import type { Resource } from '../resource.ts';
import type { Json, JsonObject } from '../schema/json.ts';
import { isObject } from '../schema/json.ts';
import { definitionOf, objectMeta } from './definitions.ts';

/** The definitions that custom resources are published as. */

const listMeta = 'io.k8s.apimachinery.pkg.apis.meta.v1.ListMeta';
const crd = 'io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.CustomResourceDefinition';

/** `com.example.demo.v1.Widget` of demo.example.com/v1 Widget. */
export function customName({ group, version }: Resource, kind: string): string {
  return [...group.split('.').reverse(), version, kind].join('.');
}

/** Definitions of the kind and of its list, in the form of OpenAPI v2 (references `#/definitions/…`), the schema whole. */
export function customDefinitions(resource: Resource): Record<string, JsonObject> {
  const name = customName(resource, resource.kind);
  // Type descriptions are those of every kind.
  const { apiVersion = {}, kind = {} } = definitionOf(crd).properties ?? {};
  const type: JsonObject = { apiVersion: { ...apiVersion } as JsonObject, kind: { ...kind } as JsonObject };
  const gvk = (of: string): Json => [{ group: resource.group, kind: of, version: resource.version }];
  const schema = resource.schema as JsonObject;
  const properties = isObject(schema['properties']) ? schema['properties'] : {};
  const fields = Object.keys(resource.selectable).map((fieldPath) => ({ fieldPath }));
  const selectable: JsonObject = fields.length > 0 ? { 'x-kubernetes-selectable-fields': fields } : {};
  return {
    [name]: {
      ...schema,
      properties: {
        ...type,
        metadata: metadata('Standard object', objectMeta),
        ...omit(properties, ['apiVersion', 'kind', 'metadata']),
      },
      'x-kubernetes-group-version-kind': gvk(resource.kind),
      ...selectable,
    },
    [customName(resource, resource.listKind)]: {
      description: `${resource.listKind} is a list of ${resource.kind}`,
      type: 'object',
      required: ['items'],
      properties: {
        ...type,
        items: {
          description: `List of ${resource.plural}. More info: https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md`,
          type: 'array',
          items: { $ref: `#/definitions/${name}` },
        },
        metadata: metadata('Standard list', listMeta),
      },
      'x-kubernetes-group-version-kind': gvk(resource.listKind),
      ...selectable,
    },
  };
}

/** A schema of whole objects inside others says which fields every object has. */
export function withEmbedded(schema: JsonObject): JsonObject {
  if (schema['x-kubernetes-embedded-resource'] !== true) return schema;
  const link = 'https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md';
  const required = Array.isArray(schema['required']) ? schema['required'] : [];
  return {
    ...schema,
    properties: {
      ...(isObject(schema['properties']) ? schema['properties'] : {}),
      apiVersion: {
        description: `apiVersion defines the versioned schema of this representation of an object. More info: ${link}#resources`,
        type: 'string',
      },
      kind: {
        description: `kind is a string value representing the type of this object. In CamelCase. More info: ${link}#types-kinds`,
        type: 'string',
      },
      metadata: metadata('Standard object', objectMeta),
    },
    required: [...new Set([...required, 'kind', 'apiVersion'])],
  };
}

function metadata(what: string, definition: string): JsonObject {
  const link = 'https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md';
  const [text, anchor] =
    definition === objectMeta ? [`${what}'s metadata`, 'metadata'] : [`${what} metadata`, 'types-kinds'];
  return { description: `${text}. More info: ${link}#${anchor}`, $ref: `#/definitions/${definition}` };
}

function omit(object: JsonObject, keys: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)));
}

/** What OpenAPI v2 cannot say; a real server leaves it out of there. */
const notInV2 = ['default', 'nullable', 'oneOf', 'anyOf', 'not', 'x-kubernetes-validations'];

/**
 * A schema as OpenAPI v2 has it. Where unknown fields are kept, or null or two types are allowed, it says nothing of the type:
 * old clients would otherwise refuse what the server takes.
 */
export function withoutV3(value: Json): Json {
  if (Array.isArray(value)) return value.map(withoutV3);
  if (!isObject(value)) return value;
  const preserves = value['x-kubernetes-preserve-unknown-fields'] === true;
  const schema = preserves ? value : withEmbedded(value);
  const open = preserves || schema['nullable'] === true;
  const dropped = new Set(notInV2);
  if (open) for (const key of ['type', 'properties', 'items', 'additionalProperties']) dropped.add(key);
  if (schema['x-kubernetes-int-or-string'] === true) dropped.add('type');
  const result: JsonObject = {};
  for (const [key, said] of Object.entries(schema)) {
    if (dropped.has(key)) continue;
    if (key === 'properties' && isObject(said)) {
      result[key] = Object.fromEntries(Object.entries(said).map(([name, field]) => [name, withoutV3(field)]));
    } else if (key === 'items' || key === 'additionalProperties' || key === 'allOf') result[key] = withoutV3(said);
    else result[key] = said;
  }
  return result;
}
