/** Each fault as a caller meets it: in process, and over a real connection. */
import http from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { systemClock } from '../clock.ts';
import { createEmulator, type Emulator } from '../emulator.ts';
import { guide } from '../scenarios/guide.ts';
import { signedQuery } from '../signed.ts';
import { type Cloud, cloudWith, ids, makeEndpoint, makeService, stateOf, testCloud } from '../testing.ts';
import type { CallEffect, Fault } from './schema.ts';

const SERVICE = { 'Resource.1.ResourceType': 'slb', 'Resource.1.ResourceId': ids.pilot, AutoAcceptEnabled: 'true' };
const CREATE = 'privatelink.CreateVpcEndpointService';

function cloudStruck(...faults: Fault[]): Cloud {
  return cloudWith({ faults });
}

function servicesOf({ emulator }: Cloud): number {
  return emulator.world.services.size;
}

describe('faults of a call', () => {
  it.each<{ effect: Extract<Fault, { action: string }>['effect']; done: boolean; outcome: string; status: number }>([
    { effect: { kind: 'error', when: 'before', code: 'SystemBusy' }, done: false, outcome: 'SystemBusy', status: 400 },
    {
      effect: { kind: 'error', when: 'after', code: 'InternalError', status: 500 },
      done: true,
      outcome: 'InternalError',
      status: 500,
    },
    { effect: { kind: 'html' }, done: false, outcome: 'Gateway502', status: 502 },
    { effect: { kind: 'html', when: 'after', status: 504 }, done: true, outcome: 'Gateway504', status: 504 },
    { effect: { kind: 'throttle', ms: 1000 }, done: false, outcome: 'Throttling.User', status: 400 },
    { effect: { kind: 'lock', ms: 1000 }, done: false, outcome: 'ConcurrentCallNotSupported', status: 400 },
  ])('$effect: done $done, then $outcome', async ({ effect, done, outcome, status }) => {
    const cloud = cloudStruck({ action: 'Create*', effect });
    expect((await cloud.ask(CREATE, SERVICE)).status).toBe(status);
    expect(servicesOf(cloud)).toBe(done ? 1 : 0);
    expect(cloud.emulator.ledger.entries().at(-1)).toMatchObject({ outcome, status });
  });

  it.each<{ effect: Extract<Fault, { action: string }>['effect']; done: boolean; ms: number }>([
    { effect: { kind: 'lost' }, done: true, ms: 0 },
    { effect: { kind: 'reset' }, done: false, ms: 0 },
    { effect: { kind: 'reset', when: 'after' }, done: true, ms: 0 },
    { effect: { kind: 'hang', ms: 5000 }, done: false, ms: 5000 },
    { effect: { kind: 'hang', when: 'after', ms: 7000 }, done: true, ms: 7000 },
  ])('$effect: no answer, done $done', async ({ effect, done, ms }) => {
    const cloud = cloudStruck({ action: 'CreateVpcEndpointService', effect });
    const began = cloud.clock.now();
    await expect(cloud.ask(CREATE, SERVICE)).rejects.toMatchObject({ name: 'AnswerLost', code: 'ECONNRESET' });
    expect(cloud.clock.now() - began).toBe(ms);
    expect(servicesOf(cloud)).toBe(done ? 1 : 0);
    expect(cloud.emulator.ledger.entries().at(-1)).toMatchObject({ outcome: 'Lost' });
  });

  it('gives the first answer again to the token of a lost one', async () => {
    const cloud = cloudStruck({ action: 'CreateVpcEndpointService', effect: { kind: 'lost' } });
    await expect(cloud.ask(CREATE, { ...SERVICE, ClientToken: 't' })).rejects.toThrow('lost');
    const again = await cloud.get(CREATE, { ...SERVICE, ClientToken: 't' });
    expect([...cloud.emulator.world.services.keys()]).toEqual([again['ServiceId']]);
  });

  it('slows a call', async () => {
    const cloud = cloudStruck({ action: 'ListVpcEndpoints', effect: { kind: 'latency', ms: 3000 } });
    const began = cloud.clock.now();
    await cloud.get('privatelink.ListVpcEndpoints');
    expect(cloud.clock.now() - began).toBe(3000);
  });

  it('throttles and locks for a time', async () => {
    const cloud = cloudStruck(
      { action: 'ListVpcEndpoints', effect: { kind: 'throttle', ms: 2000 } },
      { action: 'privatelink:Update*', effect: { kind: 'lock', ms: 2000 } },
    );
    const service = await makeService(cloud, ids.pilot);
    const update = { ServiceId: service, ServiceDescription: 'new' };
    expect(await cloud.refusal('privatelink.ListVpcEndpoints')).toBe('Throttling.User');
    expect(await cloud.refusal('privatelink.UpdateVpcEndpointServiceAttribute', update)).toBe(
      'ConcurrentCallNotSupported',
    );
    await cloud.clock.advance(1999);
    expect(await cloud.refusal('privatelink.ListVpcEndpoints')).toBe('Throttling.User');
    await cloud.clock.advance(1);
    await cloud.get('privatelink.ListVpcEndpoints');
    await cloud.get('privatelink.UpdateVpcEndpointServiceAttribute', update);
  });

  it('strikes one object and leaves the others', async () => {
    const cloud = testCloud();
    const [one, other] = [await makeService(cloud, ids.pilot), await makeService(cloud, ids.apiServer)];
    cloud.emulator.faults.add({ action: '*', resource: one, effect: { kind: 'error', code: 'SystemBusy' } });
    await cloud.get('privatelink.GetVpcEndpointServiceAttribute', { ServiceId: other });
    expect(await cloud.refusal('privatelink.GetVpcEndpointServiceAttribute', { ServiceId: one })).toBe('SystemBusy');
  });

  it('does not list for a time what was created, and shows it by its id', async () => {
    const cloud = cloudStruck({ action: 'CreateVpcEndpointService', effect: { kind: 'unlisted', ms: 90_000 } });
    const ServiceId = await makeService(cloud, ids.pilot);
    const listed = () => cloud.get('privatelink.ListVpcEndpointServices');
    expect(await listed()).toMatchObject({ Services: [], TotalCount: 0 });
    expect(await cloud.get('privatelink.GetVpcEndpointServiceAttribute', { ServiceId })).toMatchObject({ ServiceId });
    await makeEndpoint(cloud, ServiceId);
    expect(await cloud.get('privatelink.ListVpcEndpoints')).toMatchObject({ TotalCount: 1 });
    expect(await listed()).toMatchObject({ Services: [{ ServiceId }], TotalCount: 1 });
  });
});

