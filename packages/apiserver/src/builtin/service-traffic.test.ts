import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { child } from '../meta/object.ts';
import type { JsonObject } from '../schema/json.ts';
import { startTestServer, type TestServer } from '../testing/client.ts';

const path = '/api/v1/namespaces/default/services';
const merge = { 'content-type': 'application/merge-patch+json' };
const ports = [{ port: 80 }];

let api: TestServer;
beforeAll(async () => {
  api = await startTestServer();
});
afterAll(() => api.server.close());

const service = (name: string, spec: JsonObject) => ({ apiVersion: 'v1', kind: 'Service', metadata: { name }, spec });

describe('traffic from outside', () => {
  it.each<[reason: string, spec: JsonObject, message: string]>([
    [
      'sources that are no networks',
      { type: 'LoadBalancer', loadBalancerSourceRanges: ['10.0.0.0'], ports },
      'spec.LoadBalancerSourceRanges[0]: Invalid value: "10.0.0.0": must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)',
    ],
    [
      'a policy where nothing comes from outside',
      { externalTrafficPolicy: 'Local', ports },
      'spec.externalTrafficPolicy: Invalid value: "Local": may only be set for externally-accessible services',
    ],
    [
      'a policy that is none',
      { type: 'NodePort', externalTrafficPolicy: 'Mine', ports },
      'spec.externalTrafficPolicy: Unsupported value: "Mine": supported values: "Cluster", "Local"',
    ],
    [
      'a port for health checks that nobody makes',
      { type: 'NodePort', healthCheckNodePort: 30001, ports },
      "spec.healthCheckNodePort: Invalid value: 30001: may only be set when `type` is 'LoadBalancer' and `externalTrafficPolicy` is 'Local'",
    ],
    [
      'an address that is its own machine',
      { externalIPs: ['::1'], ports },
      'spec.externalIPs[0]: Invalid value: "::1": may not be in the loopback range (127.0.0.0/8, ::1/128)',
    ],
  ])('is refused for %s', async (_reason, spec, message) => {
    const { status, json } = await api.call('POST', path, service('refused', spec));
    expect([status, json['message']]).toEqual([422, `Service "refused" is invalid: ${message}`]);
  });

  it('is asked after at a port of its own, which stays as long as it is needed', async () => {
    const port = async (spec: JsonObject) => {
      const changed = await api.must('PATCH', `${path}/asked`, { spec }, merge);
      return child(changed, 'spec')['healthCheckNodePort'];
    };
    await api.must('POST', path, service('asked', { type: 'LoadBalancer', externalTrafficPolicy: 'Local', ports }));
    const first = await port({ selector: { a: 'b' } });
    expect(first).toBeGreaterThanOrEqual(30_000);
    expect(await port({ healthCheckNodePort: null })).toBe(first);
    expect(await port({ externalTrafficPolicy: 'Cluster' })).toBeUndefined();
  });
});
