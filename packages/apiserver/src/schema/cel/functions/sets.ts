import type { Environment } from '@marcbachmann/cel-js';
import { same } from '../same.ts';
import { registerNamespace } from './namespaces.ts';

type Items = readonly unknown[];

/** Lists as sets, whatever the order and number of equal items: cel-go ext/sets.go. */
export function registerSets(environment: Environment): void {
  const sets = registerNamespace(environment, 'sets');
  environment
    .registerFunction(`${sets}.contains(list<T>, list<T>): bool`, (_: unknown, all: Items, some: Items) =>
      contains(all, some),
    )
    .registerFunction(
      `${sets}.equivalent(list<T>, list<T>): bool`,
      (_: unknown, left: Items, right: Items) => contains(left, right) && contains(right, left),
    )
    .registerFunction(`${sets}.intersects(list<T>, list<T>): bool`, (_: unknown, left: Items, right: Items) =>
      left.some((item) => has(right, item)),
    );
}

function contains(all: Items, some: Items): boolean {
  return some.every((item) => has(all, item));
}

function has(items: Items, wanted: unknown): boolean {
  return items.some((item) => same(item, wanted));
}
