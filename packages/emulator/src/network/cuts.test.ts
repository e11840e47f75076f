import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { type Cloud, ids, testCloud } from '../testing.ts';
import type { DialCode } from './errors.ts';
import { links } from './links.ts';
import { type RunningNetwork, runNetwork } from './run.ts';
import { type Channel, makeChannel, open, ruleFor } from './testing-channel.ts';

interface Cut {
  readonly what: string;
  readonly call: (channel: Channel) => readonly [string, Record<string, string>];
  /** What a dial meets afterwards. */
  readonly meets: DialCode;
}

const cuts: readonly Cut[] = [
  {
    what: 'the connection is refused',
    call: ({ serviceId: ServiceId, endpointId: EndpointId }) => [
      'privatelink.DisableVpcEndpointConnection',
      { ServiceId, EndpointId },
    ],
    meets: 'ETIMEDOUT',
  },
  {
    what: 'the zone is disabled',
    call: ({ serviceId: ServiceId, endpointId: EndpointId }) => [
      'privatelink.DisableVpcEndpointZoneConnection',
      { ServiceId, EndpointId, ZoneId: ids.zoneJ },
    ],
    meets: 'ETIMEDOUT',
  },
  {
    what: 'the zone is removed',
    call: ({ endpointId: EndpointId }) => ['privatelink.RemoveZoneFromVpcEndpoint', { EndpointId, ZoneId: ids.zoneJ }],
    meets: 'ETIMEDOUT',
  },
  {
    what: 'the rule is revoked',
    call: ({ groupId }) => ['ecs.RevokeSecurityGroup', ruleFor(groupId, 15012)],
    meets: 'ETIMEDOUT',
  },
  {
    what: 'the listener is stopped',
    call: () => [
      'slb.DeleteLoadBalancerListener',
      { LoadBalancerId: ids.pilot, ListenerPort: '15012', ListenerProtocol: 'tcp' },
    ],
    meets: 'ECONNREFUSED',
  },
];

describe('live traffic under calls of the API', () => {
  let cloud: Cloud;
  let running: RunningNetwork;

  beforeEach(async () => {
    cloud = testCloud({ profile: 'realistic' });
    const starting = runNetwork({ world: cloud.emulator.world, clock: cloud.clock });
    await cloud.clock.run(starting);
    running = await starting;
  });
  afterEach(async () => {
    await running.close();
    await cloud.emulator.close();
  });

  const pilotChannel = () =>
    makeChannel(cloud, {
      balancer: ids.pilot,
      ports: [15011, 15012],
      VpcId: ids.ackVpc,
      vSwitch: ids.ackVSwitchJ,
      zone: ids.zoneJ,
    });

  it.each(cuts)('when $what, what was open is cut, and a dial meets $meets', async ({ call, meets }) => {
    const channel = await pilotChannel();
    const target = { fromVpc: ids.ackVpc, host: channel.domain, port: 15012 };
    const { end } = await open(cloud, running.network, target);
    expect(links(cloud.emulator.world, running.network)[0]).toMatchObject({
      endpointId: channel.endpointId,
      connection: 'Connected',
      active: 1,
      zones: [{ zoneId: ids.zoneJ, active: 1, balancerId: ids.pilot, host: expect.stringMatching(/^127\./) }],
    });
    await cloud.get(...call(channel));
    await cloud.clock.run(end);
    const again = running.network.dial({ ...target, timeoutMs: 5_000 });
    await expect(cloud.clock.run(again)).rejects.toMatchObject({ code: meets });
    await cloud.clock.advance(60_000);
    expect(links(cloud.emulator.world, running.network)[0]).toMatchObject({ active: 0 });
  });

  it('when a rule for one port is revoked, the other port’s traffic goes on', async () => {
    const channel = await pilotChannel();
    const target = { fromVpc: ids.ackVpc, host: channel.domain };
    const kept = await open(cloud, running.network, { ...target, port: 15011 });
    const lost = await open(cloud, running.network, { ...target, port: 15012 });
    await cloud.get('ecs.RevokeSecurityGroup', ruleFor(channel.groupId, 15012));
    await cloud.clock.run(lost.end);
    expect(kept.socket.destroyed).toBe(false);
  });

  it('when SANs change, the API server restarts: open connections close, dials are reset, the authority stays', async () => {
    const target = { fromVpc: ids.ackVpc, port: 6443, host: addressOf(cloud, ids.apiServer) };
    const authority = () =>
      parse(running.agents.kubeconfig(ids.cluster) ?? '').clusters[0].cluster['certificate-authority-data'];
    const before = authority();
    const names = () => cloud.emulator.world.clusters.get(ids.cluster)?.sans ?? [];
    expect(names()).not.toContain('new.example.com');
    const { end } = await open(cloud, running.network, target);
    cloud.emulator.faults.add({ transition: 'apiServer.restart', delayMs: 90_000 });
    await cloud.get(
      'cs.ModifyCluster',
      { ClusterId: ids.cluster },
      { body: { api_server_custom_cert_sans: { action: 'append', subject_alternative_names: ['new.example.com'] } } },
    );
    await cloud.clock.run(end);
    const down = cloud.clock.now();
    await (await open(cloud, running.network, target)).end;
    await cloud.clock.run(() => names().includes('new.example.com'));
    expect(cloud.clock.now() - down).toBeGreaterThanOrEqual(90_000);
    await cloud.clock.advance(1_000);
    const up = await open(cloud, running.network, target);
    expect(up.socket.destroyed).toBe(false);
    expect(authority()).toBe(before);
  });
});

function addressOf(cloud: Cloud, balancerId: string): string {
  const balancer = cloud.emulator.world.balancers.get(balancerId);
  return balancer?.kind === 'clb' ? balancer.address : '';
}
