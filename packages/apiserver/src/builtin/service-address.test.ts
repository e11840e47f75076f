import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { child, text } from '../meta/object.ts';
import type { JsonObject } from '../schema/json.ts';
import { startTestServer, type TestServer } from '../testing/client.ts';

const services = '/api/v1/namespaces/default/services';
const service = (name: string, spec: JsonObject = {}): JsonObject => ({
  metadata: { name },
  spec: { ports: [{ port: 80 }], ...spec },
});
const addressOf = (object: JsonObject): string => text(child(object, 'spec')['clusterIP']);

describe('addresses of services', () => {
  let api: TestServer;
  beforeAll(async () => {
    api = await startTestServer();
  });
  afterAll(() => api.server.close());

  it('are given out once each, and again when their service is gone', async () => {
    const first = addressOf(await api.must('POST', services, service('a')));
    expect(first).toMatch(/^10\.96\.\d+\.\d+$/);
    expect((await api.call('POST', services, service('b', { clusterIP: first }))).json).toMatchObject({
      code: 422,
      message: `Service "b" is invalid: spec.clusterIPs: Invalid value: ["${first}"]: failed to allocate IP ${first}: provided IP is already allocated`,
    });
    await api.must('DELETE', `${services}/a`);
    expect(addressOf(await api.must('POST', services, service('b', { clusterIP: first })))).toBe(first);
  });

  it('stay, also through an update that names none, and cannot be changed', async () => {
    const address = addressOf(await api.must('POST', services, service('c')));
    expect(addressOf(await api.must('PUT', `${services}/c`, service('c', { selector: { app: 'x' } })))).toBe(address);
    expect((await api.call('PUT', `${services}/c`, service('c', { clusterIP: 'None' }))).json).toMatchObject({
      message: 'Service "c" is invalid: spec.clusterIPs[0]: Invalid value: ["None"]: may not change once set',
    });
  });

  it.each([
    ['192.168.0.1', 'is not in the valid range. The range of valid IPs is 10.96.0.0/16'],
    ['x', 'spec.clusterIPs[0]: Invalid value: "x": must be a valid IP address'],
  ])('refuse %s', async (clusterIP, message) => {
    const { json } = await api.call('POST', services, service('d', { clusterIP }));
    expect(json['message']).toContain(message);
  });

  it('can be done without', async () => {
    expect(addressOf(await api.must('POST', services, service('e', { clusterIP: 'None' })))).toBe('None');
    expect(addressOf(await api.must('POST', services, service('f', { clusterIP: 'None' })))).toBe('None');
  });
});
