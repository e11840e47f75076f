import fc from 'fast-check';
import { apply, type ContractRequest, get, jsonPatch, mergePatch, post, put } from '../request.ts';
import { widget, widgets } from './kinds.ts';

interface Fields {
  metadata: object;
  spec: object;
  status: object;
}

interface Step {
  way: 'replace' | 'merge' | 'json' | 'apply' | 'force';
  manager: string;
  subresource: '' | '/status';
  fields: Fields;
}

const one = fc.constantFrom;
const some = <T>(values: T[]) => fc.subarray(values);
const texts = <T>(...values: T[]) => fc.dictionary(one('a', 'b', 'c'), one('0', '1', ...values), { maxKeys: 2 });
const tag = fc.record({ key: one('x', 'y'), value: one('0', '1') }, { requiredKeys: ['key'] });
const owners = some([
  { apiVersion: 'v1', kind: 'Secret', name: 's', uid: 'u1' },
  { apiVersion: 'v1', kind: 'Secret', name: 't', uid: 'u2', controller: true },
]);

/** Fields of a widget, any of them; maps may hold what else is given. */
const fieldsWith = <T>(...values: T[]) =>
  fc.record({
    metadata: fc.record(
      {
        labels: texts(...values),
        annotations: texts(...values),
        finalizers: some(['example.com/a', 'example.com/b']),
        ownerReferences: owners,
      },
      { requiredKeys: [] },
    ),
    spec: fc.record(
      {
        size: one(1, 2, 2, 2),
        note: one('n', null),
        labels: texts(...values),
        tags: fc.uniqueArray(tag, { selector: ({ key }) => key }),
        names: some(['n', 'm', 'o']),
        plain: some(['p', 'q']),
        free: one({}, { deep: {} }, { deep: { er: 1 } }),
      },
      { requiredKeys: ['size'] },
    ),
    status: fc.record({ phase: one('Up', 'Down'), conditions: one([], [{ type: 'Ready', status: 'True' }]) }),
  });

const step = fc.oneof(
  ...(['replace', 'merge', 'json', 'apply', 'force'] as const).map((way) =>
    fc.record<Step>({
      way: fc.constant(way),
      manager: one('one', 'two', 'three'),
      subresource: one('', '', '', '/status'),
      fields: fieldsWith(...(way === 'merge' ? [null] : [])),
    }),
  ),
);

function requests(name: string, what: string, { way, manager, subresource, fields }: Step): ContractRequest[] {
  const path = `${widgets}/${name}${subresource}?fieldManager=${manager}`;
  const body = { ...widget(name, fields.spec, fields.metadata), status: fields.status };
  switch (way) {
    case 'replace': {
      const state = `${what}, read before`;
      const metadata = { ...body.metadata, resourceVersion: `{{${state}:metadata.resourceVersion}}` };
      return [get(state, `${widgets}/${name}`), put(what, path, { ...body, metadata })];
    }
    case 'merge':
      return [mergePatch(what, path, body)];
    case 'json':
      return [jsonPatch(what, path, [{ op: 'add', path: '/spec/names', value: ['n'] }])];
    case 'apply':
    case 'force': {
      const { status, ...main } = body;
      const force = way === 'force' ? '&force=true' : '';
      return [apply(what, `${path}${force}`, subresource === '' ? main : { ...widget(name), spec: undefined, status })];
    }
  }
}

/** The history of one object, at random but the same each time: written in all these ways by three managers. */
function walk(seed: number, steps: number): ContractRequest[] {
  const name = `walk-${seed}`;
  return [
    post(`walk ${seed}, its start`, widgets, widget(name)),
    ...fc
      .sample(step, { seed, numRuns: steps })
      .flatMap((taken, index) =>
        requests(name, `walk ${seed}, step ${index} (${taken.way}${taken.subresource})`, taken),
      ),
  ];
}

export const walkRequests: ContractRequest[] = [1, 2, 3, 4, 5].flatMap((seed) => walk(seed, 15));
