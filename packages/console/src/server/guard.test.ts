/** Who is answered: this machine's own pages and programs, and from elsewhere nobody without the token. Over real sockets. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { systemClock } from '@asm-privatelink/cloud';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningConsole, startConsole } from '../console.ts';
import { type Asked, answerOf } from '../testing/ask.ts';
import { standInSources } from '../testing/stand-in.ts';

let served: RunningConsole;
const pages = mkdtempSync(path.join(tmpdir(), 'console-pages-'));
const sources = standInSources();

beforeAll(async () => {
  writeFileSync(path.join(pages, 'index.html'), '<!doctype html>');
  served = await startConsole({ sources, clock: systemClock(), pages, port: 0 });
});
afterAll(async () => {
  await served.close();
  rmSync(pages, { recursive: true });
});

const ask = (where: string, { method = 'GET', headers = {}, body }: Asked = {}) =>
  answerOf(http.request(new URL(where, served.url), { method, headers }), body);

const own = { 'x-asmpvl-console': 'test', 'content-type': 'application/json' };

describe('the guard of the console', () => {
  it.each([
    ['a name that leads here by trickery', '/', { headers: { host: 'evil.example.com' } }, 403, 'ForeignSite'],
    ['the same for the API', '/api/about', { headers: { host: 'evil.example.com:80' } }, 403, 'ForeignSite'],
    ['a page of another site', '/api/about', { headers: { origin: 'https://evil.example.com' } }, 403, 'ForeignSite'],
    ['a page of another port', '/api/about', { headers: { origin: 'http://127.0.0.1:1' } }, 403, 'ForeignSite'],
    ['a page in a sandbox', '/api/about', { headers: { origin: 'null' } }, 403, 'ForeignSite'],
    [
      'a request that the browser calls cross-site',
      '/api/about',
      { headers: { 'sec-fetch-site': 'cross-site' } },
      403,
      'ForeignSite',
    ],
    [
      'one that it calls same-site: another port of this host',
      '/api/about',
      { headers: { 'sec-fetch-site': 'same-site' } },
      403,
      'ForeignSite',
    ],
    [
      'a form of another site',
      '/api/emulator/clock',
      { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"ms":1}' },
      403,
      'ForeignSite',
    ],
    [
      'a simple request with our header',
      '/api/emulator/clock',
      { method: 'POST', headers: { ...own, 'content-type': 'text/plain' }, body: '{"ms":1}' },
      415,
      'NotJson',
    ],
    ['a deletion without our header', '/api/emulator/faults/1', { method: 'DELETE' }, 403, 'ForeignSite'],
    ['a body that is no JSON', '/api/checks', { method: 'POST', headers: own, body: '{' }, 400, 'BadRequest'],
    [
      'a field that nobody knows',
      '/api/checks',
      { method: 'POST', headers: own, body: '{"manifest":"","more":1}' },
      400,
      'BadRequest',
    ],
    [
      'a body without end',
      '/api/checks',
      { method: 'POST', headers: own, body: `"${'x'.repeat(3_000_000)}"` },
      413,
      'TooLarge',
    ],
    ['another method', '/api/about', { method: 'DELETE', headers: own }, 405, 'MethodNotAllowed'],
    ['what is not there', '/api/nothing', {}, 404, 'NotFound'],
    ['a file beside the pages', '/../package.json', {}, 404, 'NotFound'],
    ['the same, disguised', '/%2e%2e/package.json', {}, 404, 'NotFound'],
    [
      'steering a real cloud',
      '/api/emulator/clock',
      { method: 'POST', headers: own, body: '{"ms":1}' },
      404,
      'NotFound',
    ],
  ] as const)('refuses %s', async (_, where, asked, status, code) => {
    const answer = await ask(where, asked);
    expect([answer.status, JSON.parse(answer.body).error.code]).toEqual([status, code]);
  });

  it('lets a page run nothing, show nothing and ask nothing but what this server sends', async () => {
    const { headers } = await ask('/');
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self';/);
    expect(headers['content-security-policy']).not.toMatch(/unsafe|\*|data:|https?:/);
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['cross-origin-resource-policy']).toBe('same-origin');
    expect(headers['access-control-allow-origin']).toBeUndefined();
  });

  it('listens on loopback and nowhere else', () => {
    expect(new URL(served.url).hostname).toBe('127.0.0.1');
  });
});
