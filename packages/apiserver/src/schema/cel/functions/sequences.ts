import { type Environment, EvaluationError, Optional } from '@marcbachmann/cel-js';
import { comparable, compare } from '../compare.ts';
import { same } from '../same.ts';
import { registerNamespace } from './namespaces.ts';
import { unwrap } from './optionals.ts';

type Items = readonly unknown[];

/** Items that a range may have: the estimated cost of a rule lets no more be asked of constants. */
export const LONGEST_RANGE = 1_000_000;

/** Lists made of lists: cel-go ext/lists.go, version 3, and of optional values (cel/library.go). */
export function registerSequences(environment: Environment): void {
  const lists = registerNamespace(environment, 'lists');
  environment
    .registerFunction(`${lists}.range(int): list<int>`, (_: unknown, end: bigint) => range(end))
    .registerFunction('list<T>.slice(int, int): list<T>', slice)
    .registerFunction('list<T>.reverse(): list<T>', (items: Items) => [...items].reverse())
    .registerFunction('list<T>.distinct(): list<T>', distinct)
    .registerFunction('list<list<T>>.flatten(): list<T>', (items: Items) => items.flat())
    .registerFunction('list<dyn>.flatten(int): list<dyn>', (items: Items, depth: bigint) => {
      if (depth < 0n) throw new EvaluationError('level must be non-negative');
      return items.flat(Number(depth));
    })
    .registerFunction('list<T>.first(): optional<T>', (items: Items) => at(items, 0))
    .registerFunction('list<T>.last(): optional<T>', (items: Items) => at(items, items.length - 1))
    .registerFunction('list<optional<T>>.unwrapOpt(): list<T>', unwrap);
  for (const type of comparable) {
    environment.registerFunction(`list<${type}>.sort(): list<${type}>`, (items: Items) => [...items].sort(compare));
  }
}

function range(end: bigint): bigint[] {
  if (end > LONGEST_RANGE) throw new EvaluationError('operation cancelled: actual cost limit exceeded');
  return Array.from({ length: Math.max(0, Number(end)) }, (_, item) => BigInt(item));
}

function slice(items: Items, start: bigint, end: bigint): Items {
  const wrong = (what: string): EvaluationError => new EvaluationError(`cannot slice(${start}, ${end}), ${what}`);
  if (start < 0n || end < 0n) throw wrong('negative indexes not supported');
  if (start > end) throw wrong('start index must be less than or equal to end index');
  if (end > BigInt(items.length)) throw wrong(`list is length ${items.length}`);
  return items.slice(Number(start), Number(end));
}

function distinct(items: Items): Items {
  const found: unknown[] = [];
  for (const item of items) if (!found.some((other) => same(item, other))) found.push(item);
  return found;
}

function at(items: Items, index: number): Optional {
  return index in items ? Optional.of(items[index]) : Optional.none();
}
