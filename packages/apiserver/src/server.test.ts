import { request } from 'node:https';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { type ApiServer, startApiServer } from './server.ts';
import { createAuthority, type KeyPair } from './tls/certificates.ts';

let server: ApiServer;
beforeEach(async () => {
  server = await startApiServer({
    certificateNames: ['api.example.com'],
    tokens: { secret: { name: 'robot', groups: ['robots'] } },
  });
});
afterEach(() => server.close());

interface Asked {
  status: number;
  text: string;
  /** SANs of the certificate that was shown. */
  names: string;
}

function credentials(kubeconfig: string): { ca: string; cert: string; key: string } {
  const config = parse(kubeconfig) as {
    clusters: { cluster: Record<string, string> }[];
    users: { user: Record<string, string> }[];
  };
  const decode = (value: string | undefined): string => Buffer.from(value ?? '', 'base64').toString('utf8');
  const user = config.users[0]?.user;
  return {
    ca: decode(config.clusters[0]?.cluster['certificate-authority-data']),
    cert: decode(user?.['client-certificate-data']),
    key: decode(user?.['client-key-data']),
  };
}

function ask(
  path: string,
  tls: Record<string, unknown>,
  headers: Record<string, string> = {},
  body?: string,
): Promise<Asked> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      `${server.url}${path}`,
      { method: body === undefined ? 'GET' : 'POST', headers, agent: false, ...tls },
      (response) => {
        const { subjectaltname = '' } =
          'getPeerCertificate' in response.socket && typeof response.socket.getPeerCertificate === 'function'
            ? (response.socket.getPeerCertificate() as { subjectaltname?: string })
            : {};
        let text = '';
        response.on('data', (chunk: Buffer) => {
          text += chunk.toString('utf8');
        });
        response.on('end', () => resolve({ status: response.statusCode ?? 0, text, names: subjectaltname }));
        response.on('error', reject);
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

const whoami = '/apis/authentication.k8s.io/v1/selfsubjectreviews';
const review = JSON.stringify({ apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview' });

describe('startApiServer', () => {
  it('serves its own certificate, with the names it was given, to the holder of the kubeconfig', async () => {
    const { status, names, text } = await ask(whoami, credentials(server.kubeconfig), {}, review);
    expect(status).toBe(201);
    expect(names).toContain('DNS:api.example.com');
    expect(names).toContain('IP Address:127.0.0.1');
    expect(JSON.parse(text)).toMatchObject({
      status: { userInfo: { username: 'kubernetes-admin', groups: ['system:masters', 'system:authenticated'] } },
    });
  });

  it.each([
    [{ 'impersonate-user': 'bob' }, { username: 'bob', groups: ['system:authenticated'] }],
    [
      { 'impersonate-user': 'bob', 'impersonate-group': 'devs', 'impersonate-extra-scopes': 'view' },
      { username: 'bob', groups: ['devs', 'system:authenticated'], extra: { scopes: ['view'] } },
    ],
    [
      { 'impersonate-user': 'system:serviceaccount:ns1:robot' },
      {
        username: 'system:serviceaccount:ns1:robot',
        groups: ['system:serviceaccounts', 'system:serviceaccounts:ns1', 'system:authenticated'],
      },
    ],
  ])('lets who is authenticated be somebody else: %j', async (headers, userInfo) => {
    const { text } = await ask(whoami, credentials(server.kubeconfig), headers, review);
    expect(JSON.parse(text)).toMatchObject({ status: { userInfo } });
  });

  it('knows tokens, refuses wrong ones, and lets nobody else in', async () => {
    const { ca } = credentials(server.kubeconfig);
    const named = await ask(whoami, { ca }, { authorization: 'Bearer secret' }, review);
    expect(JSON.parse(named.text)).toMatchObject({
      status: { userInfo: { username: 'robot', groups: ['robots', 'system:authenticated'] } },
    });
    expect((await ask('/api/v1/namespaces', { ca }, { authorization: 'Bearer wrong' })).status).toBe(401);
    expect((await ask('/api/v1/namespaces', { ca })).status).toBe(403);
    expect((await ask('/readyz', { ca })).text).toBe('ok');
  });

  it('does not take a client certificate that another CA signed, until that CA is added', async () => {
    const { ca } = credentials(server.kubeconfig);
    const other = await createAuthority(Date.now());
    const { cert, key }: KeyPair = await other.client('guest', ['guests']);
    expect((await ask('/api/v1/namespaces', { ca, cert, key })).status).toBe(403);
    server.addClientCa(other.ca);
    expect((await ask('/api/v1/namespaces', { ca, cert, key })).status).toBe(200);
  });

  it('changes its certificate while it runs, closing the connections of the former one', async () => {
    const before = credentials(server.kubeconfig);
    const renewed = await (await createAuthority(Date.now())).serving(['new.example.com', '127.0.0.1']);
    const closed = new Promise<void>((resolve, reject) => {
      const watch = request(`${server.url}/api/v1/namespaces?watch=1`, { ...before, agent: false }, (response) => {
        response.once('data', () => server.setServingCertificate(renewed));
        response.on('close', () => resolve());
        response.on('error', () => {});
      });
      watch.on('error', reject);
      watch.end();
    });
    await closed;
    await expect(ask('/readyz', { ca: before.ca })).rejects.toThrow(/certificate/);
    const after = credentials(server.kubeconfig);
    const answer = await ask('/api/v1/namespaces', after);
    expect([answer.status, answer.names]).toEqual([200, 'DNS:new.example.com, IP Address:127.0.0.1']);
  });

  it('refuses a body that is too large', async () => {
    const body = 'x'.repeat(3 * 1024 * 1024 + 1);
    const result = await ask('/api/v1/namespaces', credentials(server.kubeconfig), {}, body).catch(
      (error: NodeJS.ErrnoException) => error.code,
    );
    // The server answers and closes; the client may see the reset first.
    expect(typeof result === 'object' ? result.status : ['EPIPE', 'ECONNRESET'].includes(String(result)) && 413).toBe(
      413,
    );
  });

  it('takes a deep document, a wrong path and a broken query for what they are', async () => {
    const admin = credentials(server.kubeconfig);
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    expect((await ask('/api/v1/namespaces', admin, { 'content-type': 'application/json' }, deep)).status).toBe(400);
    expect((await ask('/api/v1/namespaces/%zz', admin)).status).toBe(400);
    expect((await ask('/api/v1/namespaces?limit=%zz&labelSelector=%', admin)).status).toBe(400);
  });
});
