import { accept, type ContractRequest, get, mergePatch, post, put, remove, strategicPatch } from '../request.ts';

const namespaces = '/api/v1/namespaces';
const services = '/api/v1/namespaces/default/services';
const leases = '/apis/coordination.k8s.io/v1/namespaces/default/leases';
const events = '/api/v1/namespaces/default/events';
const newEvents = '/apis/events.k8s.io/v1/namespaces/default/events';
const table = 'application/json;as=Table;v=v1;g=meta.k8s.io';

const namespace = (name: string, more: object = {}) => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name },
  ...more,
});
const service = (name: string, spec: object) => ({ apiVersion: 'v1', kind: 'Service', metadata: { name }, spec });
const http = { name: 'http', port: 80 };
const lease = (name: string, spec: object) => ({
  apiVersion: 'coordination.k8s.io/v1',
  kind: 'Lease',
  metadata: { name },
  spec,
});
const event = (name: string, more: object = {}) => ({
  apiVersion: 'v1',
  kind: 'Event',
  metadata: { name },
  involvedObject: { kind: 'ConfigMap', name: 'c', namespace: 'default' },
  reason: 'Tested',
  message: 'It was tested.',
  type: 'Normal',
  source: { component: 'contract' },
  firstTimestamp: '2024-01-01T00:00:00Z',
  lastTimestamp: '2024-01-01T00:00:00Z',
  count: 1,
  ...more,
});
const newEvent = (name: string, more: object = {}) => ({
  apiVersion: 'events.k8s.io/v1',
  kind: 'Event',
  metadata: { name },
  eventTime: '2024-01-01T00:00:00.000000Z',
  action: 'Test',
  reason: 'Tested',
  regarding: { kind: 'ConfigMap', name: 'c', namespace: 'default' },
  reportingController: 'example.com/contract',
  reportingInstance: 'contract-1',
  note: 'It was tested.',
  type: 'Normal',
  ...more,
});

