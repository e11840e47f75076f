/** The inspection API as its callers meet it: every route over a connection, and what is refused at its door. */
import { X509Certificate } from 'node:crypto';
import http from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../clock.ts';
import { createEmulator, type Emulator } from '../emulator.ts';
import type { Listening } from '../listen.ts';
import { links } from '../network/links.ts';
import { parseScenarioFile } from '../scenario.ts';
import { guide } from '../scenarios/guide.ts';
import { steerableClock } from '../steerable-clock.ts';
import { ids } from '../testing.ts';
import { routes } from './routes.ts';

let emulator: Emulator;
let listening: Listening;

async function open(clock = steerableClock() as ReturnType<typeof systemClock>): Promise<void> {
  emulator = createEmulator({ scenario: guide, clock, profile: 'instant' });
  const nothing = { counters: () => [], hostOf: () => undefined };
  const place = { host: '127.80.0.1', port: 6443 };
  const dialled = { resolve: () => [{ vpcId: ids.asmVpc, zoneId: ids.zoneI, ip: '192.168.0.9' }], route: () => place };
  listening = await emulator.listen({ inspect: { links: () => links(emulator.world, nothing), network: dialled } });
}

beforeEach(() => open());
afterEach(() => emulator.close());

interface Answer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly text: string;
  readonly body: Record<string, unknown>;
}

interface Ask {
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
  /** Checked against what the route promises, unless it is none. */
  readonly unchecked?: boolean;
}

function ask(method: string, path: string, { body, headers = {}, unchecked = false }: Ask = {}): Promise<Answer> {
  const sends = method !== 'GET' && method !== 'DELETE';
  return new Promise((resolve, reject) => {
    const all = { ...(sends && { 'content-type': 'application/json' }), ...headers };
    const request = http.request(new URL(`/-${path}`, listening.url), { method, headers: all }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => {
        text += chunk.toString();
      });
      response.on('end', () => {
        const status = response.statusCode ?? 0;
        const json = /json/.test(response.headers['content-type'] ?? '') ? (JSON.parse(text) as Answer['body']) : {};
        if (status === 200 && !unchecked) checkAnswer(method, path, json);
        resolve({ status, headers: response.headers, text, body: json });
      });
    });
    request.on('error', reject);
    request.end(body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body));
  });
}

const asked = new Set<string>();

/** Each answer holds what its route promises. */
function checkAnswer(method: string, path: string, json: unknown): void {
  const parts = (path.split('?', 1)[0] ?? '').split('/');
  const route = routes.find(
    (one) =>
      one.method === method &&
      one.path.split('/').length === parts.length &&
      one.path.split('/').every((part, i) => part.startsWith('{') || part === parts[i]),
  );
  if (route === undefined) return;
  asked.add(route.id);
  if (typeof route.answer !== 'string') expect(route.answer.safeParse(json).error?.issues ?? [], path).toEqual([]);
}

async function code(method: string, path: string, given: Ask = {}): Promise<string> {
  const { status, body } = await ask(method, path, given);
  const { error } = body as { error?: { code: string } };
  return `${status} ${error?.code}`;
}

function servicesActive(): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if ([...emulator.world.services.values()].some(({ status }) => status !== 'Active')) return;
      end();
      resolve();
    };
    const end = emulator.world.onChange(look);
    look();
  });
}

async function link(): Promise<void> {
  const call = (action: string, params: Record<string, string>) =>
    emulator.call({ product: 'privatelink', version: '', action, params: { RegionId: 'cn-hangzhou', ...params } });
  const resource = { 'Resource.1.ResourceType': 'slb', 'Resource.1.ResourceId': ids.pilot };
  const { body } = await call('CreateVpcEndpointService', { ...resource, AutoAcceptEnabled: 'true' });
  await servicesActive();
  const [group] = [...emulator.world.securityGroups.values()].filter(({ vpcId }) => vpcId === ids.ackVpc);
  await call('CreateVpcEndpoint', {
    ServiceId: String((body as { ServiceId: string }).ServiceId),
    VpcId: ids.ackVpc,
    'SecurityGroupId.1': group?.id ?? '',
    'Zone.1.VSwitchId': ids.ackVSwitchJ,
    'Zone.1.ZoneId': ids.zoneJ,
  });
}

