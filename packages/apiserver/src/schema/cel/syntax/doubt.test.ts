import { describe, expect, it } from 'vitest';
import { ruleEnvironment } from '../environment.ts';
import { isDoubtful } from './doubt.ts';
import { parseProblems } from './parse.ts';

function isDoubted(source: string): boolean {
  return isDoubtful(source, ruleEnvironment().parse(source).ast);
}

describe('an expression that the library takes', () => {
  it.each([
    'f(1,)',
    'f(1, // last\n)',
    '!-a',
    '- !a',
    '0X1F',
    '9223372036854775808',
    'true ? false ? 1 : 2 : 3',
    '[a].all(__result__, true)',
    '1.sortBy(x, x)',
    '[1].sortBy(1, x)',
    'has(a)',
    'has(a.?b)',
    `${'('.repeat(249)}1 + 1${')'.repeat(249)}`,
    `a${'.b'.repeat(260)}`,
    `1${' + 1'.repeat(260)}`,
    `'${'x'.repeat(100_000)}'`,
  ])('when the server refuses it, is doubtful: %s', (source) => {
    expect(isDoubted(source)).toBe(true);
    expect(parseProblems(source)).not.toEqual([]);
  });

  it.each([
    "self.l.all(x, x.k.matches('^[a-z]+$') && size(x.k) < 9223372036854775807)",
    'has(self.a) && has(has(self.a.b)) ? (self.a ? 1 : 2) - -1 == 3 : !!self.b',
    Array(80).fill("self.s.startsWith('a')").join(' && '),
    "'\\'' == r'\\d' || url('https://a.example').getHost() == ''",
  ])('when there is nothing to it, is not: %s', (source) => {
    expect(isDoubted(source)).toBe(false);
    expect(parseProblems(source)).toEqual([]);
  });
});
