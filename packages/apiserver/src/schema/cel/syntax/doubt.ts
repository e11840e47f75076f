import type { ASTNode } from '@marcbachmann/cel-js';
import { MAX_INT } from '../integers.ts';
import { isNode, nodesOf } from '../work.ts';
import { expand, type Part } from './macros.ts';

/** Nothing, in the eyes of a grammar. */
const blank = String.raw`(?:\s|//[^\n]*\n)*`;

/**
 * What the library's parser may take and the server's may not, or not in the same way: a comma after the last argument, `!` and `-` before each
 * other, a hexadecimal number with a capital X, and a backslash before a quotation mark in a raw string.
 */
const doubtful = new RegExp(
  [String.raw`,${blank}\)`, `!${blank}-`, `-${blank}!`, '0X', String.raw`[rR](["'])[^]*\\\1`].join('|'),
);

/** Shorter expressions, and those whose parts stand less deep in each other, are within the server's limits. */
const LONG = 5_000;
const DEEP = 120;

/** Whether the server's parser has to be asked about an expression that the library's has taken. */
export function isDoubtful(source: string, ast: ASTNode): boolean {
  if (source.length > LONG || doubtful.test(source) || isDeep(source, ast)) return true;
  for (const { op, args } of nodesOf(ast)) {
    if (op === 'value' && typeof args === 'bigint' && args > MAX_INT) return true;
    if (op === '?:' && args[1].op === '?:') return true;
    if (op === 'call' && isRefused(args[0], undefined, args[1])) return true;
    if (op === 'rcall' && isRefused(args[0], args[1], args[2])) return true;
  }
  return false;
}

/** Brackets leave nothing behind but the order of what stands in them: each may be a level, unless it is a call's. */
function isDeep(source: string, ast: ASTNode): boolean {
  const calls = [...nodesOf(ast)].filter(({ op }) => op === 'call' || op === 'rcall');
  return depthOf(ast) + source.split('(').length - 1 - calls.length > DEEP;
}

/** What `&&` and `||` join stands side by side. */
function depthOf(part: unknown): number {
  if (Array.isArray(part)) return Math.max(0, ...part.map(depthOf));
  if (!isNode(part)) return 0;
  return depthOf(part.args) + (part.op === '&&' || part.op === '||' ? 0 : 1);
}

function isRefused(name: string, target: ASTNode | undefined, args: readonly ASTNode[]): boolean {
  return typeof expand(name, target && partOf(target), args.map(partOf)) === 'object';
}

function partOf({ op, args, start: at }: ASTNode): Part {
  switch (op) {
    case 'id':
      return { kind: 'name', name: args, at };
    case '.':
      return { kind: 'selection', at };
    case 'call':
      return { kind: args[0] === 'has' && args[1].length === 1 ? 'selection' : 'other', at };
    case 'value':
    case 'map':
      return { kind: 'value', at };
    case '-_':
      return partOf(args);
    default:
      return { kind: 'other', at };
  }
}
