import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { applyDefaults } from './defaults.ts';
import type { JsonObject } from './json.ts';
import type { Cause, JsonSchema } from './types.ts';
import { validate } from './validate.ts';

interface Recorded {
  name: string;
  schema: JsonSchema;
  object: JsonObject;
  causes: Cause[];
}

// Recorded from a real 1.36.4 server: one CRD and one create each, causes as it answered.
const recorded: Recorded[] = JSON.parse(readFileSync(new URL('reference/validation.json', import.meta.url), 'utf8'));

/** Go walks maps in any order, so the order among fields is not the server's to give. */
function sorted(causes: Cause[]): Cause[] {
  return [...causes].sort((left, right) => (JSON.stringify(left) < JSON.stringify(right) ? -1 : 1));
}

describe('validate', () => {
  it.each(recorded)('answers as a real 1.36 server: $name', ({ schema, object, causes }) => {
    applyDefaults(schema, object);
    const found = validate(schema, object).map(({ reason, message, field }) => ({ reason, message, field }));
    expect(sorted(found)).toEqual(sorted(causes));
  });

  it('when the value stands in another object, says where', () => {
    expect(validate({ type: 'object', properties: { a: { type: 'string' } } }, { a: 1 }, 'x.default')).toEqual([
      {
        reason: 'FieldValueTypeInvalid',
        field: 'x.default.a',
        message: 'Invalid value: "integer": a in body must be of type string: "integer"',
      },
    ]);
    expect(validate({ type: 'object' }, 'text').map(({ field, message }) => `${field}: ${message}`)).toEqual([
      '<nil>: Invalid value: "string":  in body must be of type object: "string"',
    ]);
  });

  const rows: JsonSchema = {
    type: 'array',
    'x-kubernetes-list-type': 'map',
    'x-kubernetes-list-map-keys': ['id'],
    items: { type: 'object', properties: { id: { type: 'string' }, size: { type: 'integer', minimum: 5 } } },
  };
  const schema: JsonSchema = { type: 'object', properties: { rows, n: { type: 'integer', maximum: 1 } } };
  it.each([
    { reason: 'an invalid field that did not change is let pass', before: { n: 9 }, after: { n: 9 }, fields: [] },
    { reason: 'one that changed is not', before: { n: 9 }, after: { n: 8 }, fields: ['n'] },
    {
      reason: 'an item of a list map is the same one by its key, wherever it stands',
      before: { rows: [{ id: 'a', size: 1 }] },
      after: {
        rows: [
          { id: 'b', size: 2 },
          { id: 'a', size: 1 },
        ],
      },
      fields: ['rows[0].size'],
    },
    {
      reason: 'a list that had duplicates may keep them',
      before: { rows: [{ id: 'a' }, { id: 'a' }] },
      after: { rows: [{ id: 'a' }, { id: 'a' }, { id: 'a' }] },
      fields: [],
    },
  ])('on update: $reason', ({ before, after, fields }) => {
    expect(validate(schema, after, '', before).map(({ field }) => field)).toEqual(fields);
  });

  it('when a pattern would make a backtracking engine hang, comes to an end', () => {
    const text: JsonSchema = { type: 'string', pattern: '^(a+)+$' };
    expect(validate(text, `${'a'.repeat(5000)}!`)).toHaveLength(1);
  });

  it('when fields are called like what all objects inherit, sees only what is there', () => {
    const value: JsonObject = JSON.parse('{"__proto__": 1, "constructor": 2}');
    expect(
      validate({ type: 'object', properties: { toString: { type: 'string' } }, required: ['valueOf'] }, value),
    ).toEqual([{ reason: 'FieldValueRequired', field: 'valueOf', message: 'Required value' }]);
  });
});
