import type { Json, JsonObject } from '../schema/json.ts';
import { setOwn } from '../schema/json.ts';
import type { FieldSet } from './field-set.ts';
import { fieldElement } from './path-element.ts';
import type { ListType, MapType, TypeRef } from './type.ts';
import { fieldType, untyped } from './type.ts';
import { asList, asMap, itemElement, narrow } from './typed.ts';

/**
 * A value without the given paths (structured-merge-diff typed/remove.go). Atomic values stay whole: they go only with the
 * path that leads to them. A map or list left without content is null.
 */
export function removePaths(type: TypeRef, value: Json, paths: FieldSet): Json {
  const atom = narrow(type, value);
  const map = asMap(value);
  if (atom.map !== undefined) return map === undefined || atom.map.atomic ? null : removeFields(atom.map, map, paths);
  const list = asList(value);
  if (atom.list !== undefined) {
    return list === undefined || atom.list.kind === 'atomic' ? null : removeItems(atom.list, list, paths);
  }
  return value;
}

function removeFields(type: MapType, map: JsonObject, paths: FieldSet): Json {
  const result: JsonObject = {};
  for (const [name, item] of Object.entries(map)) {
    const node = paths.get(fieldElement(name));
    if (node?.member === true) continue;
    const hasInner = node !== undefined && node.children.size > 0;
    setOwn(result, name, hasInner ? removePaths(fieldType(type, name) ?? untyped, item, node.children) : item);
  }
  return Object.keys(result).length === 0 ? null : result;
}

function removeItems(type: ListType, list: Json[], paths: FieldSet): Json {
  const result: Json[] = [];
  for (const item of list) {
    const identity = itemElement(type, item);
    const node = 'element' in identity ? paths.get(identity.element) : undefined;
    if (node?.member === true) continue;
    const hasInner = node !== undefined && node.children.size > 0;
    result.push(hasInner ? removePaths(type.element, item, node.children) : item);
  }
  return result.length === 0 ? null : result;
}
