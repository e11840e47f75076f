/** The console for others than this machine: over TLS alone, and with the token alone. Over real sockets. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { systemClock } from '@asm-privatelink/cloud';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningConsole, startConsole } from '../../packages/console/src/console.ts';
import { type Asked, answerOf } from '../../packages/console/src/testing/ask.ts';
import { standInSources } from '../../packages/console/src/testing/stand-in.ts';
import { createAuthority } from '../../packages/emulator/src/pki.ts';

const NAME = 'console.example.com';
const TOKEN = 'a-token-of-this-test';
const pages = mkdtempSync(path.join(tmpdir(), 'console-pages-'));
let served: RunningConsole;
let ca = '';

beforeAll(async () => {
  writeFileSync(path.join(pages, 'index.html'), '<!doctype html><title>pages</title>');
  const authority = await createAuthority('test', systemClock());
  const { cert: certificate, key } = await authority.issue({ commonName: NAME, names: [NAME], usage: 'server' });
  ({ ca } = authority);
  const outside = { host: '127.0.0.1', names: [NAME], certificate, key, token: TOKEN };
  served = await startConsole({ sources: standInSources(), clock: systemClock(), pages, port: 0, outside });
});
afterAll(async () => {
  await served.close();
  rmSync(pages, { recursive: true });
});

const ask = (where: string, { method = 'GET', headers = {}, body }: Asked = {}) => {
  const options = { method, ca, servername: NAME, headers: { host: NAME, ...headers } };
  return answerOf(https.request(new URL(where, served.url), options), body);
};

const login = (token: string): Asked => ({
  method: 'POST',
  headers: { 'x-asmpvl-console': 'test', 'content-type': 'application/json' },
  body: JSON.stringify({ token }),
});

describe('the console for others than this machine', () => {
  it.each<[string, Record<string, string>]>([
    ['no token', {}],
    ['another token', { authorization: 'Bearer a-token-of-this-tesT' }],
    ['the beginning of the token', { authorization: 'Bearer a-token' }],
    ['another token in the cookie', { cookie: 'asmpvl-console=guess' }],
  ])('tells nothing to who has %s', async (_, headers) => {
    for (const where of ['/api/about', '/api/mesh', '/api/openapi.json', '/api/nothing']) {
      const { status, body } = await ask(where, { headers });
      expect(status).toBe(401);
      expect(JSON.parse(body)).toEqual({ error: { code: 'TokenMissing', message: expect.any(String) } });
    }
  });

  it('answers a program that bears the token', async () => {
    expect((await ask('/api/about', { headers: { authorization: `Bearer ${TOKEN}` } })).status).toBe(200);
  });

  it('gives its pages to anybody, and to who types the token a cookie that no script reads', async () => {
    expect(await ask('/')).toMatchObject({ status: 200, body: expect.stringContaining('pages') });
    expect((await ask('/api/session', login('guess'))).status).toBe(401);
    const { status, headers } = await ask('/api/session', login(TOKEN));
    expect(status).toBe(200);
    const [cookie = ''] = headers['set-cookie'] ?? [];
    expect(cookie.split('; ').slice(1).sort()).toEqual(['HttpOnly', 'Path=/', 'SameSite=Strict', 'Secure']);
    expect((await ask('/api/about', { headers: { cookie: cookie.split(';')[0] ?? '' } })).status).toBe(200);
  });

  it('is not asked by another name, nor by pages of another site that know the token', async () => {
    const authorization = `Bearer ${TOKEN}`;
    expect((await ask('/api/about', { headers: { authorization, host: 'evil.example.com' } })).status).toBe(403);
    expect((await ask('/api/about', { headers: { authorization, origin: 'https://evil.example.com' } })).status).toBe(
      403,
    );
  });

  it('says nothing without TLS', async () => {
    const plain = new URL(served.url.replace('https:', 'http:'));
    const told = new Promise((resolve, reject) => {
      http.get(plain, { headers: { host: NAME } }, resolve).once('error', reject);
    });
    await expect(told).rejects.toMatchObject({ code: 'ECONNRESET' });
  });
});
