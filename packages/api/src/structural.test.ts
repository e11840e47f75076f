import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { structuralSchema } from './structural.ts';

describe('structuralSchema', () => {
  it('inlines, keeps Kubernetes metadata, and puts the description first', () => {
    const item = z.object({ id: z.string().max(9).describe('The id.') });
    const schema = z.object({
      first: z.array(item).meta({ 'x-kubernetes-list-type': 'atomic' }).describe('A list.'),
      second: item.optional(),
      size: z.int().min(0).meta({ format: 'int64' }),
    });
    const inlined = {
      type: 'object',
      required: ['id'],
      properties: { id: { description: 'The id.', type: 'string', maxLength: 9 } },
    };
    const made = structuralSchema(schema);
    expect(made).toEqual({
      type: 'object',
      required: ['first', 'size'],
      properties: {
        first: { description: 'A list.', type: 'array', 'x-kubernetes-list-type': 'atomic', items: inlined },
        second: inlined,
        size: { type: 'integer', format: 'int64', minimum: 0 },
      },
    });
    expect(Object.keys(made.properties?.['first'] ?? {})).toEqual([
      'description',
      'type',
      'x-kubernetes-list-type',
      'items',
    ]);
  });

  it.each([
    ['additionalProperties', z.record(z.string(), z.string())],
    ['anyOf', z.union([z.string(), z.int()])],
    ['default', z.string().default('x')],
    ['maximum', z.int().max(7)],
  ])('when a schema uses %s, refuses it', (keyword, schema) => {
    expect(() => structuralSchema(schema)).toThrow(keyword);
  });
});
