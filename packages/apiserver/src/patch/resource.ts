import type { JsonSchema } from '../schema/types.ts';

const text: JsonSchema = { type: 'string' };
const texts: JsonSchema = { type: 'object', additionalProperties: text };
const count: JsonSchema = { type: 'integer' };

/** A schema that may bear what OpenAPI says of strategic merge. */
export interface MergeSchema extends JsonSchema {
  properties?: Record<string, MergeSchema>;
  items?: MergeSchema;
  'x-kubernetes-patch-strategy'?: string;
  'x-kubernetes-patch-merge-key'?: string;
}

/** meta/v1 ObjectMeta, with its merge rules. */
export const objectMeta: MergeSchema = {
  type: 'object',
  properties: {
    annotations: texts,
    creationTimestamp: text,
    deletionGracePeriodSeconds: count,
    deletionTimestamp: text,
    finalizers: {
      type: 'array',
      items: text,
      'x-kubernetes-list-type': 'set',
      'x-kubernetes-patch-strategy': 'merge',
    },
    generateName: text,
    generation: count,
    labels: texts,
    managedFields: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          apiVersion: text,
          fieldsType: text,
          fieldsV1: { type: 'object' },
          manager: text,
          operation: text,
          subresource: text,
          time: text,
        },
      },
    },
    name: text,
    namespace: text,
    ownerReferences: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          apiVersion: text,
          blockOwnerDeletion: { type: 'boolean' },
          controller: { type: 'boolean' },
          kind: text,
          name: text,
          uid: text,
        },
        'x-kubernetes-map-type': 'atomic',
      },
      'x-kubernetes-list-type': 'map',
      'x-kubernetes-list-map-keys': ['uid'],
      'x-kubernetes-patch-strategy': 'merge',
      'x-kubernetes-patch-merge-key': 'uid',
    },
    resourceVersion: text,
    selfLink: text,
    uid: text,
  },
};

/** What all objects have, embedded ones too. */
export const resourceFields: Readonly<Record<string, JsonSchema>> = {
  apiVersion: text,
  kind: text,
  metadata: objectMeta,
};

const resources = new WeakMap<JsonSchema, JsonSchema>();

/** The schema of whole objects of a kind: the kind's own, with apiVersion, kind and metadata as all objects have them. */
export function resourceSchema(schema: JsonSchema): JsonSchema {
  let resource = resources.get(schema);
  if (resource === undefined) {
    const properties = { ...schema.properties, ...resourceFields };
    resource = { ...schema, type: 'object', properties };
    resources.set(schema, resource);
  }
  return resource;
}
