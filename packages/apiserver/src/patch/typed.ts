import { goQuote } from '../schema/go-format.ts';
import type { Json, JsonObject } from '../schema/json.ts';
import { isObject, own } from '../schema/json.ts';
import type { PathElement } from './path-element.ts';
import { keyElement, valueElement } from './path-element.ts';
import type { Atom, ListType, TypeRef } from './type.ts';
import { atomOf } from './type.ts';

/** The part of a type that a value selects: what is not described is what it looks like. */
export function narrow(type: TypeRef, value: Json | undefined): Atom {
  const atom = atomOf(type);
  if (value === undefined || value === null) return atom;
  const { map, list, scalar } = atom;
  if (Array.isArray(value)) return list === undefined || (map ?? scalar) === undefined ? atom : { list };
  if (isObject(value)) return map === undefined || (list ?? scalar) === undefined ? atom : { map };
  return scalar === undefined || (map ?? list) === undefined ? atom : { scalar };
}

export function isSameAtom(left: Atom, right: Atom): boolean {
  return left.map === right.map && left.list === right.list && left.scalar === right.scalar;
}

export function asMap(value: Json | undefined): JsonObject | undefined {
  return isObject(value) ? value : undefined;
}

export function asList(value: Json | undefined): Json[] | undefined {
  return Array.isArray(value) ? value : undefined;
}

/** An item's identity in its list, or why it has none. */
export function itemElement(list: ListType, item: Json): { element: PathElement } | { problem: string } {
  if (list.kind === 'set') {
    if (isObject(item)) return { problem: "associative list without keys has an element that's a map type" };
    if (Array.isArray(item)) return { problem: 'not supported: associative list with lists as elements' };
    if (item === null) return { problem: "associative list without keys has an element that's an explicit null" };
    return { element: valueElement(item) };
  }
  if (item === null) return { problem: 'associative list with keys may not have a null element' };
  if (!isObject(item)) return { problem: 'associative list with keys may not have non-map elements' };
  const key: JsonObject = {};
  for (const name of list.keys) {
    const part = Object.hasOwn(item, name) ? item[name] : keyDefault(list, name);
    if (part !== undefined) key[name] = part;
  }
  if (Object.keys(key).length > 0) return { element: keyElement(key) };
  const keys = list.keys.map(goQuote).join(' ');
  return {
    problem: `associative list with keys has an element that omits all key fields [${keys}] (and doesn't have default values for any key fields)`,
  };
}

function keyDefault(list: ListType, name: string): Json | undefined {
  return typeof list.element === 'symbol' ? undefined : own(list.element.properties, name)?.default;
}

/** The items of a list by identity, in order; those without one are left out. */
export function itemsByElement(list: ListType, items: readonly Json[]): Map<PathElement, Json[]> {
  const result = new Map<PathElement, Json[]>();
  for (const item of items) {
    const identity = itemElement(list, item);
    if ('problem' in identity) continue;
    const same = result.get(identity.element);
    if (same === undefined) result.set(identity.element, [item]);
    else same.push(item);
  }
  return result;
}
