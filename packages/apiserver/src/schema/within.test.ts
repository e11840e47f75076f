import { expect, it } from 'vitest';
import type { JsonSchema } from './types.ts';
import { within } from './within.ts';

const hasDefault = within((schema) => schema.default !== undefined);

it('finds a keyword in fields, items and values of a map', () => {
  const preset: JsonSchema = { type: 'string', default: 'x' };
  expect(hasDefault(preset)).toBe(true);
  expect(hasDefault({ properties: { a: { items: { additionalProperties: preset } } } })).toBe(true);
  expect(hasDefault({ properties: { a: { items: { additionalProperties: true } } } })).toBe(false);
});

it('answers alike for every schema of a circle, whichever is asked first', () => {
  const inner: JsonSchema = {};
  const outer: JsonSchema = { properties: { inner, other: { default: 1 } } };
  inner.items = outer;
  expect(hasDefault(outer)).toBe(true);
  expect(hasDefault(inner)).toBe(true);
});
