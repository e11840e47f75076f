/** Random definitions of custom resources: schemas, patterns, CEL rules; and objects to try them on. */
import { anyJson, type Json, mutate, type Random } from './random.ts';

/** One of few names, so that requests meet. */
const plurals = ['aas', 'bbs', 'ccs'] as const;

export interface Definition {
  name: string;
  plural: string;
  body: Json;
}

export function definitionWith(random: Random, schema: Json): Definition {
  const plural = random.pick(plurals);
  const kind = plural.slice(0, 2).toUpperCase();
  const name = `${plural}.fuzz.example.com`;
  const version = {
    name: 'v1',
    served: true,
    storage: true,
    subresources: { status: {} },
    schema: { openAPIV3Schema: schema },
  };
  const spec = {
    group: 'fuzz.example.com',
    scope: 'Cluster',
    names: { plural, kind, singular: kind.toLowerCase() },
    versions: [version],
  };
  const body = { apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', metadata: { name }, spec };
  return { name, plural, body };
}

export function objectOf({ plural }: Definition, name: string, content: { [key: string]: Json }): Json {
  return { apiVersion: 'fuzz.example.com/v1', kind: plural.slice(0, 2).toUpperCase(), metadata: { name }, ...content };
}

const types = ['string', 'integer', 'number', 'boolean', 'object', 'array'] as const;
const formats = [
  'date-time',
  'date',
  'email',
  'ipv4',
  'uuid',
  'byte',
  'duration',
  'int32',
  'int64',
  'hostname',
  'nonsense',
];

const bounds = ['maximum', 'minLength', 'maxItems', 'multipleOf', 'maxProperties'];

/** A structural schema, most of the time. */
export function anySchema(random: Random, depth = 3): { [key: string]: Json } {
  const type = random.pick(depth > 0 ? types : types.slice(0, 4));
  const schema: { [key: string]: Json } = { type };
  if (type === 'object') {
    const properties = Object.fromEntries(
      ['a', 'b', '__proto__'].slice(0, 1 + random.below(3)).map((key) => [key, anySchema(random, depth - 1)]),
    );
    if (random.chance(0.3)) schema['additionalProperties'] = anySchema(random, depth - 1);
    else schema['properties'] = properties;
    if (random.chance(0.3)) schema['required'] = ['a'];
    if (random.chance(0.2)) schema['x-kubernetes-preserve-unknown-fields'] = true;
  }
  if (type === 'array') {
    schema['items'] = anySchema(random, depth - 1);
    if (random.chance(0.3)) schema['x-kubernetes-list-type'] = random.pick(['atomic', 'set', 'map']);
    if (random.chance(0.2)) schema['x-kubernetes-list-map-keys'] = ['a'];
    if (random.chance(0.2)) schema['uniqueItems'] = random.chance(0.5);
  }
  if (type === 'string' && random.chance(0.4)) schema['format'] = random.pick(formats);
  if (type === 'string' && random.chance(0.4)) schema['pattern'] = anyPattern(random);
  if (random.chance(0.15)) schema[random.pick(bounds)] = random.pick([0, 1, -1, 1e20, 0.1]);
  if (random.chance(0.15)) schema['default'] = anyJson(random, 2);
  if (random.chance(0.1)) schema['enum'] = [anyJson(random, 1), anyJson(random, 1)];
  if (random.chance(0.1)) schema[random.pick(['allOf', 'anyOf', 'oneOf'])] = [mutate(random, anySchema(random, 0)), {}];
  if (random.chance(0.1)) schema['nullable'] = true;
  if (random.chance(0.1)) schema['x-kubernetes-validations'] = [anyRule(random)];
  return schema;
}

const atoms = [
  'a',
  '.',
  '\\d',
  '\\w',
  '[a-z]',
  '[^a]',
  '(a|b)',
  '(?:a)',
  '^',
  '$',
  '\\b',
  '(?i)',
  '\\p{L}',
  '(?=a)',
  '(?<n>a)',
  '\\1',
  '[[:alpha:]]',
  '\u00fc',
  '(',
  ')',
  '[',
  '\\',
];
const repeats = ['', '', '*', '+', '?', '{2}', '{1,3}', '{,5}', '{1000}', '{100000}', '*?', '**'];
const evil = [
  '(a+)+$',
  '(a|a)*$',
  '(a|aa)+$',
  '^(([a-z])+.)+[A-Z]([a-z])+$',
  '(.*)*x',
  '(x+x+)+y',
  '((a{0,100}){0,100}){0,100}',
  '(?:a?){500}a{500}',
];

export function anyPattern(random: Random): string {
  if (random.chance(0.3)) return random.pick(evil);
  if (random.chance(0.03)) return random.pick(['(', '[', '(?:', '((a){2}']).repeat(random.pick([500, 20_000]));
  return random.text(8, () => random.pick(atoms) + random.pick(repeats));
}

const values = [
  'self',
  'self.a',
  'oldSelf',
  'self.b.c',
  '1',
  '-1',
  '0',
  '1.5',
  '"a"',
  'true',
  'null',
  '[1, 2]',
  '{"a": 1}',
  "b'x'",
  '9223372036854775807',
  'duration("1h")',
  'timestamp("2026-01-02T03:04:05Z")',
  'unknown',
];
const operators = ['+', '-', '*', '/', '%', '==', '!=', '<', '>=', '&&', '||', 'in', '?', ')'];
const methods = [
  'size()',
  'matches("(a+)+$")',
  'startsWith("a")',
  'all(x, x > 0)',
  'exists(x, x == x)',
  'map(x, x + 1)',
  'filter(x, true)',
  'all(x, self.all(y, self.all(z, true)))',
  'find("a*")',
  'split("")',
  'replace("a", "aaaaaaaa")',
  'isSorted()',
  'sum()',
  'indexOf("a")',
  'getHours()',
  'a.b.c',
  'orValue(1)',
];

/** Each begins something that never ends. */
const openings = ['(', '!', '-', '[', '{1:', 'self.', '1+', 'a?', 'self.all(x,'];

function anyExpression(random: Random, depth = 3): string {
  if (depth === 0) return random.pick(values);
  if (random.chance(0.01)) return random.pick(openings).repeat(random.pick([300, 3000, 30_000]));
  const inner = () => anyExpression(random, depth - 1);
  switch (random.below(6)) {
    case 0:
      return `${inner()} ${random.pick(operators)} ${inner()}`;
    case 1:
      return `${inner()}.${random.pick(methods)}`;
    case 2:
      return `(${inner()} ? ${inner()} : ${inner()})`;
    case 3:
      return `${random.pick(['!', '-', 'has', 'size', 'string', 'int', 'type', 'dyn', 'quantity', 'url'])}(${inner()})`;
    case 4:
      return `${inner()} == ${inner()}`;
    default:
      return `${inner()}[${inner()}]`;
  }
}

export function anyRule(random: Random): Json {
  const rule: { [key: string]: Json } = { rule: anyExpression(random) };
  if (random.chance(0.3)) rule['message'] = random.pick(['', 'no', '\n', 'x'.repeat(3000)]);
  if (random.chance(0.2)) rule['messageExpression'] = anyExpression(random, 2);
  if (random.chance(0.1)) rule['fieldPath'] = random.pick(['.a', 'a', '.a[0]', '...', '.']);
  if (random.chance(0.1)) rule['reason'] = random.pick(['FieldValueInvalid', 'Nonsense']);
  if (random.chance(0.1)) rule['optionalOldSelf'] = random.chance(0.5);
  return rule;
}
