import type { JsonSchema } from '../schema/types.ts';
import { type MergeSchema, resourceFields } from './resource.ts';

/**
 * How values merge, read off an OpenAPI schema as kube-openapi's schemaconv does: structs and maps by field, lists as a
 * whole unless they are sets or list maps, and what no schema describes by what it looks like.
 */
export type TypeRef = JsonSchema | typeof untyped | typeof atomic;

/** Not described: maps merge by key, lists are one value. */
export const untyped = Symbol('untyped');
/** Not described, and inside a list of such: one value. */
export const atomic = Symbol('atomic');

export interface MapType {
  fields: ReadonlyMap<string, TypeRef>;
  /** Type of fields that are not declared; undefined when there may be none. */
  element: TypeRef | undefined;
  atomic: boolean;
}
export interface ListType {
  kind: 'atomic' | 'set' | 'map';
  keys: readonly string[];
  element: TypeRef;
}
export interface Atom {
  map?: MapType;
  scalar?: 'boolean' | 'numeric' | 'string' | 'untyped';
  list?: ListType;
}

const untypedAtom: Atom = {
  scalar: 'untyped',
  list: { kind: 'atomic', keys: [], element: atomic },
  map: { fields: new Map(), element: untyped, atomic: false },
};
const atomicAtom: Atom = {
  scalar: 'untyped',
  list: { kind: 'atomic', keys: [], element: atomic },
  map: { fields: new Map(), element: atomic, atomic: true },
};

const atoms = new WeakMap<JsonSchema, Atom>();

export function atomOf(type: TypeRef): Atom {
  if (type === untyped) return untypedAtom;
  if (type === atomic) return atomicAtom;
  let atom = atoms.get(type);
  if (atom === undefined) atoms.set(type, (atom = read(type)));
  return atom;
}

export function fieldType(map: MapType, name: string): TypeRef | undefined {
  return map.fields.get(name) ?? map.element;
}

function read(schema: JsonSchema): Atom {
  if (schema['x-kubernetes-int-or-string'] === true || schema.format === 'int-or-string') return { scalar: 'untyped' };
  switch (schema.type) {
    case 'string':
      return { scalar: 'string' };
    case 'boolean':
      return { scalar: 'boolean' };
    case 'integer':
    case 'number':
      return { scalar: 'numeric' };
    case 'array':
      return { list: readList(schema) };
    case 'object':
      return { map: readMap(schema) };
    default:
      return untypedAtom;
  }
}

/** What says nothing of its type is merged as a strategic merge patch merges it. */
function readList(schema: MergeSchema): ListType {
  const mergeKey = schema['x-kubernetes-patch-merge-key'];
  const type = schema['x-kubernetes-list-type'] ?? (mergeKey === undefined ? 'atomic' : 'map');
  const keys = schema['x-kubernetes-list-map-keys'] ?? (mergeKey === undefined ? [] : [mergeKey]);
  const kind = type === 'set' ? 'set' : type === 'map' && keys.length > 0 ? 'map' : 'atomic';
  return { kind, keys, element: schema.items ?? untyped };
}

function readMap(schema: JsonSchema): MapType {
  const embedded = schema['x-kubernetes-embedded-resource'] === true ? resourceFields : {};
  const fields = new Map<string, TypeRef>(Object.entries({ ...schema.properties, ...embedded }));
  const { additionalProperties } = schema;
  const isOpen =
    additionalProperties === true ||
    (additionalProperties === undefined &&
      (schema['x-kubernetes-preserve-unknown-fields'] === true || fields.size === 0));
  const element = typeof additionalProperties === 'object' ? additionalProperties : isOpen ? untyped : undefined;
  return { fields, element, atomic: schema['x-kubernetes-map-type'] === 'atomic' };
}
