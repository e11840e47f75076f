import { type ContractRequest, post } from '../request.ts';
import { definition, definitions, version } from './kinds.ts';

const short = { type: 'string', maxLength: 5 };

const schema = {
  type: 'object',
  properties: {
    a: { type: 'integer' },
    s: { type: 'string', maxLength: 10 },
    l: { type: 'array', maxItems: 5, items: { type: 'object', properties: { k: short } } },
    m: { type: 'object', maxProperties: 5, additionalProperties: short },
    o: { type: 'object', properties: { p: short } },
  },
};

/** Rules that do not compile, or look as if they might not. */
const rules = [
  'nosuch == 1',
  '__self__ == 1',
  'a.b.c == 1',
  'self == 1',
  "self.a + 'x' == 1",
  '(self.a) + (self.s) == 1',
  "self.a > 'x'",
  'self.a > 1u',
  'self.s == 1',
  'self.l[0] == 1',
  'self.a in self.s',
  '!self.a',
  "-self.s == 'x'",
  'self.a && true',
  'self.a ? true : false',
  "true ? 1 : 'x'",
  'self.a == 1 || self.nosuch == 2',
  'self.l[0].x == 1',
  'self.a.b.c == 1',
  'self.o.p.q == 1',
  "self.m['x'].y == 1",
  'dyn(self.a).b == 1',
  'self.a[0] == 1',
  "self.o['p'] == 'x'",
  "self.m[1] == ''",
  "self.l['x'].k == ''",
  'nosuch(self.a)',
  'self.a.nosuch()',
  'size(1) > 0',
  'int(self) > 1',
  'self.s.startsWith(1)',
  'self.s.size(1) > 1',
  'self.s.matches(1)',
  'has(self)',
  'has(self.nosuch)',
  'has(self.a.b)',
  'self.l.all(x, has(x.nosuch))',
  'self.l.all(x, x)',
  'self.l.all(x, x.k > 1)',
  'self.l.all(x, x.k && true)',
  'self.l.exists_one(x, x.nosuch)',
  'self.l.filter(1, true).size() > 0',
  'self.a.all(x, true)',
  "[1, 'a'].all(x, x > 0)",
  "{'a': 1, 'b': 'c'}.size() > 0",
  "self.s.matches('(')",
  "duration('x') > duration('1s')",
  "duration('1 day') > duration('1s')",
  "timestamp('x') == timestamp('2024-01-01T00:00:00Z')",
  'timestamp(1) == self.s',
  '1 + 2',
  'for',
  '(',
  'self.a >',
  'self.a\n  > 1 &&\n  self.nosuch',
  // Said by another parser: these are listed.
  'self..a',
  'self.a = 1',
  'self.a == null && self.s == null',
];

/** What is said of rules that a definition cannot have. */
export const ruleRequests: ContractRequest[] = rules.map((rule) =>
  post(
    `a rule: ${rule}`,
    `${definitions}?dryRun=All`,
    definition('rules', 'Rule', { versions: [version({ r: { ...schema, 'x-kubernetes-validations': [{ rule }] } })] }),
  ),
);
