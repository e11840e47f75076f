import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createCloud } from './client.ts';
import { type CloudError, isCloudError } from './errors.ts';
import { type SdkOptions, sdkTransport } from './sdk.ts';

const open: Server[] = [];

afterEach(() => {
  vi.unstubAllEnvs();
  for (const server of open.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** A loopback server and a cloud that talks to it. */
async function serve(listener: RequestListener, options: Partial<SdkOptions> = {}) {
  const server = createServer(listener);
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return connect((server.address() as AddressInfo).port, options);
}

function connect(port: number, options: Partial<SdkOptions>) {
  const region = 'cn-hangzhou';
  const endpoint = `127.0.0.1:${port}`;
  const credentials = { accessKeyId: 'LTAI-test', accessKeySecret: 'secret-test' };
  return createCloud({
    region,
    transport: sdkTransport({ region, endpoint, protocol: 'HTTP', credentials, ...options }),
  });
}

interface Arrived {
  readonly method: string | undefined;
  readonly url: URL;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** Answers every request with the same JSON, and keeps the requests. */
function recorder(answer: unknown, status = 200, headers: Record<string, string> = {}) {
  const arrived: Arrived[] = [];
  const listener: RequestListener = (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const url = new URL(request.url ?? '/', 'http://cloud');
      arrived.push({ method: request.method, url, headers: request.headers, body: Buffer.concat(chunks).toString() });
      response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(answer));
    });
  };
  return { arrived, listener };
}

const failure = (call: Promise<unknown>): Promise<CloudError> =>
  call.then(
    () => Promise.reject(new Error('the call was expected to fail')),
    (error: unknown) => (isCloudError(error) ? error : Promise.reject(error)),
  );

describe('sdkTransport: what arrives', () => {
  it('when an RPC action is called, its flat parameters are in the query of a signed POST without a body', async () => {
    const { arrived, listener } = recorder({ ServiceId: 'epsrv-1' });
    const cloud = await serve(listener);
    await cloud.call('CreateVpcEndpointService', {
      AutoAcceptEnabled: true,
      ServiceDescription: 'asm pilot',
      ClientToken: undefined,
      Resource: [{ ResourceType: 'slb', ResourceId: 'lb-1' }],
    });
    expect(arrived).toHaveLength(1);
    expect(arrived[0]).toMatchObject({ method: 'POST', body: '' });
    expect(arrived[0]?.url.pathname).toBe('/');
    expect(Object.fromEntries(arrived[0]?.url.searchParams ?? [])).toEqual({
      RegionId: 'cn-hangzhou',
      AutoAcceptEnabled: 'true',
      ServiceDescription: 'asm pilot',
      'Resource.1.ResourceType': 'slb',
      'Resource.1.ResourceId': 'lb-1',
    });
    const { headers } = arrived[0] ?? {};
    expect(headers).toMatchObject({ 'x-acs-action': 'CreateVpcEndpointService', 'x-acs-version': '2020-04-15' });
    expect(headers?.authorization).toMatch(
      /^ACS3-HMAC-SHA256 Credential=LTAI-test,SignedHeaders=[^,]*x-acs-action[^,]*,Signature=[0-9a-f]{64}$/,
    );
    expect(headers?.['x-acs-security-token']).toBeUndefined();
  });

  it('when the keys are temporary, their token goes along, signed', async () => {
    const { arrived, listener } = recorder({});
    const credentials = { accessKeyId: 'STS.test', accessKeySecret: 'secret-test', securityToken: 'token-test' };
    await (await serve(listener, { credentials })).call('CheckProductOpen', {});
    expect(arrived[0]?.headers).toMatchObject({
      'x-acs-accesskey-id': 'STS.test',
      'x-acs-security-token': 'token-test',
    });
    expect(arrived[0]?.headers.authorization).toContain('x-acs-security-token');
  });

  it('when the action takes a form, the parameters are in it', async () => {
    const { arrived, listener } = recorder({});
    const tags = { ResourceType: 'vpcendpoint', ResourceId: ['ep-1'], Tag: [{ Key: 'k', Value: 'ü &' }] } as const;
    await (await serve(listener)).call('TagResources', tags);
    expect(arrived[0]?.headers['content-type']).toBe('application/x-www-form-urlencoded');
    expect(arrived[0]?.url.search).toBe('');
    expect(Object.fromEntries(new URLSearchParams(arrived[0]?.body))).toMatchObject({
      'ResourceId.1': 'ep-1',
      'Tag.1.Value': 'ü &',
    });
  });

  it('when the action is ROA, the id is in the path and the rest in a JSON body or the query', async () => {
    const { arrived, listener } = recorder({ task_id: 'T-1' });
    const cloud = await serve(listener);
    const sans = { subject_alternative_names: ['a.example'], action: 'append' } as const;
    expect(await cloud.call('ModifyCluster', { ClusterId: 'c1', api_server_custom_cert_sans: sans })).toEqual({
      task_id: 'T-1',
    });
    expect(arrived[0]).toMatchObject({ method: 'PUT', body: JSON.stringify({ api_server_custom_cert_sans: sans }) });
    expect(arrived[0]?.url.pathname).toBe('/api/v2/clusters/c1');
    await failure(cloud.call('DescribeClusterUserKubeconfig', { ClusterId: 'c1', PrivateIpAddress: true }));
    expect(arrived[1]?.url.href).toBe('http://cloud/k8s/c1/user_config?PrivateIpAddress=true');
    expect(arrived[1]).toMatchObject({ method: 'GET', body: '' });
  });

  it('when the default chain is used, keys come from the environment', async () => {
    vi.stubEnv('ALIBABA_CLOUD_ACCESS_KEY_ID', 'LTAI-env');
    vi.stubEnv('ALIBABA_CLOUD_ACCESS_KEY_SECRET', 'secret-env');
    const { arrived, listener } = recorder({});
    await (await serve(listener, { credentials: undefined })).call('CheckProductOpen', {});
    expect(arrived[0]?.headers.authorization).toContain('Credential=LTAI-env');
  });
});

describe('sdkTransport: what goes wrong', () => {
  const call = (listener: RequestListener, options?: Partial<SdkOptions>) =>
    serve(listener, options).then((cloud) => failure(cloud.call('GetVpcEndpointAttribute', { EndpointId: 'ep-1' })));

  it('when the cloud refuses, code, status, request id and words are kept, and nothing is tried again', async () => {
    const { arrived, listener } = recorder(
      { Code: 'EndpointNotFound', Message: 'no such endpoint', RequestId: 'R-1' },
      400,
    );
    const error = await call(listener);
    expect(error).toMatchObject({
      code: 'EndpointNotFound',
      kind: 'gone',
      status: 400,
      action: 'GetVpcEndpointAttribute',
      requestId: 'R-1',
    });
    expect(error.message).toBe('GetVpcEndpointAttribute: EndpointNotFound: no such endpoint');
    expect(arrived).toHaveLength(1);
  });

  it('when the cloud throttles, the time to wait is kept', async () => {
    const { listener } = recorder({ Code: 'Throttling.User', Message: 'slow down' }, 400, {
      'x-acs-retry-after': '1200',
    });
    expect(await call(listener)).toMatchObject({ code: 'Throttling.User', kind: 'throttled', retryAfterMs: 1200 });
  });

  it('when a 503 comes with an envelope, it is kind retry', async () => {
    const { arrived, listener } = recorder({ Code: 'ServiceUnavailable', Message: 'm' }, 503);
    expect(await call(listener)).toMatchObject({ code: 'ServiceUnavailable', kind: 'retry', status: 503 });
    expect(arrived).toHaveLength(1);
  });

  it('when the keys are unknown, it is kind person with the code on the wire', async () => {
    const { listener } = recorder(
      { Code: 'InvalidAccessKeyId.NotFound', Message: 'Specified access key is not found.' },
      404,
    );
    expect(await call(listener)).toMatchObject({ code: 'InvalidAccessKeyId.NotFound', kind: 'person' });
  });

  it.each([200, 502])('when a gateway answers %d with a page of HTML, it is kind retry', async (status) => {
    const error = await call((_, response) =>
      response.writeHead(status, { 'content-type': 'text/html' }).end('<html>Bad gateway</html>'),
    );
    expect(error).toMatchObject({ code: 'UnreadableAnswer', kind: 'retry' });
  });

  it.each(['null', '"text"', '{}'])(
    'when an error has the body %s, it is still a CloudError of kind retry',
    async (body) => {
      expect(await call((_, response) => response.writeHead(500).end(body))).toMatchObject({ kind: 'retry' });
    },
  );

  it('when the connection is reset, it is kind retry', async () => {
    expect(await call((request) => request.socket.resetAndDestroy())).toMatchObject({
      code: 'ECONNRESET',
      kind: 'retry',
    });
  });

  it('when nobody listens, it is kind retry and names the endpoint', async () => {
    const probe = createTcpServer();
    await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
    const { port } = probe.address() as AddressInfo;
    await new Promise((resolve) => probe.close(resolve));
    const error = await failure(connect(port, {}).call('CheckProductOpen', {}));
    expect(error).toMatchObject({ code: 'ECONNREFUSED', kind: 'retry' });
    expect(error.message).toContain(`127.0.0.1:${port}`);
  });

  it('when no answer comes in time, it is a ReadTimeout', async () => {
    expect(await call(() => {}, { readTimeoutMs: 100 })).toMatchObject({ code: 'ReadTimeout', kind: 'retry' });
  });

  it('when an answer begins and never ends, it is a ReadTimeout too', async () => {
    const half: RequestListener = (_, response) => response.writeHead(200, { 'content-length': '100' }).write('{"End');
    const error = await call(half, { connectTimeoutMs: 100, readTimeoutMs: 100 });
    expect(error.kind).toBe('retry');
  });

  it('when an answer breaks off, it is kind retry', async () => {
    const cut: RequestListener = (request, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('{"End', () => request.socket.destroy());
    };
    expect((await call(cut, { connectTimeoutMs: 200, readTimeoutMs: 200 })).kind).toBe('retry');
  });

  it('when no credentials are anywhere, the error says what to set, and nothing is sent', async () => {
    const { arrived, listener } = recorder({});
    const error = await call(listener, { credentials: undefined });
    expect(error).toMatchObject({ code: 'CredentialsMissing', kind: 'person' });
    expect(error.message).toContain('Set ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET');
    expect(arrived).toEqual([]);
  });

  describe('when the keys are refused', () => {
    /** A cloud that knows one key, and a source that gives one after the other, the last one for ever. */
    async function rotating(good: string, ...given: string[]) {
      const arrived: string[] = [];
      const refuse: RequestListener = (request, response) => {
        const id = /Credential=([^,]+)/.exec(request.headers.authorization ?? '')?.[1] ?? '';
        arrived.push(id);
        const answer = id === good ? { Success: true } : { Code: 'InvalidSecurityToken.Expired', Message: 'm' };
        response.writeHead(id === good ? 200 : 400, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
      };
      let built = 0;
      const credentials = () => {
        const accessKeyId = given[Math.min(built++, given.length - 1)] ?? '';
        const keys = { accessKeyId, accessKeySecret: 'secret-test', securityToken: 'token-test' };
        return { getCredentials: async () => keys, getProviderName: () => 'rotating' };
      };
      return { arrived, cloud: await serve(refuse, { credentials }) };
    }

    it('because they were rotated, their source is asked anew and the call goes through', async () => {
      const { arrived, cloud } = await rotating('new', 'old', 'new');
      expect(await cloud.call('CheckProductOpen', {})).toBeDefined();
      await cloud.call('CheckProductOpen', {});
      expect(arrived).toEqual(['old', 'new', 'new']);
    });

    it('by many calls at once, the source is asked anew once', async () => {
      const { arrived, cloud } = await rotating('new', 'old', 'new', 'not asked for');
      await Promise.all(Array.from({ length: 5 }, () => cloud.call('CheckProductOpen', {})));
      expect(arrived.sort()).toEqual([...Array(5).fill('new'), ...Array(5).fill('old')]);
    });

    it('and the new ones too, it is for a person, and the call is sent no third time', async () => {
      const { arrived, cloud } = await rotating('other', 'old', 'new');
      expect(await failure(cloud.call('CheckProductOpen', {}))).toMatchObject({
        code: 'InvalidSecurityToken.Expired',
        kind: 'person',
      });
      expect(arrived).toEqual(['old', 'new']);
    });
  });

  it('no error shows the secret', async () => {
    const { listener } = recorder({ Code: 'SignatureDoesNotMatch', Message: 'm' }, 403);
    const error = await call(listener);
    expect(JSON.stringify([error, error.message, error.cause, String(error.stack)])).not.toContain('secret-test');
  });
});
