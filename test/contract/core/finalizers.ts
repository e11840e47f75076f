import { type ContractRequest, get, mergePatch, post, put, remove } from '../request.ts';

const configMaps = '/api/v1/namespaces/default/configmaps';
const services = '/api/v1/namespaces/default/services';
const leases = '/apis/coordination.k8s.io/v1/namespaces/default/leases';
const namespaces = '/api/v1/namespaces';

const configMap = (name: string, metadata: object = {}) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, ...metadata },
});
const namespace = (finalizers: string[]) => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: 'held' },
  spec: { finalizers },
});
const lease = { apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', metadata: { name: 'f', finalizers: ['bad'] } };

/** Finalizers of built-in kinds, which know the names of Kubernetes' own, and how what they hold goes. */
export const finalizerRequests: ContractRequest[] = [
  post(
    'create with every kind of wrong finalizer',
    configMaps,
    configMap('f0', { finalizers: ['bad', 'a b/c', '', 'example.com/', 'kubernetes', 'UP/x'] }),
  ),
  post('create a service with a wrong finalizer', services, {
    ...configMap('f0', { finalizers: ['bad'] }),
    kind: 'Service',
    spec: { ports: [{ port: 1 }] },
  }),
  post('create with a negative generation', configMaps, configMap('f0', { generation: -1 })),
  post('create what will be held', configMaps, configMap('f1', { finalizers: ['example.com/x'] })),
  mergePatch('add wrong finalizers', `${configMaps}/f1`, {
    metadata: { finalizers: ['example.com/x', 'bad', 'a b/c'] },
  }),
  remove('delete what is held', `${configMaps}/f1`),
  remove('delete what is being deleted if it is another', `${configMaps}/f1`, { preconditions: { uid: 'other' } }),
  remove('delete with both ways to say the policy', `${configMaps}/f1`, {
    orphanDependents: false,
    propagationPolicy: 'Orphan',
  }),
  remove('delete what is being deleted, the older way', `${configMaps}/f1`, { orphanDependents: true }),
  post('create what is being deleted', configMaps, configMap('f1')),
  mergePatch('add finalizers to what is being deleted', `${configMaps}/f1`, {
    metadata: { finalizers: ['example.com/x', 'example.com/b', 'example.com/a'] },
  }),
  put('replace finalizers of what is being deleted', `${configMaps}/f1`, configMap('f1', { finalizers: ['a.b/c'] })),
  put('let it go', `${configMaps}/f1`, configMap('f1')),
  get('what was let go', `${configMaps}/f1`),
  post('create a lease with a finalizer of no domain', leases, lease),
  mergePatch('add to a lease what metadata may not hold', `${leases}/f`, {
    metadata: { finalizers: ['b ad'], labels: { 'a b': 'c' } },
  }),
  remove('delete a lease that is held', `${leases}/f`),
  mergePatch('let the lease go', `${leases}/f`, { metadata: { finalizers: null } }),
  post('create a namespace with wrong finalizers', namespaces, namespace(['bad', 'a b/c', ''])),
  post('create a namespace with a finalizer', namespaces, namespace(['example.com/x'])),
  mergePatch('change the finalizers of a namespace', `${namespaces}/held`, { spec: { finalizers: ['bad'] } }),
  put('finalize a namespace wrongly', `${namespaces}/held/finalize`, namespace(['bad', 'a b/c'])),
  put('finalize a namespace', `${namespaces}/held/finalize`, namespace([])),
];
