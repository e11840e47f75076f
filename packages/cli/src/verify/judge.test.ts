import type { Probe } from '@asm-privatelink/link';
import { describe, expect, it } from 'vitest';
import { judge } from './judge.ts';
import { quantile } from './measure.ts';

const host = 'ep-1.epsrv-1.cn-hangzhou.privatelink.aliyuncs.com';
const tried = {
  kind: 'tried',
  from: 'vpc-1',
  host,
  servername: host,
  addresses: ['10.0.0.1'],
  dials: [{ ip: '10.0.0.1', port: 6443 }],
} as const;
const served = { names: ['kubernetes', host], issuer: 'kubernetes c1', untrusted: false } as const;
const failed = { code: 'ECONNRESET', message: 'closed' };

describe('a channel that was tried', () => {
  it.each<[string, Probe, string, string]>([
    [
      'answers',
      { ...tried, tls: { served }, answer: { ok: true, text: 'GET /version: v1.36' } },
      'proven',
      'GET /version: v1.36',
    ],
    ['lies elsewhere', { kind: 'elsewhere', why: 'not here' }, 'elsewhere', 'not here'],
    ['has no name', { ...tried, addresses: undefined, dials: [] }, 'broken', 'does not resolve'],
    ['has no address', { ...tried, addresses: [], dials: [] }, 'broken', 'has no zone'],
    [
      'does not connect',
      { ...tried, dials: [{ ip: '10.0.0.1', port: 6443, failed }] },
      'broken',
      '10.0.0.1:6443 does not connect',
    ],
    ['is closed before TLS', { ...tried, tls: { failed } }, 'broken', 'TLS does not come about: closed (ECONNRESET)'],
    [
      'shows another name',
      { ...tried, tls: { served: { ...served, names: ['a', 'b'] } } },
      'broken',
      `x509: certificate is valid for a, b, not ${host}`,
    ],
    [
      'is signed by somebody else',
      { ...tried, tls: { served: { ...served, untrusted: 'SELF_SIGNED_CERT_IN_CHAIN' } } },
      'broken',
      'signed by unknown authority',
    ],
    [
      'says something else',
      { ...tried, tls: { served }, answer: { ok: false, text: '502' } },
      'broken',
      'TLS holds, and then: 502',
    ],
  ])('%s', (_, probe, verdict, message) => {
    expect(judge(probe)).toMatchObject({ verdict, message: expect.stringContaining(message) });
  });

  it('is proven without trust where the authority could not be had, and says so', () => {
    const unknown = { ...served, untrusted: undefined };
    expect(judge({ ...tried, tls: { served: unknown }, answer: { ok: true, text: '' } })).toMatchObject({
      verdict: 'proven',
      trusted: null,
    });
  });
});

it('quantiles are by the nearest rank', () => {
  const values = Array.from({ length: 10 }, (_, index) => index + 1);
  expect([quantile(values, 0.5), quantile(values, 0.99), quantile([3], 0.5)]).toEqual([5, 10, 3]);
});
