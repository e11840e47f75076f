import { beforeAll, describe, expect, it } from 'vitest';
import type { JsonSchema } from '../../types.ts';
import { compileRules } from '../compile.ts';
import { loadParser } from '../syntax/load.ts';

beforeAll(loadParser);

const schema: JsonSchema = {
  type: 'object',
  properties: {
    a: { type: 'integer' },
    s: { type: 'string' },
    l: { type: 'array', items: { type: 'object', properties: { k: { type: 'string' } } } },
    m: { type: 'object', additionalProperties: { type: 'string' } },
    o: { type: 'object', properties: { p: { type: 'string' } } },
    w: { type: 'string', format: 'date-time' },
  },
};

function problemsOf(rule: string): string[] {
  const { rules } = compileRules({ ...schema, 'x-kubernetes-validations': [{ rule }] }, false);
  const told = rules[0]?.problem ?? '';
  return told
    .split('ERROR: <input>:')
    .slice(1)
    .map((problem) => problem.split('\n | ')[0] ?? '');
}

/** As the server of custom resources 1.36.4 says it; `npm test` asks that server itself where there is one (test/contract). */
const told: readonly [rule: string, ...problems: string[]][] = [
  ['nosuch == 1', "1:1: undeclared reference to 'nosuch' (in container '')"],
  ['(self.a) + (self.s) == 1', "1:10: found no matching overload for '_+_' applied to '(int, string)'"],
  ["-self.s == 'x'", "1:1: found no matching overload for '-_' applied to '(string)'"],
  ['self.a in self.s', "1:8: found no matching overload for '@in' applied to '(int, string)'"],
  ["true ? 1 : 'x'", "1:6: found no matching overload for '_?_:_' applied to '(bool, int, string)'"],
  ['self.a && true', "1:5: expected type 'bool' but found 'int'"],
  ['self.a.nosuch()', "1:14: undeclared reference to 'nosuch' (in container '')"],
  ['self.s.startsWith(1)', "1:18: found no matching overload for 'startsWith' applied to 'string.(int)'"],
  ['self.l[0] == 1', "1:11: found no matching overload for '_==_' applied to '(selfType1.l.@idx, int)'"],
  ["self.o['p'] == 'x'", "1:7: found no matching overload for '_[_]' applied to '(selfType1.o, string)'"],
  ["self.m[1] == ''", "1:7: found no matching overload for '_[_]' applied to '(map(string, string), int)'"],
  ['self.l[0].x == 1', "1:10: undefined field 'x'"],
  ['has(self.nosuch)', "1:4: undefined field 'nosuch'"],
  ['self.l.all(x, has(x.nosuch))', "1:18: undefined field 'nosuch'"],
  ["self.s.matches('(')", '1:16: invalid matches argument'],
  ["duration('x') > duration('y')", '1:10: invalid duration argument', '1:26: invalid duration argument'],
  [
    'cel.bind(x, 1, x == 1)',
    "1:1: undeclared reference to 'cel' (in container '')",
    "1:9: undeclared reference to 'bind' (in container '')",
    "1:10: undeclared reference to 'x' (in container '')",
    "1:16: undeclared reference to 'x' (in container '')",
  ],
  ['cel == 1', "1:1: undeclared reference to 'cel' (in container '')"],
  ['sets == 1', "1:1: undeclared reference to 'sets' (in container '')"],
  [
    'sets.nosuch([1])',
    "1:1: undeclared reference to 'sets' (in container '')",
    "1:12: undeclared reference to 'nosuch' (in container '')",
  ],
  ['self.s.equivalent(1)', "1:18: undeclared reference to 'equivalent' (in container '')"],
  [
    "sets.contains([1], ['a'])",
    "1:14: found no matching overload for 'sets.contains' applied to '(list(int), list(string))'",
  ],
  ['url(self.s) == self.s', "1:13: found no matching overload for '_==_' applied to '(kubernetes.URL, string)'"],
  ["self.l.map(x, x.k).sum() == ''", "1:23: found no matching overload for 'sum' applied to 'list(string).()'"],
  ["cidr('').containsIP(1)", "1:20: found no matching overload for 'containsIP' applied to 'net.CIDR.(int)'"],
  ['self.a\n  > 1 && self.nosuch', "2:14: undefined field 'nosuch'"],
  [
    'self.a == null && self.s == null',
    "1:8: found no matching overload for '_==_' applied to '(int, null)'",
    "1:26: found no matching overload for '_==_' applied to '(string, null)'",
  ],
  [
    "self.x + self.y == nosuch(1) || self.a.b > 'c'",
    "1:5: undefined field 'x'",
    "1:14: undefined field 'y'",
    "1:26: undeclared reference to 'nosuch' (in container '')",
    "1:39: type 'int' does not support field selection",
  ],
  ["1 && 's'", "1:1: expected type 'bool' but found 'int'", "1:6: expected type 'bool' but found 'string'"],
  [
    '[] && {}',
    "1:1: expected type 'bool' but found 'list(_var0)'",
    "1:7: expected type 'bool' but found 'map(_var1, _var2)'",
  ],
  [
    '[self.x].size() + true',
    "1:6: undefined field 'x'",
    "1:17: found no matching overload for '_+_' applied to '(int, bool)'",
  ],
  [
    'self.l.filter(x, x.k).size() == 1',
    "1:14: found no matching overload for '_?_:_' applied to '(string, list(selfType1.l.@idx), list(selfType1.l.@idx))'",
  ],
  [
    'self.s.all(x, x)',
    "1:5: expression of type 'string' cannot be range of a comprehension (must be list, map, or dynamic)",
  ],
  [
    "url(self.s).path == '' && ip('').x",
    "1:12: unexpected failed resolution of 'kubernetes.URL'",
    "1:33: type 'net.IP' does not support field selection",
  ],
  [
    'optional.of(1).orValue(true)',
    "1:23: found no matching overload for 'orValue' applied to 'optional_type(int).(bool)'",
  ],
  ['has(self.a.b) && has(self)', '1:22: invalid argument to has() macro'],
  [
    "[1, 'a', true].size() > 0 && {'a': 1, 2: 'b'}.size() > 0",
    "1:5: expected type 'int' but found 'string'",
    "1:39: expected type 'string' but found 'int'",
    "1:42: expected type 'int' but found 'string'",
  ],
  ['timestamp(null) == self.w', '1:11: invalid timestamp argument'],
  ['self.l.all(i, x, x > i)', "1:20: found no matching overload for '_>_' applied to '(selfType1.l.@idx, int)'"],
  ['self.m.transformMap(k, v, 1).all(k, v, v)', "1:40: expected type 'bool' but found 'int'"],
  [
    'self.o.optMap(x, x).hasValue()',
    "1:14: found no matching overload for 'hasValue' applied to 'selfType1.o.()'",
    "1:14: found no matching overload for 'value' applied to 'selfType1.o.()'",
  ],
  [
    'self.l.sortBy(x, x).size() == 1',
    "1:14: found no matching overload for '@sortByAssociatedKeys' applied to 'list(selfType1.l.@idx).(list(selfType1.l.@idx))'",
  ],
];

