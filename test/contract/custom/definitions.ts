import { accept, type ContractRequest, get, mergePatch, post, put, remove } from '../request.ts';
import { allWidgets, definition, definitions, gadgetDefinition, gadgets, version, widgetDefinition } from './kinds.ts';

const bad = (plural: string, kind: string, properties: object, more: object = {}): object =>
  definition(plural, kind, { versions: [version(properties, more)] });

/** A version with all that a version can say. */
const everything = {
  name: 'v1',
  served: true,
  storage: true,
  deprecated: true,
  deprecationWarning: 'old & <gone>',
  schema: {
    openAPIV3Schema: {
      type: 'object',
      title: 'T',
      description: 'D',
      properties: {
        spec: {
          type: 'object',
          required: ['a'],
          minProperties: 1,
          maxProperties: 9,
          properties: {
            a: {
              type: 'integer',
              minimum: 2,
              maximum: 5,
              exclusiveMinimum: true,
              multipleOf: 2,
              default: 4,
              example: 4,
            },
            s: { type: 'string', pattern: '^a', minLength: 1, maxLength: 3, enum: ['a', 'ab'], nullable: true },
            l: {
              type: 'array',
              minItems: 1,
              maxItems: 4,
              items: { type: 'object', required: ['k'], properties: { k: { type: 'string' } } },
              'x-kubernetes-list-type': 'map',
              'x-kubernetes-list-map-keys': ['k'],
            },
            m: { type: 'object', additionalProperties: { type: 'string' }, 'x-kubernetes-map-type': 'atomic' },
            d: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true, default: { z: 1, a: [{ y: 1, b: 2 }] } },
            e: { type: 'object', 'x-kubernetes-embedded-resource': true, 'x-kubernetes-preserve-unknown-fields': true },
            i: { 'x-kubernetes-int-or-string': true, anyOf: [{ type: 'integer' }, { type: 'string' }] },
            n: {
              type: 'string',
              not: { enum: ['x'] },
              allOf: [{ minLength: 1 }],
              oneOf: [{ minLength: 1 }, { maxLength: 0 }],
              externalDocs: { url: 'http://example.com', description: 'd' },
            },
          },
          'x-kubernetes-validations': [
            {
              rule: 'self.a > 0',
              message: 'm',
              messageExpression: "'x'",
              reason: 'FieldValueInvalid',
              fieldPath: '.a',
            },
          ],
        },
      },
    },
  },
  subresources: {
    status: {},
    scale: { specReplicasPath: '.spec.a', statusReplicasPath: '.status.a', labelSelectorPath: '.status.l' },
  },
  additionalPrinterColumns: [
    { name: 'A', type: 'integer', jsonPath: '.spec.a', priority: 1, description: 'x', format: 'int32' },
  ],
  selectableFields: [{ jsonPath: '.spec.s' }],
};

