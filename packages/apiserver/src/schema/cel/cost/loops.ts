import type { Known } from './known.ts';
import { estimateLibraryCall } from './library-calls.ts';
import { listOf, mapOf, sizeOf } from './literals.ts';
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
  const insert = (entry: Known, condition: number): Known => ({
    cost: loop(mapOf([]).cost + 1, condition + 2 + entry.cost),
    size: sizeOf(range),
  });
  switch (name) {
    case 'all':
      return { cost: loop(1, 2 + 1 + first.cost) };
    case 'exists':
      return { cost: loop(1, 3 + 1 + first.cost) };
    case 'exists_one':
    case 'existsOne':
      return { cost: loop(2, 2 + first.cost) };
    case 'filter':
      return collect(element, first.cost);
    case 'transformMap':
    case 'transformMapEntry': {
      const [body, condition] = second === undefined ? [first, 0] : [second, first.cost];
      // A key is looked up where the body gives no entry of its own.
      return insert(body, condition + (name === 'transformMap' ? 1 : 0));
    }
    case 'sortBy': {
      const keys = collect(first, 0);
      const sorted = estimateLibraryCall(
        'sort',
        { ...range, type: { kind: 'list', name: 'list', valueType: first.type } },
        [],
      );
      return { cost: listOf([]).cost + 2 + keys.cost + (sorted?.cost ?? 0), size: sorted?.size };
    }
    default:
      return second === undefined ? collect(first, 0) : collect(second, first.cost);
  }
}
