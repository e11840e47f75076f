import {
  accept,
  apply,
  bare,
  type ContractRequest,
  get,
  jsonPatch,
  mergePatch,
  post,
  put,
  remove,
  strategicPatch,
} from '../request.ts';

const configMaps = '/api/v1/namespaces/default/configmaps';
const secrets = '/api/v1/namespaces/default/secrets';
const accounts = '/api/v1/namespaces/default/serviceaccounts';
const table = 'application/json;as=Table;v=v1;g=meta.k8s.io';

const configMap = (name: string, data: object = { a: '1' }, metadata: object = {}) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, ...metadata },
  data,
});
const secret = (name: string, more: object) => ({ apiVersion: 'v1', kind: 'Secret', metadata: { name }, ...more });
const account = (name: string, more: object = {}) => ({
  apiVersion: 'v1',
  kind: 'ServiceAccount',
  metadata: { name },
  ...more,
});

/** ConfigMaps with every verb, secrets and service accounts with what is their own. */
export const objectRequests: ContractRequest[] = [
  post('create a configmap', configMaps, configMap('c1', { a: '1', b: '2' }, { labels: { app: 'x' } })),
  post('create a configmap that exists', configMaps, configMap('c1')),
  post('create a configmap in dry run', `${configMaps}?dryRun=All`, configMap('c2')),
  post('create a configmap with a generated name', configMaps, {
    ...configMap(''),
    metadata: { generateName: 'is-made-' },
  }),
  remove(
    'delete the one with a generated name',
    `${configMaps}/{{create a configmap with a generated name:metadata.name}}`,
  ),
  post('create a configmap without a name', configMaps, configMap('')),
  post('create a configmap with a wrong name', configMaps, configMap('Wrong_Name')),
  post('create a configmap with a wrong key', configMaps, configMap('c2', { 'a b': '1' })),
  post('create a configmap with a key in both', configMaps, { ...configMap('c2'), binaryData: { a: 'MQ==' } }),
  post('create a configmap with a number', configMaps, configMap('c2', { a: 1 })),
  post('create a configmap with data of no base64', configMaps, { ...configMap('c2'), binaryData: { b: '%%%' } }),
  post('create a configmap with wrong labels', configMaps, configMap('c2', {}, { labels: { 'a b': 'c d' } })),
  post('create a configmap in another namespace', configMaps, configMap('c2', {}, { namespace: 'other' })),
  post('create a configmap in a namespace that is not there', '/api/v1/namespaces/none/configmaps', configMap('c2')),
  post('create another kind of object', configMaps, secret('c2', {})),
  post('create an object of an unknown kind', configMaps, { ...configMap('c2'), kind: 'Nothing' }),
  post('create an object of an unknown version', configMaps, { ...configMap('c2'), apiVersion: 'v9' }),
  post('create an object from broken JSON', configMaps, '{"kind":'),
  post('create an object from nothing', configMaps, ''),
  bare('POST', 'create an object from text', configMaps, 'x', { headers: { 'content-type': 'text/plain' } }),
  bare(
    'POST',
    'create an object from YAML',
    configMaps,
    'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c-yaml}\ndata: {a: x}\n',
    { headers: { 'content-type': 'application/yaml' } },
  ),
  get('read a configmap', `${configMaps}/c1`),
  get('read a configmap that is not there', `${configMaps}/none`),
  get('a configmap as a table', `${configMaps}/c1`, accept(table)),
  get(
    'a configmap as metadata',
    `${configMaps}/c1`,
    accept('application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io'),
  ),
  get('a configmap as text', `${configMaps}/c1`, accept('text/html')),
  get('configmaps by label', `${configMaps}?labelSelector=app%3Dx`),
  get('configmaps in a page', `${configMaps}?limit=1`),
  get('configmaps in the next page', `${configMaps}?limit=1&continue={{configmaps in a page:metadata.continue}}`),
  get('configmaps by name', `${configMaps}?fieldSelector=metadata.name%3Dc1`),
  get('configmaps by a field that cannot be asked', `${configMaps}?fieldSelector=data.a%3D1`),
  get('configmaps of a namespace that is not there', '/api/v1/namespaces/none/configmaps'),
  get('configmaps as tables', `${configMaps}?labelSelector=app%3Dx`, accept(table)),
  put(
    'replace a configmap',
    `${configMaps}/c1`,
    configMap('c1', { a: '2' }, { resourceVersion: '{{create a configmap:metadata.resourceVersion}}' }),
  ),
  put(
    'replace a configmap that has changed',
    `${configMaps}/c1`,
    configMap('c1', { a: '3' }, { resourceVersion: '{{create a configmap:metadata.resourceVersion}}' }),
  ),
  put('replace a configmap without a resourceVersion', `${configMaps}/c1`, configMap('c1', { a: '3' })),
  put('replace a configmap under another name', `${configMaps}/c1`, configMap('c9')),
  put(
    'replace a configmap with another uid',
    `${configMaps}/c1`,
    configMap('c1', { a: '4' }, { uid: '11111111-2222-3333-4444-555555555555' }),
  ),
  put('replace a configmap that is not there', `${configMaps}/c-put`, configMap('c-put')),
  jsonPatch('json: a configmap', `${configMaps}/c1`, [{ op: 'add', path: '/data/c', value: '3' }]),
  jsonPatch('json: a test that fails', `${configMaps}/c1`, [{ op: 'test', path: '/data/c', value: '4' }]),
  mergePatch('merge: a configmap', `${configMaps}/c1`, { data: { c: null, d: '4' } }),
  mergePatch('merge: a wrong type', `${configMaps}/c1`, { data: { c: 5 } }),
  strategicPatch('strategic: a configmap', `${configMaps}/c1`, {
    data: { e: '5' },
    metadata: { labels: { app: 'y' } },
  }),
  strategicPatch('strategic: broken', `${configMaps}/c1`, '{'),
  strategicPatch('strategic: replace a map', `${configMaps}/c1`, { data: { $patch: 'replace', only: '1' } }),
  strategicPatch('strategic: owners are merged by uid', `${configMaps}/c1`, {
    metadata: { ownerReferences: [{ apiVersion: 'v1', kind: 'Secret', name: 's', uid: 'u1' }] },
  }),
  strategicPatch('strategic: take an owner away', `${configMaps}/c1`, {
    metadata: { ownerReferences: [{ $patch: 'delete', uid: 'u1' }] },
  }),
  mergePatch('merge: an immutable configmap', `${configMaps}/c1`, { immutable: true }),
  mergePatch('merge: change what is immutable', `${configMaps}/c1`, { data: { x: '1' } }),
  mergePatch('merge: make it mutable again', `${configMaps}/c1`, { immutable: null }),
  apply('apply: a configmap', `${configMaps}/c-apply?fieldManager=one`, configMap('c-apply', { a: '1' })),
  apply('apply: another manager', `${configMaps}/c-apply?fieldManager=two`, configMap('c-apply', { b: '1' })),
  apply('apply: a conflict', `${configMaps}/c-apply?fieldManager=two`, configMap('c-apply', { a: '2' })),
  apply('apply: by force', `${configMaps}/c-apply?fieldManager=two&force=true`, configMap('c-apply', { a: '2' })),
  apply('apply: what is no base64', `${configMaps}/c-new?fieldManager=one`, {
    ...configMap('c-new'),
    binaryData: { b: '%' },
  }),
  apply('apply: without a manager', `${configMaps}/c-apply`, configMap('c-apply')),
  mergePatch('add a finalizer', `${configMaps}/c-apply`, { metadata: { finalizers: ['example.com/hold'] } }),
  remove('delete what a finalizer holds', `${configMaps}/c-apply`),
  mergePatch('take the finalizer away', `${configMaps}/c-apply`, { metadata: { finalizers: [] } }),
  remove('delete with a wrong uid', `${configMaps}/c1`, { preconditions: { uid: 'wrong' } }),
  remove('delete a configmap', `${configMaps}/c1`),
  remove('delete a configmap that is not there', `${configMaps}/c1`),
  get(
    'watch configmaps',
    `${configMaps}?watch=1&timeoutSeconds=1&labelSelector=app&resourceVersion={{create a configmap:metadata.resourceVersion}}`,
  ),
  get('watch from a version that is none', `${configMaps}?watch=1&resourceVersion=x`),
  remove('delete all configmaps', `${configMaps}?labelSelector=none`),

  post('create a secret', secrets, secret('s1', { data: { a: 'MQ==' }, stringData: { b: 'text' } })),
  post('create a secret of no base64', secrets, secret('s2', { data: { a: '%' } })),
  post(
    'create a secret of a type that needs keys',
    secrets,
    secret('s2', { type: 'kubernetes.io/tls', data: { 'tls.crt': 'MQ==' } }),
  ),
  post(
    'create a secret for a registry that is none',
    secrets,
    secret('s2', { type: 'kubernetes.io/dockerconfigjson', data: { '.dockerconfigjson': 'MQ' } }),
  ),
  ...['nope', '[]', 'null'].map((login) =>
    post(
      `create a secret for a registry with ${login}`,
      `${secrets}?dryRun=All`,
      secret('s2', { type: 'kubernetes.io/dockercfg', stringData: { '.dockercfg': login } }),
    ),
  ),
  post(
    'create a secret of SSH without its key',
    secrets,
    secret('s2', { type: 'kubernetes.io/ssh-auth', data: { 'ssh-privatekey': '' } }),
  ),
  post('create a secret of basic auth', secrets, secret('s2', { type: 'kubernetes.io/basic-auth', data: {} })),
  post(
    'create a secret of an account without its name',
    secrets,
    secret('s2', { type: 'kubernetes.io/service-account-token' }),
  ),
  mergePatch('change the type of a secret', `${secrets}/s1`, { type: 'other' }),
  mergePatch('write the text of a secret', `${secrets}/s1`, { stringData: { a: 'new' } }),
  get('secrets by type', `${secrets}?fieldSelector=type%3DOpaque`),
  get('a secret as a table', `${secrets}/s1`, accept(table)),

  post(
    'create an account',
    accounts,
    account('a1', { automountServiceAccountToken: false, imagePullSecrets: [{ name: 'p' }] }),
  ),
  strategicPatch('strategic: pull secrets are merged by name', `${accounts}/a1`, { imagePullSecrets: [{ name: 'q' }] }),
  post(
    'create an account with more of a secret than its name',
    accounts,
    account('a2', { secrets: [{ name: 's', namespace: 'x', kind: 'Secret' }] }),
  ),
  apply(
    'apply: secrets are merged by name',
    `${accounts}/a2?fieldManager=m`,
    account('a2', { secrets: [{ name: 't' }] }),
  ),
  get('an account as a table', `${accounts}/a1`, accept(table)),
  post('a token of an account that is not there', `${accounts}/none/token`, {
    apiVersion: 'authentication.k8s.io/v1',
    kind: 'TokenRequest',
    spec: {},
  }),
  ...[
    { what: 'a secret', ref: { apiVersion: 'v1', kind: 'Secret', name: 's1' } },
    { what: 'another secret than it says', ref: { apiVersion: 'v1', kind: 'Secret', name: 's1', uid: 'u' } },
    { what: 'a secret that is not there', ref: { apiVersion: 'v1', kind: 'Secret', name: 'none' } },
    { what: 'a pod that is not there', ref: { apiVersion: 'v1', kind: 'Pod', name: 'none' } },
    { what: 'what none can be bound to', ref: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'd' } },
  ].map(({ what, ref }) =>
    post(`a token bound to ${what}`, `${accounts}/a1/token`, {
      apiVersion: 'authentication.k8s.io/v1',
      kind: 'TokenRequest',
      spec: { boundObjectRef: ref },
    }),
  ),
  remove('delete a secret', `${secrets}/s1`),
  post('a token that ends too soon', `${accounts}/a1/token`, {
    apiVersion: 'authentication.k8s.io/v1',
    kind: 'TokenRequest',
    spec: { expirationSeconds: 5 },
  }),
  remove('delete an account', `${accounts}/a1`),

  get('a resource that is not there', '/api/v1/namespaces/default/nothing'),
  get('a version that is not there', '/api/v2'),
  bare('PUT', 'put to a collection', configMaps, configMap('c9')),
  bare('POST', 'post to an object', `${configMaps}/c9`, configMap('c9')),
  bare('PATCH', 'a patch of no kind', `${configMaps}/c-yaml`, { data: {} }),
  bare('OPTIONS', 'a method that is none', configMaps),
];
