import { apply, type ContractRequest, get, mergePatch, post } from '../request.ts';
import { definition, definitions } from './kinds.ts';

const rats = '/apis/demo.example.com/v1/rats';
const rat = (name: string, spec: object) => ({
  apiVersion: 'demo.example.com/v1',
  kind: 'Rat',
  metadata: { name },
  spec,
});
const short = { type: 'string', maxLength: 9 };
const rules = (...all: object[]) => ({ 'x-kubernetes-validations': all });

/** The version that rats have, at first without rules, later with rules and limits that those who are there break. */
const versions = (isStrict: boolean) => {
  const when = (more: object): object => (isStrict ? more : {});
  const item = {
    type: 'object',
    required: ['k'],
    properties: { k: short, v: { type: 'integer' } },
    ...when(rules({ rule: "self.k != 'a'", message: 'no a' })),
  };
  const spec = {
    type: 'object',
    properties: {
      a: { type: 'integer', ...when({ maximum: 40 }) },
      s: short,
      keyed: {
        type: 'array',
        maxItems: 5,
        items: item,
        'x-kubernetes-list-type': 'map',
        'x-kubernetes-list-map-keys': ['k'],
        ...when(rules({ rule: 'self.size() < 1', message: 'keyed must be empty' })),
      },
      plain: { type: 'array', maxItems: 5, items: item },
      map: { type: 'object', maxProperties: 5, additionalProperties: item },
      free: {
        type: 'object',
        'x-kubernetes-preserve-unknown-fields': true,
        properties: { b: { type: 'integer' } },
        ...when(rules({ rule: '!has(self.b) || self.b < 2', message: 'b too big' })),
      },
    },
    ...when(
      rules(
        { rule: 'self.a < 10', message: 'a too big' },
        { rule: "self.s != 'x'", messageExpression: "'s is ' + self.s" },
        { rule: 'self.a <= oldSelf.a', message: 'a may not grow' },
      ),
    ),
  };
  const schema = { openAPIV3Schema: { type: 'object', properties: { spec } } };
  return [{ name: 'v1', served: true, storage: true, subresources: { status: {} }, schema }];
};
const items = [{ k: 'a' }, { k: 'b' }];
const whole = { a: 50, s: 'x', keyed: items, plain: items, map: { m: { k: 'a' } } };

/** What is let pass because it was so before, with a warning, and what is not. */
export const ratchetRequests: ContractRequest[] = [
  post('create a definition of rats', definitions, definition('rats', 'Rat', { versions: versions(false) })),
  get('wait for the rats', rats, { until: 200, setup: true }),
  post('a rat', rats, rat('r', whole)),
  post('a rat that is free', rats, rat('free', { free: { b: 5, c: 1 } })),
  mergePatch(
    'make the definition of rats strict',
    `${definitions}/rats.demo.example.com`,
    {
      spec: { versions: versions(true) },
    },
    { setup: true },
  ),
  post('wait for it to be strict', `${rats}?dryRun=All`, rat('no', { a: 50 }), { until: 422, setup: true }),
  ...Object.entries({
    'a label': { metadata: { labels: { a: 'b' } } },
    'another field': { spec: { s: 'y' } },
    'the wrong field': { spec: { a: 51 } },
    'the wrong field, for the better': { spec: { a: 45 } },
    'keyed items in another order': { spec: { keyed: [{ k: 'b' }, { k: 'a' }] } },
    'a keyed item twice, in place of another': { spec: { keyed: [{ k: 'a' }, { k: 'a' }] } },
    'a keyed item more': { spec: { keyed: [...items, { k: 'c' }] } },
    'a keyed item changed': { spec: { keyed: [{ k: 'a', v: 1 }, { k: 'b' }] } },
    'plain items in another order': { spec: { plain: [{ k: 'b' }, { k: 'a' }] } },
    'a plain item more': { spec: { plain: [...items, { k: 'c' }] } },
    'an entry more': { spec: { map: { n: { k: 'b' } } } },
    'an entry changed': { spec: { map: { m: { k: 'a', v: 1 } } } },
    'an unknown field': { spec: { zzz: 1 } },
    'nulls in a list': { spec: { keyed: [{ k: 'a', v: null, zzz: null }, { k: 'b' }, null] } },
    'everything anew': { spec: whole },
  }).map(([what, patch]) => mergePatch(`ratchets: ${what}`, `${rats}/r?dryRun=All`, patch)),
  mergePatch('ratchets: a status', `${rats}/r/status?dryRun=All`, { status: {} }),
  apply('ratchets: an apply', `${rats}/r?dryRun=All&fieldManager=f`, {
    ...rat('r', { s: 'x' }),
    metadata: { name: 'r', labels: { c: 'd' } },
  }),
  mergePatch('ratchets: a label of what is free', `${rats}/free?dryRun=All`, { metadata: { labels: { a: 'b' } } }),
];
