import type { ASMPvlConfig } from '@asm-privatelink/api';
import { expect, it } from 'vitest';
import { onEveryStage } from '../support/matrix.ts';
import { entry, plain, specOf, vsw } from '../support/worlds.ts';

/** Ids and domains of a status, by link. */
function identities(object: ASMPvlConfig): Record<string, string | undefined> {
  const found: Record<string, string | undefined> = { pilot: object.status?.pilot?.pvlEndpointService?.id };
  for (const row of object.status?.clusters ?? []) {
    found[`api-server ${row.clusterId}`] =
      `${row.pvlEndpointService?.id} ${row.pvlEndpoint?.id} ${row.pvlEndpoint?.domainName}`;
  }
  for (const row of object.status?.pilot?.clusters ?? []) {
    found[`pilot ${row.clusterId}`] = `${row.pvlEndpoint?.id} ${row.pvlEndpoint?.domainName}`;
  }
  return found;
}

const twoZones = plain(['a', 'b'], (world) => ({
  ...world,
  mesh: { ...world.mesh, vpc: 'asm', pilot: { id: 'nlb-pilot', type: 'nlb', zones: ['j', 'k'] } },
}));

onEveryStage('edits in place', (open) => {
  it('keeps what stays when a cluster is added and taken out', async () => {
    const stage = await open(plain(['a', 'b']));
    stage.start();
    await stage.apply(specOf('a'));
    const before = identities(await stage.untilAvailable());
    await stage.apply(specOf('a', 'b'));
    const with2 = identities(await stage.untilAvailable());
    expect(with2).toMatchObject(before);
    await stage.apply(specOf('a'));
    await stage.untilAvailable();
    await stage.until(
      'b is gone from the cloud',
      () => stage.emulator.world.endpoints.size === 2 && stage.emulator.world.services.size === 2,
    );
    const after = await stage.untilAvailable();
    expect(identities(after)).toEqual(before);
    const groups = [...stage.emulator.world.securityGroups.values()].filter((group) => group.tags.size > 0);
    await stage.until("b's group is gone", () => groups.length > 0 && stage.emulator.world.securityGroups.size > 0);
  });

  it('adds and removes a zone, and changes a vSwitch, without a new endpoint', async () => {
    const stage = await open(twoZones);
    stage.start();
    const spec = (...zones: ('j' | 'k')[]) => ({ ...specOf('a'), ackVpcEndpoint: [entry('a', 'a', zones)] });
    await stage.apply(spec('j'));
    const first = await stage.untilAvailable();
    const zonesOf = (object: ASMPvlConfig | undefined) =>
      object?.status?.pilot?.clusters?.[0]?.zones?.map((zone) => `${zone.vSwitchId} ${zone.status}`).sort();
    await stage.until('zone j', (object) => zonesOf(object)?.join() === 'vsw-aj Connected');

    await stage.apply(spec('j', 'k'));
    await stage.until('both zones', (object) => zonesOf(object)?.join() === 'vsw-aj Connected,vsw-ak Connected');
    await stage.apply(spec('k'));
    const last = await stage.until(
      'zone k alone',
      (object) => zonesOf(object)?.join() === 'vsw-ak Connected' && object?.status?.status === 'Available',
    );
    expect(last && identities(last)).toEqual(identities(first));
  });

  it('swaps the vSwitch of a zone by remove, then add', async () => {
    const stage = await open(
      plain(['a'], (world) => ({
        ...world,
        vpcs: world.vpcs.map((vpc) =>
          vpc.name === 'a' ? { ...vpc, vSwitches: [...(vpc.vSwitches ?? []), { id: 'vsw-aj2', zone: 'j' }] } : vpc,
        ),
      })),
    );
    stage.start();
    await stage.apply(specOf('a'));
    const first = await stage.untilAvailable();
    await stage.apply({
      ...specOf('a'),
      ackVpcEndpoint: [{ clusterId: 'ca', vSwitches: [{ ...vsw('a', 'j'), vSwitchId: 'vsw-aj2' }] }],
    });
    const last = await stage.until(
      'the other vSwitch',
      (object) =>
        object?.status?.status === 'Available' &&
        object.status.pilot?.clusters?.[0]?.zones?.map((zone) => `${zone.vSwitchId} ${zone.status}`).join() ===
          'vsw-aj2 Connected',
    );
    expect(last && identities(last)).toEqual(identities(first));
  });

  it('connects two of three clusters when the third has a wrong zone, and says what to write', async () => {
    const scenario = plain(['a', 'b', 'c'], (world) => ({
      ...world,
      clusters: (world.clusters ?? []).map((each) =>
        each.name === 'c' ? { ...each, apiServer: { id: 'lb-c', zones: ['k'] } } : each,
      ),
    }));
    const stage = await open(scenario);
    stage.start();
    await stage.apply(specOf('a', 'b', 'c'));
    const up = (object: ASMPvlConfig | undefined) => object?.status?.clusters?.map((row) => row.reason).join();
    const object = await stage.until(
      'a and b up',
      (each) => up(each) === 'Available,Available,ZoneNotServed' && each?.status?.status === 'Degraded',
    );
    const wrong = object?.status?.clusters?.[2];
    expect(wrong?.message).toContain('vsw-asmi');
    expect(wrong?.message).toContain('cn-hangzhou-k');
    expect(wrong?.message).toContain(
      'Write vSwitchId: vsw-asmk, zoneId: cn-hangzhou-k in spec.asmVpcEndpoint.vSwitches',
    );
    expect(wrong?.pvlEndpoint).toBeUndefined();
    const inAsm = [...stage.emulator.world.endpoints.values()].filter((endpoint) => endpoint.vpcId === 'vpc-asm');
    expect(inAsm).toHaveLength(2);
    await stage.apply({ ...specOf('a', 'b', 'c'), asmVpcEndpoint: { vSwitches: [vsw('asm', 'i'), vsw('asm', 'k')] } });
    await stage.untilAvailable();
  });
});
