import type { Json } from '../schema/json.ts';
import { isObject } from '../schema/json.ts';
import type { FieldSet, SetBuilder } from './field-set.ts';
import { setBuilder } from './field-set.ts';
import type { PathElement } from './path-element.ts';
import { fieldElement } from './path-element.ts';
import type { ListType, MapType, TypeRef } from './type.ts';
import { fieldType, untyped } from './type.ts';
import { asList, asMap, itemsByElement, narrow } from './typed.ts';

/** The paths a configuration sets: its leaves, its list items, and the keys of its open maps. */
export function toFieldSet(type: TypeRef, value: Json): FieldSet {
  const builder = setBuilder();
  collect(type, value, [], builder);
  return builder.set;
}

/** `path` is one list for all: what inserts it copies it. */
function collect(type: TypeRef, value: Json, path: PathElement[], out: SetBuilder): void {
  const atom = narrow(type, value);
  if (atom.map !== undefined && !atom.map.atomic) return collectFields(atom.map, asMap(value) ?? {}, path, out);
  if (atom.map === undefined && atom.list !== undefined && atom.list.kind !== 'atomic') {
    return collectItems(atom.list, asList(value) ?? [], path, out);
  }
  out.insert(path);
}

function collectFields(
  map: MapType,
  value: Readonly<Record<string, Json>>,
  path: PathElement[],
  out: SetBuilder,
): void {
  for (const [name, item] of Object.entries(value)) {
    path.push(fieldElement(name));
    collect(fieldType(map, name) ?? untyped, item, path, out);
    const isBare = item === null || (isObject(item) && Object.keys(item).length === 0);
    if (isBare || !map.fields.has(name)) out.insert(path);
    path.pop();
  }
}

function collectItems(list: ListType, value: Json[], path: PathElement[], out: SetBuilder): void {
  for (const [element, [item, ...more]] of itemsByElement(list, value)) {
    path.push(element);
    if (item !== undefined && more.length === 0) collect(list.element, item, path, out);
    out.insert(path);
    path.pop();
  }
}
