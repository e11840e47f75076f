import { describe, expect, it } from 'vitest';
import { changedLines } from './changed-lines.ts';

describe('changedLines', () => {
  it.each([
    ['a\nb\nc', 'a\nb\nc', []],
    ['a\nb\nc', 'a\nx\nc', ['-b', '+x']],
    ['a\nc', 'a\nb\nc\nd', ['+b', '+d']],
    ['a\nb\nc', 'c\na', ['-a', '-b', '+a']],
    ['', 'a', ['-', '+a']],
  ])('of %j and %j', (expected, actual, changes) => {
    expect(changedLines(expected, actual)).toEqual(changes);
  });
});