/** CustomResourceDefinitions: made, refused, changed; and the discovery of what they bring. */
export const definitionRequests: ContractRequest[] = [
  get('an object of a group that is not there yet', `${allWidgets}/x`),
  post('create a definition', definitions, widgetDefinition),
  get('wait for the widgets', allWidgets, { until: 200, setup: true }),
  get('wait for the definition of widgets', `${definitions}/widgets.demo.example.com`, { setup: true }),
  post('create a definition with rules', definitions, gadgetDefinition),
  get('wait for the gadgets', gadgets, { until: 200, setup: true }),
  get('a definition with its status', `${definitions}/widgets.demo.example.com`),
  get(
    'a definition as a table',
    `${definitions}/gadgets.demo.example.com`,
    accept('application/json;as=Table;v=v1;g=meta.k8s.io'),
  ),
  get(
    'definitions by a field',
    `${definitions}?fieldSelector=metadata.name=gadgets.demo.example.com`,
    accept('application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io'),
  ),
  get('the group', '/apis/demo.example.com'),
  get('the version of the group', '/apis/demo.example.com/v1'),
  get('the other version of the group', '/apis/demo.example.com/v1beta1'),
  get('a version that is not there', '/apis/demo.example.com/v9'),
  get('a group that is not there', '/apis/none.example.com'),
  get('a version of a group that is not there', '/apis/none.example.com/v1'),
  get('the resources of apiextensions', '/apis/apiextensions.k8s.io/v1'),
  get('the group of apiextensions', '/apis/apiextensions.k8s.io'),
  get(
    'groups, aggregated, in a version that is not there',
    '/apis',
    accept('application/json;g=apidiscovery.k8s.io;v=v9;as=APIGroupDiscoveryList'),
  ),
  post('a definition whose name is not its own', definitions, {
    ...widgetDefinition,
    metadata: { name: 'wrong.example.com' },
  }),
  post('a definition that exists', definitions, widgetDefinition),
  post('a definition without versions', definitions, definition('as', 'A', { versions: [] })),
  post(
    'a definition with two stored versions',
    definitions,
    definition('bs', 'B', { versions: [version({}), { ...version({}), name: 'v2' }] }),
  ),
  post(
    'a definition with a version twice',
    definitions,
    definition('cs', 'C', { versions: [version({}), { ...version({}), storage: false }] }),
  ),
  post(
    'a definition with two versions, none stored, that differ in everything',
    definitions,
    definition('ins', 'In', {
      versions: [
        { ...everything, storage: false },
        { ...version({ b: { type: 'string' } }), name: 'v2', storage: false },
      ],
    }),
  ),
  post(
    'a definition with versions that differ in their subresources',
    definitions,
    definition('ins', 'In', {
      versions: [
        { ...version({}), subresources: {}, additionalPrinterColumns: [], selectableFields: [] },
        { ...version({}), subresources: { status: {} } },
      ],
    }),
  ),
  post(
    'a definition with versions, one without a schema',
    definitions,
    definition('ins', 'In', {
      versions: [
        { name: 'v1', served: true, storage: false },
        { name: 'v2', served: true, storage: false, schema: {} },
      ],
    }),
  ),
  post('a definition with conversion by what is none', definitions, {
    ...definition('ins', 'In', { versions: [version({})], conversion: { strategy: 'Guess' } }),
  }),
  post(
    'a definition without a schema',
    definitions,
    definition('ds', 'D', { versions: [{ name: 'v1', served: true, storage: true }] }),
  ),
  post(
    'a definition with a wrong scope',
    definitions,
    definition('es', 'E', { scope: 'World', versions: [version({})] }),
  ),
  post(
    'a definition with wrong names',
    definitions,
    definition('fs', 'F', { names: { plural: 'fs', kind: 'F!', shortNames: ['X'] }, versions: [version({})] }),
  ),
  post('a schema without a type', definitions, bad('gs', 'G', { a: {} })),
  post('a schema of an unknown type', definitions, bad('hs', 'H', { a: { type: 'text' } })),
  post('an array without items', definitions, bad('is', 'I', { a: { type: 'array' } })),
  post(
    'properties and additionalProperties',
    definitions,
    bad('js', 'J', { a: { type: 'object', properties: { b: { type: 'string' } }, additionalProperties: true } }),
  ),
  post('a default that is not valid', definitions, bad('ks', 'K', { a: { type: 'integer', default: 'x' } })),
  post('a default that would be pruned', definitions, bad('ls', 'L', { a: { type: 'object', default: { b: 1 } } })),
  post(
    'list keys that are not there',
    definitions,
    bad('ms', 'M', {
      a: {
        type: 'array',
        items: { type: 'object', properties: {} },
        'x-kubernetes-list-type': 'map',
        'x-kubernetes-list-map-keys': ['k'],
      },
    }),
  ),
  post('a pattern that is none', definitions, bad('ns', 'N', { a: { type: 'string', pattern: '(' } })),
  post(
    'a rule that does not compile',
    definitions,
    bad('os', 'O', { a: { type: 'integer', 'x-kubernetes-validations': [{ rule: 'self.b > 1' }] } }),
  ),
  post(
    'a rule that is no truth',
    definitions,
    bad('ps', 'P', { a: { type: 'integer', 'x-kubernetes-validations': [{ rule: 'self + 1' }] } }),
  ),
  post(
    'a rule over too much',
    definitions,
    bad('qs', 'Q', {
      a: {
        type: 'array',
        items: { type: 'string' },
        'x-kubernetes-validations': [{ rule: 'self.all(x, self.all(y, x == y))' }],
      },
    }),
  ),
  post(
    'a message over too much',
    definitions,
    bad('xs', 'X', {
      a: {
        type: 'integer',
        'x-kubernetes-validations': [{ rule: 'self > 1', messageExpression: "'not ' + string(self)" }],
      },
    }),
  ),
  post(
    'an empty rule',
    definitions,
    bad('rs', 'R', { a: { type: 'integer', 'x-kubernetes-validations': [{ rule: ' ' }] } }),
  ),
  post(
    'uniqueItems',
    definitions,
    bad('ss', 'S', { a: { type: 'array', uniqueItems: true, items: { type: 'string' } } }),
  ),
  post(
    'metadata with a property',
    definitions,
    definition('ts', 'T', {
      versions: [
        {
          ...version({}),
          schema: {
            openAPIV3Schema: {
              type: 'object',
              properties: { metadata: { type: 'object', properties: { labels: { type: 'object' } } } },
            },
          },
        },
      ],
    }),
  ),
  post('a field of a definition of the wrong type', definitions, definition('us', 'U', { versions: 'v1' })),
  post(
    'an unknown field of a definition, strictly',
    `${definitions}?fieldValidation=Strict`,
    definition('vs', 'V', { versions: [version({})], more: 1 }),
  ),
  post('a definition in dry run', `${definitions}?dryRun=All`, definition('ws', 'W', { versions: [version({})] })),
  get('what a dry run made', `${definitions}/ws.demo.example.com`),
  post(
    'a definition of an old version',
    '/apis/apiextensions.k8s.io/v1beta1/customresourcedefinitions',
    widgetDefinition,
  ),
  mergePatch('change what may not change', `${definitions}/widgets.demo.example.com`, {
    spec: { scope: 'Cluster', group: 'x.example.com' },
  }),
  mergePatch('a definition loses its stored version', `${definitions}/gadgets.demo.example.com`, {
    spec: { versions: [{ ...version({}), name: 'v2' }] },
  }),
  put('replace a definition without a resourceVersion', `${definitions}/gadgets.demo.example.com`, gadgetDefinition),
  mergePatch('a short name that is taken', `${definitions}/gadgets.demo.example.com`, {
    spec: { names: { shortNames: ['wd'] } },
  }),
  remove('delete a definition that is not there', `${definitions}/none.example.com`),
];
