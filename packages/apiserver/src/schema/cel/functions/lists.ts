import { type Environment, EvaluationError } from '@marcbachmann/cel-js';
import { Duration, UnsignedInt } from '@marcbachmann/cel-js/evaluator';
import { comparable, compare } from '../compare.ts';
import { MAX_INT, MAX_UINT } from '../integers.ts';
import { noSuchOverload } from '../no-such-overload.ts';
import { same } from '../same.ts';

type Items = readonly unknown[];

/** Lists of what can be compared or added: k8s.io/apiserver/pkg/cel/library/lists.go. */
export function registerLists(environment: Environment): void {
  for (const type of comparable) {
    environment
      .registerFunction(`list<${type}>.isSorted(): bool`, isSorted)
      .registerFunction(`list<${type}>.min(): ${type}`, (items: Items) => extreme('min', items, -1))
      .registerFunction(`list<${type}>.max(): ${type}`, (items: Items) => extreme('max', items, 1));
  }
  for (const [type, sum] of Object.entries(sums)) environment.registerFunction(`list<${type}>.sum(): ${type}`, sum);
  environment
    .registerFunction('list<T>.indexOf(T): int', (items: Items, wanted: unknown) =>
      BigInt(items.findIndex((item) => same(item, wanted))),
    )
    .registerFunction('list<T>.lastIndexOf(T): int', (items: Items, wanted: unknown) =>
      BigInt(items.findLastIndex((item) => same(item, wanted))),
    );
}

function isSorted(items: Items): boolean {
  return items.every((item, at) => at === 0 || compare(items[at - 1], item) <= 0);
}

function extreme(name: string, items: Items, sign: number): unknown {
  if (items.length === 0) throw new EvaluationError(`${name} called on empty list`);
  return items.reduce((best, item) => (Math.sign(compare(item, best)) === sign ? item : best));
}

const sums: Readonly<Record<string, (items: Items) => unknown>> = {
  int: (items) => {
    let sum = 0n;
    for (const item of items) {
      if (typeof item !== 'bigint') throw noSuchOverload();
      sum += item;
      if (sum > MAX_INT || sum < -MAX_INT - 1n) throw new EvaluationError('integer overflow');
    }
    return sum;
  },
  uint: (items) => {
    let sum = 0n;
    for (const item of items) {
      if (!(item instanceof UnsignedInt)) throw noSuchOverload();
      sum += item.value;
      if (sum > MAX_UINT) throw new EvaluationError('unsigned integer overflow');
    }
    return new UnsignedInt(sum);
  },
  double: (items) => {
    let sum = 0;
    for (const item of items) {
      if (typeof item !== 'number') throw noSuchOverload();
      sum += item;
    }
    return sum;
  },
  'google.protobuf.Duration': (items) => {
    let sum = new Duration(0);
    for (const item of items) {
      if (!(item instanceof Duration)) throw noSuchOverload();
      sum = sum.addDuration(item);
    }
    return sum;
  },
};

/** A list whose items are of several types, which only a list of no known type can have. */
