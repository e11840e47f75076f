import type { ASTNode } from '@marcbachmann/cel-js';
import type { Json } from '../json.ts';
import { isObject } from '../json.ts';
import { namespaceOf } from './functions/namespaces.ts';
import { LONGEST_RANGE } from './functions/sequences.ts';
import { loopVariables } from './loops.ts';

/** Of a loop, its variables among the arguments; 0 for what is none. */
export function variablesOf(name: string, args: readonly ASTNode[]): number {
  return args[0]?.op === 'id' ? loopVariables(name, args.length) : 0;
}

/**
 * An upper bound of the steps that evaluating an expression takes on data of a size: each
 * loop counts its body that many times. Joining can make longer collections, so it widens the bound. Functions that compare lists with each other count as loops do.
 */
export function workOf(ast: unknown, { items, text }: Size): number {
  const longest = Math.max(1, items, splits(ast) ? text : 0, longestRange(ast));
  const grown = longest * growth(ast, longest);
  const steps = (node: unknown): number => {
    if (Array.isArray(node)) return node.reduce<number>((sum, item) => sum + steps(item), 0);
    if (!isNode(node)) return 0;
    if (!Array.isArray(node.args)) return 1;
    if (node.op !== 'rcall') return 1 + steps(node.args);
    const [name, receiver, args] = node.args;
    if (variablesOf(name, args) > 0) return 1 + steps(receiver) + grown * steps(args);
    return turns(name, receiver, grown) + steps(node.args);
  };
  return steps(ast);
}

/** All nodes of an expression, outermost first. Each is asked for its parts when the next one is wanted: it may have been given others. */
export function* nodesOf(ast: unknown): Generator<ASTNode> {
  const left = [ast];
  while (left.length > 0) {
    const next = left.pop();
    if (isNode(next)) yield next;
    const parts: unknown = isNode(next) ? next.args : next;
    if (Array.isArray(parts)) for (const part of parts.toReversed()) left.push(part);
    else if (isNode(parts)) left.push(parts);
  }
}

/** How much longer than the data a collection in the expression can get. */
function growth(ast: unknown, longest: number): number {
  let factor = 1;
  for (const { op, args } of nodesOf(ast)) {
    if (op === '+') factor += 1;
    if (op === 'list' && Array.isArray(args)) factor += args.length;
    if (op !== 'rcall') continue;
    if (args[0] === 'replace') factor *= 2;
    if (joining.has(args[0])) factor *= longest;
  }
  return factor;
}

/** Functions that make one collection of all that are in another. */
const joining = new Set(['flatten', 'transformMapEntry']);

/** Functions that make lists out of strings. */
const splitting = new Set<unknown>(['split', 'findAll', 'getQuery']);

function splits(ast: unknown): boolean {
  for (const { args } of nodesOf(ast)) if (Array.isArray(args) && splitting.has(args[0])) return true;
  return false;
}

/** How often a method looks at an item of a list. */
function turns(name: unknown, receiver: unknown, items: number): number {
  const namespace = isNode(receiver) && receiver.op === 'id' ? namespaceOf(receiver.args) : undefined;
  if (namespace === 'sets') return 2 * items * items;
  if (name === 'distinct') return items * items;
  return walking.has(name) ? items : 1;
}

const walking = new Set<unknown>([
  'isSorted',
  'sum',
  'min',
  'max',
  'indexOf',
  'lastIndexOf',
  'slice',
  'reverse',
  'flatten',
  'sort',
]);

/** Of `lists.range`, which makes lists of numbers: what is no constant may be any. */
function longestRange(ast: unknown): number {
  let longest = 0;
  for (const { op, args } of nodesOf(ast)) {
    if (op !== 'rcall' || args[0] !== 'range') continue;
    const [end] = args[2];
    longest = Math.max(longest, end?.op === 'value' && typeof end.args === 'bigint' ? Number(end.args) : LONGEST_RANGE);
  }
  return longest;
}

/** The longest collection, in items, and the longest string, in UTF-16 units. */
export interface Size {
  items: number;
  text: number;
}

export function sizeOf(...values: (Json | undefined)[]): Size {
  const size: Size = { items: 0, text: 0 };
  const measure = (value: Json | undefined): void => {
    if (typeof value === 'string') size.text = Math.max(size.text, value.length);
    const items = Array.isArray(value) ? value : isObject(value) ? Object.values(value) : [];
    size.items = Math.max(size.items, items.length);
    items.forEach(measure);
  };
  values.forEach(measure);
  return size;
}

export function isNode(value: unknown): value is ASTNode {
  return typeof value === 'object' && value !== null && 'op' in value && 'args' in value;
}
