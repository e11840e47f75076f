/** `asmpvl console` as a program of its own, beside a mesh that another process runs. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import https from 'node:https';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { systemClock } from '@asm-privatelink/cloud';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAuthority } from '../../packages/emulator/src/pki.ts';
import { Program } from '../support/program.ts';

const TOKEN = 'a-token-that-is-long-enough';
const folder = mkdtempSync(path.join(tmpdir(), 'console-test-'));
const at = (name: string) => path.join(folder, name);
const started: Program[] = [];
let env: Record<string, string> = {};

beforeAll(async () => {
  await begin(['up', '--profile', 'instant', '--data', folder], 'out');
  const lines = readFileSync(at('env.sh'), 'utf8').matchAll(/^export (\w+)='([^']*)'$/gm);
  env = Object.fromEntries([...lines].map(([, name = '', value = '']) => [name, value]));
}, 120_000);

afterAll(async () => {
  for (const { child } of started) child.kill('SIGTERM');
  await Promise.all(started.map(({ ended }) => ended));
  rmSync(folder, { recursive: true, force: true });
});

/** Resolves when it serves. */
async function begin(args: readonly string[], where: 'out' | 'err', more: Record<string, string> = {}) {
  const program = new Program(args, { ...env, ...more });
  started.push(program);
  await program.says('Serving until Ctrl-C.', where);
  return program;
}

describe('asmpvl console by itself', { timeout: 120_000 }, () => {
  it('shows the mesh that the kubeconfig and the flags lead to, and ends at Ctrl-C', async () => {
    const program = await begin(['console'], 'err');
    const [url = ''] = program.values('console');
    const page = await fetch(url);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await page.text()).toContain('<script type="module"');
    const live = new AbortController();
    const events = await fetch(new URL('/api/topology', url), { signal: live.signal });
    // The first event may come before the first look at the mesh.
    expect(await heard(events, '"status":"Available"')).toBe(true);
    const asked = await fetch(new URL('/api/configuration', url));
    expect(await asked.json()).toMatchObject({ status: 'Available', current: true });

    program.child.kill('SIGINT');
    expect(await program.ended).toEqual({ code: 130, signal: null });
    expect(program.err).toBe('Serving until Ctrl-C.\n');
    expect(program.out).toBe(`console: ${url}\n`);
    live.abort();
  });

  it('says that another program has its port', async () => {
    const first = await begin(['console'], 'err');
    const { port } = new URL(first.values('console')[0] ?? '');
    const second = new Program(['console', '--port', port], env);
    expect((await second.ended).code).toBe(1);
    expect(second.err).toMatch(/^asmpvl: .*\[EADDRINUSE\]\n {2}now: {3}Another program listens there: /);
    expect(second.out).toBe('');
  });

  it('answers other machines over TLS alone, and who has the token', async () => {
    const authority = await createAuthority('test', systemClock());
    const { cert, key } = await authority.issue({ commonName: 'console', names: ['console.test'], usage: 'server' });
    writeFileSync(at('tls.crt'), cert);
    writeFileSync(at('tls.key'), key);
    const files = ['--tls-cert', at('tls.crt'), '--tls-key', at('tls.key')];
    const outside = ['console', '--host', '127.0.0.1', '--name', 'console.test'];
    const plain = new Program(outside, env);
    expect((await plain.ended).code).toBe(2);
    expect(plain.err).toContain('--tls-cert and --tls-key');

    const program = await begin([...outside, ...files], 'err', { ASMPVL_CONSOLE_TOKEN: TOKEN });
    const url = new URL(program.values('console')[0] ?? '');
    expect(url.protocol).toBe('https:');
    expect(url.hash).toBe(`#token=${TOKEN}`);
    const ask = (headers: Record<string, string>) => statusOf(url, authority.ca, headers);
    expect(await ask({})).toBe(401);
    expect(await ask({ authorization: `Bearer ${TOKEN}` })).toBe(200);
  });
});

/** Whether the answer comes to say these words. */
async function heard({ body }: Response, words: string): Promise<boolean> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const part of body ?? []) {
    text += decoder.decode(part, { stream: true });
    if (text.includes(words)) return true;
  }
  return false;
}

function statusOf(url: URL, ca: string, headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const options = { ca, servername: 'console.test', headers: { host: 'console.test', ...headers } };
    const where = new URL('/api/about', url);
    https
      .get(where, options, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
      .once('error', reject);
  });
}
