import { describe, expect, it } from 'vitest';
import type { JsonSchema } from '../../types.ts';
import { compileRules } from '../compile.ts';

const short = (maxLength: number): JsonSchema => ({ type: 'string', maxLength });
const whole: JsonSchema = { type: 'integer' };

const properties: Record<string, JsonSchema> = {
  text: { type: 'string' },
  short: short(20),
  word: { type: 'string', enum: ['one', 'three'] },
  bytes: { type: 'string', format: 'byte', maxLength: 30 },
  time: { type: 'string', format: 'date-time' },
  whole,
  any: { 'x-kubernetes-int-or-string': true, maxLength: 5 },
  texts: { type: 'array', items: { type: 'string' } },
  words: { type: 'array', items: short(10), maxItems: 7 },
  numbers: { type: 'array', items: whole, maxItems: 3 },
  ports: {
    type: 'array',
    maxItems: 9,
    items: {
      type: 'object',
      properties: { name: short(5), port: whole, tags: { type: 'array', items: short(9), maxItems: 30 } },
    },
  },
  labels: { type: 'object', additionalProperties: short(8), maxProperties: 4 },
};

/** The costs are what cel-go v0.26.0 gives with the estimator of k8s.io/apiextensions-apiserver v0.36.4. */
const rules: [rule: string, cost: number][] = [
  ['true', 0],
  ['self.whole > 1', 3],
  ['self.text == self.short', 12],
  ["self.text == 'abc'", 3],
  ['self.short < self.word', 5],
  ["self.short.startsWith('abcdefghijklm')", 4],
  ['self.short.contains(self.short)', 68],
  ["self.short.matches('^[a-z]+$')", 20],
  ["self.text.matches('^[a-z]+$')", 629148],
  ['self.short.lowerAscii().trim().substring(1) == self.text', 36],
  ["self.short.replace('', 'bbbb').matches('aaa')", 59],
  ["self.short.replace('ab', 'bbbb').matches('aaa')", 35],
  ["self.short.replace('ab', 'b').matches('aaa')", 27],
  ["self.short.split(',').all(x, x.matches('a'))", 419],
  ["self.short.split(',', 3).all(x, x == 'a')", 31],
  ["self.words.join(',').matches('a')", 60],
  ["self.text.indexOf('a') > 1", 314576],
  ["(self.short + self.short).matches('a')", 37],
  ["(self.words + self.words).all(x, x == 'abc')", 62],
  ['bytes(self.short).size() == 1', 12],
  ["string(self.bytes) == 'abc'", 6],
  ["self.bytes == b'abc'", 3],
  ["self.time > timestamp('2024-01-01T00:00:00Z')", 4],
  ["type(self.any) == int ? self.any > 1 : self.any == 'a'", 7],
  ['dyn(self.any) == dyn(self.words)', 7],
  ["self.words.exists(x, x == 'a')", 45],
  ["self.words.exists_one(x, x == 'a')", 32],
  ["self.words.map(x, x + x).all(y, y.matches('aa'))", 203],
  ["self.words.filter(x, x != 'a').all(y, y == 'a')", 147],
  ["self.words.map(x, x != 'a', [x, x]).all(y, y.all(z, z == 'a'))", 231],
  ['self.texts.all(x, self.words.exists(y, x == y))', 79691703],
  ['self.numbers.map(x, x).exists(y, y == 1)', 68],
  ['self.ports.all(x, has(x.name) && x.port in self.numbers)', 102],
  ['self.ports.all(x, self.ports.exists_one(y, x.name == y.name))', 714],
  ['self.ports.all(x, x.tags.all(y, y == x.name))', 1497],
  ["self.labels.all(k, self.labels[k] == 'abc')", 35],
  ["self.labels.abc == 'b' && 'a' in self.labels", 7],
  ['[self.short, self.word].all(x, x == self.text)', 27],
  ["{'a': self.short}['a'] == self.text", 43],
  ["(self.whole > 1 ? self.words : self.texts).all(x, x == 'a')", 4194306],
  ["self.?short.orValue('a') == 'b'", 4],
  ["optional.of(self.short).value() == 'b'", 5],
  ['-1 < self.whole && -self.whole < 1 && !(self.whole > 2)', 11],
  ['oldSelf.words.all(x, x in self.words)', 94],
  ["url(self.short).getHost() == 'example.com'", 13],
  ["url(self.short) == url('http://example.com')", 14],
  ["self.short.find('[a-z]+').matches('aaaa')", 29],
  ["self.short.findAll('[a-z]+', 3).all(x, x.matches('aaaa'))", 421],
  ['self.numbers.sum() > self.numbers.max()', 11],
  ["self.words.isSorted() && self.words.min() == 'a'", 75],
  ["self.words.indexOf('a') == self.short.indexOf('a')", 48],
  ['self.numbers.map(x, x + 1).isSorted()', 58],
  ["sets.equivalent(self.words, ['a', 'b']) && sets.contains(self.words, self.words)", 95],
  ["isIP(self.short) && ip.isCanonical(self.short) && ip(self.short) == ip('::1')", 40],
  ['cidr(self.short).containsIP(self.short) && cidr(self.short).containsCIDR(cidr(self.short))', 51],
  ["cidr(self.short).ip() == ip('1.2.3.4')", 13],
  ["quantity(self.short).add(1).isLessThan(quantity('1'))", 13],
  ['format.dns1123Label().validate(self.short).hasValue() || format.uri() == format.uuid()', 269],
  ["isSemver(self.short) && semver(self.short) == semver('1.2.3')", 22],
  ["self.words.map(x, x).max() == 'a'", Number.POSITIVE_INFINITY],
  ["ip('::1') != ip('::2')", Number.POSITIVE_INFINITY],
];

describe('the estimated cost of a rule', () => {
  it.each(rules)('is the one of the real server: %s', (rule, cost) => {
    const schema: JsonSchema = { type: 'object', properties, 'x-kubernetes-validations': [{ rule }] };
    const { rules: compiled, bounds } = compileRules(schema, false);
    expect(compiled[0]?.expression?.cost(bounds)).toBe(cost);
  });
});
