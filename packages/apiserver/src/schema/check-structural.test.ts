import { describe, expect, it } from 'vitest';
import { checkStructural } from './check-structural.ts';
import type { JsonSchema, ValidationRule } from './types.ts';

const text: JsonSchema = { type: 'string' };
const spec = (schema: JsonSchema): JsonSchema => ({ type: 'object', properties: { spec: schema } });
const object = (properties: Record<string, JsonSchema>, more: JsonSchema = {}): JsonSchema => ({
  type: 'object',
  properties,
  ...more,
});
const withRule = (rule: ValidationRule): JsonSchema =>
  spec(object({ size: { type: 'integer' } }, { 'x-kubernetes-validations': [rule] }));
const listMap = (items: JsonSchema, keys = ['k']): JsonSchema =>
  spec(object({ l: { type: 'array', 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': keys, items } }));

function check(schema: JsonSchema): string[] {
  return checkStructural(schema, 's').map(({ field, message }) => `${field}: ${message}`);
}

describe('checkStructural', () => {
  it.each<{ reason: string; schema: JsonSchema; causes: string[] }>([
    {
      reason: 'every field has a type',
      schema: spec({ properties: { a: {} } }),
      causes: [
        's.properties[spec].properties[a].type: Required value: must not be empty for specified object fields',
        's.properties[spec].type: Required value: must not be empty for specified object fields',
      ],
    },
    {
      reason: 'the root is an object',
      schema: { type: 'string' },
      causes: ['s.type: Invalid value: "string": must be object at the root'],
    },
    {
      reason: 'a list has items',
      schema: spec({ type: 'array' }),
      causes: ['s.properties[spec].items: Required value: must be specified'],
    },
    {
      reason: 'metadata may only be constrained in its name',
      schema: object({ metadata: object({ labels: { type: 'object' } }) }),
      causes: [
        's.properties[metadata]: Forbidden: must not specify anything other than name and generateName, but metadata is implicitly specified',
      ],
    },
    {
      reason: 'and in it it may',
      schema: object({ metadata: object({ name: { type: 'string', enum: ['default'] } }) }),
      causes: [],
    },
    {
      reason: 'logical keywords constrain, they do not describe, and at the root only what the core has',
      schema: object({}, { anyOf: [{ properties: { b: { type: 'string', minLength: 1 } } }] }),
      causes: [
        's.anyOf[0].properties[b].type: Forbidden: must be empty to be structural',
        's.properties[b]: Required value: because it is defined in s.anyOf[0].properties[b]',
      ],
    },
    {
      reason: 'int-or-string may say its two types',
      schema: spec(
        object({ p: { 'x-kubernetes-int-or-string': true, anyOf: [{ type: 'integer' }, { type: 'string' }] } }),
      ),
      causes: [],
    },
    {
      reason: 'keys of a list map are required or have a default',
      schema: listMap(object({ k: text })),
      causes: [
        's.properties[spec].properties[l].items.properties[k].default: Required value: this property is in x-kubernetes-list-map-keys, so it must have a default or be a required property',
      ],
    },
    {
      reason: 'keys of a list map are fields of its items',
      schema: listMap(object({ k: text }, { required: ['k'] }), ['k', 'q']),
      causes: [
        's.properties[spec].properties[l].x-kubernetes-list-map-keys: Invalid value: ["k","q"]: entries must all be names of item properties',
      ],
    },
    {
      reason: 'uniqueItems and $ref are not served',
      schema: spec(object({ l: { type: 'array', uniqueItems: true, items: text }, r: { ...text, $ref: '#/x' } })),
      causes: [
        's.properties[spec].properties[l].uniqueItems: Forbidden: uniqueItems cannot be set to true since the runtime complexity becomes quadratic',
        's.properties[spec].properties[r].$ref: Forbidden: $ref is not supported',
      ],
    },
    {
      reason: 'a default is valid by its own schema',
      schema: spec(object({ c: { type: 'string', enum: ['a'], default: 'b' } })),
      causes: ['s.properties[spec].properties[c].default: Unsupported value: "b": supported values: "a"'],
    },
    {
      reason: 'a default has no unknown fields',
      schema: spec(object({ c: object({}, { default: { x: 1 } }) })),
      causes: ['s.properties[spec].properties[c].default: Invalid value: {"x":1}: must not have unknown fields'],
    },
    {
      reason: 'a pattern compiles',
      schema: spec(object({ c: { type: 'string', pattern: 'a(' } })),
      causes: [
        's.properties[spec].properties[c].pattern: Invalid value: "a(": must be a valid regular expression, but isn\'t: error parsing regexp: missing closing ): `a(`',
      ],
    },
    // From here on as a real 1.36 server answers.
    {
      reason: 'a rule names fields that there are',
      schema: withRule({ rule: 'self.nosuch == 1' }),
      causes: [
        's.properties[spec].x-kubernetes-validations[0].rule: Invalid value: {"Rule":"self.nosuch == 1","Message":"","MessageExpression":"","Reason":null,"FieldPath":"","OptionalOldSelf":null}: ' +
          "compilation failed: ERROR: <input>:1:5: undefined field 'nosuch'\n | self.nosuch == 1\n | ....^",
      ],
    },
    {
      reason: 'a rule gives a bool',
      schema: withRule({ rule: 'self.size' }),
      causes: [
        's.properties[spec].x-kubernetes-validations[0].rule: Invalid value: {"Rule":"self.size","Message":"","MessageExpression":"","Reason":null,"FieldPath":"","OptionalOldSelf":null}: cel expression must evaluate to a bool',
      ],
    },
    {
      reason: 'a message expression gives a string',
      schema: withRule({ rule: 'self.size > 1', messageExpression: 'self.size' }),
      causes: [
        's.properties[spec].x-kubernetes-validations[0].messageExpression: Invalid value: {"Rule":"self.size \\u003e 1","Message":"","MessageExpression":"self.size","Reason":null,"FieldPath":"","OptionalOldSelf":null}: messageExpression must evaluate to a string',
      ],
    },
    {
      reason: 'a fieldPath is of the schema',
      schema: withRule({ rule: 'true', fieldPath: '.nosuch' }),
      causes: [
        's.properties[spec].x-kubernetes-validations[0].fieldPath: Invalid value: ".nosuch": must be a valid path',
      ],
    },
    {
      reason: 'a rule says something',
      schema: withRule({ rule: '', message: ' ' }),
      causes: ['s.properties[spec].x-kubernetes-validations[0].rule: Required value: rule is not specified'],
    },
    {
      reason: 'messages are one line and reasons of the list',
      schema: withRule({ rule: 'true', reason: 'Foo', message: 'a\nb' }),
      causes: [
        's.properties[spec].x-kubernetes-validations[0].message: Invalid value: "a\\nb": must not contain line breaks',
        's.properties[spec].x-kubernetes-validations[0].reason: Unsupported value: "Foo": supported values: "FieldValueDuplicate", "FieldValueForbidden", "FieldValueInvalid", "FieldValueRequired"',
      ],
    },
    {
      reason: 'transition rules need items that can be told apart',
      schema: spec(
        object({
          l: {
            type: 'array',
            maxItems: 9,
            items: { ...text, maxLength: 9, 'x-kubernetes-validations': [{ rule: 'self == oldSelf' }] },
          },
        }),
      ),
      causes: [
        's.properties[spec].properties[l].items.x-kubernetes-validations[0].rule: Invalid value: "self == oldSelf": oldSelf cannot be used on the uncorrelatable portion of the schema within s.properties[spec].properties[l]',
      ],
    },
  ])('$reason', ({ schema, causes }) => {
    expect(check(schema)).toEqual(causes);
  });

  it('when a schema nests without end, refuses it', () => {
    let schema: JsonSchema = { type: 'object' };
    for (let depth = 0; depth < 5000; depth += 1) schema = { type: 'object', properties: { a: schema } };
    expect(check(schema)).toEqual(['s: Forbidden: must not nest deeper than 300 levels']);
  });
});
