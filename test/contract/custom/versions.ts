import { accept, apply, type ContractRequest, get, mergePatch, post, remove } from '../request.ts';
import { definition, definitions } from './kinds.ts';

const at = (version: string, name = ''): string =>
  `/apis/demo.example.com/${version}/namespaces/default/gizmos${name === '' ? '' : `/${name}`}`;

const schema = {
  openAPIV3Schema: {
    type: 'object',
    properties: {
      spec: {
        type: 'object',
        properties: {
          color: { type: 'string', maxLength: 5 },
          list: { type: 'array', items: { type: 'string' } },
          port: { 'x-kubernetes-int-or-string': true },
          inner: {
            type: 'object',
            'x-kubernetes-embedded-resource': true,
            'x-kubernetes-preserve-unknown-fields': true,
          },
        },
      },
    },
  },
};
const selectableFields = [{ jsonPath: '.spec.color' }];
const served = (name: string, more: object = {}) => ({
  name,
  served: true,
  storage: name === 'v1',
  schema,
  selectableFields,
  additionalPrinterColumns: [
    { name: 'All', type: 'string', jsonPath: '.spec.list[*]' },
    { name: 'Port', type: 'string', jsonPath: '.spec.port' },
    { name: 'Inner', type: 'string', jsonPath: '.spec.inner.metadata' },
  ],
  ...more,
});
const gizmos = (plural: string, versions: object[]) =>
  definition(plural, plural === 'gizmos' ? 'Gizmo' : 'Other', { scope: 'Namespaced', versions });
const gizmo = (version: string, name: string, spec: object) => ({
  apiVersion: `demo.example.com/${version}`,
  kind: 'Gizmo',
  metadata: { name },
  spec,
});
const otherSchema = { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } };

/** A kind with old versions that warn of themselves, objects inside its objects, and what can go wrong in several at once. */
export const versionRequests: ContractRequest[] = [
  post(
    'selectable fields of one of two versions with one schema',
    definitions,
    gizmos('others', [served('v1'), served('v2', { selectableFields: [] })]),
  ),
  post(
    'the same selectable fields of two versions with two schemas',
    definitions,
    gizmos('others', [served('v1'), served('v2', { schema: otherSchema })]),
  ),
  post(
    'a definition of versions that are deprecated',
    definitions,
    gizmos('gizmos', [
      served('v1'),
      served('v1beta1', { deprecated: true }),
      served('v1alpha1', { deprecated: true, deprecationWarning: 'old is "old"' }),
      served('v2alpha1', { deprecated: true }),
    ]),
  ),
  get('wait for the gizmos', at('v2alpha1'), { until: 200, setup: true }),
  get('wait for the gizmos of v1', at('v1'), { until: 200, setup: true }),
  post(
    'an object with another inside',
    at('v1'),
    gizmo('v1', 'z1', {
      list: ['one', 'two'],
      port: 80,
      inner: { apiVersion: 'v1', kind: 'Inner', metadata: { name: 'i', labels: { a: 'b' } }, more: { a: 1 } },
    }),
  ),
  get('the first of several values in a cell', at('v1', 'z1'), accept('application/json;as=Table;v=v1;g=meta.k8s.io')),
  get('a list of a deprecated version', at('v1beta1')),
  get('a list of a deprecated version with words of its own', at('v1alpha1')),
  get('a list of a deprecated version that none is newer than', at('v2alpha1')),
  get('nothing of a deprecated version', at('v1beta1', 'none')),
  get(
    'a watch of a deprecated version',
    `${at('v1beta1')}?watch=1&timeoutSeconds=1&fieldSelector=metadata.name%3Dnone`,
  ),
  post('an unknown field in a deprecated version', `${at('v1beta1')}?dryRun=All`, gizmo('v1beta1', 'z2', { more: 1 })),
  post('an unknown field beside a wrong one', at('v1'), gizmo('v1', 'z2', { more: 1, color: 'purple' })),
  mergePatch('an unknown field beside a wrong one, patched', at('v1', 'z1'), { spec: { more: 1, color: 'purple' } }),
  mergePatch('a patch that is no JSON', at('v1', 'z1'), '{bad'),
  mergePatch('a patch with a comma too many', at('v1', 'z1'), '{"spec":{},}'),
  apply(
    'apply an object with another inside',
    `${at('v1', 'z3')}?fieldManager=one`,
    gizmo('v1', 'z3', {
      port: 'http',
      inner: { apiVersion: 'v1', kind: 'Inner', metadata: { name: 'i', labels: { a: 'b' } }, more: { a: 1 } },
    }),
  ),
  remove('delete in the foreground what nothing holds', at('v1', 'z1'), { propagationPolicy: 'Foreground' }),
  remove('delete and let dependents be orphans', at('v1', 'z3'), { propagationPolicy: 'Orphan' }),
];
