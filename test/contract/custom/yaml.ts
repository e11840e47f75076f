import { accept, apply, bare, type ContractRequest, get, post } from '../request.ts';
import { widget, widgets } from './kinds.ts';

const head = 'apiVersion: demo.example.com/v1\nkind: Widget\nmetadata: {name: y1}\n';
const applied = `${widgets}/y1?fieldManager=one&force=true&dryRun=All`;

const read = (what: string, yaml: string, query = ''): ContractRequest =>
  apply(`YAML: ${what}`, `${applied}${query}`, yaml);
const create = (what: string, yaml: string, query = ''): ContractRequest =>
  bare('POST', `YAML: create with ${what}`, `${widgets}?dryRun=All${query}`, yaml, {
    headers: { 'content-type': 'application/yaml' },
  });
/** A widget that has such fields, in lines, where any are allowed. */
const free = (...lines: string[]) =>
  `${head}spec:\n  size: 1\n  free:\n${lines.map((line) => `    ${line}\n`).join('')}`;
const each = (scalars: string) => free(...scalars.split(' ; ').map((scalar, index) => `s${index}: ${scalar}`));

const repeated = free('a: 1', 'b: {c: 1, c: 2}', 'a: 2');

/** Texts of which each must be written in a way of its own to be read as itself. */
const spaced = [
  '',
  ' a',
  'a ',
  'a  b',
  '\na',
  'a\n',
  'a\n\n',
  'a\n b\n',
  ' a\nb',
  'a \nb',
  '\n',
  '\t',
  'a\tb',
  'a\r\nb',
];
const signs = "- -a a: a:b : :a ? ?a # #x a#x % @a `a !a &a *a | > ' it's \" [a] {a} a,b ,a --- ...a << = a\\b";
const meaning =
  '~ null Null true yes y off .inf 1 -1 1.5 1e3 .5 0x1f 0o7 012 08 1_000 12:30:45 1:2 2020-01-01 2020-1-1 2020-13-01';
const foreign = ['é', '日本', '😀', '\u00a0', '\u2028a', 'a\u2028 b', '\ufeffab', '\u0001\u001b\0', '\ufffd'];
const texts = [...spaced, '- a', '? a', ': a', 'a: b', 'a #x', ...signs.split(' '), ...meaning.split(' '), ...foreign];
/** Where some begin with digits, keys come in no certain order. */
const order = ['9', '10', 'a10', 'a9', 'a09', 'A', '_', 'a-b', 'a.b', 'k'.repeat(128), 'k'.repeat(129)];
const keys = [...texts.filter((text) => !/^[-.]?\d/.test(text)), ...order];
const words = (word: string) => Array<string>(30).fill(word).join(' ');
const written = (what: string, path: string, body: object) =>
  post(`YAML answer: ${what}`, path, body, accept('application/yaml'));
const dry = `${widgets}?dryRun=All`;

/** What a YAML means, what is wrong with one, and how answers are written. */
export const yamlRequests: ContractRequest[] = [
  read(
    'words',
    each('yes ; No ; on ; OFF ; y ; N ; True ; tRUE ; null ; ~ ;  ; = ; - ; "1" ; \'yes\' ; 2020-01-01 ; 12:30:45'),
  ),
  read('numbers', each('012 ; 0o12 ; 08 ; 0x1F ; 0b11 ; 1_000 ; +1 ; 1e3 ; 1. ; .5 ; -.5 ; .5_0 ; ._5 ; 1e400')),
  read(
    'tags',
    each('!!str 5 ; !!int "5" ; !!float 1 ; !!bool "yes" ; !!null "" ; !!binary aGk= ; !a 5 ; ! 5 ; !!map {a: b}'),
  ),
  read('keys that are no texts', free('1: a', '1.5: a', '0x10: a', 'yes: a', '2020-01-01: a', '"": a')),
  read('anchors and merges', free('a: &a {x: 1, y: 2}', 'b: *a', 'c: {x: 0, <<: *a, y: 3}', 'd: {<<: [{x: 4}, *a]}')),
  read(
    'scalars over lines',
    free(
      'a: |',
      '  x',
      '   y',
      '',
      'b: >-',
      '  x',
      '  y',
      '',
      '  z',
      'c: x',
      '  y',
      'd: "x\\',
      '  y"',
      "e: 'x",
      '',
      "  it''s'",
    ),
  ),
  read('lists and mappings', free('a:', '- x', '- - y', '  - z: 1', '    w: [1, {b: c}, d: e]', '? f', ': - g', '? h')),
  read('CR LF and directives', `%YAML 1.1\n---\n${free('a: b # c')}...\n]`.replaceAll('\n', '\r\n')),
  read('nothing', ''),
  read('a comment', '# nothing'),
  read('a list', '- a'),
  read('a text', 'a'),
  read('keys given twice', repeated),
  read('keys given twice, strictly', repeated, '&fieldValidation=Strict'),
  read(
    'keys given twice in JSON, strictly',
    JSON.stringify(widget('y1')).replace('{"size"', '{"size":2,"size"'),
    '&fieldValidation=Strict',
  ),
  ...[
    'a: b\n  c: d',
    'a: b: c',
    'a:\n  - b\n c',
    '- a\nb: c',
    'a: [b, c',
    'a: {b: c\nd: e',
    'a:\n\tb: c',
    'a: @b',
    'a: "b',
    'a: "\\q"',
    'a: "\\ud83d"',
    'a: *b',
    'a: &b [*b]',
    'a: !b!c d',
    'a: !!int x',
    'a: {{ .Values.x }}',
    '~: a',
    'a: .inf',
    'a: {<<: 1}',
    'a: \u0001',
    'a: |\n\tb',
    '%YAML 1.2\n---\na: b',
    'a b\nc: d',
    `a: 1\n${'k'.repeat(1100)}: 1`,
  ].map((yaml) => read(`wrong, ${JSON.stringify(yaml).slice(0, 60)}`, yaml)),
  read('JSON with an escape of its own', '{"a":"b\\/c"}'),
  create('an error', 'a: b\n  c: d'),
  create('nothing in it', ''),
  create('a kind that is a number', `${head}kind: 5`),
  create('keys given twice', repeated),
  create('keys given twice, and one unknown, strictly', `${repeated}more: 1\n`, '&fieldValidation=Strict'),

  written('texts', dry, widget('y2', { size: 1, free: { texts } })),
  written(
    'texts on long lines',
    dry,
    widget('y2', {
      size: 1,
      free: {
        deep: [[{ plain: words('word'), single: words(': a'), double: words('\ta'), gaps: words('a  b') }]],
        long: 'x'.repeat(200),
      },
    }),
  ),
  written('keys', dry, widget('y2', { size: 1, free: Object.fromEntries(keys.map((key) => [key, [{ key: {} }]])) })),
  written(
    'numbers and empty values',
    dry,
    widget('y2', {
      size: 1,
      free: { numbers: [0, -1, 1.5, 1e6, 1234567.5, 1e21, 1e-7, 0.0001], empty: [null, true, {}, [], [[]], [{}], ''] },
    }),
  ),
  post('an object with a control character', widgets, widget('y3', { size: 1, free: { a: 'a\u007f' } })),
  get('YAML answer: a control character', `${widgets}/y3`, accept('application/yaml')),
  get('YAML answer: what is not found', `${widgets}/it's`, accept('application/yaml')),
];
