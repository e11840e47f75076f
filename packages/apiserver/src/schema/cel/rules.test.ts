import { describe, expect, it } from 'vitest';
import type { Json } from '../json.ts';
import type { JsonSchema, ValidationRule } from '../types.ts';
import { blockingCause, validateRules } from './rules.ts';

const rules = (...list: ValidationRule[]): JsonSchema => ({ 'x-kubernetes-validations': list });
const text: JsonSchema = { type: 'string' };

const schema: JsonSchema = {
  type: 'object',
  properties: {
    spec: {
      type: 'object',
      ...rules(
        {
          rule: '!has(self.size) || !has(self.tags) || self.tags.size() <= self.size',
          messageExpression: "'more tags than size'",
        },
        { rule: 'self.size / 0 == 1 || true' },
        { rule: "!has(self.m) || self.m['zz'] == 'a'" },
        { rule: 'self.size >= oldSelf.size', message: 'size may not shrink', fieldPath: '.size' },
        { rule: '!has(self.tags) || self.tags.all(t, t.key == "a")', fieldPath: '.tags' },
      ),
      properties: {
        size: { type: 'integer' },
        tags: { type: 'array', items: { type: 'object', properties: { key: text, value: text } } },
        m: { type: 'object', additionalProperties: text },
        s: {
          ...text,
          ...rules(
            { rule: "self.startsWith('x')" },
            { rule: "self != 'xx'", message: 'no xx', reason: 'FieldValueForbidden' },
          ),
        },
        l: {
          type: 'array',
          'x-kubernetes-list-type': 'map',
          'x-kubernetes-list-map-keys': ['k'],
          items: {
            type: 'object',
            required: ['k'],
            properties: {
              k: text,
              v: { type: 'integer', ...rules({ rule: 'self >= oldSelf', message: 'v shrinks' }) },
            },
          },
        },
      },
    },
  },
};

function run(value: Json, former?: Json, by: JsonSchema = schema): string[] {
  return validateRules(by, value, former, '').causes.map(
    ({ reason, field, message }) => `${reason} ${field}: ${message}`,
  );
}

