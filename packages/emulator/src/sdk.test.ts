/** The vendor's own SDK core as the client: what it signs must be accepted, what it reads must be right. */
import type core from '@alicloud/openapi-core';
import type dara from '@darabonba/typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from './clock.ts';
import { createEmulator, type Emulator } from './emulator.ts';
import type { Listening } from './listen.ts';
import { guide } from './scenarios/guide.ts';
import { ids } from './testing.ts';

let emulator: Emulator;
let listening: Listening;
let sdk: typeof core;
let runtime: typeof dara;

beforeAll(async () => {
  emulator = createEmulator({ scenario: guide, clock: systemClock(), profile: 'instant', strict: true });
  listening = await emulator.listen();
  // CommonJS: what Node calls the default export is the module itself.
  sdk = (await import('@alicloud/openapi-core')).default as unknown as typeof core;
  runtime = (await import('@darabonba/typescript')).default as unknown as typeof dara;
});

afterAll(() => emulator.close());

interface SdkCall {
  readonly action: string;
  readonly version?: string;
  readonly style?: 'RPC' | 'ROA';
  readonly method?: string;
  readonly pathname?: string;
  readonly query?: Record<string, unknown>;
  readonly body?: unknown;
  readonly secret?: string;
  readonly algorithm?: string;
  readonly protocol?: 'HTTP' | 'HTTPS';
}

async function sdkCall(call: SdkCall): Promise<{ statusCode: number; body: Record<string, unknown> }> {
  const { style = 'RPC', protocol = 'HTTP' } = call;
  const client = new sdk.default(
    new sdk.$OpenApiUtil.Config({
      accessKeyId: 'LTAI-test',
      accessKeySecret: call.secret ?? 'test-secret',
      endpoint: `127.0.0.1:${listening.port}`,
      protocol,
      regionId: 'cn-hangzhou',
      ...(call.algorithm !== undefined && { signatureAlgorithm: call.algorithm }),
    }),
  );
  const params = new sdk.$OpenApiUtil.Params({
    action: call.action,
    version: call.version ?? '2020-04-15',
    protocol,
    pathname: call.pathname ?? '/',
    method: call.method ?? 'POST',
    authType: 'AK',
    style,
    reqBodyType: style === 'RPC' ? 'formData' : 'json',
    bodyType: 'json',
  });
  const request = new sdk.$OpenApiUtil.OpenApiRequest({
    query: sdk.OpenApiUtil.query(call.query ?? {}),
    ...(call.body !== undefined && { body: call.body }),
  });
  const answer = await client.callApi(
    params,
    request,
    new runtime.RuntimeOptions({ ignoreSSL: true, readTimeout: 10_000 }),
  );
  return answer as { statusCode: number; body: Record<string, unknown> }; // the SDK types it as a map of anything
}

describe('listen, called by the SDK', () => {
  it.each([undefined, 'v2'])('accepts its RPC signature (%s)', async (algorithm) => {
    const tricky = "a b+c*d~e!'()/=&%ä";
    const { body } = await sdkCall({
      action: 'CreateVpcEndpointService',
      ...(algorithm !== undefined && { algorithm }),
      query: {
        RegionId: 'cn-hangzhou',
        ServiceDescription: tricky,
        Resource: [{ ResourceType: 'slb', ResourceId: ids.pilot }],
        Tag: [{ Key: 'a key', Value: '' }],
      },
    });
    const service = emulator.world.services.get(String(body['ServiceId']));
    expect(service).toMatchObject({ description: tricky, resources: [{ balancerId: ids.pilot }] });
    expect(service?.tags).toEqual(new Map([['a key', '']]));
  });

  it.each([undefined, 'v2'])('accepts its ROA signature, with a query and with a JSON body (%s)', async (algorithm) => {
    const roa = { style: 'ROA', version: '2015-12-15', ...(algorithm !== undefined && { algorithm }) } as const;
    const list = await sdkCall({
      ...roa,
      action: 'DescribeClustersV1',
      method: 'GET',
      pathname: '/api/v1/clusters',
      query: { name: 'guide' },
    });
    expect(list.body).toMatchObject({ clusters: [{ cluster_id: ids.cluster }], page_info: { total_count: 1 } });
    const resources = await sdkCall({
      ...roa,
      action: 'DescribeClusterResources',
      method: 'GET',
      pathname: `/clusters/${ids.cluster}/resources`,
    });
    expect(Array.isArray(resources.body)).toBe(true);
    const modified = await sdkCall({
      ...roa,
      action: 'ModifyCluster',
      method: 'PUT',
      pathname: `/api/v2/clusters/${ids.cluster}`,
      body: {
        api_server_custom_cert_sans: {
          action: 'append',
          subject_alternative_names: ['api.example.com'],
        },
      },
    });
    expect(modified.body['task_id']).toMatch(/^T-/);
  });

  it('serves HTTPS on the same port', async () => {
    const { body } = await sdkCall({ action: 'GetCallerIdentity', version: '2015-04-01', protocol: 'HTTPS' });
    expect(body).toMatchObject({ AccountId: '1234567890123456', IdentityType: 'Account' });
  });

  it('refuses another secret, and says so in the ledger', async () => {
    await expect(sdkCall({ action: 'CheckProductOpen', secret: 'wrong' })).rejects.toMatchObject({
      code: 'SignatureDoesNotMatch',
      statusCode: 400,
    });
    expect(emulator.ledger.entries().at(-1)).toMatchObject({
      action: 'CheckProductOpen',
      outcome: 'SignatureDoesNotMatch',
    });
  });

  it('gives the throttling code and the time to wait', async () => {
    const remove = emulator.faults.add({ action: 'CheckProductOpen', effect: { kind: 'throttle', ms: 5000 } });
    await expect(sdkCall({ action: 'CheckProductOpen' })).rejects.toMatchObject({
      code: 'Throttling.User',
      retryAfter: 5000,
    });
    remove();
  });

  it('breaks the connection when an answer is lost', async () => {
    emulator.faults.add({ action: 'CheckProductOpen', effect: { kind: 'lost' } });
    await expect(sdkCall({ action: 'CheckProductOpen' })).rejects.toThrow(/socket hang up|ECONNRESET/);
  });
});
