import { expect, it } from 'vitest';
import { table } from './table.mjs';

it('lines columns up and leaves no blanks at the ends', () => {
  expect(
    table(
      ['a', 'b'],
      [
        ['long', '1'],
        ['x', ''],
      ],
    ),
  ).toBe('a     b\nlong  1\nx');
});
