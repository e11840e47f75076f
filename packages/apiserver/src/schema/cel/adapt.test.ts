import { describe, expect, it } from 'vitest';
import type { Json } from '../json.ts';
import type { JsonSchema } from '../types.ts';
import { validateRules } from './rules.ts';

/** What a rule makes of `self`, an object with a text and a list; undefined when it holds. */
function told(rule: string, self: Json): string | undefined {
  const schema: JsonSchema = {
    type: 'object',
    properties: {
      s: { type: 'string' },
      l: { type: 'array', items: { type: 'object', properties: { k: { type: 'string' } } } },
    },
    'x-kubernetes-validations': [{ rule, message: 'no' }],
  };
  return validateRules(schema, self, undefined, 'p').causes[0]?.message;
}

const failed = (what: string): string => `Invalid value: "object": ${what} evaluating rule: no`;

// As a real 1.36 server answers, every row.
describe('an adapted rule', () => {
  it.each<[rule: string, self: Json, message: string | undefined]>([
    ['has(self.l[0].k)', { l: [{ k: '' }] }, undefined],
    ['has(self.l[0].k)', { l: [{}] }, 'Invalid value: no'],
    ['has(self.l[0].k)', { l: [] }, failed('index out of bounds: 0')],
    ['size(self.l) > 0 || size(self.s) > 0', {}, failed('no such key: l')],
    ['size(self.l) > 0 || size(self.s) > 0', { s: 'x' }, undefined],
    ['size(self.l) > 0 || size(self.s) > 0', { l: [{}] }, undefined],
    ['size(self.l) > 0 && size(self.s) > 0', {}, failed('no such key: l')],
    ['size(self.l) > 0 && size(self.s) > 0', { s: '' }, 'Invalid value: no'],
    ['size(self.l) > 0 && size(self.s) > 0', { l: [{}] }, failed('no such key: s')],
    ['self.l.all(x, x.k == "a" || int(x.k) > 1)', { l: [{ k: 'a' }, { k: '2' }] }, undefined],
    ['self.l.all(x, int(x.k) > 1)', { l: [{ k: '2' }, {}] }, failed('no such key: k')],
    ['int(self.s) > 1', { s: '2' }, undefined],
    ['int(self.s) > 1', { s: '' }, failed("type conversion error from 'string' to 'int'")],
    ['int(self.s) > 1', { s: 'x' }, failed("type conversion error from 'string' to 'int'")],
    ["timestamp(self.s) > timestamp('2024-01-01T00:00:00Z')", { s: 'x' }, failed('invalid RFC 3339 timestamp "x"')],
    ["timestamp(self.s) > timestamp('2024-01-01T00:00:00Z')", {}, failed('no such key: s')],
  ])('%s of %j', (rule, self, message) => {
    expect(told(rule, self)).toBe(message);
  });

  it('evaluates each part once, however deep it stands', () => {
    const chain = Array.from({ length: 100 }, () => 'int(self.s) == 1').join(' && ');
    expect(told(chain, { s: 'x' })).toBe(failed("type conversion error from 'string' to 'int'"));
    const nest = `${'int(string('.repeat(40)}self.s${'))'.repeat(40)} == 1`;
    expect(told(nest, { s: '1' })).toBeUndefined();
  });
});