/** Namespaces, services, leases, events, and what the server says of itself. */
export const serviceRequests: ContractRequest[] = [
  get('wait for the namespace default', `${namespaces}/default`, { until: 200, setup: true }),
  get('the versions of the core', '/api'),
  get('the group of leases', '/apis/coordination.k8s.io/v1'),
  get('the group of reviews', '/apis/authorization.k8s.io/v1/nothing'),
  post('create a namespace', namespaces, namespace('n1', { metadata: { name: 'n1', labels: { a: 'b' } } })),
  post('create a namespace that exists', namespaces, namespace('n1')),
  post('create a namespace with a wrong name', namespaces, namespace('n.1')),
  get('read a namespace', `${namespaces}/n1`),
  get('a namespace as a table', `${namespaces}/n1`, accept(table)),
  get('namespaces by phase', `${namespaces}?fieldSelector=status.phase%3DTerminating`),
  mergePatch('label a namespace', `${namespaces}/n1`, { metadata: { labels: { c: 'd' } } }),
  mergePatch('write the status of a namespace', `${namespaces}/n1/status`, { status: { phase: 'Terminating' } }),
  post(
    'create in the namespace',
    `${namespaces}/n1/configmaps`,
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'held', finalizers: ['example.com/hold'] } },
    { setup: true },
  ),
  put(
    'finalize a namespace that lives',
    `${namespaces}/n1/finalize`,
    namespace('n1', { spec: { finalizers: ['kubernetes', 'example.com/hold'] } }),
  ),
  put('finalize it back', `${namespaces}/n1/finalize`, namespace('n1', { spec: { finalizers: ['kubernetes'] } })),
  remove('delete a namespace', `${namespaces}/n1`),
  post('create in a namespace that ends', `${namespaces}/n1/configmaps`, {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'late' },
  }),
  remove('delete the namespace default', `${namespaces}/default`),
  remove('delete a namespace that is not there', `${namespaces}/none`),
  remove('delete all namespaces', namespaces),

  post(
    'create a service',
    services,
    service('v1', { selector: { app: 'x' }, ports: [{ ...http, targetPort: 'web' }], clusterIP: '10.96.7.7' }),
  ),
  ...Object.entries({
    'another name of no form': { type: 'ExternalName', externalName: 'A_b' },
    'another name with a dot at its end': { type: 'ExternalName', externalName: 'example.com.' },
    'another name and an address': { type: 'ExternalName', externalName: 'a.com', clusterIP: '10.96.7.9' },
    'no address, and a port of nodes': { type: 'NodePort', clusterIP: 'None', ports: [http] },
    'no address, and a balancer': { type: 'LoadBalancer', clusterIP: 'None', ports: [http] },
    'a selector that is none': { selector: { 'a b': 'c', d: 'e f' }, ports: [http] },
    'a policy that only others have': { externalTrafficPolicy: 'Local', ports: [http] },
    'sources that only others have': { loadBalancerSourceRanges: ['10.0.0.0/8'], ports: [http] },
    'sources that are none': {
      type: 'LoadBalancer',
      loadBalancerSourceRanges: ['10.0.0.0', ' ::/64 '],
      ports: [{ ...http, nodePort: 30111 }],
    },
    'a port for health checks that nobody makes': { healthCheckNodePort: 30112, ports: [http] },
    'addresses outside that cannot be': {
      externalIPs: ['127.0.0.1', '169.254.1.1', '224.0.0.1', '0.0.0.0', 'x'],
      ports: [http],
    },
    'a policy and addresses outside': {
      clusterIP: '10.96.7.11',
      externalIPs: ['10.1.1.1'],
      externalTrafficPolicy: 'Local',
      ports: [http],
    },
    'a port name that is none': { ports: [{ name: 'A_b', port: 80 }] },
    'a port name twice': { ports: [http, { ...http, port: 81 }] },
    'a node port twice': {
      type: 'NodePort',
      ports: [
        { name: 'a', port: 80, nodePort: 30111 },
        { name: 'b', port: 81, nodePort: 30111 },
      ],
    },
    'a protocol of applications that is none': { ports: [{ ...http, appProtocol: 'a b' }] },
  }).map(([what, spec]) => post(`create a service of ${what}`, `${services}?dryRun=All`, service('v3', spec))),
  post(
    'create a balancer that asks after health',
    services,
    service('v-health', {
      type: 'LoadBalancer',
      clusterIP: '10.96.7.10',
      externalTrafficPolicy: 'Local',
      healthCheckNodePort: 30113,
      ports: [{ ...http, nodePort: 30114 }],
    }),
  ),
  mergePatch('ask after health elsewhere', `${services}/v-health`, { spec: { healthCheckNodePort: 30115 } }),
  mergePatch('ask after health no more', `${services}/v-health`, { spec: { externalTrafficPolicy: 'Cluster' } }),
  remove('remove the balancer that asked', `${services}/v-health`, undefined, { setup: true }),
  post(
    'create a service that will turn',
    services,
    service('v-turn', { type: 'NodePort', clusterIP: '10.96.7.12', ports: [{ ...http, nodePort: 30116 }] }),
  ),
  mergePatch('turn it into another name', `${services}/v-turn`, {
    spec: { type: 'ExternalName', externalName: 'example.com' },
  }),
  mergePatch('turn it with an address of its own', `${services}/v-turn?dryRun=All`, {
    spec: { clusterIP: '10.96.7.13' },
  }),
  mergePatch('turn it back', `${services}/v-turn`, {
    spec: { type: 'ClusterIP', externalName: null, clusterIP: '10.96.7.14' },
  }),
  mergePatch('turn it into a balancer', `${services}/v-turn`, {
    spec: { type: 'LoadBalancer', ports: [{ ...http, nodePort: 30117 }], loadBalancerSourceRanges: ['10.0.0.0/8'] },
  }),
  mergePatch('turn it back, sources and all', `${services}/v-turn`, { spec: { type: 'ClusterIP' } }),
  mergePatch('turn it back without sources', `${services}/v-turn`, {
    spec: { type: 'ClusterIP', loadBalancerSourceRanges: null },
  }),
  remove('remove what turned', `${services}/v-turn`, undefined, { setup: true }),
  post('create a service without ports', services, service('v2', { selector: { app: 'x' } })),
  post(
    'create a service with an address that is taken',
    services,
    service('v2', { ports: [http], clusterIP: '10.96.7.7' }),
  ),
  post(
    'create a service with an address outside',
    services,
    service('v2', { ports: [http], clusterIP: '192.168.0.1' }),
  ),
  post('create a service with an address that is none', services, service('v2', { ports: [http], clusterIP: 'x' })),
  post('create a headless service', services, service('v-none', { clusterIP: 'None', selector: { app: 'x' } })),
  post(
    'create a service of another name',
    services,
    service('v-other', { type: 'ExternalName', externalName: 'example.com' }),
  ),
  post('create a service of another name without it', services, service('v2', { type: 'ExternalName' })),
  post('create a service of a type that is none', services, service('v2', { type: 'Magic', ports: [http] })),
  post(
    'create a service with wrong ports',
    services,
    service('v2', { ports: [{ port: 0 }, { port: 70000, protocol: 'ABC' }] }),
  ),
  post('create a service with a port twice', services, service('v2', { ports: [http, http] })),
  post('create a service whose target ports are 0 and empty, as Go clients send them', services, {
    ...service('v-zero', {
      clusterIP: '10.96.7.11',
      ports: [
        { ...http, targetPort: 0 },
        { name: 'https', port: 443, targetPort: '' },
      ],
    }),
  }),
  post(
    'create a service with a port, addresses and an affinity that are none',
    services,
    service('v2', { ports: [{ ...http, targetPort: 'a_b' }], externalIPs: ['x'], sessionAffinity: 'X' }),
  ),
  post(
    'create a service whose clients stay for no time',
    services,
    service('v2', {
      ports: [http],
      sessionAffinity: 'ClientIP',
      sessionAffinityConfig: { clientIP: { timeoutSeconds: 0 } },
    }),
  ),
  post(
    'create a service whose clients stay',
    services,
    service('v-stay', { clusterIP: 'None', ports: [http], sessionAffinity: 'ClientIP' }),
  ),
  mergePatch('let its clients go', `${services}/v-stay`, { spec: { sessionAffinity: 'None' } }),
  post('create a service with a wrong name', services, service('1v', { ports: [http] })),
  get('a service as a table', `${services}/v1`, accept(table)),
  strategicPatch('strategic: ports are merged by port', `${services}/v1`, {
    spec: { ports: [{ port: 443, name: 'https' }] },
  }),
  mergePatch('change the address of a service', `${services}/v1`, { spec: { clusterIP: '10.96.7.8' } }),
  mergePatch('write the status of a service', `${services}/v1/status`, {
    status: { loadBalancer: { ingress: [{ ip: '192.0.2.1' }] } },
  }),
  strategicPatch('strategic: retained keys without the address', `${services}/v1`, {
    spec: { $retainKeys: ['ports', 'type'], type: 'ClusterIP' },
  }),
  remove('delete a service', `${services}/v1`),
  get('a part of a service that there is not', `${services}/v1/nothing`),
  get('a part of a namespace that there is not', `${namespaces}/default/scale`),
  post(
    'create a service with a node port',
    services,
    service('p1', { type: 'NodePort', ports: [{ ...http, nodePort: 30080 }], clusterIP: '10.96.7.9' }),
  ),
  get('a service with a node port as a table', `${services}/p1`, accept(table)),
  post(
    'create a service with a node port that is taken',
    services,
    service('p2', { type: 'LoadBalancer', ports: [{ ...http, nodePort: 30080 }] }),
  ),
  post(
    'create a service with a node port outside',
    services,
    service('p2', { type: 'NodePort', ports: [{ ...http, nodePort: 80 }] }),
  ),
  post(
    'create a service with a node port that it does not need',
    services,
    service('p2', { ports: [{ ...http, nodePort: 30081 }] }),
  ),
  mergePatch('give up the node ports of a service', `${services}/p1`, { spec: { type: 'ClusterIP' } }),
  strategicPatch('strategic: a value of the wrong type', `${services}/p1`, { spec: { selector: { app: 1 } } }),
  remove('delete the service with a node port', `${services}/p1`, undefined, { setup: true }),

  post(
    'create a lease',
    leases,
    lease('e1', { holderIdentity: 'me', leaseDurationSeconds: 15, renewTime: '2024-01-01T00:00:00.000000Z' }),
  ),
  post('create a lease of no duration', leases, lease('e2', { leaseDurationSeconds: 0, leaseTransitions: -1 })),
  post('create a lease with a time that is none', leases, lease('e2', { renewTime: 'soon' })),
  put('renew a lease', `${leases}/e1`, {
    ...lease('e1', { holderIdentity: 'me', leaseDurationSeconds: 15, renewTime: '2024-01-01T00:00:10.000000Z' }),
    metadata: { name: 'e1', resourceVersion: '{{create a lease:metadata.resourceVersion}}' },
  }),
  put('renew a lease too late', `${leases}/e1`, {
    ...lease('e1', { holderIdentity: 'you' }),
    metadata: { name: 'e1', resourceVersion: '{{create a lease:metadata.resourceVersion}}' },
  }),
  put('put a lease that is not there', `${leases}/e3`, lease('e3', { holderIdentity: 'a' })),
  put('put a lease of another uid that is not there', `${leases}/e4`, {
    ...lease('e4', {}),
    metadata: { name: 'e4', uid: 'x' },
  }),
  post('create a lease of more transitions than can be counted', leases, lease('e4', { leaseTransitions: 4294967296 })),
  get('a lease as a table', `${leases}/e1`, accept(table)),
  remove('delete a lease', `${leases}/e1`),

  post('create an event', events, event('t1')),
  post(
    'create an event of another namespace',
    events,
    event('t2', { involvedObject: { kind: 'ConfigMap', name: 'c', namespace: 'other' } }),
  ),
  get('an event as events.k8s.io has it', `${newEvents}/t1`),
  get('an event as a table', `${events}/t1`, accept(table)),
  get('events of an object', `${events}?fieldSelector=involvedObject.name%3Dc,reason%3DTested`),
  get('events of a field that cannot be asked', `${events}?fieldSelector=message%3Dx`),
  post('create a new event', newEvents, newEvent('t3')),
  get('a new event as the core has it', `${events}/t3`),
  get('a new event as a table', `${newEvents}/t3`, accept(table)),
  post(
    'create a new event without its action',
    newEvents,
    newEvent('t4', { action: '', reportingController: '', type: 'Odd' }),
  ),
  mergePatch('count an event', `${events}/t1`, { count: 2, lastTimestamp: '2024-01-01T00:01:00Z' }),
  remove('delete events', `${events}?fieldSelector=reason%3DTested`),

  post('may I', '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews', {
    apiVersion: 'authorization.k8s.io/v1',
    kind: 'SelfSubjectAccessReview',
    spec: { resourceAttributes: { verb: 'get', resource: 'secrets', namespace: 'default' } },
  }),
  post('may I what', '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews', {
    apiVersion: 'authorization.k8s.io/v1',
    kind: 'SelfSubjectAccessReview',
    spec: {},
  }),
  post('may I, as a manager', '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews?dryRun=All&fieldManager=m', {
    apiVersion: 'authorization.k8s.io/v1',
    kind: 'SelfSubjectAccessReview',
    spec: { nonResourceAttributes: { verb: 'get', path: '/x' } },
    status: { allowed: false, reason: 'why not' },
  }),
  get('reviews are not kept', '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews'),
];
