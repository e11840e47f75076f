import type { ASTNode } from '@marcbachmann/cel-js';

/** A type as the checker of the library has it. */
export interface CheckedType {
  kind: string;
  name: string;
  keyType?: CheckedType;
  valueType?: CheckedType | undefined;
}

/** The type that the checker found for an expression; undefined where it did not look. */
export function typeOf(node: ASTNode): CheckedType | undefined {
  return (node as { checkedType?: CheckedType }).checkedType; // The checker leaves it there; the library's declarations do not say so.
}

const scalars = new Set(['bool', 'double', 'google.protobuf.Duration', 'int', 'google.protobuf.Timestamp', 'uint']);

/** Whether all values of a type have the same length. */
export function isScalar(type: CheckedType | undefined): boolean {
  if (type === undefined) return false;
  return type.kind === 'optional' ? isScalar(type.valueType) : scalars.has(type.name);
}
