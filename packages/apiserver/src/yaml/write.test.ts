import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readYaml } from './read.ts';
import { yamlOfJson } from './write.ts';

const write = (value: object) => yamlOfJson(JSON.stringify(value));
const words = (word: string) => Array<string>(12).fill(word).join(' ');

// As sigs.k8s.io/yaml 1.6.0 writes the same.
it.each([
  ['nothing', {}, '{}\n'],
  ['keys in order', { b: 1, a10: 1, a9: 1, '-': 1, A: 1 }, "'-': 1\nA: 1\na9: 1\na10: 1\nb: 1\n"],
  ['lists', { a: [1, [2, 3], { b: 4, c: [5] }] }, 'a:\n- 1\n- - 2\n  - 3\n- b: 4\n  c:\n  - 5\n'],
  ['empty values', { a: [null, true, {}, [], ''] }, 'a:\n- null\n- true\n- {}\n- []\n- ""\n'],
  [
    'numbers',
    { a: [-1, 1e6, 1.5, 1234567.5, 1e21, 1e-7] },
    'a:\n- -1\n- 1000000\n- 1.5\n- 1.2345675e+06\n- 1e+21\n- 1e-07\n',
  ],
  [
    'what would be something else',
    { a: ['yes', '012', '1:2', '2020-1-1'] },
    'a:\n- "yes"\n- "012"\n- "1:2"\n- "2020-1-1"\n',
  ],
  ['what has signs in it', { a: ['- a', 'a: b', "it's", ' a'] }, "a:\n- '- a'\n- 'a: b'\n- it's\n- ' a'\n"],
  [
    'what cannot be seen',
    { a: ['\t', '😀\u0001', '\ufeffa'] },
    'a:\n- "\\t"\n- "\\U0001F600\\x01"\n- "\\uFEFF\\x61"\n',
  ],
  ['lines', { a: ['b\nc', 'b\n', 'b\n\n', ' b\nc'] }, 'a:\n- |-\n  b\n  c\n- |\n  b\n- |+\n  b\n\n- |2-\n   b\n  c\n'],
  ['lines with spaces at their ends', { a: 'b \nc' }, 'a: "b \\nc"\n'],
  ['a long key', { ['k'.repeat(129)]: { a: [] } }, `? ${'k'.repeat(129)}\n: a: []\n`],
  ['a key of two lines', { 'a\nb': [1] }, '? |-\n  a\n  b\n: - 1\n'],
  [
    'a long line',
    { a: words('word word') },
    `a: ${words('word word').slice(0, 79)}\n  ${words('word word').slice(80)}\n`,
  ],
  [
    'a long line in quotes',
    { a: `${words('a:  bcd')} ` },
    `a: '${words('a:  bcd').slice(0, 79)}\n  ${words('a:  bcd').slice(80)} '\n`,
  ],
  [
    'an escaped space',
    { a: `\t${words('abcdefg')}  h` },
    `a: "\\t${words('abcdefg').slice(0, 79)}\n  ${words('abcdefg').slice(80)}  h"\n`,
  ],
  ['a line that breaks by NEL', { a: 'b \x85 c' }, 'a: b c\n'],
  ['LS', { a: 'b\u2028c' }, "a: 'b\u2028  c'\n"],
])('writes %s', (_what, value, text) => {
  expect(write(value)).toBe(text);
});

it.each([
  [{ a: '\x7f' }, 'yaml: control characters are not allowed'],
  [{ ['k'.repeat(1023)]: 1 }, "yaml: did not find expected ',' or '}'"],
  [{ 'a\x85b': 1 }, "yaml: line 1: did not find expected ',' or '}'"],
])('refuses what a real server cannot write', (value, problem) => {
  expect(() => write(value)).toThrow(new SyntaxError(problem));
});

it('writes whatever can be read again', () => {
  const text = fc.string({
    unit: fc.constantFrom(...Array.from('ab1.:-#\'"\\{[|>&*!%@ \n\té😀\u2028\ufeff'), 'yes', '0x1'),
    maxLength: 60,
  });
  const json = fc
    .jsonValue()
    .map((value) => JSON.stringify(value).replace(/[\x7f-\x9f\ud800-\udfff\ufffe\uffff]|\\ud[89a-f]../gi, ''));
  fc.assert(
    fc.property(fc.dictionary(text, fc.oneof(text, fc.array(text))), json, (texts, other) => {
      const value = { texts, other: JSON.parse(other) };
      expect(readYaml(Buffer.from(write(value)), 500).value).toEqual(value);
    }),
  );
});
