import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { child, number, objects } from '../meta/object.ts';
import type { JsonObject } from '../schema/json.ts';
import { startTestServer, type TestServer } from '../testing/client.ts';

const services = '/api/v1/namespaces/default/services';
const service = (name: string, type: string, ...ports: JsonObject[]): JsonObject => ({
  metadata: { name },
  spec: { type, ports },
});
const nodePortsOf = (object: JsonObject): number[] =>
  objects(child(object, 'spec')['ports']).map((port) => number(port['nodePort']));
const [http, https] = [
  { name: 'http', port: 80 },
  { name: 'https', port: 443 },
];

describe('node ports of services', () => {
  let api: TestServer;
  beforeAll(async () => {
    api = await startTestServer();
  });
  afterAll(() => api.server.close());

  it('are given to each port, of the range, each once', async () => {
    const made = await Promise.all(
      ['a', 'b', 'c'].map((name) => api.must('POST', services, service(name, 'LoadBalancer', http, https))),
    );
    const ports = made.flatMap(nodePortsOf);
    expect(new Set(ports).size).toBe(6);
    expect(ports.every((port) => port >= 30_000 && port <= 32_767)).toBe(true);
  });

  it('stay through an update that says none; a new port gets its own', async () => {
    const [first] = nodePortsOf(await api.must('POST', services, service('d', 'NodePort', http)));
    const after = nodePortsOf(await api.must('PUT', `${services}/d`, service('d', 'NodePort', http, https)));
    expect(after[0]).toBe(first);
    expect(after[1]).toBeGreaterThanOrEqual(30_000);
    expect(after[1]).not.toBe(first);
  });

  it('are given up with the type that has them, and then free', async () => {
    const [port = 0] = nodePortsOf(await api.must('POST', services, service('e', 'NodePort', http)));
    const plain = await api.must(
      'PATCH',
      `${services}/e`,
      { spec: { type: 'ClusterIP' } },
      {
        'content-type': 'application/merge-patch+json',
      },
    );
    expect(nodePortsOf(plain)).toEqual([0]);
    const taken = await api.must('POST', services, service('f', 'NodePort', { ...http, nodePort: port }));
    expect(nodePortsOf(taken)).toEqual([port]);
  });
});
