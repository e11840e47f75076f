import { describe, expect, it } from 'vitest';
import { mergePatch } from './merge-patch.ts';

describe('mergePatch', () => {
  it.each([
    ['the same', { a: 1, b: { c: [1] } }, { b: { c: [1] }, a: 1 }, undefined],
    ['a new field', {}, { a: 1 }, { a: 1 }],
    ['a changed field inside', { a: { b: 1, c: 2 } }, { a: { b: 1, c: 3 } }, { a: { c: 3 } }],
    ['a field that goes', { a: 1, b: { c: 1, d: 2 } }, { b: { d: 2 } }, { a: null, b: { c: null } }],
    ['a list with one other entry', { a: [{ b: 1 }, { b: 2 }] }, { a: [{ b: 1 }] }, { a: [{ b: 1 }] }],
    [
      'undefined for absent, also in a list',
      { a: [{ b: 1 }] },
      { a: [{ b: 1, c: undefined }], d: undefined },
      undefined,
    ],
    ['a field that goes in a list', { a: [{ b: 1, c: 2 }] }, { a: [{ b: 1 }] }, { a: [{ b: 1 }] }],
    ['a list in place of an object', { a: [{}] }, { a: [[]] }, { a: [[]] }],
    ['null in place of an object', { a: [{}] }, { a: [null] }, { a: [null] }],
    ['an object in place of a text', { a: 'x' }, { a: { b: 1 } }, { a: { b: 1 } }],
    ['an empty object that appears', {}, { a: {} }, { a: {} }],
  ])('when given %s, says only what changes', (_, from, to, expected) => {
    expect(mergePatch(from, to)).toEqual(expected);
  });
});
