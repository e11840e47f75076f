/** What befalls every call, whatever its action: who, how often, with which token, under which lock, with which fault. */
import { describe, expect, it } from 'vitest';
import { AnswerLost, type CallRequest, type CallResponse } from './call.ts';
import { VirtualClock } from './clock.ts';
import { createEmulator } from './emulator.ts';
import { guide } from './scenarios/guide.ts';
import { type Body, type Cloud, ids, makeEndpoint, makeGroup, makeService, testCloud } from './testing.ts';

const service = { 'Resource.1.ResourceType': 'slb', 'Resource.1.ResourceId': ids.pilot };

function privatelink(action: string, params: Record<string, string>): CallRequest {
  return { product: 'privatelink', version: '2020-04-15', action, params: { RegionId: 'cn-hangzhou', ...params } };
}

/** Both at the same time. */
async function together(cloud: Cloud, ...calls: CallRequest[]): Promise<string[]> {
  const answers = Promise.all(calls.map((call) => cloud.emulator.call(call)));
  await cloud.clock.run(answers);
  return (await answers).map(codeOf);
}

function codeIn({ Code: code }: Body): string {
  return typeof code === 'string' ? code : 'OK';
}

function codeOf({ body }: CallResponse): string {
  return codeIn(body as Body);
}

describe('the way of a call', () => {
  it.each<{ why: string; call: Partial<CallRequest>; status: number; code: string }>([
    { why: 'the action is unknown', call: { action: 'Explode' }, status: 404, code: 'InvalidAction.NotFound' },
    { why: 'the version is another', call: { version: '2019-01-01' }, status: 400, code: 'NoSuchVersion' },
    { why: 'the key is unknown', call: { accessKeyId: 'nobody' }, status: 404, code: 'InvalidAccessKeyId.NotFound' },
    { why: 'the region is unknown', call: { params: { RegionId: 'mars-1' } }, status: 400, code: 'RegionNotFound' },
    { why: 'a parameter is missing', call: { params: {} }, status: 400, code: 'MissingParam.RegionId' },
    {
      why: 'a parameter is unknown and we are strict',
      call: { params: { RegionId: 'cn-hangzhou', Colour: 'red' } },
      status: 400,
      code: 'InvalidParameter',
    },
  ])('when $why, answers $code', async ({ call, status, code }) => {
    const cloud = testCloud();
    const answer = await cloud.emulator.call({ ...privatelink('ListVpcEndpoints', {}), ...call });
    expect(answer).toMatchObject({ status, body: { Code: code, HostId: expect.stringContaining('privatelink.') } });
  });

  it('notes unknown parameters when it is not strict', async () => {
    const cloud = testCloud({ strict: false });
    await cloud.get('privatelink.ListVpcEndpoints', { Colour: 'red' });
    expect(cloud.emulator.ledger.entries()).toMatchObject([{ outcome: 'OK', unknown: ['Colour'] }]);
  });

  it('refuses what a key is denied, in the words of the product', async () => {
    const keys = [{ id: 'LTAI-reader', secret: 's', user: 'reader', deny: ['privatelink:Create*', 'ecs:*'] }];
    const cloud = testCloud({ scenario: { ...guide, keys } });
    const denied = await cloud.ask('privatelink.CreateVpcEndpointService', service);
    expect(denied).toMatchObject({
      status: 400,
      body: { Code: 'NoPermission', AccessDeniedDetail: { AuthAction: 'privatelink:CreateVpcEndpointService' } },
    });
    expect(await cloud.ask('ecs.DescribeSecurityGroups')).toMatchObject({
      status: 403,
      body: { Code: 'Forbidden.RAM' },
    });
    await cloud.get('privatelink.ListVpcEndpoints');
  });

  it('answers InternalError for a mistake of its own, and logs it', async () => {
    const logged: string[] = [];
    const clock = new VirtualClock();
    const backends = { clusters: { kubeconfig: () => Promise.reject(new Error('boom')) } };
    const emulator = createEmulator({
      scenario: guide,
      clock,
      profile: 'instant',
      backends,
      log: (message) => logged.push(message),
    });
    const params = { ClusterId: ids.cluster };
    const answer = await emulator.call({
      product: 'cs',
      version: '2015-12-15',
      action: 'DescribeClusterUserKubeconfig',
      params,
    });
    expect(answer).toMatchObject({ status: 500, body: { Code: 'InternalError' } });
    expect(logged).toEqual(['a handler failed']);
  });

  it('takes half of the latency before the effect and half after it', async () => {
    const cloud = testCloud();
    cloud.emulator.faults.add({ action: 'CreateVpcEndpointService', effect: { kind: 'latency', ms: 1000 } });
    const call = cloud.emulator.call(privatelink('CreateVpcEndpointService', service));
    await cloud.clock.advance(499);
    expect(cloud.emulator.world.services.size).toBe(0);
    await cloud.clock.advance(2);
    expect(cloud.emulator.world.services.size).toBe(1);
    const start = cloud.clock.now();
    await cloud.clock.run(call);
    expect(cloud.clock.now() - start).toBe(499);
  });
});

