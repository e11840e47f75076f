import { describe, expect, it } from 'vitest';
import { duplicateFields } from './duplicates.ts';

describe('duplicateFields', () => {
  it.each([
    ['{"a":1,"b":2}', []],
    ['{"a":1,"a":2}', ['a']],
    ['{"spec":{"size":1,"x":{"size":1},"size":2}}', ['spec.size']],
    ['{"a":{"b":1},"c":{"b":1}}', []],
    ['{"items":[{"a":1},{"a":1,"a":2}]}', ['items[1].a']],
    ['{"m":[[1,2],[{"k":1,"k":2}]]}', ['m[1][0].k']],
    ['{"a":"a\\":1,\\"a","a":"{"}', ['a']],
    ['{ "a" : "x" , "\\u0061" : 1 }', ['a']],
    ['[{"a":1,"a":1}]', ['[0].a']],
    ['"a"', []],
  ])('in %s finds %j', (text, expected) => {
    expect(duplicateFields(text)).toEqual(expected);
  });
});
