/** States saved in the middle of things, taken up again, and written down as they happen. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { VirtualClock } from '../clock.ts';
import { createEmulator, type EmulatorOptions } from '../emulator.ts';
import { createRandom } from '../random.ts';
import { loadReference } from '../reference.ts';
import { guide } from '../scenarios/guide.ts';
import { type Cloud, ids, makeEndpoint, makeGroup, makeService, stateOf, testCloud } from '../testing.ts';
import { JournalFile } from './journal-file.ts';
import type { SavedState } from './saved.ts';

let dataDir: string;

beforeEach(() => {
  dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'emulator-data-'));
});

afterEach(() => fs.rmSync(dataDir, { recursive: true, force: true }));

/** Without what only orders or counts. */
function content(state: SavedState) {
  const { world, changes, tokens, faults, unlisted, switches, random } = state;
  const sorted = world.map((thing) => JSON.stringify(thing)).sort();
  const byId = [...changes].sort((a, b) => a.id - b.id);
  return { world: sorted, changes: byId, tokens, faults, unlisted, switches, random, last: state.ledger.last };
}

/** As a process that dies leaves it: nothing is closed. */
function abandoned(cloud: Cloud, more: Partial<EmulatorOptions> = {}): Cloud {
  fs.rmSync(path.join(dataDir, 'lock')); // whose process would be dead
  const next = testCloud({ dataDir, profile: 'realistic', ...more });
  void cloud;
  return next;
}

describe('a data folder', () => {
  it('tells at every moment what the world is', async () => {
    const cloud = testCloud({ dataDir, profile: 'realistic' });
    const random = createRandom(11);
    const journal = new JournalFile(path.join(dataDir, 'state.jsonl'));
    for await (const step of everything(cloud)) {
      const read = journal.read();
      expect(read && content(read), step).toEqual(content(cloud.emulator.state.save()));
      await cloud.clock.advance(random.between(0, 10_000));
    }
    await cloud.emulator.close();
  });

  it('is taken up where its process has died: links in the making are made', async () => {
    const first = testCloud({ dataDir, profile: 'realistic' });
    const SecurityGroup = await makeGroup(first, ids.ackVpc);
    const service = await makeService(first, ids.pilot);
    const created = await first.get('privatelink.CreateVpcEndpoint', {
      ServiceId: service,
      VpcId: ids.ackVpc,
      'SecurityGroupId.1': SecurityGroup,
      'Zone.1.VSwitchId': ids.ackVSwitchJ,
      'Zone.1.ZoneId': ids.zoneJ,
      ClientToken: 'once',
    });
    const EndpointId = String(created['EndpointId']);
    expect(await stateOf(first, EndpointId)).toMatch(/^Creating /);
    const second = abandoned(first);
    expect(second.emulator.takenUp).toBe(true);
    const again = await second.get('privatelink.CreateVpcEndpoint', {
      ServiceId: service,
      VpcId: ids.ackVpc,
      'SecurityGroupId.1': SecurityGroup,
      'Zone.1.VSwitchId': ids.ackVSwitchJ,
      'Zone.1.ZoneId': ids.zoneJ,
      ClientToken: 'once',
    });
    expect(again['EndpointId']).toBe(EndpointId);
    expect(await stateOf(second, EndpointId)).toMatch(/^Creating /);
    await second.clock.advance(120_000);
    expect(await stateOf(second, EndpointId)).toBe('Active Connected Connected');
    expect(second.emulator.ledger.last).toBeGreaterThan(first.emulator.ledger.last);
    await second.emulator.close();
  });

  it('keeps locked what a change under way has locked', async () => {
    const first = testCloud({ dataDir, profile: 'realistic' });
    const service = await makeService(first, ids.pilot);
    const update = { ServiceId: service, ServiceDescription: 'another' };
    await first.get('privatelink.UpdateVpcEndpointServiceAttribute', update);
    const second = abandoned(first);
    expect(await second.refusal('privatelink.UpdateVpcEndpointServiceAttribute', update)).toBe(
      'ConcurrentCallNotSupported',
    );
    await second.clock.advance(60_000);
    await second.get('privatelink.UpdateVpcEndpointServiceAttribute', update);
    await second.emulator.close();
  });

  it('does without a last line that was not finished, and names one that is damaged', async () => {
    const first = testCloud({ dataDir, profile: 'instant' });
    const service = await makeService(first, ids.pilot);
    const file = path.join(dataDir, 'state.jsonl');
    fs.appendFileSync(file, '{"at":1,"wor');
    const second = abandoned(first);
    expect(second.emulator.world.services.has(service)).toBe(true);
    await second.emulator.close();
    fs.appendFileSync(file, '{"at":1,"wor\n');
    expect(() => testCloud({ dataDir })).toThrow(
      expect.objectContaining({ code: 'StateDamaged', message: expect.stringContaining('state.jsonl:2') }),
    );
    expect(fs.existsSync(path.join(dataDir, 'lock'))).toBe(false);
  });

  it('is for one process at a time', async () => {
    const cloud = testCloud({ dataDir });
    expect(() => testCloud({ dataDir })).toThrow(expect.objectContaining({ code: 'DataInUse' }));
    await cloud.emulator.close();
    await testCloud({ dataDir }).emulator.close();
  });

  it('is not taken up by a scenario of another region', async () => {
    await testCloud({ dataDir }).emulator.close();
    const scenario = { region: 'cn-beijing', vpcs: [{ name: 'a' }] };
    expect(() => testCloud({ dataDir, scenario })).toThrow(expect.objectContaining({ code: 'StateRegion' }));
  });

  it('stays small: what has changed often is written anew', async () => {
    const cloud = testCloud({ dataDir });
    const service = await makeService(cloud, ids.pilot);
    const ServiceDescription = 'd'.repeat(200);
    const file = path.join(dataDir, 'state.jsonl');
    let largest = 0;
    for (let i = 0; i < 4000; i++) {
      await cloud.get('privatelink.UpdateVpcEndpointServiceAttribute', { ServiceId: service, ServiceDescription });
      await cloud.clock.advance(1);
      largest = Math.max(largest, fs.statSync(file).size);
    }
    expect(largest).toBeLessThan(5 * 1024 * 1024);
    expect(fs.statSync(file).size).toBeLessThan(largest);
    await cloud.emulator.close();
  }, 60_000);
});

