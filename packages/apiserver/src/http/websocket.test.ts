import { once } from 'node:events';
import { request } from 'node:https';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { parse } from 'yaml';
import { type ApiServer, startApiServer } from '../server.ts';

let server: ApiServer;
let ca: Buffer;
const token = 'token-of-the-test';
beforeAll(async () => {
  server = await startApiServer({ tokens: { [token]: { name: 'tester', groups: [] } } });
  const config = parse(server.kubeconfig) as { clusters: { cluster: Record<string, string> }[] };
  ca = Buffer.from(config.clusters[0]?.cluster['certificate-authority-data'] ?? '', 'base64');
});
afterAll(() => server.close());

const configMaps = '/api/v1/namespaces/default/configmaps';
const authorization = `Bearer ${token}`;
const client = (path: string, headers: Record<string, string> = { origin: 'https://page' }, protocols: string[] = []) =>
  new WebSocket(`${server.url.replace('https', 'wss')}${path}`, protocols, {
    headers: { authorization, ...headers },
    ca,
  });
const write = (method: string, path: string, body?: object) =>
  server.handle({
    method,
    path,
    headers: { 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
const configMap = (name: string) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name } });

/** The status and body that a client gets which asks for a WebSocket and is answered in HTTP. */
async function plain(socket: WebSocket): Promise<{ status: number | undefined; body: string }> {
  const [, response] = (await once(socket, 'unexpected-response')) as [
    unknown,
    NodeJS.ReadableStream & { statusCode?: number },
  ];
  let body = '';
  for await (const chunk of response) body += String(chunk);
  return { status: response.statusCode, body };
}

describe('a watch over a WebSocket', () => {
  it('sends each event as a text message, and ends when its time is over', async () => {
    await write('POST', configMaps, configMap('one'));
    await write('POST', configMaps, configMap('two'));
    const socket = client(`${configMaps}?watch=1&timeoutSeconds=1`, undefined, ['base64.binary.k8s.io']);
    const messages: string[] = [];
    socket.on('message', (data: Buffer, binary: boolean) => {
      messages.push(data.toString());
      expect(binary).toBe(false);
      if (messages.length === 2) void write('DELETE', `${configMaps}/one`);
    });
    const [code] = (await once(socket, 'close')) as [number];
    const events = messages.map((text) => JSON.parse(text) as { type: string; object: { metadata: { name: string } } });
    expect(events.map(({ type, object }) => [type, object.metadata.name])).toEqual([
      ['ADDED', 'one'],
      ['ADDED', 'two'],
      ['DELETED', 'one'],
    ]);
    expect([code, socket.protocol, messages[0]?.endsWith('}\n')]).toEqual([1000, 'base64.binary.k8s.io', true]);
  });

  it('lives through what the client says, and ends when the client goes', async () => {
    const socket = client(`${configMaps}?watch=1`);
    await once(socket, 'message');
    socket.send('hello');
    await write('POST', configMaps, configMap('three'));
    const [data] = (await once(socket, 'message')) as [Buffer];
    expect(data.toString()).toContain('"name":"three"');
    socket.close();
    await once(socket, 'close');
    expect((await write('GET', configMaps)).status).toBe(200);
  });

  it('is refused to who names no origin, or several protocols', async () => {
    const watch = `${configMaps}?watch=1`;
    expect(await plain(client(watch, {}))).toEqual({ status: 403, body: '' });
    expect(await plain(client(watch, undefined, ['a', 'b']))).toEqual({ status: 400, body: '' });
  });

  it('is answered in HTTP when it is none, or not right', async () => {
    const list = await plain(client(configMaps));
    expect([list.status, list.body]).toEqual([200, expect.stringContaining('"ConfigMapList"')]);
    const missing = await plain(client('/api/v1/namespaces/none'));
    expect([missing.status, missing.body]).toEqual([404, expect.stringContaining('namespaces \\"none\\" not found')]);
    const wrong = await plain(client(`${configMaps}?watch=1&fieldSelector=a.b%3Dc`));
    expect([wrong.status, wrong.body]).toEqual([400, expect.stringContaining('is not a known field selector')]);
    const nobody = await plain(
      client(`${configMaps}?watch=1`, { origin: 'https://page', authorization: 'Bearer wrong' }),
    );
    expect(nobody.status).toBe(401);
  });

  it('leaves a client that asks for another protocol in HTTP', async () => {
    const headers = { authorization, connection: 'Upgrade', upgrade: 'h2c' };
    const asked = request(`${server.url}/version`, { headers, ca, agent: false });
    asked.end();
    const [response] = (await once(asked, 'response')) as [NodeJS.ReadableStream & { statusCode?: number }];
    let body = '';
    for await (const chunk of response) body += String(chunk);
    expect([response.statusCode, body]).toEqual([200, expect.stringContaining('"gitVersion"')]);
  });

  it('is cut when the server restarts with another certificate', async () => {
    const socket = client(`${configMaps}?watch=1`);
    await once(socket, 'message');
    const closed = once(socket, 'close');
    server.setServingCertificate(await server.clientCertificate('apiserver', []));
    expect(await closed).toEqual([1006, Buffer.of()]);
  });
});
