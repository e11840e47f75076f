import { expect, it } from 'vitest';
import { compareKeys } from './order.ts';

it.each([
  { keys: ['a2', 'a10'], reason: 'numbers count, not their digits' },
  { keys: ['a2', 'a02'], reason: 'of equal numbers, the shorter comes first' },
  { keys: ['a1', 'a100', 'a10b'].sort(compareKeys), reason: 'a number that goes on is the larger one' },
  { keys: ['a100', 'a101', 'a110'], reason: 'a zero within a number counts' },
  { keys: ['-', 'a-b', 'ab'], reason: 'letters come last' },
  { keys: ['A', 'Z', 'a', 'é'], reason: 'letters go by their code' },
  { keys: ['a', 'a-', 'ab'], reason: 'a beginning comes first' },
  { keys: ['9999999999999999999', '1'], reason: 'numbers are counted in 64 bits' },
  { keys: ['\u{10400}', '\u{10401}'], reason: 'a letter may take two units' },
])('when $reason, $keys are in order', ({ keys }) => {
  expect(keys.toReversed().sort(compareKeys)).toEqual(keys);
});
