/** Real sockets: one port for HTTP and HTTPS, and what is refused at the door. */
import { createHash, createHmac } from 'node:crypto';
import http from 'node:http';
import tls from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from './clock.ts';
import { createEmulator, type Emulator } from './emulator.ts';
import type { Listening } from './listen.ts';
import { guide } from './scenarios/guide.ts';
import { percentEncode } from './signature.ts';

let emulator: Emulator;
let listening: Listening;

beforeAll(async () => {
  emulator = createEmulator({ scenario: guide, clock: systemClock(), profile: 'instant' });
  listening = await emulator.listen();
});

afterAll(() => emulator.close());

interface Sent {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

function send(
  { method = 'POST', path = '/', headers = {}, body = '' }: Sent,
  port = listening.port,
): Promise<{ status: number; body: Record<string, unknown> }> {
  return new Promise((resolve, reject) => {
    const request = http.request({ host: '127.0.0.1', port, method, path, headers }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => {
        text += chunk.toString();
      });
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, body: JSON.parse(text) as Record<string, unknown> }),
      );
    });
    request.on('error', reject);
    request.end(body);
  });
}

/** A v1 RPC call as terraform makes it: Action in the query, the rest in the form. */
function v1(form: Record<string, string>, query: Record<string, string> = {}, secret = 'test-secret'): Sent {
  const common = {
    AccessKeyId: 'LTAI-test',
    Format: 'JSON',
    SignatureMethod: 'HMAC-SHA1',
    SignatureNonce: String(Math.random()),
    SignatureVersion: '1.0',
    SignatureType: '',
    Timestamp: `${new Date().toISOString().slice(0, 19)}Z`,
    Version: '2020-04-15',
  };
  const inQuery = { ...common, ...query };
  const all = Object.entries({ ...inQuery, ...form }).sort(([a], [b]) => (a < b ? -1 : 1));
  const canonical = all.map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`).join('&');
  const Signature = createHmac('sha1', `${secret}&`)
    .update(`POST&%2F&${percentEncode(canonical)}`)
    .digest('base64');
  return {
    path: `/?${new URLSearchParams({ ...inQuery, Signature }).toString()}`,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(form).toString(),
  };
}

describe('listen', () => {
  it('merges query and form, as terraform mixes them', async () => {
    const sent = v1({ RegionId: 'cn-hangzhou', EndpointName: 'a name' }, { Action: 'ListVpcEndpoints' });
    expect(await send(sent)).toMatchObject({ status: 200, body: { TotalCount: 0, Endpoints: [] } });
  });

  it('when a product has a port of its own, serves it there without being told which, and no other', async () => {
    const own = await emulator.listen({ product: 'vpc' });
    const query = { Action: 'DescribeRegions', Version: '' };
    const Region = expect.arrayContaining([
      expect.objectContaining({ RegionEndpoint: 'vpc.cn-hangzhou.aliyuncs.com' }),
    ]);
    expect(await send(v1({}, query), own.port)).toMatchObject({ status: 200, body: { Regions: { Region } } });
    const other = await send(v1({ RegionId: 'cn-hangzhou' }, { Action: 'ListVpcEndpoints' }), own.port);
    expect(other).toMatchObject({ status: 404, body: { Code: 'InvalidAction.NotFound' } });
    await own.close();
  });

  it('when there is no such product, names those that there are', async () => {
    await expect(emulator.listen({ product: 'oss' })).rejects.toThrow('there is no product oss; there are cs, ecs,');
  });

  it('refuses a request that is played again', async () => {
    const sent = v1({ RegionId: 'cn-hangzhou' }, { Action: 'ListVpcEndpoints' });
    expect((await send(sent)).status).toBe(200);
    expect((await send(sent)).body['Code']).toBe('SignatureNonceUsed');
  });

  it.each<{ why: string; sent: () => Sent; status: number; code: string }>([
    {
      why: 'nothing is signed',
      sent: () => ({ path: '/?Action=ListVpcEndpoints' }),
      status: 400,
      code: 'IncompleteSignature',
    },
    {
      why: 'the key is unknown',
      sent: () => v1({}, { Action: 'X', AccessKeyId: 'nobody' }),
      status: 404,
      code: 'InvalidAccessKeyId.NotFound',
    },
    {
      why: 'the time is 16 minutes off',
      sent: () => v1({}, { Action: 'X', Timestamp: new Date(Date.now() - 960_000).toISOString() }),
      status: 400,
      code: 'InvalidTimeStamp.Expired',
    },
    {
      why: 'the action is unknown',
      sent: () => v1({}, { Action: 'Explode' }),
      status: 404,
      code: 'InvalidAction.NotFound',
    },
    {
      why: 'the form was changed on the way',
      sent: () => ({ ...v1({ A: 'b' }, { Action: 'X' }), body: 'A=c' }),
      status: 400,
      code: 'SignatureDoesNotMatch',
    },
    {
      why: 'the body is too large',
      sent: () => ({ body: 'x'.repeat(1_100_000) }),
      status: 413,
      code: 'InvalidParameter',
    },
    {
      why: 'the JSON is broken',
      sent: () => ({ path: '/clusters/c1', headers: { 'content-type': 'application/json' }, body: '{' }),
      status: 400,
      code: 'InvalidParameter',
    },
  ])('when $why, answers $code', async ({ sent, status, code }) => {
    const answer = await send(sent());
    expect(answer).toMatchObject({ status, body: { Code: code, RequestId: expect.stringMatching(/^[0-9A-F-]{36}$/) } });
  });

  it('refuses an ACS3 body that is not the one hashed', async () => {
    const hash = createHash('sha256').update('').digest('hex');
    const headers = {
      'x-acs-action': 'ListVpcEndpoints',
      'x-acs-version': '2020-04-15',
      'x-acs-date': new Date().toISOString(),
      'x-acs-signature-nonce': 'n',
      'x-acs-content-sha256': hash,
      authorization: `ACS3-HMAC-SHA256 Credential=LTAI-test,SignedHeaders=host;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce,Signature=${'0'.repeat(64)}`,
    };
    expect((await send({ headers, body: 'other' })).body['Code']).toBe('SignatureDoesNotMatch');
  });

  it('finds the product by its host name', async () => {
    const sent = v1({ RegionId: 'cn-hangzhou' }, { Action: 'DescribeVpcs', Version: '2016-04-28' });
    const answer = await send({ ...sent, headers: { ...sent.headers, host: 'vpc.cn-hangzhou.aliyuncs.com' } });
    expect(answer.body['TotalCount']).toBe(2);
  });

  it('shows a certificate for the host names of the products', async () => {
    const connect = {
      host: '127.0.0.1',
      port: listening.port,
      servername: 'privatelink.cn-hangzhou.aliyuncs.com',
      ca: await listening.ca(),
    };
    const socket = tls.connect(connect);
    await new Promise<void>((resolve, reject) => socket.once('secureConnect', resolve).once('error', reject));
    expect(socket.authorized).toBe(true);
    socket.destroy();
  });
});
