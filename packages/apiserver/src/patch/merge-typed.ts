import type { Json, JsonObject } from '../schema/json.ts';
import { own, setOwn } from '../schema/json.ts';
import type { PathElement } from './path-element.ts';
import type { Atom, ListType, MapType, TypeRef } from './type.ts';
import { fieldType, untyped } from './type.ts';
import { asList, asMap, itemElement, narrow } from './typed.ts';

/**
 * Lays an applied configuration over the live value: fields by name, items of sets and list maps by identity, all else
 * replaced (structured-merge-diff typed/merge.go). Undefined when nothing comes out, as of two empty lists of no value.
 */
export function mergeTyped(type: TypeRef, live: Json | undefined, applied: Json | undefined): Json | undefined {
  return mergeAtom(narrow(type, applied === undefined ? live : applied), live, applied);
}

function mergeAtom(atom: Atom, live: Json | undefined, applied: Json | undefined): Json | undefined {
  if (atom.map !== undefined) {
    const left = asMap(live);
    const right = asMap(applied);
    const areBare = Object.keys(left ?? {}).length === 0 && Object.keys(right ?? {}).length === 0;
    if (!atom.map.atomic && !areBare) return mergeFields(atom.map, left ?? {}, right ?? {});
  } else if (atom.list !== undefined) {
    const left = asList(live) ?? [];
    const right = asList(applied) ?? [];
    if (atom.list.kind !== 'atomic' && (left.length > 0 || right.length > 0)) return mergeItems(atom.list, left, right);
  }
  return applied === undefined ? live : applied;
}

function mergeFields(map: MapType, left: JsonObject, right: JsonObject): Json | undefined {
  const result: JsonObject = {};
  for (const name of new Set([...Object.keys(left), ...Object.keys(right)])) {
    const merged = mergeTyped(fieldType(map, name) ?? untyped, own(left, name), own(right, name));
    if (merged !== undefined) setOwn(result, name, merged);
  }
  return Object.keys(result).length === 0 ? undefined : result;
}

interface Item {
  element: PathElement;
  item: Json;
}

/**
 * Keeps the applied order for what was applied, and what else is live as near as can be to where it stood:
 * both lists are walked at once, and the live one waits at each item that both have.
 */
function mergeItems(list: ListType, live: Json[], applied: Json[]): Json | undefined {
  const lefts = identify(list, live);
  const rights = identify(list, applied);
  const liveItems = byElement(lefts);
  const appliedItems = byElement(rights);
  const shared = rights.filter(({ element }) => liveItems.has(element)).map(({ element }) => element);
  const done = new Set<PathElement>();
  const result: Json[] = [];
  const put = (left: Json | undefined, right: Json | undefined): void => {
    const merged = mergeTyped(list.element, left, right);
    if (merged !== undefined) result.push(merged);
  };
  const putApplied = ({ element }: Item): void => {
    done.add(element);
    put(liveItems.get(element), appliedItems.get(element));
  };

  let nextShared = shared.shift();
  for (let l = 0, r = 0; l < lefts.length || r < rights.length; ) {
    const left = lefts[l];
    const right = rights[r];
    if (left !== undefined && right !== undefined) {
      if (left.element === right.element) {
        putApplied(right);
        l += 1;
        r += 1;
        nextShared = shared.shift();
        continue;
      }
      if (appliedItems.has(left.element) && nextShared !== undefined && nextShared !== left.element) {
        l += 1; // Moved: it comes when the applied list reaches it.
        continue;
      }
    }
    if (left !== undefined) {
      if (!appliedItems.has(left.element)) {
        put(left.item, undefined);
        l += 1;
        continue;
      }
      if (done.has(left.element)) l += 1;
    }
    if (right !== undefined) {
      putApplied(right);
      r += 1;
      if (nextShared === right.element) nextShared = shared.shift();
    }
  }
  return result.length === 0 ? undefined : result;
}

function identify(list: ListType, items: Json[]): Item[] {
  return items.flatMap((item) => {
    const identity = itemElement(list, item);
    return 'element' in identity ? [{ element: identity.element, item }] : [];
  });
}

/** A live item that occurs twice has no state of its own to merge with. */
function byElement(items: Item[]): Map<PathElement, Json | undefined> {
  const result = new Map<PathElement, Json | undefined>();
  for (const { element, item } of items) result.set(element, result.has(element) ? undefined : item);
  return result;
}
