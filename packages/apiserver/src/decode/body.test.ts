import { describe, expect, it } from 'vitest';
import { parseYaml } from './body.ts';

describe('parseYaml', () => {
  it.each([
    ['JSON', '{"a": [1, "x"], "b": null}', { a: [1, 'x'], b: null }],
    ['YAML', 'a: [1, x]\nb:\n', { a: [1, 'x'], b: null }],
    ['YAML that begins like JSON', '{a: yes}', { a: true }],
    ['nothing', '', null],
  ])('reads %s', (_name, text, value) => {
    expect(parseYaml(text).value).toEqual(value);
  });

  it.each([
    ['an escape of its own', '{"a": "b\\/c"}', 'yaml: found unknown escape character'],
    ['half a character', '{"a": "\\ud83d\\ude00"}', 'yaml: found invalid Unicode character escape code'],
    ['a long key', `{"${'k'.repeat(1023)}": 1}`, "yaml: did not find expected ',' or '}'"],
    ['a colon on another line', '{"a"\n: 1}', "yaml: line 1: did not find expected ',' or '}'"],
  ])('refuses JSON that is no YAML for %s', (_why, text, problem) => {
    expect(() => parseYaml(text)).toThrow(new SyntaxError(problem));
  });

  it('reads JSON whose numbers are too large for any as YAML does', () => {
    expect(parseYaml('{"a": 1e400}').value).toEqual({ a: '1e400' });
  });

  it('names keys given twice by their lines, also in JSON', () => {
    const line = 'line 2: key "a" already set in map';
    expect(parseYaml('{"a": 1,\n"a": 2}')).toEqual({
      value: { a: 2 },
      duplicates: { warnings: [line], error: `yaml: unmarshal errors:\n  ${line}` },
    });
  });

  it.each(['[', '{"a":', '- ', '{a: ', '? ', '- ? '])('refuses %j without end, and lives on', (level) => {
    expect(() => parseYaml(level.repeat(100_000))).toThrow(/exceeded max depth of 500/);
  });
});
