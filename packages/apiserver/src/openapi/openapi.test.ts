import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { child, objects, text } from '../meta/object.ts';
import { definitions, startTestServer, type TestServer, widgetDefinition } from '../testing/client.ts';

let api: TestServer;
beforeAll(async () => {
  api = await startTestServer();
  await api.must('POST', definitions, widgetDefinition());
});
afterAll(() => api.server.close());

const name = 'com.example.demo.v1.Widget';

describe('OpenAPI', () => {
  it('v3 names a document for each group version, under an address that changes with it', async () => {
    const { paths } = await api.must('GET', '/openapi/v3');
    const url = text(child(child({ paths: paths ?? {} }, 'paths'), 'apis/demo.example.com/v1')['serverRelativeURL']);
    const document = await api.must('GET', url);
    const schema = child(child(child(document, 'components'), 'schemas'), name);
    expect(schema).toMatchObject({
      required: ['spec'],
      properties: {
        metadata: { allOf: [{ $ref: '#/components/schemas/io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta' }] },
      },
    });
    expect((await api.call('GET', url.replace(/hash=../, 'hash=00'))).status).toBe(301);
    const { headers } = await api.call('GET', url);
    expect((await api.call('GET', url, undefined, { 'if-none-match': headers['etag'] ?? '' })).status).toBe(304);
  });

  it('has no reference that leads nowhere', async () => {
    for (const [path, at] of [
      ['/openapi/v2', 'definitions'],
      ['/openapi/v3/api/v1', 'schemas'],
      ['/openapi/v3/apis/demo.example.com/v1', 'schemas'],
    ] as const) {
      const document = await api.must('GET', path);
      const known = at === 'definitions' ? child(document, at) : child(child(document, 'components'), at);
      const used = JSON.stringify(document).match(/"#\/[^"]+"/g) ?? [];
      expect(
        used
          .map((reference) => reference.slice(1, -1).split('/').pop() ?? '')
          .filter((one) => known[one] === undefined),
      ).toEqual([]);
    }
  });

  it('says what the server knows of a kind beyond its schema', async () => {
    const port = { 'x-kubernetes-int-or-string': true };
    const inner = { type: 'object', 'x-kubernetes-embedded-resource': true, properties: { spec: { type: 'string' } } };
    const names = { plural: 'wholes', kind: 'Whole' };
    const version = {
      schema: { openAPIV3Schema: { type: 'object', properties: { port, inner } } },
      selectableFields: [{ jsonPath: '.port' }],
    };
    await api.must('POST', definitions, {
      ...widgetDefinition({ names, group: 'other.example.com' }, version),
      metadata: { name: 'wholes.other.example.com' },
    });
    const document = await api.must('GET', '/openapi/v3/apis/other.example.com/v1');
    expect(document['info']).toEqual({ title: 'Kubernetes CRD Swagger', version: 'v0.1.0' });
    expect(child(child(child(document, 'components'), 'schemas'), 'com.example.other.v1.Whole')).toMatchObject({
      'x-kubernetes-selectable-fields': [{ fieldPath: 'port' }],
      properties: {
        port: { anyOf: [{ type: 'integer' }, { type: 'string' }] },
        inner: {
          required: ['kind', 'apiVersion'],
          properties: { apiVersion: { type: 'string' }, metadata: {}, spec: { type: 'string' } },
        },
      },
    });
  });

  it('v2 leaves out what it cannot say, and comes as the protocol buffer that kubectl reads', async () => {
    const schema = child(child(await api.must('GET', '/openapi/v2'), 'definitions'), name);
    expect(JSON.stringify(schema)).not.toContain('"default"');
    const { body, headers } = await api.server.handle({
      method: 'GET',
      path: '/openapi/v2',
      headers: { accept: 'application/com.github.proto-openapi.spec.v2@v1.0+protobuf' },
    });
    expect([
      headers['content-type'],
      body instanceof Uint8Array && Buffer.from(body.subarray(0, 5)).toString('latin1'),
    ]).toEqual(['application/com.github.proto-openapi.spec.v2.v1.0+protobuf', '\x0a\x032.0']);
  });
});

describe('discovery', () => {
  it('lists what is served, aggregated or one by one', async () => {
    const accept = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json';
    const { json, headers } = await api.call('GET', '/apis', undefined, { accept });
    expect(headers['content-type']).toContain('as=APIGroupDiscoveryList');
    expect(objects(json['items']).find((item) => child(item, 'metadata')['name'] === 'demo.example.com')).toMatchObject(
      {
        versions: [
          {
            version: 'v1',
            resources: [
              { resource: 'widgets', scope: 'Cluster', shortNames: ['wd'], subresources: [{ subresource: 'status' }] },
            ],
          },
        ],
      },
    );
    expect(await api.must('GET', '/apis/demo.example.com/v1')).toMatchObject({
      kind: 'APIResourceList',
      resources: [{ name: 'widgets', kind: 'Widget' }, { name: 'widgets/status' }],
    });
    expect(await api.must('GET', '/api')).toMatchObject({ kind: 'APIVersions', versions: ['v1'] });
    expect((await api.call('GET', '/apis/nosuch.io/v1')).text).toBe('404 page not found\n');
  });

  it('answers health and version to anyone', async () => {
    for (const path of ['/healthz', '/livez', '/readyz']) {
      const { status, body } = await api.server.handle({ method: 'GET', path, headers: {}, user: 'system:anonymous' });
      expect([status, body]).toEqual([200, 'ok']);
    }
    expect((await api.call('GET', '/readyz?verbose')).text).toContain('readyz check passed');
    expect(await api.must('GET', '/version')).toMatchObject({ major: '1', gitVersion: 'v1.36.4' });
  });
});