describe('the inspection API', () => {
  it('answers every route as it promises', async () => {
    await link();
    expect((await ask('GET', '/world')).body).toMatchObject({ counts: { endpoint: 1, service: 1, cluster: 1 } });
    expect((await ask('GET', '/world/vSwitch?limit=2&offset=1')).body).toMatchObject({ items: [{}, {}] });
    expect((await ask('GET', `/world/cluster/${ids.cluster}`)).body).toMatchObject({ id: ids.cluster });
    expect(await code('GET', '/world/planet')).toBe('404 NotFound');
    expect(await code('GET', '/world/vpc/vpc-none')).toBe('404 NotFound');

    expect((await ask('GET', '/links')).body).toMatchObject({
      items: [{ bytesIn: 0, zones: [{ zoneId: ids.zoneJ }] }],
    });

    expect((await ask('GET', `/dial?from=${ids.asmVpc}&host=ep-1.aliyuncs.com&port=6443`)).body).toEqual({
      resolves: true,
      addresses: [{ ip: '192.168.0.9', zoneId: ids.zoneI, place: { host: '127.80.0.1', port: 6443 } }],
    });
    expect(await code('GET', `/dial?from=${ids.asmVpc}&host=ep-1.aliyuncs.com&port=no`)).toBe('400 BadRequest');

    const calls = (await ask('GET', '/ledger?action=CreateVpcEndpoint&write=true&limit=5')).body;
    expect(calls).toMatchObject({ last: 2, items: [{ outcome: 'OK', caller: 'LTAI-test' }] });
    const [endpoint] = emulator.world.endpoints.keys();
    expect((await ask('GET', `/ledger?object=${endpoint}`)).body).toMatchObject({ items: [{ n: 2 }] });
    expect((await ask('GET', '/ledger?outcome=Lost&caller=LTAI-test&product=ecs&after=1')).body).toMatchObject({
      items: [],
    });
    expect((await ask('GET', '/ledger/counts')).body).toEqual({
      'privatelink.CreateVpcEndpoint': 1,
      'privatelink.CreateVpcEndpointService': 1,
    });

    const fault = { transition: 'vpc.create', takesMs: 3_600_000 };
    const placed = (await ask('POST', '/faults', { body: fault })).body;
    expect(placed).toMatchObject({ fault, struck: 0 });
    expect(await code('POST', '/faults', { body: { action: '*', effect: { kind: 'explode' } } })).toBe(
      '400 BadRequest',
    );
    const misspelt = await ask('POST', '/faults', { body: { transition: 'vpc.creat' } });
    expect(JSON.stringify(misspelt.body)).toMatch(/body\.transition: Invalid option: expected one of/);
    await emulator.call({ product: 'vpc', version: '', action: 'CreateVpc', params: { RegionId: 'cn-hangzhou' } });
    expect((await ask('GET', '/faults')).body).toMatchObject({ items: [{ id: placed['id'], struck: 1 }] });
    expect((await ask('GET', '/changes')).body).toMatchObject({ items: [{ kind: 'vpc.create', flipsBack: false }] });
    expect((await ask('GET', '/clock')).body).toMatchObject({ controllable: true });
    await ask('POST', '/clock/advance', { body: { ms: 3_600_000 } });
    expect((await ask('GET', '/changes')).body).toEqual({ items: [] });
    await ask('DELETE', `/faults/${String(placed['id'])}`);
    expect(await code('DELETE', '/faults/99')).toBe('404 NotFound');
    await ask('DELETE', '/faults');

    expect((await ask('PATCH', '/account', { body: { arrears: true } })).body).toMatchObject({ arrears: true });
    expect((await ask('GET', '/account')).body).toMatchObject({ arrears: true });
    expect((await ask('PATCH', '/account', { body: { arrears: false } })).body).toMatchObject({ arrears: false });
    expect((await ask('GET', '/quotas')).body).toMatchObject({ services: 200, idleEndpoints: null });
    expect((await ask('PATCH', '/quotas', { body: { services: 1 } })).body).toMatchObject({
      services: 1,
      resourcesPerService: 500,
    });
    expect(await code('PATCH', '/quotas', { body: { planets: 1 } })).toBe('400 BadRequest');
    expect((await ask('GET', '/switches')).body).toMatchObject({ clbZones: 'master' });
    expect((await ask('PATCH', '/switches', { body: { clbZones: 'master-and-standby' } })).body).toMatchObject({
      clbZones: 'master-and-standby',
    });
    expect(await code('PATCH', '/switches', { body: { clbZones: 'none' } })).toBe('400 BadRequest');

    const backends = { backends: ['127.0.0.1:8080'] };
    expect((await ask('PUT', `/balancers/${ids.pilot}/listeners/15012/backends`, { body: backends })).body).toEqual(
      backends,
    );
    expect((await ask('GET', `/balancers/${ids.pilot}/listeners/15012/backends`)).body).toEqual(backends);
    expect(await code('GET', `/balancers/${ids.pilot}/listeners/1/backends`)).toBe('404 NotFound');
    expect(await code('GET', '/balancers/lb-none/listeners/1/backends')).toBe('404 NotFound');
    const outside = { backends: ['192.0.2.1:80'] };
    expect(await code('PUT', `/balancers/${ids.pilot}/listeners/15012/backends`, { body: outside })).toBe(
      '400 BadRequest',
    );

    const name = encodeURIComponent('a/b ☂');
    await ask('PUT', `/snapshots/${name}`);
    expect((await ask('GET', '/snapshots')).body).toMatchObject({ items: [{ name: 'a/b ☂' }] });
    expect(await code('PUT', `/snapshots/${'x'.repeat(101)}`)).toBe('400 SnapshotName');
    await ask('POST', '/reset');
    expect(emulator.world.endpoints.size).toBe(0);
    await ask('POST', `/snapshots/${name}/load`);
    expect(emulator.world.endpoints.size).toBe(1);
    await ask('DELETE', `/snapshots/${name}`);
    expect(await code('POST', `/snapshots/${name}/load`)).toBe('404 NotFound');
    expect(await code('DELETE', `/snapshots/${name}`)).toBe('404 NotFound');

    const { text } = await ask('GET', '/scenario');
    expect(parseScenarioFile(text).clusters).toMatchObject([{ id: ids.cluster }]);
    const authority = await ask('GET', '/ca.pem');
    expect(authority.headers['content-type']).toMatch(/^application\/x-pem-file/);
    expect(new X509Certificate(authority.text).subject).toBe('CN=emulated cloud authority');

    const live = routes.find(({ id }) => id === 'watchCalls');
    expect(routes.filter((one) => one !== live && !asked.has(one.id)).map(({ id }) => id)).toEqual([]);
  });

  it('sends calls as they come', async () => {
    const seen = new Promise<string>((resolve, reject) => {
      http
        .get(`${listening.inspectUrl}ledger/live?action=DescribeVpcs`, (response) => {
          let text = '';
          response.on('data', (chunk: Buffer) => {
            text += chunk.toString();
            if (text.includes(': live')) {
              void emulator.call({ product: 'vpc', version: '', action: 'DescribeRegions', params: {} });
              void emulator.call({
                product: 'vpc',
                version: '',
                action: 'DescribeVpcs',
                params: { RegionId: 'cn-hangzhou' },
              });
            }
            const event = /data: (.*)\n\n/.exec(text)?.[1];
            if (event === undefined) return;
            resolve(event);
            response.destroy();
          });
        })
        .on('error', reject);
    });
    expect(JSON.parse(await seen)).toMatchObject({ action: 'DescribeVpcs', outcome: 'OK' });
  });

  it('shows no secret', async () => {
    const session = await emulator.call({
      product: 'sts',
      version: '',
      action: 'AssumeRole',
      params: { RoleArn: 'acs:ram::1234567890123456:role/any', RoleSessionName: 'one' },
    });
    const { Credentials } = session.body as { Credentials: { AccessKeySecret: string; SecurityToken: string } };
    await ask('PUT', '/snapshots/a');
    const paths = [
      '/world',
      '/world/key',
      '/world/key/LTAI-test',
      '/ledger',
      '/snapshots',
      '/scenario',
      '/switches',
      '/changes',
    ];
    const answers = await Promise.all(paths.map((path) => ask('GET', path)));
    expect(answers.map(({ status }) => status)).toEqual(paths.map(() => 200));
    const all = answers.map(({ text }) => text).join('');
    for (const secret of ['test-secret', Credentials.AccessKeySecret, Credentials.SecurityToken]) {
      expect(all).not.toContain(secret);
    }
  });

  it('has every route in its document', async () => {
    const { body } = await ask('GET', '/openapi.json', { unchecked: true });
    const paths = body['paths'] as Record<string, Record<string, { operationId: string }>>;
    const documented = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { operationId }]) => `${operationId} ${method.toUpperCase()} ${path}`),
    );
    expect(documented.sort()).toEqual(routes.map(({ id, method, path }) => `${id} ${method} /-${path}`).sort());
    expect(JSON.stringify(body)).not.toContain('$schema');
  });

  it('tells a clock that cannot be advanced', async () => {
    await emulator.close();
    await open(systemClock());
    expect((await ask('GET', '/clock')).body).toMatchObject({ controllable: false });
    expect(await code('POST', '/clock/advance', { body: { ms: 1 } })).toBe('409 NotControllable');
  });

  it.each<{ why: string; method?: string; path?: string; given?: Ask; is: string }>([
    { why: 'another host name', given: { headers: { host: 'evil.example' } }, is: '403 ForeignSite' },
    { why: 'a page of another site', given: { headers: { origin: 'https://evil.example' } }, is: '403 ForeignSite' },
    { why: 'a frame of another site', given: { headers: { 'sec-fetch-site': 'cross-site' } }, is: '403 ForeignSite' },
    {
      why: 'a form',
      method: 'POST',
      path: '/reset',
      given: { headers: { 'content-type': 'text/plain' } },
      is: '415 NotJson',
    },
    { why: 'a body that is none', method: 'POST', path: '/faults', given: { body: '{' }, is: '400 BadRequest' },
    { why: 'a body too many', method: 'POST', path: '/reset', given: { body: { a: 1 } }, is: '400 BadRequest' },
    { why: 'a huge body', method: 'POST', path: '/faults', given: { body: ' '.repeat(1_100_000) }, is: '413 TooLarge' },
    { why: 'a parameter too many', path: '/ledger?color=red', is: '400 BadRequest' },
    { why: 'another path', path: '/planets', is: '404 NotFound' },
    { why: 'another method', method: 'DELETE', path: '/world', is: '405 MethodNotAllowed' },
    { why: 'a path that is no text', path: '/world/%E0%A4%A', is: '404 NotFound' },
  ])('refuses $why', async ({ method = 'GET', path = '/world', given = {}, is }) => {
    expect(await code(method, path, given)).toBe(is);
  });

  it('lets its own pages and other tools in', async () => {
    for (const headers of [
      { origin: listening.url },
      { host: 'localhost:1' },
      { host: '[::1]:1', 'sec-fetch-site': 'same-origin' },
    ]) {
      const { status, headers: back } = await ask('GET', '/world', { headers });
      expect(status === 200 || headers.origin === undefined).toBe(true);
      expect(back['access-control-allow-origin']).toBeUndefined();
    }
  });
});
