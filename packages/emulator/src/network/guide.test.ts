import { describe, expect, it } from 'vitest';
import { type Cloud, ids, testCloud } from '../testing.ts';
import { type RunningNetwork, runNetwork } from './run.ts';
import { makeChannel } from './testing-channel.ts';

/** The guide's two channels by the API alone, on virtual time; the bytes are real. */
describe('the network under the guide’s world', () => {
  it('when each channel is set up, its bytes cross; when it is taken down, they stop', async () => {
    const cloud = testCloud({ profile: 'realistic' });
    const starting = runNetwork({ world: cloud.emulator.world, clock: cloud.clock });
    await cloud.clock.run(starting);
    const running = await starting;
    try {
      await apiServerChannel(cloud, running);
      await pilotChannel(cloud, running);
    } finally {
      await running.close();
      await cloud.emulator.close();
    }
  });
});

async function apiServerChannel(cloud: Cloud, { network }: RunningNetwork): Promise<void> {
  const member = () => cloud.emulator.world.meshes.get(ids.mesh)?.members.get(ids.cluster);
  await cloud.clock.run(
    () => member()?.message.startsWith(`no endpoint in ${ids.asmVpc} leads to the API server`) === true,
  );
  const { endpointId: id, domain } = await makeChannel(cloud, {
    balancer: ids.apiServer,
    ports: [6443],
    VpcId: ids.asmVpc,
    vSwitch: ids.asmVSwitchI,
    zone: ids.zoneI,
  });
  await cloud.clock.run(() => member()?.message.endsWith(`, not ${domain}`) === true);
  expect(member()).toMatchObject({
    state: 'starting',
    message: expect.stringContaining('x509: certificate is valid for'),
  });
  await cloud.get(
    'cs.ModifyCluster',
    { ClusterId: ids.cluster },
    { body: { api_server_custom_cert_sans: { action: 'append', subject_alternative_names: [domain] } } },
  );
  await cloud.clock.run(() => member()?.state === 'running');
  expect(member()?.message).toBe('');

  await cloud.get('privatelink.RemoveZoneFromVpcEndpoint', { EndpointId: id, ZoneId: ids.zoneI });
  await cloud.clock.run(() => member()?.state === 'starting');
  await cloud.clock.run(() => network.resolve(domain)?.length === 0);
  await cloud.get('privatelink.DeleteVpcEndpoint', { EndpointId: id });
  await cloud.clock.run(() => network.resolve(domain) === undefined);
}

async function pilotChannel(cloud: Cloud, { agents }: RunningNetwork): Promise<void> {
  await expect(agents.lookFromSidecar(ids.mesh, ids.cluster)).rejects.toMatchObject({ code: 'NoEndpoint' });
  await makeChannel(cloud, {
    balancer: ids.pilot,
    ports: [15012],
    VpcId: ids.ackVpc,
    vSwitch: ids.ackVSwitchJ,
    zone: ids.zoneJ,
  });
  const seen = await agents.lookFromSidecar(ids.mesh, ids.cluster);
  expect(seen).toMatchObject({ verified: 'istiod.istio-system.svc', types: [{ version: '1' }, { version: '1' }] });
}
