import { type ContractRequest, get, post } from '../request.ts';
import { calls } from './functions.ts';
import { definition, definitions, version } from './kinds.ts';
import { excesses, syntaxErrors } from './syntax.ts';

const short = { type: 'string', maxLength: 5 };

const schema = {
  type: 'object',
  properties: {
    a: { type: 'integer' },
    s: { type: 'string', maxLength: 10 },
    l: { type: 'array', maxItems: 5, items: { type: 'object', properties: { k: short } } },
    m: { type: 'object', maxProperties: 5, additionalProperties: short },
    o: { type: 'object', properties: { p: short } },
    t: { type: 'array', maxItems: 5, items: short },
    w: { type: 'string', format: 'date-time' },
    d: { type: 'string', format: 'duration' },
    b: { type: 'string', format: 'byte', maxLength: 9 },
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
  // Several things are wrong with these.
  'self.a == null && self.s == null',
  "self.x + self.y == nosuch(1) || self.a.b > 'c'",
  "1 && 's'",
  '[] && {}',
  '[self.x].size() + true',
  'self.l.filter(x, x.k).size() == 1',
  "self.l.map(x, x.k, x.nosuch).exists(y, y.z) && self.s.map(x, x + 1) == ''",
  'self.l.exists_one(x, x.k + 1)',
  "url(self.s).path == '' && ip('').x && quantity('1').y",
  'optional.of(1).orValue(true) && optional.of(self.a).value().b',
  'has(self.a.b) && has(self)',
  'has(has(self))',
  "[1, 'a', true].size() > 0 && {'a': 1, 2: 'b'}.size() > 0",
  '[[], self.d].size() > 0',
  '[dyn(1), 1].size() > 0',
  "timestamp(null) == self.w || duration('x') == self.d || self.s.matches('(')",
  "matches('(', self.s)",
  'type(self.a) == 1 && type(self) == self',
  "true ? self.nosuch : self.a ? 1 : 's'",
  '-self.s == -(-1) && !!self.a && --self.s',
  'self == null || self.w == null || self.o == null',
  'self.a == 1 in self.t',
  'self.i == self.a ? self.l[self.s].k[0] : self.m[1].x',
  "format.nosuch().validate(1) == '' || sets.contains(self.t) || lists.range('a')",
  Array.from({ length: 103 }, (_, at) => `x${at}`).join(' + '),
  // Of these, no program can be made.
  "bool('x')",
  "int('x') > 1",
  'uint(-2) > 1u',
  'int(1e30) > 1',
  'bool(dyn(1))',
  'dyn(1)[null] == 1',
  'dyn(1)',
  // These are right.
  "matches(self.s, 'a+')",
  'int(1u) == 1 && int(self.w) > 1 && int(self.d) > 1',
  'self.o == null || null != self.o || self.w == null || self.d != null',
  'timestamp(self.w) == self.w && duration(self.d) == self.d',
  'type(self.a) == int && type(self.s) in [int, string]',
];

const puzzles = '/apis/demo.example.com/v1/puzzles';
const text = { type: 'string' };

/** Rules that fail by what they are asked of. */
const puzzle = definition('puzzles', 'Puzzle', {
  versions: [
    {
      ...version(
        {
          int: text,
          double: text,
          bool: text,
          duration: text,
          timestamp: text,
          left: { type: 'array', maxItems: 3, items: { type: 'object', properties: { k: text } } },
          right: { type: 'array', maxItems: 3, items: text },
          both: { type: 'boolean' },
          first: { type: 'boolean' },
        },
        {
          'x-kubernetes-validations': [
            { rule: '!has(self.int) || int(self.int) > 1' },
            { rule: '!has(self.double) || double(self.double) > 1.0' },
            { rule: '!has(self.bool) || bool(self.bool)' },
            { rule: "!has(self.duration) || duration(self.duration) > duration('1s')" },
            { rule: "!has(self.timestamp) || timestamp(self.timestamp) > timestamp('2024-01-01T00:00:00Z')" },
            { rule: '!has(self.both) || size(self.left) > 0 || size(self.right) > 0', message: 'left or right' },
            { rule: '!has(self.both) || size(self.left) > 0 && size(self.right) > 0', message: 'left and right' },
            { rule: '!has(self.first) || has(self.left[0].k)', message: 'the first has a k' },
          ],
        },
      ),
      subresources: { status: {} },
    },
  ],
});
const solve = (what: string, spec: object): ContractRequest =>
  post(`a puzzle: ${what}`, `${puzzles}?dryRun=All`, {
    apiVersion: 'demo.example.com/v1',
    kind: 'Puzzle',
    metadata: { name: 'p' },
    spec,
  });
const puzzleRequests: ContractRequest[] = [
  post('create a definition of puzzles', definitions, puzzle),
  get('wait for the puzzles', puzzles, { until: 200, setup: true }),
  ...['int', 'double', 'bool', 'duration', 'timestamp'].flatMap((field) => [
    solve(`no ${field}`, { [field]: 'abc' }),
    solve(`an empty ${field}`, { [field]: '' }),
  ]),
  solve('numbers that are too small', { int: '0', double: '0.5', bool: 'false', duration: '0s' }),
  solve('numbers that will do', {
    int: '2',
    double: '1.5',
    bool: 'true',
    duration: '1m',
    timestamp: '2025-01-01T00:00:00Z',
  }),
  solve('neither left nor right', { both: true }),
  solve('left alone', { both: true, left: [{}] }),
  solve('right alone', { both: true, right: ['a'] }),
  solve('nothing first', { first: true }),
  solve('an empty list first', { first: true, left: [] }),
  solve('a first without a k', { first: true, left: [{}] }),
  solve('a first with a k', { first: true, left: [{ k: '' }] }),
];

const define = (what: string, rule: object): ContractRequest =>
  post(
    what,
    `${definitions}?dryRun=All`,
    definition('rules', 'Rule', {
      versions: [version({ r: { ...schema, 'x-kubernetes-validations': [rule] } })],
    }),
  );

/** What is said of rules that a definition cannot have, and of objects that fail them. */
export const ruleRequests: ContractRequest[] = [
  ...[...rules, ...calls].map((rule) => define(`a rule: ${rule}`, { rule })),
  // With a message: rules of several lines must have one.
  ...syntaxErrors.map((rule) => define(`a rule: ${rule}`, { rule, message: 'no' })),
  ...Object.entries(excesses).map(([what, rule]) => define(`a rule: ${what}`, { rule, message: 'no' })),
  define('a message: self..s', { rule: 'true', messageExpression: 'self..s' }),
  ...puzzleRequests,
];
