import type { Json } from '../schema/json.ts';
import { equal, own } from '../schema/json.ts';
import type { FieldSet, SetBuilder } from './field-set.ts';
import { setBuilder } from './field-set.ts';
import type { PathElement } from './path-element.ts';
import { fieldElement } from './path-element.ts';
import type { Atom, ListType, MapType, TypeRef } from './type.ts';
import { fieldType, untyped } from './type.ts';
import { asList, asMap, isSameAtom, itemsByElement, narrow } from './typed.ts';

export interface Comparison {
  added: FieldSet;
  modified: FieldSet;
  removed: FieldSet;
}

interface Builders {
  added: SetBuilder;
  modified: SetBuilder;
  removed: SetBuilder;
}

/** What changed from one state to another (structured-merge-diff typed/compare.go). */
export function compare(type: TypeRef, before: Json, after: Json): Comparison {
  const builders: Builders = { added: setBuilder(), modified: setBuilder(), removed: setBuilder() };
  compareAt(type, before, after, [], builders);
  return { added: builders.added.set, modified: builders.modified.set, removed: builders.removed.set };
}

/** `path` is one list for all: what inserts it copies it. */
function compareAt(
  type: TypeRef,
  before: Json | undefined,
  after: Json | undefined,
  path: PathElement[],
  out: Builders,
): void {
  if (before === after) return; // what a write left alone is often the same object
  const left = narrow(type, before);
  const right = narrow(type, after);
  let isLeaf: boolean;
  if (after === undefined) {
    isLeaf = compareAtom(left, before, after, path, out);
  } else {
    if (before !== undefined && !isSameAtom(left, right)) compareAtom(left, before, after, path, out);
    isLeaf = compareAtom(right, before, after, path, out);
  }
  if (isLeaf) return;
  if (before === undefined) out.added.insert(path);
  else if (after === undefined) out.removed.insert(path);
}

/** Compares as one kind; true when the value was one leaf. */
function compareAtom(
  atom: Atom,
  before: Json | undefined,
  after: Json | undefined,
  path: PathElement[],
  out: Builders,
): boolean {
  if (atom.map !== undefined) {
    const left = asMap(before) ?? {};
    const right = asMap(after) ?? {};
    if (atom.map.atomic || (isBare(left) && isBare(right))) return compareLeaf(before, after, path, out);
    compareFields(atom.map, left, right, path, out);
    return false;
  }
  if (atom.list !== undefined) {
    const left = asList(before) ?? [];
    const right = asList(after) ?? [];
    const isLeaf = atom.list.kind === 'atomic' || (left.length === 0 && right.length === 0);
    if (isLeaf) return compareLeaf(before, after, path, out);
    compareItems(atom.list, left, right, path, out);
    return false;
  }
  return compareLeaf(before, after, path, out);
}

function compareLeaf(before: Json | undefined, after: Json | undefined, path: PathElement[], out: Builders): true {
  if (before === undefined) out.added.insert(path);
  else if (after === undefined) out.removed.insert(path);
  else if (!equal(before, after)) out.modified.insert(path);
  return true;
}

function compareFields(
  map: MapType,
  left: Readonly<Record<string, Json>>,
  right: Readonly<Record<string, Json>>,
  path: PathElement[],
  out: Builders,
): void {
  const compareField = (name: string, before: Json | undefined, after: Json | undefined): void => {
    path.push(fieldElement(name));
    compareAt(fieldType(map, name) ?? untyped, before, after, path, out);
    path.pop();
  };
  for (const name of Object.keys(left)) compareField(name, left[name], own(right, name));
  for (const name of Object.keys(right)) if (!Object.hasOwn(left, name)) compareField(name, undefined, right[name]);
}

function compareItems(list: ListType, left: Json[], right: Json[], path: PathElement[], out: Builders): void {
  const lefts = itemsByElement(list, left);
  const rights = itemsByElement(list, right);
  const compareItem = (element: PathElement, before: Json[], after: Json[]): void => {
    path.push(element);
    if (before.length < 2 && after.length < 2) {
      compareAt(list.element, before[0], after[0], path, out);
    } else if (before.length >= 2 && after.length >= 2) {
      if (!equal(before, after)) out.modified.insert(path);
    } else if (before.length >= 2) {
      if (after.length > 0) compareAt(list.element, undefined, after[0], path, out);
      out.removed.insert(path);
    } else {
      if (before.length > 0) compareAt(list.element, before[0], undefined, path, out);
      out.added.insert(path);
    }
    path.pop();
  };
  for (const [element, items] of lefts) compareItem(element, items, rights.get(element) ?? []);
  for (const [element, items] of rights) if (!lefts.has(element)) compareItem(element, [], items);
}

function isBare(map: Readonly<Record<string, Json>>): boolean {
  return Object.keys(map).length === 0;
}
