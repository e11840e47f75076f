import { goFloat, goQuote } from '../schema/go-format.ts';
import type { Node } from './parse.ts';
import { isUnsigned, type Resolved } from './resolve.ts';
import { scalarOf } from './scalar.ts';

/** A key as JSON has it, as text; undefined for one that cannot become so: null, or a number that takes all 64 bits. */
export function keyText(key: Resolved): string | undefined {
  const { type, value } = key;
  if (value === null || isUnsigned(key)) return undefined;
  if (type !== 'float') return String(value);
  const single = Math.fround(Number(value));
  if (Number.isNaN(single)) return '.nan';
  if (!Number.isFinite(single)) return single > 0 ? '.inf' : '-.inf';
  return goFloat(shortened(single));
}

/** The number with the fewest digits that is the same in 32 bits. */
function shortened(single: number): number {
  if (single === 0) return single;
  for (let digits = 1; digits < 9; digits += 1) {
    const candidate = Number(single.toPrecision(digits));
    if (Math.fround(candidate) === single) return candidate;
  }
  return Number(single.toPrecision(9));
}

/** `%s` of a key's type, for keys that JSON cannot have. */
export function typeOfKey({ value }: Resolved): string {
  return value === null ? '%!s(<nil>)' : 'uint64';
}

/** `%#v` of a scalar. */
export function scalarSyntax(resolved: Resolved): string {
  const { type, value } = resolved;
  if (typeof value === 'string') return goQuote(value);
  if (isUnsigned(resolved)) return `0x${value?.toString(16)}`;
  return value === null ? '<nil>' : type === 'float' ? goFloat(Number(value)) : String(value);
}

/** `%#v` of what a node stands for. */
export function nodeSyntax(node: Node): string {
  switch (node.kind) {
    case 'alias':
      return nodeSyntax(node.node);
    case 'scalar':
      return scalarSyntax(scalarOf(node));
    case 'sequence':
      return `[]interface {}{${node.items.map(itemSyntax).join(', ')}}`;
    case 'mapping': {
      const entries = node.entries.map(([key, value]) => [itemSyntax(key), itemSyntax(value)] as const);
      const sorted = [...new Map(entries)].sort(([left], [right]) => (left < right ? -1 : 1));
      return `map[interface {}]interface {}{${sorted.map(([key, value]) => `${key}:${value}`).join(', ')}}`;
    }
  }
}

function itemSyntax(node: Node): string {
  const syntax = nodeSyntax(node);
  return syntax === '<nil>' ? 'interface {}(nil)' : syntax;
}