describe('DryRun', () => {
  it('is an error when all is fine, does nothing, and uses no token up', async () => {
    const cloud = testCloud();
    const params = { ...service, ClientToken: 't', DryRun: 'true' };
    expect(await cloud.refusal('privatelink.CreateVpcEndpointService', params)).toBe('DryRunOperation');
    expect(cloud.emulator.world.services.size).toBe(0);
    await cloud.get('privatelink.CreateVpcEndpointService', { ...service, ClientToken: 't' });
  });
});

describe('ClientToken', () => {
  it('gives the first answer again, also when the thing is gone', async () => {
    const cloud = testCloud();
    const params = { ...service, ClientToken: 't' };
    const first = await cloud.get('privatelink.CreateVpcEndpointService', params);
    const again = await cloud.get('privatelink.CreateVpcEndpointService', params);
    expect({ ...again, RequestId: '' }).toEqual({ ...first, RequestId: '' });
    expect(again['RequestId']).not.toBe(first['RequestId']);
    expect(cloud.emulator.world.services.size).toBe(1);
    cloud.emulator.world.services.clear();
    expect(await cloud.get('privatelink.CreateVpcEndpointService', params)).toMatchObject({
      ServiceId: first['ServiceId'],
    });
  });

  it('is refused for another request, and while the first one runs', async () => {
    const cloud = testCloud({ profile: 'realistic' });
    const call = privatelink('CreateVpcEndpointService', { ...service, ClientToken: 't' });
    expect((await together(cloud, call, call)).sort()).toEqual(['IdempotenceProcessing', 'OK']);
    const other = { ...service, ClientToken: 't', ServiceDescription: 'another' };
    expect(await cloud.refusal('privatelink.CreateVpcEndpointService', other)).toBe('IdempotenceSignatureMismatch');
  });

  it('remembers nothing of a refused call', async () => {
    const cloud = testCloud();
    const params = { ...service, ClientToken: 't' };
    cloud.emulator.faults.add({
      action: 'CreateVpcEndpointService',
      effect: { kind: 'error', when: 'before', code: 'SystemBusy' },
    });
    expect(await cloud.refusal('privatelink.CreateVpcEndpointService', params)).toBe('SystemBusy');
    await cloud.get('privatelink.CreateVpcEndpointService', params);
  });
});