describe('validateRules', () => {
  // As a real 1.36 server answers, every row.
  it.each<{ reason: string; value: Json; former?: Json; causes: string[] }>([
    { reason: 'what holds says nothing', value: { spec: { size: 3 } }, causes: [] },
    {
      reason: 'a message expression speaks; a rule without message shows itself; fieldPath moves the cause',
      value: { spec: { size: 1, tags: [{ key: 'b' }, { key: 'c' }] } },
      causes: [
        'FieldValueInvalid spec: Invalid value: more tags than size',
        'FieldValueInvalid spec.tags: Invalid value: failed rule: !has(self.tags) || self.tags.all(t, t.key == "a")',
      ],
    },
    {
      reason: 'an error in a rule is a cause',
      value: { spec: { m: { a: 'b' } } },
      causes: [
        "FieldValueInvalid spec: Invalid value: \"object\": no such key: zz evaluating rule: !has(self.m) || self.m['zz'] == 'a'",
      ],
    },
    {
      reason: 'a reason is kept',
      value: { spec: { size: 3, s: 'xx' } },
      causes: ['FieldValueForbidden spec.s: Forbidden: no xx'],
    },
    {
      reason: 'a scalar is shown',
      value: { spec: { size: 3, s: 'y' } },
      causes: ['FieldValueInvalid spec.s: Invalid value: "y": failed rule: self.startsWith(\'x\')'],
    },
    {
      reason: 'a transition rule compares with the former state',
      value: { spec: { size: 2 } },
      former: { spec: { size: 3 } },
      causes: ['FieldValueInvalid spec.size: Invalid value: size may not shrink'],
    },
    {
      reason: 'items of a list map are compared by key; new ones with nothing',
      value: {
        spec: {
          size: 3,
          l: [
            { k: 'b', v: 1 },
            { k: 'a', v: 2 },
          ],
        },
      },
      former: { spec: { size: 3, l: [{ k: 'a', v: 3 }] } },
      causes: ['FieldValueInvalid spec.l[1].v: Invalid value: 2: v shrinks'],
    },
    {
      reason: 'what broke a rule before and did not change is let pass',
      value: { spec: { size: 3, s: 'y' } },
      former: { spec: { size: 3, s: 'y' } },
      causes: [],
    },
  ])('$reason', ({ value, former, causes }) => {
    expect(run(value, former)).toEqual(causes);
  });

  it('sees the kind and name of a resource, and optionally the former state', () => {
    const root: JsonSchema = {
      type: 'object',
      ...rules(
        { rule: "self.metadata.name == 'x'", message: 'must be x' },
        { rule: 'oldSelf.hasValue() || self.spec.a == 1', message: 'starts with 1', optionalOldSelf: true },
      ),
      properties: { spec: { type: 'object', properties: { a: { type: 'integer' }, 'b-c': text } } },
    };
    const value = { apiVersion: 'v1', kind: 'K', metadata: { name: 'y' }, spec: { a: 2 } };
    expect(run(value, undefined, root)).toEqual([
      'FieldValueInvalid <nil>: Invalid value: must be x',
      'FieldValueInvalid <nil>: Invalid value: starts with 1',
    ]);
    expect(run({ ...value, spec: { a: 3 } }, value, root)).toEqual([
      'FieldValueInvalid <nil>: Invalid value: must be x',
    ]);
  });

  it('when a regular expression would make a backtracking engine hang, comes to an end', () => {
    const hard: JsonSchema = { ...text, ...rules({ rule: "self.matches('^(a+)+$')", message: 'no' }) };
    expect(validateRules(hard, `${'a'.repeat(5000)}!`, undefined, 'p').causes).toHaveLength(1);
  });

  it.each([
    { reason: 'digits that are no quantity', rule: '!isQuantity(self)', value: `${'1'.repeat(200_000)}x` },
    { reason: 'a quantity of many digits', rule: 'quantity(self) != quantity("1")', value: '1'.repeat(200_000) },
    { reason: 'a quantity of a large exponent', rule: 'isQuantity(self)', value: '1e2147483647' },
    { reason: 'a URL of many values', rule: 'url(self).getQuery().size() == 1', value: `/?${'a=1&'.repeat(50_000)}` },
    { reason: 'colons for an address', rule: '!isIP(self) && !isURL(self)', value: ':'.repeat(200_000) },
    { reason: 'zeros for a version', rule: '!isSemver(self, true)', value: '0'.repeat(200_000) + 'x' },
    {
      reason: 'matches that end where the text does',
      rule: 'self.findAll(".*b|a").size() > 0',
      value: 'a'.repeat(20_000),
      problem: 'Invalid value: "string": operation cancelled: actual cost limit exceeded evaluating rule: no',
    },
  ])('when a rule reads $reason, comes to an end', ({ rule, value, problem }) => {
    const long: JsonSchema = { type: 'string', ...rules({ rule, message: 'no' }) };
    const causes = validateRules(long, value, undefined, 'p').causes.map(({ message }) => message);
    expect(causes).toEqual(problem === undefined ? [] : [problem]);
  });

  it.each([
    {
      reason: 'nest loops',
      rule: 'self.all(a, self.all(b, self.all(c, a + b + c != "")))',
      value: Array.from({ length: 2000 }, String),
    },
    {
      reason: 'make lists of long strings',
      rule: 'self[0].split("").all(a, self[0].split("").all(b, a == b))',
      value: ['a'.repeat(9000)],
    },
    {
      reason: 'make one list of many',
      rule: '[1].map(x, self).flatten().all(a, self.map(x, self).flatten().all(b, a == b))',
      value: Array.from({ length: 300 }, () => 'a'),
    },
    {
      reason: 'compare lists as sets',
      rule: 'sets.equivalent(self, self.map(x, x + "a"))',
      value: Array.from({ length: 2000 }, String),
    },
    {
      reason: 'take strings to pieces by a pattern',
      rule: 'self[0].findAll(".").all(a, self[0].findAll(".").all(b, a == b))',
      value: ['a'.repeat(9000)],
    },
  ])('when rules that $reason would take too long, stops before', ({ rule, value }) => {
    const slow: JsonSchema = { type: 'array', items: text, ...rules({ rule }) };
    expect(validateRules(slow, value, undefined, 'spec.l').causes).toEqual([
      {
        reason: 'FieldValueInvalid',
        field: 'spec.l',
        message:
          'Invalid value: "array": validation failed due to running out of cost budget, no further validation rules will be run',
      },
    ]);
  });
});

describe('blockingCause', () => {
  it('stands for the rules where the shape is wrong, and only there', () => {
    const cause = { field: 'a', message: '' };
    expect(blockingCause([{ reason: 'FieldValueInvalid', ...cause }])).toBeUndefined();
    expect(blockingCause([{ reason: 'FieldValueRequired', ...cause }])).toEqual({
      reason: 'FieldValueInvalid',
      field: '<nil>',
      message:
        'Invalid value: null: some validation rules were not checked because the object was invalid; correct the existing errors to complete validation',
    });
  });
});
