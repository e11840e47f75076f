import type { Json, JsonObject } from '../schema/json.ts';
import { isObject, setOwn } from '../schema/json.ts';
import type { PathElement } from './path-element.ts';
import { describeElement, fieldElement, inOrder, parseElement } from './path-element.ts';
import type { TypeRef } from './type.ts';
import { atomOf, fieldType } from './type.ts';

/** A set of paths, as managedFields keeps it: a tree whose nodes say whether the path to them is in the set. Never changed in place once built. */
export type FieldSet = ReadonlyMap<PathElement, FieldNode>;
export interface FieldNode {
  readonly member: boolean;
  readonly children: FieldSet;
}

export const emptySet: FieldSet = new Map();

export function isEmpty(set: FieldSet): boolean {
  return set.size === 0;
}

export function union(left: FieldSet, right: FieldSet): FieldSet {
  if (left.size === 0) return right;
  if (right.size === 0) return left;
  const result = new Map(left);
  for (const [element, node] of right) {
    const other = left.get(element);
    const both = other && { member: other.member || node.member, children: union(other.children, node.children) };
    result.set(element, both ?? node);
  }
  return result;
}

export function intersection(left: FieldSet, right: FieldSet): FieldSet {
  return pairs(left, right, (node, other) => ({
    member: node.member && (other?.member ?? false),
    children: other === undefined ? emptySet : intersection(node.children, other.children),
  }));
}

/** What is in `left` and not in `right`; a path below a removed one stays. */
export function difference(left: FieldSet, right: FieldSet): FieldSet {
  return pairs(left, right, (node, other) =>
    other === undefined
      ? node
      : { member: node.member && !other.member, children: difference(node.children, other.children) },
  );
}

/** What is in `left` and neither in `right` nor below a path of `right`. */
export function recursiveDifference(left: FieldSet, right: FieldSet): FieldSet {
  return pairs(left, right, (node, other) => {
    if (other === undefined) return node;
    if (other.member) return { member: false, children: emptySet };
    return { member: node.member, children: recursiveDifference(node.children, other.children) };
  });
}

function pairs(
  left: FieldSet,
  right: FieldSet,
  combine: (node: FieldNode, other: FieldNode | undefined) => FieldNode,
): FieldSet {
  const result = new Map<PathElement, FieldNode>();
  for (const [element, node] of left) {
    const combined = combine(node, right.get(element));
    if (combined.member || combined.children.size > 0) result.set(element, combined);
  }
  return result;
}

/**
 * The set with every declared field that leads to a member made a member itself: whoever owns all that is inside a struct
 * owns the struct. Keys of open maps are left as they are.
 */
export function withNamedFields(set: FieldSet, type: TypeRef): FieldSet {
  const { map, list } = atomOf(type);
  const result = new Map<PathElement, FieldNode>();
  for (const [element, node] of set) {
    const name = element.slice(2);
    const isField = element.startsWith('f:') && map !== undefined;
    const declared = isField && map.fields.has(name);
    const below = isField
      ? fieldType(map, name)
      : element.startsWith('k:') && list !== undefined
        ? list.element
        : undefined;
    const children = below === undefined ? node.children : withNamedFields(node.children, below);
    result.set(element, { member: node.member || (declared && node.children.size > 0), children });
  }
  return result;
}

/** Collects paths into a set. */
export interface SetBuilder {
  insert(path: readonly PathElement[]): void;
  readonly set: FieldSet;
}

interface MutableNode {
  member: boolean;
  children: Map<PathElement, MutableNode>;
}

/** Shared by all nodes with nothing below them, since most have nothing: `insert` gives a node its own. */
const none = new Map<PathElement, MutableNode>();

export function setBuilder(): SetBuilder {
  const root: MutableNode = { member: false, children: new Map() };
  return {
    set: root.children,
    insert(path) {
      let node = root;
      for (const element of path) {
        if (node.children === none) node.children = new Map();
        let next = node.children.get(element);
        if (next === undefined) node.children.set(element, (next = { member: false, children: none }));
        node = next;
      }
      node.member = true;
    },
  };
}

export function setOf(...paths: readonly (readonly string[])[]): FieldSet {
  const builder = setBuilder();
  for (const path of paths) builder.insert(path.map(fieldElement));
  return builder.set;
}

/** Every path of the set, at each level its own members first. */
export function* pathsOf(set: FieldSet, prefix: readonly PathElement[] = []): Generator<readonly PathElement[]> {
  const entries = inOrder(set);
  for (const [element, node] of entries) if (node.member) yield [...prefix, element];
  for (const [element, node] of entries) yield* pathsOf(node.children, [...prefix, element]);
}

/** `.spec.ackVpcEndpoint[clusterId="c1"].vSwitches` */
export function describePath(path: readonly PathElement[]): string {
  return path.map(describeElement).join('');
}

/** FieldsV1: `{"f:spec":{".":{},"f:size":{}}}`. */
export function toFieldsV1(set: FieldSet): JsonObject {
  return writeInto({}, set);
}

function writeInto(result: JsonObject, set: FieldSet): JsonObject {
  for (const [element, { member, children }] of inOrder(set)) {
    setOwn(result, element, writeInto(member && children.size > 0 ? { '.': {} } : {}, children));
  }
  return result;
}

/** Reads FieldsV1; elements of unknown kinds are passed over. Undefined when it is no object tree at all. */
export function fromFieldsV1(value: Json): FieldSet | undefined {
  if (!isObject(value)) return undefined;
  const result = new Map<PathElement, FieldNode>();
  for (const [text, below] of Object.entries(value)) {
    if (text === '.') continue;
    if (!isObject(below)) return undefined;
    const element = parseElement(text);
    const children = fromFieldsV1(below);
    if (children === undefined) return undefined;
    if (element !== undefined) {
      result.set(element, { member: Object.hasOwn(below, '.') || children.size === 0, children });
    }
  }
  return result;
}
