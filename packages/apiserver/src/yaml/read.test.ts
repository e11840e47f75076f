import { describe, expect, it } from 'vitest';
import { readYaml } from './read.ts';

const read = (text: string | Buffer) => readYaml(Buffer.from(text), 500);

// Values and words are those of a real server (sigs.k8s.io/yaml 1.6.0 with go.yaml.in/yaml 2.4.4).
describe('readYaml', () => {
  it.each([
    ['nothing', '', null],
    ['a comment', '# a', null],
    ['an empty document', '---', null],
    ['the first document alone', '--- a\n...\n]', 'a'],
    ['flow collections', '{a: [b, "c", {d: e}], f}', { a: ['b', 'c', { d: 'e' }], f: null }],
    ['a pair in a list', '[a: b, ? c]', [{ a: 'b' }, { c: null }]],
    ['lists indented no more than their key', 'a:\n- b\n- - c\n  - d\ne: f', { a: ['b', ['c', 'd']], e: 'f' }],
    ['keys announced', '? a\n: - b\n? c', { a: ['b'], c: null }],
    ['an empty mapping as a key', '{}: a', {}],
    ['keys that are no texts', '1: a\n1.50: b\nyes: c\n0x10: d', { 1: 'a', 1.5: 'b', true: 'c', 16: 'd' }],
    ['a long number as a key', '1234567890123456789: a', { '1234567890123456789': 'a' }],
    ['anchors', 'a: &b [c]\nd: *b', { a: ['c'], d: ['c'] }],
    ['tags', '[!!str 1, !!int "2", !!float 3, !!binary aGk=, !x 4, ! 5]', ['1', 2, 3, 'hi', '4', '5']],
    ['handles', '%TAG !t! tag:yaml.org,2002:\n---\n!t!int "5"', 5],
    ['CR LF', 'a: b\r\nc: "d\r\n  e"\r\n', { a: 'b', c: 'd e' }],
    ['a byte order mark', '\ufeffa: b', { a: 'b' }],
    ['the key __proto__', '__proto__: {a: b}', JSON.parse('{"__proto__":{"a":"b"}}')],
  ])('reads %s', (_what, text, value) => {
    expect(read(text)).toEqual({ value, repeated: [] });
  });

  it.each([
    [
      'over what stands before it',
      'a: &a {b: 1, c: 1}\nd: {b: 2, <<: *a, c: 2}',
      { a: { b: 1, c: 1 }, d: { b: 1, c: 2 } },
    ],
    ['the first of several last', 'a: {<<: [{b: 1}, {b: 2, c: 2}]}', { a: { b: 1, c: 2 } }],
  ])('merges %s', (_what, text, value) => {
    expect(read(text).value).toEqual(value);
  });

  it('reads UTF-16', () => {
    const text = Buffer.from('\ufeffa: ü', 'utf16le');
    expect(read(text).value).toEqual({ a: 'ü' });
    expect(read(Buffer.from(text).swap16()).value).toEqual({ a: 'ü' });
  });

  it.each([
    ['plain', 'a b\n  c\n\n  d', 'a b c\nd'],
    ['literal', '|\n  a\n   b\n\n', 'a\n b\n'],
    ['kept', '|+\n  a\n\n', 'a\n\n'],
    ['clipped of all breaks', '|-\n  a\n\n', 'a'],
    ['indented by a number', '|1\n   a', '  a'],
    ['folded', '>\n  a\n  b\n\n  c\n   d\n  e\n', 'a b\nc\n d\ne\n'],
    ['single quotes', "'a''b\n\n  c'", "a'b\nc"],
    ['double quotes', '"a  \n  b\\\n  c\\td\\u00e9"', 'a bc\tdé'],
  ])('reads a scalar that is %s', (_what, text, value) => {
    expect(read(`a: ${text}`).value).toEqual({ a: value });
  });

  it('names keys given twice, of which the last counts', () => {
    expect(read('a: 1\nb: {1: c, 1: d}\na: 2')).toEqual({
      value: { a: 2, b: { 1: 'd' } },
      repeated: ['line 2: key 1 already set in map', 'line 3: key "a" already set in map'],
    });
  });

  it.each([
    ['{', 'yaml: line 1: did not find expected node content'],
    ['a: b: c', 'yaml: mapping values are not allowed in this context'],
    ['a: b\n  c: d', 'yaml: line 2: mapping values are not allowed in this context'],
    ['a: b\n- c', 'yaml: line 1: did not find expected key'],
    ['- a\nb: c', "yaml: line 1: did not find expected '-' indicator"],
    ['a: - b', 'yaml: block sequence entries are not allowed in this context'],
    ['a: ? b', 'yaml: mapping keys are not allowed in this context'],
    ['a: b\nc\nd: e', "yaml: line 3: could not find expected ':'"],
    ['a: [b\nc: d', "yaml: line 1: did not find expected ',' or ']'"],
    ['a: {b: "c" d}', "yaml: did not find expected ',' or '}'"],
    ['a: @b', 'yaml: found character that cannot start any token'],
    ['a:\n\tb: c', 'yaml: line 2: found character that cannot start any token'],
    ['a: b\n\tc', 'yaml: line 2: found a tab character that violates indentation'],
    ['a: |\n\tb', 'yaml: line 2: found a tab character where an indentation space is expected'],
    ['a: |0', 'yaml: found an indentation indicator equal to 0'],
    ['a: | b', 'yaml: did not find expected comment or line break'],
    ['a: "b', 'yaml: found unexpected end of stream'],
    ['a: "b\n---\n"', 'yaml: line 2: found unexpected document indicator'],
    ['"\\q"', 'yaml: found unknown escape character'],
    ['"\\xg0"', 'yaml: did not find expected hexdecimal number'],
    ['"\\ud800"', 'yaml: found invalid Unicode character escape code'],
    ['*a', "yaml: unknown anchor 'a' referenced"],
    ['&a [*a]', "yaml: anchor 'a' value contains itself"],
    ['& a', 'yaml: did not find expected alphabetic or numeric character'],
    ['!a!b c', 'yaml: found undefined tag handle'],
    ['!<a b', "yaml: did not find the expected '>'"],
    ['!!{ a', 'yaml: did not find expected tag URI'],
    ['!a{ b', 'yaml: did not find expected whitespace or line break'],
    ['!%4 a', 'yaml: did not find URI escaped octet'],
    ['!%ff a', 'yaml: found an incorrect leading UTF-8 octet'],
    ['!%c3%41 a', 'yaml: found an incorrect trailing UTF-8 octet'],
    ['%YAML 1.2\n---', 'yaml: found incompatible YAML document'],
    ['%YAML 1.1\na', 'yaml: line 1: did not find expected <document start>'],
    ['%YAML 1.1\n%YAML 1.1\n---', 'yaml: line 1: found duplicate %YAML directive'],
    ['%TAG ! a\n%TAG ! b\n---', 'yaml: line 1: found duplicate %TAG directive'],
    ['%a', 'yaml: found unknown directive name'],
    ['!!int a', 'yaml: cannot decode !!str `a` as a !!int'],
    ['!!binary a', 'yaml: !!binary value contains invalid base64 data'],
    ['<<: a', 'yaml: map merge requires map or sequence of maps as the value'],
    ['{{ .Values.a }}', 'yaml: invalid map key: map[interface {}]interface {}{".Values.a":interface {}(nil)}'],
    ['[1, ~]: a', 'yaml: invalid map key: []interface {}{1, interface {}(nil)}'],
    ['~: a', 'unsupported map key of type: %!s(<nil>), key: <nil>, value: "a"'],
    ['18446744073709551615: 1', 'unsupported map key of type: uint64, key: 0xffffffffffffffff, value: 1'],
    ['[.inf]', 'json: unsupported value: +Inf'],
    ['a\u0007', 'yaml: control characters are not allowed'],
    [`a: b\n${'k'.repeat(1025)}: c`, "yaml: line 2: could not find expected ':'"],
    ['['.repeat(501), 'yaml: exceeded max depth of 500'],
  ])('says as a real server what is wrong with %j', (text, problem) => {
    expect(() => read(text)).toThrow(new SyntaxError(problem));
  });

  it.each([
    [[0xff], 'invalid leading UTF-8 octet'],
    [[0xc3], 'incomplete UTF-8 octet sequence'],
    [[0xc3, 0x41], 'invalid trailing UTF-8 octet'],
    [[0xc0, 0x80], 'invalid length of a UTF-8 sequence'],
    [[0xed, 0xa0, 0x80], 'invalid Unicode character'],
  ])('refuses the octets %j', (octets, problem) => {
    expect(() => read(Buffer.from(octets))).toThrow(new SyntaxError(`yaml: ${problem}`));
  });

  it('reports what is wrong before a forbidden character, unless it is near', () => {
    expect(() => read(`]${' '.repeat(600)}\u0007`)).toThrow('did not find expected node content');
    expect(() => read(']\u0007')).toThrow('control characters are not allowed');
  });

  it.each([
    [
      'nodes',
      Array.from(
        { length: 9 },
        (_, level) =>
          `&a${level} [${Array<string>(9)
            .fill(level === 0 ? 'x' : `*a${level - 1}`)
            .join(',')}]`,
      ),
    ],
    ['text', [`&a ${'x'.repeat(1 << 20)}`, ...Array<string>(17).fill('*a')]],
  ])('does not let aliases make many %s of few', (_what, items) => {
    expect(() => read(`[${items.join(', ')}]`)).toThrow('document contains excessive aliasing');
  });

  it('does not nest deeper through aliases', () => {
    const levels = Array.from(
      { length: 9 },
      (_, level) => `&a${level} ${'['.repeat(99)}${level === 0 ? '' : `*a${level - 1}`}${']'.repeat(99)}`,
    );
    expect(() => read(`[${levels.join(', ')}]`)).toThrow('exceeded max depth of 500');
  });
});
