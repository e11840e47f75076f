import type { Known } from './known.ts';
import { listOf, sizeOf } from './literals.ts';
import { fixed, times, union } from './size.ts';

/**
 * The macros that run over a collection, as the loops that they stand for: a result so far, looked at before each step (`all` and `exists`)
 * or not, and a step that adds to it. `element` is what a turn is about, `bodies` its conditions and results.
 */
export function estimateLoop(name: string, range: Known, element: Known, bodies: readonly Known[]): Known {
  const turns = sizeOf(range).max;
  const loop = (around: number, turn: number): number => range.cost + around + times(turns, turn);
  const [first = element, second] = bodies;
  const collect = (item: Known, condition: number): Known => {
    const made = listOf([item]);
    return {
      cost: loop(listOf([]).cost + 1, condition + 2 + made.cost),
      size: sizeOf(range),
      entry: made.entry && { ...made.entry, value: union(fixed(0), made.entry.value) },
    };
  };
  switch (name) {
    case 'all':
      return { cost: loop(1, 2 + 1 + first.cost) };
    case 'exists':
      return { cost: loop(1, 3 + 1 + first.cost) };
    case 'exists_one':
      return { cost: loop(2, 2 + first.cost) };
    case 'filter':
      return collect(element, first.cost);
    default:
      return second === undefined ? collect(first, 0) : collect(second, first.cost);
  }
}
