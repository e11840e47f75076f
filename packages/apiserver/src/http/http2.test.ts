/** HTTP/2, as clients in Go speak it: one connection for all that they ask. HTTP/1.1 is what the other tests speak. */
import http2 from 'node:http2';
import { request } from 'node:https';
import tls from 'node:tls';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { type ApiServer, startApiServer } from '../server.ts';

const NAMESPACES = '/api/v1/namespaces';
let server: ApiServer;
let session: http2.ClientHttp2Session;

beforeEach(async () => {
  server = await startApiServer({ tokens: { secret: { name: 'robot', groups: ['robots'] } } });
  session = http2.connect(server.url, tlsOf(server.kubeconfig));
});
afterEach(async () => {
  session.destroy();
  await server.close();
});

function tlsOf(kubeconfig: string) {
  const config = parse(kubeconfig) as {
    clusters: { cluster: Record<string, string> }[];
    users: { user: Record<string, string> }[];
  };
  const decoded = (value = '') => Buffer.from(value, 'base64');
  const [cluster, user] = [config.clusters[0]?.cluster, config.users[0]?.user];
  return {
    ca: decoded(cluster?.['certificate-authority-data']),
    cert: decoded(user?.['client-certificate-data']),
    key: decoded(user?.['client-key-data']),
  };
}

interface Asked {
  readonly stream: http2.ClientHttp2Stream;
  readonly status: number;
  /** Resolves with all that came, when it ends. */
  readonly text: Promise<string>;
  /** Resolves when what came so far holds the words. */
  says(words: string): Promise<void>;
}

async function ask(method: string, path: string, body?: string | Buffer, more: object = {}): Promise<Asked> {
  const headers = { ':method': method, ':path': path, 'content-type': 'application/json', ...more };
  const stream = session.request(headers, { endStream: body === undefined });
  stream.setEncoding('utf8');
  if (body !== undefined) stream.end(body);
  let text = '';
  const listeners = new Set<() => void>();
  stream.on('data', (chunk: string) => {
    text += chunk;
    for (const listener of listeners) listener();
  });
  const whole = new Promise<string>((resolve) => stream.once('close', () => resolve(text)));
  const status = await new Promise<number>((resolve, reject) => {
    stream.once('response', (answer) => resolve(answer[':status'] ?? 0));
    stream.once('error', reject);
  });
  const says = (words: string) =>
    new Promise<void>((resolve) => {
      const look = () => {
        if (!text.includes(words)) return;
        listeners.delete(look);
        resolve();
      };
      listeners.add(look);
      look();
    });
  return { stream, status, text: whole, says };
}

const namespace = (name: string) => JSON.stringify({ metadata: { name } });

