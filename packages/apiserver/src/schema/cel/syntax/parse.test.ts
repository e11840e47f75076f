import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseProblems } from './parse.ts';

const start =
  "{'[', '{', '(', '.', '-', '!', 'true', 'false', 'null', NUM_FLOAT, NUM_INT, NUM_UINT, STRING, BYTES, IDENTIFIER}";

/** As the server of custom resources 1.36.4 says it; `npm test` asks that server itself where there is one (test/contract). */
const told: readonly [expression: string, ...problems: [at: number, what: string][]][] = [
  ['self..a', [5, "Syntax error: no viable alternative at input '..'"]],
  [
    'self.a = 1',
    [7, "Syntax error: token recognition error at: '= '"],
    [9, "Syntax error: extraneous input '1' expecting <EOF>"],
  ],
  ['a ==', [4, `Syntax error: mismatched input '<EOF>' expecting ${start}`]],
  ['for', [0, 'reserved identifier: for']],
  ['self.true', [5, "Syntax error: mismatched input 'true' expecting IDENTIFIER"]],
  ["'\\ud800' + b'\\u0041'", [0, 'invalid unicode code point'], [11, 'unable to unescape string']],
  [
    '9223372036854775808 + 18446744073709551616u + 1e400',
    [0, 'invalid int literal'],
    [22, 'invalid uint literal'],
    [46, 'invalid double literal'],
  ],
  ['-9223372036854775808 + 0x7fffffffffffffff + r"\\ud800"'],
  ['[a].all(1, true)', [8, 'argument must be a simple name']],
  ['[a].all(x, x, true)', [11, 'duplicate variable name: x']],
  ['[a].all(__result__, true)', [8, 'iteration variable overwrites accumulator variable']],
  ['[a].map(x.y, x)', [9, 'argument is not an identifier']],
  ['a.optMap(1, 2)', [9, 'optMap() variable name must be a simple identifier']],
  [
    '1.sortBy(x, x) + [1].sortBy(1, x)',
    [0, 'sortBy can only be applied to a list, identifier, comprehension, call or select expression'],
    [28, 'argument is not an identifier'],
  ],
  ['has(a)', [4, 'invalid argument to has() macro']],
  ['has(a.b) && has(.a.b) && .has(a)'],
  [
    '😀 ..',
    [0, "Syntax error: token recognition error at: '😀'"],
    [4, "Syntax error: no viable alternative at input '..'"],
  ],
];

/** The last thing that is said of what is too much. */
const excesses: readonly [what: string, expression: string, problem: string][] = [
  ['brackets', '('.repeat(300), 'expression recursion limit exceeded: 250'],
  ['a long sum', `1${' + 1'.repeat(300)}`, 'max recursion depth exceeded'],
  ['sums in sums', `${'(1 + '.repeat(130)}1${' + 1)'.repeat(130)}`, 'expression recursion limit exceeded: 250'],
  ['letters', 'x'.repeat(100_001), 'expression code point size exceeds limit: size: 100001, limit 100000'],
  ['errors of the lexer', '$'.repeat(200), 'Syntax error: More than 100 syntax errors'],
  ['errors of the parser', '(a +) + '.repeat(40), 'Syntax error: error recovery attempt limit exceeded: 30'],
  ['tokens after an error', `(a b${' c'.repeat(300)}`, 'error recovery token lookahead limit exceeded: 256'],
];

describe('the parser of the server', () => {
  it.each(told)('of %s', (expression, ...problems) => {
    expect(parseProblems(expression)).toEqual(problems.map(([at, what]) => ({ at, what })));
  });

  it.each(excesses)('of too many %s', (_what, expression, problem) => {
    expect(parseProblems(expression).at(-1)?.what).toBe(problem);
  });

  it('says something of any text, or nothing', () => {
    const signs = fc.constantFrom(...('()[]{}.,:?+-*/%!=<>&|\'"\\`rbx_1u e\n\t$é😀'.match(/./gsu) ?? []));
    const texts = fc.array(signs, { maxLength: 60 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(texts, (text) => {
        for (const { at, what } of parseProblems(text)) {
          expect(what).not.toBe('');
          expect(at).toBeLessThanOrEqual(text.length);
        }
      }),
    );
  });
});