describe('what is wrong with a rule', () => {
  it.each(told)('%s', (rule, ...problems) => {
    expect(problemsOf(rule)).toEqual(problems);
  });

  it('is cut off at a hundred problems', () => {
    const rule = Array.from({ length: 130 }, () => 'x').join(' + ');
    const problems = problemsOf(rule);
    expect(problems).toHaveLength(100);
    expect(compileRules({ ...schema, 'x-kubernetes-validations': [{ rule }] }, false).rules[0]?.problem).toMatch(
      /\n30 more errors were truncated$/,
    );
  });

  it('is short, where the rule is long', () => {
    const rule = Array.from({ length: 130 }, () => `${'x'.repeat(700)}`).join(' + ');
    const { rules } = compileRules({ ...schema, 'x-kubernetes-validations': [{ rule }] }, false);
    expect(rules[0]?.problem?.length).toBeLessThan(3_000_000);
  });

  it('is told of types that double with each loop', () => {
    const rule = `[1]${'.map(x, {x: x})'.repeat(40)}.size() == 1`;
    expect(problemsOf(rule)).toEqual(['1:1: the types of the expression are too large']);
  });

  it('is told where this server cannot do what a real one can', () => {
    expect(problemsOf('self.a == 1 in [true]')).toEqual(["1:8: '==' beside 'in' needs brackets"]);
  });

  it.each([
    'self.a == (1 in [1] ? 1 : 2)',
    '(self.a == 1) in [true]',
    'true == (self.a in [1])',
    "true == (')' in ['('])",
    'self.o == null || null != self.o || self.w == null',
    "matches(self.s, 'a+') && int(1u) == 1 && int(timestamp('1970-01-01T00:00:01Z')) == 1",
    '!!true && --1 == 1 && - 1 < 0 && !(!true)',
    'type(self.a) == int && type(self.w) == google.protobuf.Timestamp',
    "optional.none().orValue(1) == 1 && self.?o.?p.orValue('') == self.o.p",
  ])('is nothing: %s', (rule) => {
    expect(problemsOf(rule)).toEqual([]);
  });
});
