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

  it.each(['[', '{"a":', '- ', '{a: ', '? ', '- ? '])('refuses %j without end, and lives on', (level) => {
    expect(() => parseYaml(level.repeat(100_000))).toThrow(/nests deeper than 500 levels/);
  });
});