describe('faults', () => {
  it('fails after the effect, so that a replay finds the answer', async () => {
    const cloud = testCloud();
    cloud.emulator.faults.add({
      action: 'CreateVpcEndpointService',
      effect: { kind: 'error', when: 'after', code: 'ServiceUnavailable', status: 503 },
    });
    const params = { ...service, ClientToken: 't' };
    expect(await cloud.ask('privatelink.CreateVpcEndpointService', params)).toMatchObject({ status: 503 });
    const [made] = cloud.emulator.world.services.keys();
    expect(await cloud.get('privatelink.CreateVpcEndpointService', params)).toMatchObject({ ServiceId: made });
  });

  it('loses an answer: the call rejects and the ledger knows', async () => {
    const cloud = testCloud();
    cloud.emulator.faults.add({ action: 'CreateVpcEndpointService', effect: { kind: 'lost' } });
    await expect(cloud.emulator.call(privatelink('CreateVpcEndpointService', service))).rejects.toThrow(AnswerLost);
    expect(cloud.emulator.world.services.size).toBe(1);
    expect(cloud.emulator.ledger.count({ outcome: 'Lost' })).toBe(1);
  });

  it('keeps a state from ending, when the scenario says so', async () => {
    const cloud = testCloud({ scenario: { ...guide, faults: [{ transition: 'service.create' }] } });
    const id = await makeService(cloud, ids.pilot);
    expect(await cloud.get('privatelink.GetVpcEndpointServiceAttribute', { ServiceId: id })).toMatchObject({
      ServiceStatus: 'Creating',
    });
  });
});

describe('rates', () => {
  it('throttles beyond the published rate, and says when to come again', async () => {
    const cloud = testCloud({ scenario: { ...guide, rates: 'published' } });
    for (let i = 0; i < 200; i++) await cloud.get('privatelink.CheckProductOpen');
    const call = await cloud.emulator.call(privatelink('CheckProductOpen', {}));
    expect(call).toMatchObject({
      status: 400,
      headers: { 'x-acs-retry-after': '60000' },
      body: { Code: 'Throttling.User' },
    });
    await cloud.clock.advance(60_000);
    await cloud.get('privatelink.CheckProductOpen');
  });
});

describe("the vendor's locks", () => {
  async function twoZoneCalls(switches: object): Promise<string[]> {
    const cloud = testCloud({
      scenario: { ...guide, switches: { clbZones: 'master-and-standby', ...switches } },
      profile: 'realistic',
    });
    const id = await makeService(cloud, ids.pilot, {
      'Resource.2.ResourceType': 'slb',
      'Resource.2.ResourceId': ids.pilot,
      'Resource.2.ZoneId': ids.zoneI,
    });
    const endpoint = await makeEndpoint(cloud, id);
    const zone = { EndpointId: endpoint, VSwitchId: ids.ackVSwitchI, ZoneId: ids.zoneI };
    await cloud.get('privatelink.AddZoneToVpcEndpoint', zone);
    const group = await makeGroup(cloud, ids.ackVpc);
    const during = [
      await cloud.ask('privatelink.AttachSecurityGroupToVpcEndpoint', { EndpointId: endpoint, SecurityGroupId: group }),
    ];
    await cloud.clock.advance(120_000);
    during.push(await cloud.ask('privatelink.RemoveZoneFromVpcEndpoint', { EndpointId: endpoint, ZoneId: ids.zoneI }));
    return during.map(({ body }) => codeIn(body));
  }

  it('hold for the transition by default', async () => {
    expect(await twoZoneCalls({})).toEqual(['ConcurrentCallNotSupported', 'OK']);
  });

  it('hold for the call alone, or for the same action alone, by switch', async () => {
    expect(await twoZoneCalls({ lockLasts: 'call' })).toEqual(['OK', 'OK']);
    expect(await twoZoneCalls({ lockCovers: 'action' })).toEqual(['OK', 'OK']);
  });

  it('are per account for services: two deletes exclude each other', async () => {
    const cloud = testCloud({ profile: 'realistic' });
    const made = [await makeService(cloud, ids.pilot), await makeService(cloud, ids.pilot)];
    for (const ServiceId of made) {
      await cloud.get('privatelink.DetachResourceFromVpcEndpointService', { ServiceId, ResourceId: ids.pilot });
      await cloud.clock.advance(60_000);
    }
    const calls = made.map((ServiceId) => privatelink('DeleteVpcEndpointService', { ServiceId }));
    expect((await together(cloud, ...calls)).sort()).toEqual(['ConcurrentCallNotSupported', 'OK']);
  });
});
