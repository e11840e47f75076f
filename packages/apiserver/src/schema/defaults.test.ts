import { describe, expect, it } from 'vitest';
import { applyDefaults } from './defaults.ts';
import type { Json } from './json.ts';
import type { JsonSchema } from './types.ts';

const schema: JsonSchema = {
  type: 'object',
  properties: {
    color: { type: 'string', default: 'red' },
    size: { type: 'integer' },
    note: { type: 'string', nullable: true, default: 'n' },
    inner: { type: 'object', default: {}, properties: { deep: { type: 'string', default: 'd' } } },
    rows: { type: 'array', items: { type: 'object', properties: { a: { type: 'string', default: 'x' } } } },
  },
};

describe('applyDefaults', () => {
  it.each<{ reason: string; value: Json; result: Json }>([
    {
      reason: 'absent fields get their default, and defaults inside it',
      value: {},
      result: { color: 'red', note: 'n', inner: { deep: 'd' } },
    },
    {
      reason: 'null where none is allowed counts as absent; without a default it goes',
      value: { color: null, size: null },
      result: { color: 'red', note: 'n', inner: { deep: 'd' } },
    },
    {
      reason: 'null where it is allowed stays',
      value: { note: null },
      result: { color: 'red', note: null, inner: { deep: 'd' } },
    },
    {
      reason: 'items are filled in, values of the wrong type left to validation',
      value: { rows: [{}, { a: 'y' }, 3], inner: 'text' },
      result: { color: 'red', note: 'n', inner: 'text', rows: [{ a: 'x' }, { a: 'y' }, 3] },
    },
  ])('$reason', ({ value, result }) => {
    applyDefaults(schema, value);
    expect(value).toEqual(result);
  });

  it('gives every object a copy of its own', () => {
    const values: Json[] = [{}, {}];
    for (const value of values) applyDefaults(schema, value);
    const [first, second] = values as { inner: object }[];
    expect(first?.inner).not.toBe(second?.inner);
    expect(first?.inner).not.toBe(schema.properties?.['inner']?.default);
  });
});
