import type { Format } from '../http/accept.ts';
import { metadataOf, typedText } from '../meta/object.ts';
import { apiVersionOf, type Resource } from '../resource.ts';
import type { Json, JsonObject } from '../schema/json.ts';

export interface TableOptions {
  format: Format;
  now: number;
  /** `?includeObject=`: what each row carries. */
  includeObject: 'None' | 'Metadata' | 'Object';
  /** A watch says the columns with its first event only. */
  headers: boolean;
}

/** The Table that kubectl prints: meta.k8s.io/v1. */
export function tableOf(
  resource: Resource,
  objects: readonly JsonObject[],
  metadata: JsonObject,
  options: TableOptions,
): JsonObject {
  const version = options.format.as?.version ?? 'v1';
  const columns = resource.columns.map(({ name, type, format, description, priority }) => ({
    name,
    type,
    format,
    description,
    priority,
  }));
  return {
    kind: 'Table',
    apiVersion: `meta.k8s.io/${version}`,
    metadata,
    columnDefinitions: options.headers ? columns : null,
    rows: objects.map((object) => rowOf(resource, object, options)),
  };
}

function rowOf(resource: Resource, object: JsonObject, options: TableOptions): JsonObject {
  const cells: Json[] = resource.columns.map((column) => column.read(object, options.now));
  return { cells, object: rowObject(resource, object, options) };
}

function rowObject(resource: Resource, object: JsonObject, { includeObject, format }: TableOptions): Json {
  if (includeObject === 'None') return null;
  if (includeObject === 'Object') return { ...object, kind: resource.kind, apiVersion: apiVersionOf(resource) };
  const apiVersion = `meta.k8s.io/${format.as?.version ?? 'v1'}`;
  return JSON.parse(
    typedText({ kind: 'PartialObjectMetadata', apiVersion, metadata: metadataOf(object) }),
  ) as JsonObject;
}
