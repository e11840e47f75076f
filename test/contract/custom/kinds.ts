/** The two kinds that the requests are about: namespaced widgets in two versions, and cluster-scoped gadgets with CEL rules. */
export const definitions = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
export const widgets = '/apis/demo.example.com/v1/namespaces/default/widgets';
export const allWidgets = '/apis/demo.example.com/v1/widgets';
export const gadgets = '/apis/demo.example.com/v1/gadgets';

const condition = {
  type: 'object',
  required: ['type', 'status'],
  properties: { type: { type: 'string' }, status: { type: 'string', enum: ['True', 'False', 'Unknown'] } },
};

const widgetSpec = {
  type: 'object',
  required: ['size'],
  properties: {
    size: { type: 'integer', minimum: 1, maximum: 100 },
    color: { type: 'string', enum: ['red', 'green', 'blue'], default: 'red' },
    name: { type: 'string', minLength: 2, maxLength: 5, pattern: '^[a-z]+$' },
    port: { 'x-kubernetes-int-or-string': true },
    since: { type: 'string', format: 'date-time' },
    note: { type: 'string', nullable: true },
    ratio: { type: 'number', multipleOf: 0.5 },
    tags: {
      type: 'array',
      maxItems: 3,
      'x-kubernetes-list-type': 'map',
      'x-kubernetes-list-map-keys': ['key'],
      items: { type: 'object', required: ['key'], properties: { key: { type: 'string' }, value: { type: 'string' } } },
    },
    names: { type: 'array', 'x-kubernetes-list-type': 'set', items: { type: 'string' } },
    plain: { type: 'array', items: { type: 'string' } },
    labels: { type: 'object', additionalProperties: { type: 'string' }, maxProperties: 2 },
    free: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
  },
};

const widgetSchema = {
  type: 'object',
  properties: {
    spec: widgetSpec,
    status: {
      type: 'object',
      properties: {
        phase: { type: 'string' },
        conditions: {
          type: 'array',
          'x-kubernetes-list-type': 'map',
          'x-kubernetes-list-map-keys': ['type'],
          items: condition,
        },
      },
    },
  },
};

const widgetVersion = (name: string, storage: boolean) => ({
  name,
  served: true,
  storage,
  subresources: { status: {} },
  selectableFields: [{ jsonPath: '.spec.color' }],
  additionalPrinterColumns: [
    { name: 'Size', type: 'integer', jsonPath: '.spec.size', description: 'How large it is.' },
    { name: 'Phase', type: 'string', jsonPath: '.status.phase' },
    { name: 'Color', type: 'string', jsonPath: '.spec.color', priority: 1 },
    { name: 'Since', type: 'date', jsonPath: '.spec.since', priority: 1 },
  ],
  schema: { openAPIV3Schema: widgetSchema },
});

export const definition = (plural: string, kind: string, spec: object) => ({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: `${plural}.demo.example.com` },
  spec: { group: 'demo.example.com', scope: 'Cluster', names: { plural, kind }, ...spec },
});

export const widgetDefinition = definition('widgets', 'Widget', {
  scope: 'Namespaced',
  names: { plural: 'widgets', singular: 'widget', kind: 'Widget', shortNames: ['wd'], categories: ['all'] },
  versions: [widgetVersion('v1', true), widgetVersion('v1beta1', false)],
});

export const version = (properties: object, more: object = {}) => ({
  name: 'v1',
  served: true,
  storage: true,
  schema: { openAPIV3Schema: { type: 'object', properties: { spec: { type: 'object', properties, ...more } } } },
});

export const gadgetDefinition = definition('gadgets', 'Gadget', {
  versions: [
    version(
      {
        min: { type: 'integer' },
        max: { type: 'integer' },
        fixed: {
          type: 'string',
          'x-kubernetes-validations': [{ rule: 'self == oldSelf', message: 'fixed may not change' }],
        },
        names: { type: 'array', maxItems: 5, items: { type: 'string', maxLength: 20 } },
      },
      {
        'x-kubernetes-validations': [
          { rule: '!has(self.min) || !has(self.max) || self.min <= self.max', message: 'min may not exceed max' },
          {
            rule: "!has(self.names) || self.names.all(n, n.startsWith('g'))",
            messageExpression: "'all must begin with g, as ' + self.names[0] + ' might'",
            reason: 'FieldValueForbidden',
            fieldPath: '.names',
          },
        ],
      },
    ),
  ],
});

export const widget = (name: string, spec: object = { size: 1 }, metadata: object = {}) => ({
  apiVersion: 'demo.example.com/v1',
  kind: 'Widget',
  metadata: { name, ...metadata },
  spec,
});

export const gadget = (name: string, spec: object) => ({
  apiVersion: 'demo.example.com/v1',
  kind: 'Gadget',
  metadata: { name },
  spec,
});
