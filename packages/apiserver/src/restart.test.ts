import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startApiServer } from './server.ts';
import { definitions, startTestServer, type TestServer, widget, widgetDefinition, widgets } from './testing/client.ts';

let dataDir: string;
let running: TestServer | undefined;
beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'asmpvl-restart-'));
});
afterEach(async () => {
  await running?.server.close();
  running = undefined;
  rmSync(dataDir, { recursive: true, force: true });
});

async function start(): Promise<TestServer> {
  running = await startTestServer({ dataDir });
  return running;
}

async function restart(): Promise<TestServer> {
  await running?.server.close();
  return start();
}

describe('a server started again on its data folder', () => {
  it('serves the same definitions and objects, to the letter', async () => {
    const before = await start();
    await before.must('POST', definitions, widgetDefinition());
    await before.must('POST', widgets, widget('a', { size: 3 }, { labels: { app: 'x' } }));
    await before.must('POST', '/api/v1/namespaces/default/secrets', {
      metadata: { name: 's' },
      stringData: { a: 'b' },
    });
    const paths = [
      definitions,
      widgets,
      `${widgets}?labelSelector=app%3Dx`,
      '/api/v1/secrets',
      '/api/v1/namespaces',
      '/api/v1/services',
    ];
    const texts = await Promise.all(paths.map((each) => before.call('GET', each)));
    const after = await restart();
    for (const [index, each] of paths.entries()) {
      expect((await after.call('GET', each)).text).toBe(texts[index]?.text);
    }
    await after.must('POST', widgets, widget('b'));
    expect((await after.call('POST', widgets, widget('c', { size: 1000 }))).status).toBe(422);
  });

  it('lets a watch go on from where it stood', async () => {
    const before = await start();
    await before.must('POST', definitions, widgetDefinition());
    const { metadata } = (await before.must('GET', widgets)) as { metadata: { resourceVersion: string } };
    const after = await restart();
    const watch = await after.watch(`${widgets}?watch=1&resourceVersion=${metadata.resourceVersion}`);
    await after.must('POST', widgets, widget('new'));
    expect(await watch.next()).toMatchObject({ type: 'ADDED', object: { metadata: { name: 'new' } } });
    watch.stop();
  });

  it('goes on with deletions that finalizers held', async () => {
    const before = await start();
    await before.must('POST', definitions, widgetDefinition());
    await before.must('POST', widgets, widget('held', { size: 1 }, { finalizers: ['example.com/hold'] }));
    await before.must('POST', '/api/v1/namespaces', { metadata: { name: 'going' } });
    const held = { metadata: { name: 'held', finalizers: ['example.com/hold'] } };
    await before.must('POST', '/api/v1/namespaces/going/configmaps', held);
    await before.must('DELETE', '/api/v1/namespaces/going');
    await before.must('DELETE', `${definitions}/widgets.demo.example.com`);
    const after = await restart();
    const release = { metadata: { finalizers: null } };
    const merge = { 'content-type': 'application/merge-patch+json' };
    await after.must('PATCH', `${widgets}/held`, release, merge);
    await after.must('PATCH', '/api/v1/namespaces/going/configmaps/held', release, merge);
    expect((await after.call('GET', `${definitions}/widgets.demo.example.com`)).status).toBe(404);
    expect((await after.call('GET', '/api/v1/namespaces/going')).status).toBe(404);
  });

  it('knows the tokens that it had issued', async () => {
    const before = await start();
    await before.must('POST', '/api/v1/namespaces/default/serviceaccounts', { metadata: { name: 'robot' } });
    const request = { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: {} };
    const issued = await before.must('POST', '/api/v1/namespaces/default/serviceaccounts/robot/token', request);
    const { token } = issued['status'] as { token: string };
    const after = await restart();
    const review = { apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview' };
    const who = await after.must('POST', '/apis/authentication.k8s.io/v1/selfsubjectreviews', review, {
      authorization: `Bearer ${token}`,
    });
    expect(who).toMatchObject({ status: { userInfo: { username: 'system:serviceaccount:default:robot' } } });
  });

  it('has the same CA, and its former port unless that is taken', async () => {
    const first = await startApiServer({ dataDir });
    const { url, kubeconfig } = first;
    await first.close();
    const authority = /certificate-authority-data: (\S+)/.exec(kubeconfig)?.[1] ?? '';
    const second = await startApiServer({ dataDir });
    expect(second.url).toBe(url);
    expect(second.kubeconfig).toContain(authority);
    await second.close();
    const other = await take(Number(new URL(url).port));
    const third = await startApiServer({ dataDir });
    expect(third.url).not.toBe(url);
    await third.close();
    await new Promise((resolve) => other.close(resolve));
  });

  it('gives the folder back when it cannot start', async () => {
    const first = await startApiServer();
    const port = Number(new URL(first.url).port);
    await expect(startApiServer({ dataDir, port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
    await first.close();
    await start();
  });
});

function take(port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}
