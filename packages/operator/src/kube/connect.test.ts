import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createConnection } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { systemClock } from '../clock.ts';
import { recordingLog } from '../testing/recording-log.ts';
import { kubeClient } from './client.ts';
import { connectKube } from './connect.ts';
import { startReflector } from './reflector.ts';
import { parseObject, type Resource } from './resource.ts';
import type { KubeResponse } from './transport.ts';

const widgets: Resource<ReturnType<typeof parseObject>> = {
  group: 'example.io',
  version: 'v1',
  plural: 'widgets',
  kind: 'Widget',
  parse: parseObject,
};

const cleanUp: (() => unknown)[] = [];
afterEach(async () => {
  for (const action of cleanUp.splice(0).reverse()) await action();
});

/** A plain HTTP server that counts its connections, and a kubeconfig for it. */
async function serve(handler: (request: IncomingMessage, response: ServerResponse) => void) {
  const server = createServer(handler);
  let connections = 0;
  server.on('connection', () => {
    connections += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  cleanUp.push(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  const url = `http://127.0.0.1:${address.port}`;
  return { server, url, connections: () => connections };
}

const kubeconfig = (server: string, user: object, cluster: object = { 'insecure-skip-tls-verify': true }) =>
  JSON.stringify({
    clusters: [{ name: 'c', cluster: { server, ...cluster } }],
    users: [{ name: 'u', user }],
    contexts: [{ name: 'x', context: { cluster: 'c', user: 'u', namespace: 'mesh' } }],
    'current-context': 'x',
  });

async function connect(source: Parameters<typeof connectKube>[0]) {
  const connection = await connectKube(source);
  cleanUp.push(() => connection.close());
  return connection;
}

async function drained({ body }: KubeResponse): Promise<string> {
  let text = '';
  for await (const chunk of body) text += chunk;
  return text;
}

const object = JSON.stringify({ metadata: { name: 'a', uid: 'u', resourceVersion: '1' } });

describe('connectKube', () => {
  it('sends the credentials, keeps its connections, and knows its namespace', async () => {
    const tokens: (string | undefined)[] = [];
    const { url, connections } = await serve((request, response) => {
      tokens.push(request.headers.authorization);
      response.end(object);
    });
    const connection = await connect({ text: kubeconfig(url, { token: 'abc' }) });
    const client = kubeClient({ transport: connection.transport, clock: systemClock() });
    for (let call = 0; call < 20; call += 1) await client.get(widgets, { name: 'a' });
    expect(new Set(tokens)).toEqual(new Set(['Bearer abc']));
    // A request made in the very tick in which the last answer ended may open a second one; both are then kept.
    expect(connections()).toBeLessThanOrEqual(2);
    expect(connection.namespace).toBe('mesh');
  });

  it('when the credentials are refused, reads the kubeconfig again for the next request', async () => {
    const { url } = await serve((request, response) => {
      response.statusCode = request.headers.authorization === 'Bearer new' ? 200 : 401;
      response.end(object);
    });
    const folder = mkdtempSync(path.join(os.tmpdir(), 'asmpvl-kube-'));
    cleanUp.push(() => rmSync(folder, { recursive: true }));
    const file = path.join(folder, 'config');
    writeFileSync(file, kubeconfig(url, { token: 'old' }));
    const client = kubeClient({ transport: (await connect({ path: file })).transport, clock: systemClock() });
    await expect(client.get(widgets, { name: 'a' })).rejects.toMatchObject({ status: 401 });
    writeFileSync(file, kubeconfig(url, { token: 'new' }));
    expect((await client.get(widgets, { name: 'a' })).metadata.name).toBe('a');
  });

  it('when the server closes a kept connection as it is used, asks again, but writes only once', async () => {
    const asked: string[] = [];
    const { url } = await serve((request, response) => {
      asked.push(request.method ?? '');
      if (asked.length % 2 === 0) request.socket.resetAndDestroy();
      else response.end(object);
    });
    const { transport } = await connect({ text: kubeconfig(url, { token: 'abc' }) });
    const client = kubeClient({ transport, clock: systemClock() });
    await client.get(widgets, { name: 'a' });
    await client.get(widgets, { name: 'a' });
    await expect(client.mergePatch(widgets, { name: 'a' }, {})).rejects.toMatchObject({ reason: 'Unreachable' });
    expect(asked).toEqual(['GET', 'GET', 'GET', 'PATCH']);
  });

  it('when certificates are rotated, lets a watch go on, and asks on new connections', async () => {
    let tell = (): void => undefined;
    const { url, connections } = await serve((request, response) => {
      response.statusCode = request.url === '/refused' ? 401 : 200;
      if (request.url !== '/watch') return void response.end(object);
      response.flushHeaders();
      tell = () => response.end('told');
    });
    const folder = mkdtempSync(path.join(os.tmpdir(), 'asmpvl-kube-'));
    cleanUp.push(() => rmSync(folder, { recursive: true }));
    const file = path.join(folder, 'config');
    const certificate = (text: string) => ({ 'client-certificate-data': Buffer.from(text).toString('base64') });
    writeFileSync(file, kubeconfig(url, certificate('old')));
    const { transport } = await connect({ path: file });
    const watch = await transport({ method: 'GET', path: '/watch' });
    writeFileSync(file, kubeconfig(url, certificate('new')));
    for (const at of ['/refused', '/a', '/b']) await drained(await transport({ method: 'GET', path: at }));
    expect(connections()).toBe(3);
    tell();
    expect(await drained(watch)).toBe('told');
  });

  it('sends the body of every verb with its length', async () => {
    const got: string[] = [];
    const { url } = await serve((request, response) => {
      let text = '';
      request.on('data', (part) => (text += String(part)));
      request.on('end', () => {
        got.push(`${request.method} ${request.headers['content-length']} ${text}`);
        response.end(object);
      });
    });
    const { transport } = await connect({ text: kubeconfig(url, { token: 'abc' }) });
    for (const method of ['DELETE', 'PATCH']) await drained(await transport({ method, path: '/', body: '"ü"' }));
    expect(got).toEqual(['DELETE 4 "ü"', 'PATCH 4 "ü"']);
  });

  it('goes through the proxy that the cluster names', async () => {
    const { url } = await serve((_request, response) => response.end(object));
    const proxy = await serve(() => undefined);
    const through: (string | undefined)[] = [];
    proxy.server.on('connect', (request, socket) => {
      through.push(request.url);
      const { hostname, port } = new URL(url);
      const onward = createConnection(Number(port), hostname, () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        onward.pipe(socket).pipe(onward);
      });
    });
    const cluster = { 'insecure-skip-tls-verify': true, 'proxy-url': proxy.url };
    const { transport } = await connect({ text: kubeconfig(url, { token: 'abc' }, cluster) });
    expect(await drained(await transport({ method: 'GET', path: '/' }))).toBe(object);
    expect(through).toEqual([new URL(url).host]);
  });

  it('when a watch goes silent on an open connection, the reflector takes another', async () => {
    let watches = 0;
    let again = (): void => undefined;
    const second = new Promise<void>((resolve) => {
      again = resolve;
    });
    const { url } = await serve((request, response) => {
      if (!request.url?.includes('watch=1')) {
        response.end(JSON.stringify({ metadata: { resourceVersion: '1' }, items: [] }));
        return;
      }
      watches += 1;
      response.flushHeaders();
      if (watches === 2) again();
    });
    const { transport } = await connect({ text: kubeconfig(url, { token: 'abc' }) });
    const clock = systemClock();
    const reflector = startReflector({
      client: kubeClient({ transport, clock }),
      resource: widgets,
      clock,
      random: () => 0,
      log: recordingLog(),
      upsert: () => undefined,
      remove: () => undefined,
      silenceMs: 50,
    });
    cleanUp.push(() => reflector.stop());
    await second;
    expect(watches).toBe(2);
  });

  it.each([
    [
      'no current context',
      kubeconfig('https://x', {}).replace('"current-context":"x"', '"current-context":"y"'),
      'KubeconfigIncomplete',
    ],
    ['a plain http server', kubeconfig('http://x', {}, {}), 'KubeconfigIncomplete'],
    ['no user', kubeconfig('https://x', {}).replace('"name":"u"', '"name":"v"'), 'KubeconfigIncomplete'],
    ['an empty text', '', 'KubeconfigUnreadable'],
    ['no YAML', '{', 'KubeconfigUnreadable'],
  ])('when the kubeconfig has %s, says so', async (_, text, code) => {
    await expect(connectKube({ text })).rejects.toMatchObject({ name: 'KubeconfigError', code });
  });

  it('when the file is not there, names it', async () => {
    await expect(connectKube({ path: '/nowhere/config' })).rejects.toThrow(
      /^\/nowhere\/config cannot be read as a kubeconfig: ENOENT/,
    );
  });

  it('when the context is unknown, names those that exist', async () => {
    await expect(connectKube({ text: kubeconfig('https://x', {}), context: 'z' })).rejects.toThrow(
      'has no context "z"; it has: x',
    );
  });
});
