import { execFile, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { type ApiServer, startApiServer } from './server.ts';
import { widget, widgetDefinition } from './testing/client.ts';

/** The real kubectl: from `.tools/` (`npm run tools`), else from PATH; without one these tests are skipped, and counted. */
function findKubectl(): string | undefined {
  const places = [path.resolve('.tools'), ...(process.env['PATH'] ?? '').split(path.delimiter)];
  return places.map((place) => path.join(place, 'kubectl')).find((file) => existsSync(file));
}

const kubectl = findKubectl();

describe.skipIf(kubectl === undefined)('kubectl', () => {
  let server: ApiServer;
  let home: string;

  beforeAll(async () => {
    server = await startApiServer();
    home = mkdtempSync(path.join(os.tmpdir(), 'apiserver-kubectl-'));
    writeFileSync(path.join(home, 'kubeconfig'), server.kubeconfig);
    writeFileSync(path.join(home, 'crd.yaml'), stringify(widgetDefinition()));
    writeFileSync(path.join(home, 'w1.yaml'), stringify(widget('w1', { size: 3 })));
  });
  afterAll(async () => {
    await server.close();
    rmSync(home, { recursive: true, force: true });
  });

  const environment = () => ({ PATH: process.env['PATH'], HOME: home, KUBECONFIG: path.join(home, 'kubeconfig') });

  function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
    return new Promise((resolve) => {
      execFile(kubectl ?? '', args, { cwd: home, env: environment(), timeout: 30_000 }, (error, out, err) => {
        resolve({ code: error === null ? 0 : typeof error.code === 'number' ? error.code : -1, out, err });
      });
    });
  }

  it('applies a definition and an object, and gets it in every form', async () => {
    expect((await run('apply', '-f', 'crd.yaml')).out).toBe(
      'customresourcedefinition.apiextensions.k8s.io/widgets.demo.example.com created\n',
    );
    expect(
      (await run('wait', '--for=condition=Established', 'crd/widgets.demo.example.com', '--timeout=10s')).code,
    ).toBe(0);
    expect((await run('apply', '-f', 'w1.yaml')).out).toBe('widget.demo.example.com/w1 created\n');
    expect((await run('apply', '-f', 'w1.yaml')).out).toBe('widget.demo.example.com/w1 unchanged\n');
    expect((await run('get', 'widgets')).out).toBe('NAME   SIZE\nw1     3\n');
    expect((await run('get', 'wd', 'w1', '-o', 'yaml')).out).toContain('spec:\n  color: red\n  size: 3\n');
    expect((await run('describe', 'widget', 'w1')).out).toMatch(
      /Spec:\n {2}Color: {2}red\n {2}Size: {3}3\nEvents: {3,}<none>/,
    );
  });

  it('explains fields', async () => {
    const { out } = await run('explain', 'widget.spec');
    expect(out).toContain('size\t<integer> -required-');
  });

  it('refuses what the schema refuses, with the field', async () => {
    writeFileSync(path.join(home, 'bad.yaml'), stringify(widget('bad', { size: 4, colour: 'red' })));
    const strict = await run('create', '-f', 'bad.yaml');
    expect(strict.err).toContain('strict decoding error: unknown field "spec.colour"');
    const { err } = await run('patch', 'widget', 'w1', '--type=merge', '-p', '{"spec":{"size":300}}');
    expect(err).toContain(
      'The Widget "w1" is invalid: spec.size: Invalid value: 300: spec.size in body should be less than or equal to 100',
    );
  });

  it('patches, waits for a status, applies on the server side', async () => {
    expect((await run('patch', 'widget', 'w1', '--type=merge', '-p', '{"spec":{"size":5}}')).out).toBe(
      'widget.demo.example.com/w1 patched\n',
    );
    await run('patch', 'widget', 'w1', '--subresource=status', '--type=merge', '-p', '{"status":{"phase":"Ready"}}');
    expect((await run('wait', '--for=jsonpath={.status.phase}=Ready', 'widget/w1', '--timeout=10s')).code).toBe(0);
    const { err } = await run('apply', '--server-side', '--field-manager=other', '-f', 'w1.yaml');
    expect(err).toContain('conflict with "kubectl-patch"');
  });

  it('creates what is built in: namespaces, secrets, configmaps, accounts and their tokens', async () => {
    for (const command of [
      'create ns t1',
      '-n t1 create secret generic s1 --from-literal=token=abc',
      '-n t1 create configmap c1 --from-literal=a=b',
      '-n t1 create serviceaccount sa1',
    ]) {
      const { code, err } = await run(...command.split(' '));
      expect([code, err]).toEqual([0, '']);
    }
    expect((await run('-n', 't1', 'get', 'secret', 's1', '-o', 'jsonpath={.data.token}')).out).toBe('YWJj');
    expect((await run('-n', 't1', 'create', 'token', 'sa1')).out).toMatch(/^eyJhbGciOiJSUzI1NiIs/);
    expect((await run('auth', 'can-i', 'delete', 'pods')).out).toBe('yes\n');
    expect((await run('delete', 'ns', 't1')).code).toBe(0);
  });

  it('watches, and sees the deletion', async () => {
    const child = spawn(kubectl ?? '', ['get', 'widgets', '--watch', '--output-watch-events'], {
      cwd: home,
      env: environment(),
    });
    let seen = '';
    const until = (text: string): Promise<void> =>
      new Promise((resolve, reject) => {
        const check = (): void => {
          if (seen.includes(text)) resolve();
        };
        child.stdout.on('data', check);
        child.on('close', () => reject(new Error(`kubectl ended; it had shown: ${seen}`)));
        check();
      });
    child.stdout.on('data', (chunk: Buffer) => {
      seen += chunk.toString('utf8');
    });
    try {
      await until('ADDED');
      expect((await run('delete', 'widget', 'w1')).out).toContain('widget.demo.example.com "w1" deleted');
      await until('DELETED');
      expect(seen).toMatch(/^EVENT +NAME +SIZE\nADDED +w1 +5\nDELETED +w1 +5\n/);
    } finally {
      child.kill();
    }
    expect((await run('delete', 'crd', 'widgets.demo.example.com')).code).toBe(0);
    expect((await run('get', 'widgets')).code).toBe(1);
  });
});
