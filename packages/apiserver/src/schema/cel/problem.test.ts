import { describe, expect, it } from 'vitest';
import type { JsonSchema } from '../types.ts';
import { compileRules } from './compile.ts';

const schema: JsonSchema = {
  type: 'object',
  properties: {
    a: { type: 'integer' },
    s: { type: 'string' },
    l: { type: 'array', items: { type: 'object', properties: { k: { type: 'string' } } } },
    m: { type: 'object', additionalProperties: { type: 'string' } },
    o: { type: 'object', properties: { p: { type: 'string' } } },
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
];

describe('the problem of a rule', () => {
  it.each(['find', 'findAll'])('when %s is given no pattern, is found as the program is made', (name) => {
    const rule = `self.s.${name}('(').size() > 1`;
    const { rules } = compileRules({ ...schema, 'x-kubernetes-validations': [{ rule }] }, false);
    expect(rules[0]?.problem).toBe('program instantiation failed: error parsing regexp: missing closing ): `(`');
  });

  it.each(told)('%s', (rule, ...problems) => {
    expect(problemsOf(rule)).toEqual(problems);
  });
});