describe('snapshots', () => {
  it('bring everything back, changes under way included, and the same future with it', async () => {
    const cloud = testCloud({ profile: 'realistic' });
    const service = await makeService(cloud, ids.pilot);
    cloud.emulator.faults.add({ action: 'CreateVpc', nth: 3, effect: { kind: 'error', code: 'SystemBusy' } });
    const future = async () => {
      const EndpointId = await makeEndpoint(cloud, service);
      await cloud.refusal('privatelink.GetVpcEndpointAttribute', { EndpointId: 'ep-none' });
      return { EndpointId, state: content(cloud.emulator.state.save()).world.length };
    };
    cloud.emulator.state.snapshots.save('../before ☂');
    const one = await future();
    cloud.emulator.state.snapshots.load('../before ☂');
    expect(cloud.emulator.world.endpoints.size).toBe(0);
    expect(await future()).toEqual(one);
    expect(cloud.emulator.state.snapshots.list()).toMatchObject([{ name: '../before ☂' }]);
    expect(cloud.emulator.state.snapshots.remove('../before ☂')).toBe(true);
    expect(() => cloud.emulator.state.snapshots.load('../before ☂')).toThrow(
      expect.objectContaining({ code: 'SnapshotUnknown' }),
    );
  });

  it('let what was under way take as long as it still had to, however much later they are loaded', async () => {
    const cloud = testCloud({
      profile: 'realistic',
      scenario: { ...guide, faults: [{ transition: 'vpc.create', takesMs: 10_000 }] },
    });
    const { VpcId } = await cloud.get('vpc.CreateVpc', { CidrBlock: '10.0.0.0/16' });
    const status = () => cloud.emulator.world.vpcs.get(String(VpcId))?.status;
    await cloud.clock.advance(4000);
    cloud.emulator.state.snapshots.save('a');
    await cloud.clock.advance(3_600_000);
    cloud.emulator.state.snapshots.load('a');
    await cloud.clock.advance(5000);
    expect(status()).toBe('Pending');
    await cloud.clock.advance(1000);
    expect(status()).toBe('Available');
  });

  it('reset to what the scenario says, and tell who watches', async () => {
    const cloud = testCloud();
    const before = content(cloud.emulator.state.save()).world;
    const service = await makeService(cloud, ids.pilot);
    const touched = new Set<string>();
    cloud.emulator.world.onChange(({ kind, id }) => touched.add(`${kind}/${id}`));
    cloud.emulator.state.reset();
    expect(content(cloud.emulator.state.save()).world).toEqual(before);
    expect(touched).toContain(`service/${service}`);
    expect(touched).toContain(`cluster/${ids.cluster}`);
  });

  it('outlive the process in a data folder, whose files are not called by them', async () => {
    const first = testCloud({ dataDir });
    first.emulator.state.snapshots.save('../../etc/passwd');
    await first.emulator.close();
    const files = fs.readdirSync(dataDir, { recursive: true }).map(String).sort();
    expect(files.filter((file) => !/^(snapshots|state\.jsonl|snapshots\/[0-9a-f]{64}\.json)$/.test(file))).toEqual([]);
    const second = testCloud({ dataDir });
    second.emulator.state.snapshots.load('../../etc/passwd');
    await second.emulator.close();
  });

  it.each([
    { why: 'empty', name: '' },
    { why: 'too long', name: 'x'.repeat(101) },
  ])('have a name: $why is refused', ({ name }) => {
    expect(() => testCloud().emulator.state.snapshots.save(name)).toThrow(
      expect.objectContaining({ code: 'SnapshotName' }),
    );
  });

  it('are no more than 20', () => {
    const { snapshots } = testCloud().emulator.state;
    for (let i = 0; i < 20; i++) snapshots.save(`s${i}`);
    expect(() => snapshots.save('one more')).toThrow(expect.objectContaining({ code: 'SnapshotsFull' }));
    snapshots.save('s0');
  });

  it('of another form are refused', () => {
    const { state } = createEmulator({ scenario: guide, clock: new VirtualClock(), profile: 'instant' });
    expect(() => state.restore({ ...state.save(), version: 0 })).toThrow(
      expect.objectContaining({ code: 'StateVersion' }),
    );
  });
});

