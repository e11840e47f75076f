import { accept, apply, type ContractRequest, get, jsonPatch, mergePatch, post, remove } from '../request.ts';
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

/** As if somebody had written the object through another version. */
const writtenThrough = (version: string, operation: string) => ({
  manager: 'other',
  operation,
  apiVersion: version,
  fieldsType: 'FieldsV1',
  time: '2024-01-01T00:00:00Z',
  fieldsV1: { 'f:spec': { 'f:color': {} } },
});
const writtenBy = (name: string, managedFields: object[]) => ({
  ...gizmo('v1', name, { color: 'red' }),
  metadata: { name, managedFields },
});

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
  ...['demo.example.com/v77', 'a/b/c', 'v1'].flatMap((version) => [
    post(
      `managedFields of the version ${version}, created`,
      at('v1'),
      writtenBy('m1', [writtenThrough(version, 'Update')]),
    ),
    mergePatch(`managedFields of the version ${version}, patched`, at('v1', 'm1'), {
      metadata: { managedFields: [writtenThrough(version, 'Apply')] },
    }),
    apply(
      `apply where there were managedFields of ${version}`,
      `${at('v1', 'm1')}?fieldManager=one`,
      gizmo('v1', 'm1', { color: 'red' }),
    ),
    remove(`delete it again after ${version}`, at('v1', 'm1')),
  ]),
  post(
    'write through a version that will go',
    `${at('v1alpha1')}?fieldManager=old`,
    gizmo('v1alpha1', 'm2', { color: 'red' }),
  ),
  post('write through it once more', `${at('v1alpha1')}?fieldManager=old`, gizmo('v1alpha1', 'm3', { color: 'red' })),
  jsonPatch('take the version away', `${definitions}/gizmos.demo.example.com`, [
    { op: 'remove', path: '/spec/versions/2' },
  ]),
  get('wait until it is gone from discovery', at('v1alpha1'), { until: 404, setup: true }),
  // Requests for another version may find the former definition for a moment yet.
  apply(
    'wait until it is gone from the others',
    `${at('v1', 'm2')}?fieldManager=one&dryRun=All`,
    gizmo('v1', 'm2', { color: 'red' }),
    { until: 500, setup: true },
  ),
  apply(
    'apply to what was written through a version that is gone',
    `${at('v1', 'm2')}?fieldManager=one`,
    gizmo('v1', 'm2', { color: 'red' }),
  ),
  mergePatch('patch what was written through it', `${at('v1', 'm2')}?fieldManager=two`, { spec: { port: 1 } }),
  mergePatch('patch it to what it is', at('v1', 'm3'), { spec: { color: 'red' } }),
];