describe('HTTP/2', () => {
  it('is spoken with whoever offers it, and HTTP/1.1 with all others', async () => {
    const spoken = (ALPNProtocols: string[] | undefined) =>
      new Promise((resolve, reject) => {
        const { hostname, port } = new URL(server.url);
        const offered = ALPNProtocols === undefined ? {} : { ALPNProtocols };
        const { ca } = tlsOf(server.kubeconfig);
        const socket = tls.connect({ host: hostname, port: Number(port), ca, ...offered }, () => {
          resolve(socket.alpnProtocol);
          socket.destroy();
        });
        socket.once('error', reject);
      });
    expect(await spoken(['h2', 'http/1.1'])).toBe('h2');
    expect(await spoken(['http/1.1'])).toBe('http/1.1');
    expect(await spoken(undefined)).toBe(false);
  });

  it('knows its user by the certificate of the connection, and another by a token, stream by stream', async () => {
    const review = JSON.stringify({ apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview' });
    const nameOf = async (more: object) => {
      const asked = await ask('POST', '/apis/authentication.k8s.io/v1/selfsubjectreviews', review, more);
      return Object(JSON.parse(await asked.text)).status.userInfo.username;
    };
    expect(await nameOf({})).toBe('kubernetes-admin');
    session.destroy();
    const { ca } = tlsOf(server.kubeconfig);
    session = http2.connect(server.url, { ca });
    expect(await nameOf({ authorization: 'Bearer secret' })).toBe('robot');
    expect((await ask('GET', NAMESPACES)).status).toBe(403);
  });

  it('serves a hundred watches and what they wait for over one connection', async () => {
    const watches = await Promise.all(
      Array.from({ length: 100 }, () => ask('GET', `${NAMESPACES}?watch=true&fieldSelector=metadata.name%3Dnew`)),
    );
    expect((await ask('POST', NAMESPACES, namespace('new'))).status).toBe(201);
    await Promise.all(watches.map(({ says }) => says('"type":"ADDED"')));
    for (const { stream } of watches.slice(1)) stream.close(http2.constants.NGHTTP2_CANCEL);
    await Promise.all(watches.slice(1).map(({ text }) => text));
    expect((await ask('PATCH', `${NAMESPACES}/new`, '{"metadata":{"labels":{"a":"b"}}}', merging)).status).toBe(200);
    await watches[0]?.says('"type":"MODIFIED"');
  });

  it('ends a watch when its time is up, and the connection goes on', async () => {
    const watch = await ask('GET', `${NAMESPACES}?watch=true&timeoutSeconds=1&fieldSelector=metadata.name%3Dnone`);
    expect({ status: watch.status, text: await watch.text }).toEqual({ status: 200, text: '' });
    expect((await ask('GET', '/readyz')).status).toBe(200);
  });

  it('refuses a body that is too large, and the connection goes on', async () => {
    const asked = await ask('POST', NAMESPACES, Buffer.alloc(4 * 1024 * 1024, ' '));
    expect(asked.status).toBe(413);
    expect((await ask('GET', '/readyz')).status).toBe(200);
  });

  it('answers a HEAD and a path that is not there', async () => {
    expect(await (await ask('HEAD', '/version')).text).toBe('');
    const missing = await ask('GET', '/nowhere');
    expect([missing.status, await missing.text]).toEqual([404, expect.stringContaining('"paths"')]);
  });

  it('warns of fields in any language, in either protocol', async () => {
    const path = '/api/v1/namespaces/default/configmaps?dryRun=All&fieldValidation=Warn';
    const body = JSON.stringify({ metadata: { name: 'c' }, ключ: 1 });
    const headers = { 'content-type': 'application/json' };
    const warnings = await Promise.all([
      new Promise((resolve) => {
        const stream = session.request({ ':method': 'POST', ':path': path, ...headers });
        stream.once('response', (answer) => resolve(answer['warning']));
        stream.end(body);
      }),
      new Promise((resolve, reject) => {
        const options = { ...tlsOf(server.kubeconfig), method: 'POST', headers, agent: false };
        const asked = request(`${server.url}${path}`, options, (answer) => {
          resolve(answer.headers['warning']);
          answer.resume();
        });
        asked.on('error', reject).end(body);
      }),
    ]);
    const inUtf8 = warnings.map((warning) => Buffer.from(String(warning), 'latin1').toString());
    expect(inUtf8).toEqual(['299 - "unknown field \\"ключ\\""', '299 - "unknown field \\"ключ\\""']);
  });

  it('cuts off a watch that is not read, and serves the others meanwhile', async () => {
    const blob = 'x'.repeat(100_000);
    const path = '/api/v1/namespaces/default/configmaps';
    const watch = await ask('GET', `${path}?watch=true`);
    watch.stream.pause();
    let closed = false;
    watch.stream.once('close', () => {
      closed = true;
    });
    for (let index = 0; index < 200; index += 1) {
      const object = JSON.stringify({ metadata: { name: `c${index}` }, data: { blob } });
      expect((await ask('POST', path, object)).status).toBe(201);
    }
    watch.stream.resume();
    const text = await watch.text;
    expect(closed).toBe(true);
    expect(text.split('\n').length).toBeLessThan(200);
  });
});

const merging = { 'content-type': 'application/merge-patch+json' };