describe('faults of a change', () => {
  it('never ends', async () => {
    const cloud = cloudStruck({ transition: 'service.create' });
    const ServiceId = await makeService(cloud, ids.pilot);
    await cloud.clock.advance(10 * 86_400_000);
    const service = await cloud.get('privatelink.GetVpcEndpointServiceAttribute', { ServiceId });
    expect(service).toMatchObject({ ServiceStatus: 'Creating' });
  });

  it('takes exactly so long', async () => {
    const cloud = cloudStruck({ transition: 'service.create', takesMs: 61_000 });
    const ServiceId = await makeService(cloud, ids.pilot); // which lets a minute pass
    const status = async () =>
      (await cloud.get('privatelink.GetVpcEndpointServiceAttribute', { ServiceId }))['ServiceStatus'];
    expect(await status()).toBe('Creating');
    await cloud.clock.advance(1000);
    expect(await status()).toBe('Active');
  });

  it('flips back, and comes again', async () => {
    const cloud = cloudStruck({ transition: 'connection.connect', flipsBackMs: 130_000, takesMs: 1000 });
    const ServiceId = await makeService(cloud, ids.pilot);
    const EndpointId = await makeEndpoint(cloud, ServiceId); // which lets two minutes pass
    expect(await stateOf(cloud, EndpointId)).toBe('Active Connected Connected');
    cloud.emulator.faults.add({ transition: 'connection.connect', takesMs: 5000 });
    await cloud.clock.advance(12_000);
    expect(await stateOf(cloud, EndpointId)).toBe('Active Connecting Connecting');
    await cloud.clock.advance(5000);
    expect(await stateOf(cloud, EndpointId)).toBe('Active Connected Connected');
  });
});

describe('faults over a connection', () => {
  let emulator: Emulator | undefined;
  afterEach(() => emulator?.close());

  async function askOver(effect: Partial<CallEffect> & { kind: CallEffect['kind'] }): Promise<string> {
    emulator = createEmulator({ scenario: guide, clock: systemClock(), profile: 'instant' });
    emulator.faults.add({ action: 'ListVpcEndpoints', effect: effect as CallEffect });
    const { url } = await emulator.listen();
    const query = signedQuery({ Action: 'ListVpcEndpoints', Version: '2020-04-15', RegionId: 'cn-hangzhou' });
    return new Promise((resolve) => {
      http
        .get(`${url}/?${query}`, (response) => {
          let text = '';
          response.on('data', (chunk: Buffer) => {
            text += chunk.toString();
          });
          response.on('end', () => resolve(`${response.statusCode} ${response.headers['content-type']} ${text}`));
        })
        .on('error', (error: NodeJS.ErrnoException) => resolve(`${error.code} ${error.message}`));
    });
  }

  it.each([
    { kind: 'lost' as const, says: /^ECONNRESET socket hang up$/ },
    { kind: 'reset' as const, says: /^ECONNRESET read ECONNRESET$/ },
    { kind: 'hang' as const, ms: 50, says: /^ECONNRESET socket hang up$/ },
    { kind: 'html' as const, says: /^502 text\/html <html>/ },
    { kind: 'error' as const, code: 'SystemBusy', status: 503, says: /^503 application\/json.*"Code":"SystemBusy"/ },
    { kind: 'throttle' as const, ms: 1000, says: /^400 application\/json.*"Code":"Throttling.User"/ },
  ])('$kind', async ({ says, ...effect }) => {
    expect(await askOver(effect)).toMatch(says);
  });
});
