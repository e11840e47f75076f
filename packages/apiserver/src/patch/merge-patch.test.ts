import { describe, expect, it } from 'vitest';
import type { Json } from '../schema/json.ts';
import { mergePatch } from './merge-patch.ts';

describe('mergePatch', () => {
  it.each<{ reason: string; document: Json; patch: Json; result: Json }>([
    {
      reason: 'objects merge, null removes',
      document: { a: { b: 1, c: 2 } },
      patch: { a: { b: null } },
      result: { a: { c: 2 } },
    },
    {
      reason: 'lists are replaced, null in them kept',
      document: { l: [1, 2] },
      patch: { l: [3, null] },
      result: { l: [3, null] },
    },
    {
      reason: 'null in the objects of a list is dropped',
      document: { l: [1] },
      patch: { l: [{ a: null, b: [{ c: null }] }, null] },
      result: { l: [{ b: [{}] }, null] },
    },
    {
      reason: 'null in the objects of a list that takes the place of an object is kept',
      document: { l: {} },
      patch: { l: [{ a: null }] },
      result: { l: [{ a: null }] },
    },
    {
      reason: 'null in what is new is dropped',
      document: {},
      patch: { a: { b: null, c: 1 } },
      result: { a: { c: 1 } },
    },
    {
      reason: 'an object takes the place of a scalar',
      document: { a: 1 },
      patch: { a: { b: 2 } },
      result: { a: { b: 2 } },
    },
  ])('$reason', ({ document, patch, result }) => {
    const before = structuredClone(document);
    expect(mergePatch(document, patch)).toEqual(result);
    expect(document).toEqual(before);
  });

  // As a real 1.36 server answers.
  it.each<{ patch: Json; message: string }>([
    {
      patch: [],
      message: 'error decoding patch: json: cannot unmarshal array into Go value of type map[string]interface {}',
    },
    {
      patch: 'x',
      message: 'error decoding patch: json: cannot unmarshal string into Go value of type map[string]interface {}',
    },
    { patch: null, message: 'Invalid JSON Patch' },
  ])('refuses $patch', ({ patch, message }) => {
    expect(() => mergePatch({}, patch)).toThrow(expect.objectContaining({ code: 400, message }));
  });

  it('when a key is __proto__, sets a field of that name', () => {
    const merged = mergePatch({}, JSON.parse('{"__proto__": {"polluted": true}}'));
    expect(Object.keys(merged as object)).toEqual(['__proto__']);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});
