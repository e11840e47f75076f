import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkStructural } from './check-structural.ts';
import { applyDefaults } from './defaults.ts';
import type { Json } from './json.ts';
import { clone, equal } from './json.ts';
import { prune } from './prune.ts';
import type { JsonSchema } from './types.ts';
import { validate } from './validate.ts';

const json = fc.jsonValue({ maxDepth: 4 }) as fc.Arbitrary<Json>;

const leaf = fc.record(
  {
    type: fc.constantFrom('object', 'array', 'string', 'integer', 'number', 'boolean'),
    format: fc.constantFrom('date-time', 'int32', 'uri', 'hostname', 'duration', 'nonsense'),
    nullable: fc.boolean(),
    pattern: fc.constantFrom('^a+$', '(', '\\p{L}*'),
    minimum: fc.double(),
    multipleOf: fc.double(),
    maxLength: fc.nat(3),
    minItems: fc.nat(2),
    enum: fc.array(json, { maxLength: 2 }),
    // No null in them: a default with one where none is allowed is refused when the schema is made.
    default: fc.constantFrom<Json>('a', 1, true, {}, [], { a: { b: 1 } }, [{ c: 'd' }]),
    required: fc.array(fc.string(), { maxLength: 2 }),
    'x-kubernetes-list-type': fc.constantFrom('set', 'map', 'atomic'),
    'x-kubernetes-list-map-keys': fc.array(fc.string(), { maxLength: 2 }),
    'x-kubernetes-int-or-string': fc.boolean(),
    'x-kubernetes-embedded-resource': fc.boolean(),
    'x-kubernetes-preserve-unknown-fields': fc.boolean(),
  },
  { requiredKeys: [] },
) as fc.Arbitrary<JsonSchema>;

const around = (inner: fc.Arbitrary<JsonSchema>): fc.Arbitrary<JsonSchema> => {
  const some = fc.array(inner, { maxLength: 2 });
  const parts = {
    properties: fc.dictionary(fc.string(), inner, { maxKeys: 3 }),
    items: inner,
    additionalProperties: fc.oneof(fc.boolean(), inner),
    anyOf: some,
    oneOf: some,
    allOf: some,
    not: inner,
  };
  const children = fc.record(parts, { requiredKeys: [] }) as fc.Arbitrary<JsonSchema>;
  return fc.tuple(leaf, children).map(([own, below]) => ({ ...own, ...below }));
};

/** Schemas of every keyword, structural or not, three deep. */
const anySchema = around(around(leaf));

describe('for any schema and value', () => {
  it('validate never throws', () => {
    fc.assert(
      fc.property(anySchema, json, json, (schema, value, former) => Array.isArray(validate(schema, value, '', former))),
    );
  });

  it('checkStructural never throws', () => {
    fc.assert(fc.property(anySchema, (schema) => Array.isArray(checkStructural(schema, 'spec'))));
  });

  it('applyDefaults twice is applyDefaults once', () => {
    fc.assert(
      fc.property(anySchema, json, (schema, value) => {
        applyDefaults(schema, value);
        const once = clone(value);
        applyDefaults(schema, value);
        expect(equal(value, once)).toBe(true);
      }),
    );
  });

  it('prune leaves a subset, and nothing more to prune', () => {
    fc.assert(
      fc.property(anySchema, json, (schema, value) => {
        const before = clone(value);
        prune(schema, value);
        expect(isSubset(value, before)).toBe(true);
        expect(prune(schema, value)).toEqual([]);
      }),
    );
  });
});

function isSubset(part: Json, whole: Json): boolean {
  if (Array.isArray(part)) {
    return (
      Array.isArray(whole) &&
      part.length === whole.length &&
      part.every((item, index) => isSubset(item, whole[index] ?? null))
    );
  }
  if (typeof part !== 'object' || part === null) return part === whole;
  if (typeof whole !== 'object' || whole === null || Array.isArray(whole)) return false;
  return Object.entries(part).every(([key, item]) => Object.hasOwn(whole, key) && isSubset(item, whole[key] ?? null));
}
