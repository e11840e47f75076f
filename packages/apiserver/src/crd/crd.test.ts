import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { child, metadataOf, objects } from '../meta/object.ts';
import type { JsonObject } from '../schema/json.ts';
import { definitions, startTestServer, type TestServer, widget, widgetDefinition, widgets } from '../testing/client.ts';

let api: TestServer;
beforeEach(async () => {
  api = await startTestServer();
});
afterEach(() => api.server.close());

const path = `${definitions}/widgets.demo.example.com`;
const merge = { 'content-type': 'application/merge-patch+json' };

describe('CustomResourceDefinitions', () => {
  it('are established at once, with their names accepted', async () => {
    await api.must('POST', definitions, widgetDefinition());
    expect((await api.must('GET', path))['status']).toMatchObject({
      acceptedNames: {
        plural: 'widgets',
        singular: 'widget',
        kind: 'Widget',
        listKind: 'WidgetList',
        shortNames: ['wd'],
      },
      conditions: [
        { type: 'NamesAccepted', status: 'True', reason: 'NoConflicts' },
        { type: 'Established', status: 'True', reason: 'InitialNamesAccepted' },
      ],
      storedVersions: ['v1'],
    });
    expect(await api.must('GET', widgets)).toMatchObject({ kind: 'WidgetList', items: [] });
  });

  it('do not take names that another of their group holds', async () => {
    await api.must('POST', definitions, widgetDefinition());
    const clash = widgetDefinition({ names: { plural: 'gadgets', kind: 'Widget' } });
    await api.must('POST', definitions, { ...clash, metadata: { name: 'gadgets.demo.example.com' } });
    const made = await api.must('GET', `${definitions}/gadgets.demo.example.com`);
    expect(objects(child(made, 'status')['conditions'])).toMatchObject([
      { type: 'NamesAccepted', status: 'False', reason: 'ListKindConflict', message: '"WidgetList" is already in use' },
      { type: 'Established', status: 'False', reason: 'NotAccepted' },
    ]);
    expect((await api.call('GET', '/apis/demo.example.com/v1/gadgets')).status).toBe(404);
  });

  it.each([
    ['https://example.com/1', 'True', 'ApprovedAnnotation', 'approved in https://example.com/1'],
    ['unapproved, for now', 'False', 'UnapprovedAnnotation', 'not approved: "unapproved, for now"'],
  ])(
    'of a group of the Kubernetes community say whether they are approved: %s',
    async (value, status, reason, message) => {
      const annotations = { 'api-approved.kubernetes.io': value };
      const metadata = { name: 'widgets.demo.k8s.io', annotations };
      await api.must('POST', definitions, { ...widgetDefinition({ group: 'demo.k8s.io' }), metadata });
      const made = await api.must('GET', `${definitions}/widgets.demo.k8s.io`);
      const type = 'KubernetesAPIApprovalPolicyConformant';
      expect(objects(child(made, 'status')['conditions'])).toContainEqual(
        expect.objectContaining({ type, status, reason, message }),
      );
    },
  );

  it.each<[string, JsonObject, string]>([
    [
      'no approval for a group of the Kubernetes community',
      { group: 'demo.k8s.io' },
      'protected groups must have approval',
    ],
    ['a name that does not fit', { group: 'other.com' }, 'must be spec.names.plural+"."+spec.group'],
    [
      'an unknown scope',
      { scope: 'World' },
      'spec.scope: Unsupported value: "World": supported values: "Cluster", "Namespaced"',
    ],
    ['no versions', { versions: [] }, 'must have exactly one version marked as storage version'],
    [
      'conversion by webhook',
      { conversion: { strategy: 'Webhook' } },
      'spec.conversion.strategy: Unsupported value: "Webhook"',
    ],
  ])('are refused with %s', async (_what, spec, message) => {
    const { status, json } = await api.call('POST', definitions, widgetDefinition(spec));
    expect([status, json['message']]).toEqual([422, expect.stringContaining(message)]);
  });

  it('are refused with a schema that is not structural, at its place', async () => {
    const { json } = await api.call(
      'POST',
      definitions,
      widgetDefinition({}, { schema: { openAPIV3Schema: { type: 'object', properties: { a: {} } } } }),
    );
    expect(json['message']).toContain('spec.validation.openAPIV3Schema.properties[a].type: Required value');
  });

  it('change on the fly: old objects are read with the new defaults, new ones checked by the new schema', async () => {
    await api.must('POST', definitions, widgetDefinition());
    await api.must('POST', widgets, widget('old'));
    const properties = {
      spec: {
        type: 'object',
        properties: { size: { type: 'integer', maximum: 5 }, shape: { type: 'string', default: 'round' } },
      },
    };
    const versions = [
      { name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object', properties } } },
    ];
    await api.must('PATCH', path, { spec: { versions } }, merge);
    expect((await api.must('GET', `${widgets}/old`))['spec']).toEqual({ size: 1, shape: 'round' });
    expect((await api.call('POST', widgets, widget('new', { size: 6 }))).status).toBe(422);
  });

  it('serve several versions of the same objects', async () => {
    const [v1] = objects(child(widgetDefinition(), 'spec')['versions']);
    const versions = [
      { ...v1, name: 'v1' },
      { ...v1, name: 'v2', storage: false, deprecated: true },
    ];
    await api.must('POST', definitions, widgetDefinition({ versions }));
    await api.must('POST', widgets, widget('a'));
    const { json, headers } = await api.call('GET', '/apis/demo.example.com/v2/widgets/a');
    expect([json['apiVersion'], json['spec'], headers['warning']]).toEqual([
      'demo.example.com/v2',
      { size: 1, color: 'red' },
      '299 - "demo.example.com/v2 Widget is deprecated"',
    ]);
  });

  it('take their objects with them, and wait for those that finalizers hold', async () => {
    await api.must('POST', definitions, widgetDefinition());
    await api.must('POST', widgets, widget('free'));
    await api.must('POST', widgets, widget('held', { size: 1 }, { finalizers: ['x.io/hold'] }));
    const going = await api.must('DELETE', path);
    expect(metadataOf(going)['finalizers']).toEqual(['customresourcecleanup.apiextensions.k8s.io']);
    expect((await api.must('GET', widgets))['items']).toMatchObject([{ metadata: { name: 'held' } }]);
    expect((await api.call('POST', widgets, widget('late'))).json).toMatchObject({ code: 405 });
    await api.must('PATCH', `${widgets}/held`, { metadata: { finalizers: null } }, merge);
    expect((await api.call('GET', path)).status).toBe(404);
    expect((await api.call('GET', widgets)).text).toBe('404 page not found\n');
  });

  it('run their CEL rules, also those about a change', async () => {
    const spec = {
      type: 'object',
      required: ['size'],
      properties: { size: { type: 'integer' } },
      'x-kubernetes-validations': [{ rule: 'self.size >= oldSelf.size', message: 'size may not shrink' }],
    };
    await api.must(
      'POST',
      definitions,
      widgetDefinition({}, { schema: { openAPIV3Schema: { type: 'object', properties: { spec } } } }),
    );
    await api.must('POST', widgets, widget('a', { size: 5 }));
    const { json } = await api.call('PATCH', `${widgets}/a`, { spec: { size: 2 } }, merge);
    expect(json['message']).toBe('Widget.demo.example.com "a" is invalid: spec: Invalid value: size may not shrink');
  });

  it('are told what is wrong with the syntax of a rule, also where the library sees nothing', async () => {
    const withRule = (rule: string): JsonObject => {
      const spec = { type: 'object', properties: { a: { type: 'integer' } }, 'x-kubernetes-validations': [{ rule }] };
      return widgetDefinition({}, { schema: { openAPIV3Schema: { type: 'object', properties: { spec } } } });
    };
    for (const rule of ['self.a = 1', 'size([self.a],) > 0']) {
      const { json } = await api.call('POST', definitions, withRule(rule));
      expect(json).toMatchObject({
        code: 422,
        message: expect.stringContaining('compilation failed: ERROR: <input>:1:'),
      });
    }
  });
});