/** Calls that begin every kind of change, and some that are refused; yields after each. */
async function* everything(cloud: Cloud): AsyncGenerator<string> {
  const done = new Set<string>();
  const settle = () => cloud.clock.advance(200_000);
  async function call(
    action: string,
    params: Record<string, string> = {},
    body?: unknown,
  ): Promise<Record<string, unknown>> {
    done.add(action);
    const answer = await cloud.ask(action, params, body === undefined ? {} : { body });
    expect(answer.status, `${action}: ${JSON.stringify(answer.body)}`).toBe(200);
    return answer.body;
  }
  cloud.emulator.faults.add({ transition: 'group.detach' });
  cloud.emulator.faults.add({ action: 'DescribeVpcs', effect: { kind: 'throttle', ms: 1000 } });
  cloud.emulator.faults.add({ action: 'CreateVpc', effect: { kind: 'unlisted', ms: 5000 } });
  cloud.emulator.setSwitches({ clbZones: 'master-and-standby' });
  await cloud.clock.advance(0); // until the event loop has come round
  yield 'faults and switches';
  expect(await cloud.refusal('vpc.DescribeVpcs')).toBe('Throttling.User');
  yield 'a refusal';
  const { VpcId } = await call('vpc.CreateVpc', { CidrBlock: '10.0.0.0/16' });
  yield 'CreateVpc';
  await settle();
  const zone = { VpcId: String(VpcId), ZoneId: ids.zoneI };
  const { VSwitchId } = await call('vpc.CreateVSwitch', { ...zone, CidrBlock: '10.0.1.0/24' });
  yield 'CreateVSwitch';
  const { VSwitchId: second } = await call('vpc.CreateVSwitch', {
    ...zone,
    ZoneId: ids.zoneJ,
    CidrBlock: '10.0.2.0/24',
  });
  yield 'CreateVSwitch';
  await settle();
  const places = [
    ['ZoneMappings.1.ZoneId', ids.zoneI],
    ['ZoneMappings.1.VSwitchId', String(VSwitchId)],
    ['ZoneMappings.2.ZoneId', ids.zoneJ],
    ['ZoneMappings.2.VSwitchId', String(second)],
  ];
  const nlb = await call('nlb.CreateLoadBalancer', {
    VpcId: String(VpcId),
    AddressType: 'Intranet',
    ...Object.fromEntries(places),
  });
  yield 'nlb.CreateLoadBalancer';
  await settle();
  const LoadBalancerId = String(nlb['LoadbalancerId']);
  const listener = await call('nlb.CreateListener', {
    LoadBalancerId,
    ListenerProtocol: 'TCP',
    ListenerPort: '80',
    ServerGroupId: 'sgp-a',
  });
  yield 'nlb.CreateListener';
  await settle();
  await call('nlb.DeleteListener', { ListenerId: String(listener['ListenerId']) });
  yield 'nlb.DeleteListener';
  await settle();
  await call('nlb.DeleteLoadBalancer', { LoadBalancerId });
  yield 'nlb.DeleteLoadBalancer';
  await settle();
  const clb = await call('slb.CreateLoadBalancer', { VSwitchId: String(VSwitchId), AddressType: 'intranet' });
  yield 'slb.CreateLoadBalancer';
  await call('slb.DeleteLoadBalancer', { LoadBalancerId: String(clb['LoadBalancerId']) });
  yield 'slb.DeleteLoadBalancer';
  const group = await makeGroup(cloud, ids.ackVpc);
  const other = await makeGroup(cloud, ids.ackVpc);
  yield 'CreateSecurityGroup';
  const rule = { SecurityGroupId: group, IpProtocol: 'TCP', PortRange: '1/2', SourceCidrIp: '10.0.0.0/8' };
  await call('ecs.AuthorizeSecurityGroup', rule);
  yield 'AuthorizeSecurityGroup';
  await call('ecs.RevokeSecurityGroup', rule);
  yield 'RevokeSecurityGroup';
  const ServiceId = await makeService(cloud, ids.pilot, { ClientToken: 'service' });
  yield 'CreateVpcEndpointService';
  const resource = { ServiceId, ResourceType: 'slb', ResourceId: ids.pilot };
  await cloud.ask('privatelink.AttachResourceToVpcEndpointService', { ...resource, ZoneId: ids.zoneI });
  yield 'AttachResource';
  await settle();
  const EndpointId = await makeEndpoint(cloud, ServiceId, { 'SecurityGroupId.1': group, ClientToken: 'endpoint' });
  yield 'CreateVpcEndpoint';
  const tags = { ResourceType: 'vpcendpoint', 'ResourceId.1': EndpointId };
  await call('privatelink.TagResources', { ...tags, 'Tag.1.Key': 'a', 'Tag.1.Value': 'b' });
  yield 'TagResources';
  await call('privatelink.AttachSecurityGroupToVpcEndpoint', { EndpointId, SecurityGroupId: other });
  yield 'AttachSecurityGroup';
  await settle();
  await cloud.ask('privatelink.AddZoneToVpcEndpoint', { EndpointId, ZoneId: ids.zoneI, VSwitchId: ids.ackVSwitchI });
  yield 'AddZone';
  await settle();
  const zoneOf = { ServiceId, EndpointId, ZoneId: ids.zoneJ };
  await call('privatelink.DisableVpcEndpointZoneConnection', zoneOf);
  yield 'DisableZone';
  await settle();
  await call('privatelink.EnableVpcEndpointZoneConnection', zoneOf);
  yield 'EnableZone';
  await settle();
  await call('privatelink.UpdateVpcEndpointConnectionAttribute', { ServiceId, EndpointId, Bandwidth: '200' });
  yield 'UpdateConnection';
  await settle();
  await call('privatelink.DisableVpcEndpointConnection', { ServiceId, EndpointId });
  yield 'DisableConnection';
  await settle();
  await call('privatelink.EnableVpcEndpointConnection', { ServiceId, EndpointId });
  yield 'EnableConnection';
  await settle();
  await call(
    'cs.ModifyCluster',
    { ClusterId: ids.cluster },
    { api_server_custom_cert_sans: { action: 'append', subject_alternative_names: ['a.example'] } },
  );
  yield 'ModifyCluster';
  await cloud.clock.advance(21_000);
  yield 'ModifyCluster, the API server down';
  await settle();
  await call('servicemesh.RemoveClusterFromServiceMesh', { ServiceMeshId: ids.mesh, ClusterId: ids.cluster });
  yield 'RemoveCluster';
  await settle();
  await call('servicemesh.AddClusterIntoServiceMesh', { ServiceMeshId: ids.mesh, ClusterId: ids.cluster });
  yield 'AddCluster';
  await call('sts.AssumeRole', { RoleArn: 'acs:ram::1234567890123456:role/any', RoleSessionName: 'one' });
  yield 'AssumeRole';
  for (const { zoneId } of Array.from(cloud.emulator.world.endpoints.get(EndpointId)?.zones.values() ?? [])) {
    await call('privatelink.RemoveZoneFromVpcEndpoint', { EndpointId, ZoneId: zoneId });
    yield 'RemoveZone';
    await settle();
  }
  await call('privatelink.DisableVpcEndpointConnection', { ServiceId, EndpointId });
  await settle();
  await call('privatelink.DeleteVpcEndpoint', { EndpointId });
  yield 'DeleteVpcEndpoint';
  await settle();
  for (const one of Array.from(cloud.emulator.world.services.get(ServiceId)?.resources ?? [])) {
    await call('privatelink.DetachResourceFromVpcEndpointService', { ...resource, ZoneId: one.zoneId });
    yield 'DetachResource';
    await settle();
  }
  await call('privatelink.DeleteVpcEndpointService', { ServiceId });
  yield 'DeleteVpcEndpointService';
  await settle();
  yield 'the end';
  expect([...done].filter((action) => !loadReference().actions.has(action))).toEqual([]);
}
