import { goPlain, goSyntax } from '../schema/go-format.ts';
import type { Json } from '../schema/json.ts';
import type { PathElement } from './path-element.ts';
import { describeElement, fieldElement } from './path-element.ts';
import type { Atom, ListType, TypeRef } from './type.ts';
import { fieldType } from './type.ts';
import { asList, asMap, itemElement, narrow } from './typed.ts';

/** What keeps a configuration from being merged: `.spec.zz: field not declared in schema`. */
export function checkTyped(type: TypeRef, value: Json): string[] {
  return check(type, value);
}

function check(type: TypeRef, value: Json): string[] {
  const atom = narrow(type, value);
  if (value === null) return [];
  if (atom.map !== undefined) {
    const map = asMap(value);
    if (map === undefined) return [`: expected map, got ${describe(value)}`];
    const { map: mapType } = atom;
    const problems: string[] = [];
    for (const [name, item] of Object.entries(map).sort(([left], [right]) => (left < right ? -1 : 1))) {
      const below = fieldType(mapType, name);
      const found = below === undefined ? [': field not declared in schema'] : check(below, item);
      problems.push(...found.map((problem) => `${describeElement(fieldElement(name))}${problem}`));
      // A real server looks no further in this map, in which it meets the fields in any order.
      if (below === undefined) break;
    }
    return problems;
  }
  if (atom.list !== undefined) {
    const list = asList(value);
    return list === undefined ? [`: expected list, got ${describe(value)}`] : checkItems(atom.list, list);
  }
  return checkScalar(atom.scalar, value);
}

function checkItems(type: ListType, list: Json[]): string[] {
  const seen = new Set<PathElement>();
  const problems: string[] = [];
  for (const [index, item] of list.entries()) {
    let step = `[${index}]`;
    if (type.kind !== 'atomic') {
      const identity = itemElement(type, item);
      if ('problem' in identity) return [...problems, `: element ${index}: ${identity.problem}`];
      step = describeElement(identity.element);
      if (seen.has(identity.element)) problems.push(`: duplicate entries for key ${step}`);
      seen.add(identity.element);
    }
    problems.push(...check(type.element, item).map((problem) => `${step}${problem}`));
  }
  return problems;
}

function checkScalar(scalar: Atom['scalar'], value: Json): string[] {
  switch (scalar) {
    case 'numeric':
      return typeof value === 'number' ? [] : [`: expected numeric (int or float), got ${goType(value)}`];
    case 'string':
      return typeof value === 'string'
        ? []
        : [`: expected string, got &value.valueUnstructured{Value:${goSyntax(value)}}`];
    case 'boolean':
      return typeof value === 'boolean' ? [] : [`: expected boolean, got ${describe(value)}`];
    default:
      return typeof value === 'object' ? [`: expected any scalar, got ${describe(value)}`] : [];
  }
}

function goType(value: Json): string {
  if (Array.isArray(value)) return '[]interface {}';
  if (typeof value === 'object') return 'map[string]interface {}';
  return typeof value === 'boolean' ? 'bool' : typeof value;
}

function describe(value: Json): string {
  return `&{${goPlain(value)}}`;
}
