import { expect, it } from 'vitest';
import { clip } from './clip.ts';

it.each([
  ['abc', 3, 'abc'],
  ['abcd', 3, 'ab…'],
  ['a😀b', 3, 'a…'],
  ['', 3, ''],
])('cuts %j to %i characters', (text, max, cut) => {
  expect(clip(text, max)).toBe(cut);
});
