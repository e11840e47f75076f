import type { Json } from '../schema/json.ts';
import type { FieldNode, FieldSet } from './field-set.ts';
import { emptySet } from './field-set.ts';
import type { PathElement } from './path-element.ts';
import type { TypeRef } from './type.ts';
import { fieldType } from './type.ts';
import { narrow } from './typed.ts';

/**
 * Field sets outlive the schema they were written under. Where it now calls a value atomic, who owned something inside
 * owns it whole (structured-merge-diff typed/reconcile_schema.go).
 */
export function reconcileFields(type: TypeRef, live: Json | undefined, fields: FieldSet): FieldSet {
  const { map, list } = narrow(type, live);
  const result = new Map<PathElement, FieldNode>();
  for (const [element, node] of fields) {
    const below =
      map !== undefined && element.startsWith('f:')
        ? fieldType(map, element.slice(2))
        : map === undefined
          ? list?.element
          : undefined;
    result.set(element, below === undefined || node.children.size === 0 ? node : reconcileNode(below, node));
  }
  return result;
}

function reconcileNode(type: TypeRef, node: FieldNode): FieldNode {
  const { map, list } = narrow(type, undefined);
  const isAtomic = map === undefined ? list?.kind === 'atomic' : map.atomic;
  if (isAtomic) return { member: true, children: emptySet };
  return { member: node.member, children: reconcileFields(type, undefined, node.children) };
}
