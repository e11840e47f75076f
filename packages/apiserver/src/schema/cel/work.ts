import type { Json } from '../json.ts';
import { isObject } from '../json.ts';

/** A node of a parsed expression, as far as it matters here. */
interface Node {
  op: string;
  args: unknown;
}

const loops = new Set(['all', 'exists', 'exists_one', 'filter', 'map']);

/**
 * An upper bound of the steps that evaluating an expression takes on data whose collections have at most `size` items: each
 * loop counts its body that many times. Joining and binding can make longer collections, so they widen the bound.
 */
export function workOf(ast: unknown, size: number): number {
  const grown = Math.max(1, size) * growth(ast);
  const steps = (node: unknown): number => {
    if (Array.isArray(node)) return node.reduce<number>((sum, item) => sum + steps(item), 0);
    if (!isNode(node)) return 0;
    if (!Array.isArray(node.args)) return 1;
    const [name, receiver, body] = node.args;
    if (node.op === 'rcall' && typeof name === 'string' && loops.has(name))
      return 1 + steps(receiver) + grown * steps(body);
    return 1 + steps(node.args);
  };
  return steps(ast);
}

/** All nodes of an expression, outermost first. */
export function* nodesOf(ast: unknown): Generator<Node> {
  if (Array.isArray(ast)) for (const item of ast) yield* nodesOf(item);
  if (!isNode(ast)) return;
  yield ast;
  yield* nodesOf(ast.args);
}

/** How much longer than the data a collection in the expression can get. */
function growth(ast: unknown): number {
  let factor = 1;
  for (const { op, args } of nodesOf(ast)) {
    if (op === '+') factor += 1;
    if (op === 'list' && Array.isArray(args)) factor += args.length;
    if (op === 'rcall' && Array.isArray(args) && (args[0] === 'bind' || args[0] === 'replace')) factor *= 2;
  }
  return factor;
}

/** The longest collection or string in a value. */
export function sizeOf(value: Json | undefined): number {
  if (typeof value === 'string') return 1;
  const items = Array.isArray(value) ? value : isObject(value) ? Object.values(value) : [];
  return items.reduce<number>((longest, item) => Math.max(longest, sizeOf(item)), items.length);
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'op' in value && 'args' in value;
}
