/** What the random requests begin with: good objects, and a definition. */
import type { Json } from './random.ts';

const core = '/api/v1/namespaces/default';
export const definitions = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
/** How the paths of custom resources begin. */
export const customPaths = '/apis/fuzz.example.com/';
const gadgets = `${customPaths}v1/gadgets`;

/** One good object of each kind, and where it is created. */
export const templates: readonly { path: string; body: Json }[] = [
  {
    path: `${core}/configmaps`,
    body: {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'a', labels: { a: 'b' }, annotations: { c: 'd' } },
      data: { k: 'v' },
      binaryData: { b: 'AA==' },
      immutable: false,
    },
  },
  {
    path: `${core}/secrets`,
    body: {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'a', finalizers: ['example.com/x'] },
      type: 'Opaque',
      data: { k: 'AA==' },
      stringData: { s: 't' },
    },
  },
  {
    path: `${core}/services`,
    body: {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'a' },
      spec: {
        type: 'ClusterIP',
        ports: [{ name: 'p', port: 80, targetPort: 'http', protocol: 'TCP' }],
        selector: { a: 'b' },
      },
    },
  },
  {
    path: `${core}/events`,
    body: {
      apiVersion: 'v1',
      kind: 'Event',
      metadata: { name: 'a' },
      involvedObject: { kind: 'Pod', namespace: 'default', name: 'p' },
      reason: 'R',
      message: 'm',
      count: 1,
      firstTimestamp: '2026-01-02T03:04:05Z',
    },
  },
  {
    path: '/apis/events.k8s.io/v1/namespaces/default/events',
    body: {
      apiVersion: 'events.k8s.io/v1',
      kind: 'Event',
      metadata: { name: 'a' },
      regarding: { kind: 'Pod', namespace: 'default', name: 'p' },
      reason: 'R',
      note: 'n',
      type: 'Normal',
      action: 'A',
      reportingController: 'example.com/c',
      reportingInstance: 'c-1',
      eventTime: '2026-01-02T03:04:05.000000Z',
      series: { count: 2, lastObservedTime: '2026-01-02T03:04:06.000000Z' },
    },
  },
  {
    path: `${core}/serviceaccounts`,
    body: { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'a' }, secrets: [{ name: 's' }] },
  },
  {
    path: '/apis/coordination.k8s.io/v1/namespaces/default/leases',
    body: {
      apiVersion: 'coordination.k8s.io/v1',
      kind: 'Lease',
      metadata: { name: 'a' },
      spec: { holderIdentity: 'h', leaseDurationSeconds: 15, renewTime: '2026-01-02T03:04:05.000000Z' },
    },
  },
  {
    path: '/api/v1/namespaces',
    body: { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'c', labels: { a: 'b' } } },
  },
  {
    path: gadgets,
    body: {
      apiVersion: 'fuzz.example.com/v1',
      kind: 'Gadget',
      metadata: { name: 'a', ownerReferences: [{ apiVersion: 'v1', kind: 'K', name: 'n', uid: 'u' }] },
      spec: { size: 1, tags: ['a'], parts: [{ name: 'p', weight: 1 }], any: { x: [1] } },
    },
  },
  {
    path: '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
    body: {
      apiVersion: 'authorization.k8s.io/v1',
      kind: 'SelfSubjectAccessReview',
      spec: { resourceAttributes: { verb: 'get', resource: 'pods' } },
    },
  },
];

/** A definition that stands while its instances are patched. */
export const gadgetDefinition: Json = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'gadgets.fuzz.example.com' },
  spec: {
    group: 'fuzz.example.com',
    scope: 'Cluster',
    names: { plural: 'gadgets', kind: 'Gadget' },
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        subresources: { status: {} },
        additionalPrinterColumns: [{ name: 'Size', type: 'integer', jsonPath: '.spec.size' }],
        schema: {
          openAPIV3Schema: {
            type: 'object',
            properties: {
              spec: {
                type: 'object',
                properties: {
                  size: { type: 'integer', default: 3 },
                  tags: { type: 'array', 'x-kubernetes-list-type': 'set', items: { type: 'string' } },
                  parts: {
                    type: 'array',
                    'x-kubernetes-list-type': 'map',
                    'x-kubernetes-list-map-keys': ['name'],
                    items: {
                      type: 'object',
                      required: ['name'],
                      properties: { name: { type: 'string' }, weight: { type: 'integer' } },
                    },
                  },
                  any: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
                },
              },
              status: { type: 'object', properties: { phase: { type: 'string' } } },
            },
          },
        },
      },
    ],
  },
};
