/** The whole of the guide through the API: set up both channels, add the SAN, take everything down; no step may surprise. */
import { describe, expect, it } from 'vitest';
import { type Body, type Cloud, ids, testCloud } from './testing.ts';

async function until(cloud: Cloud, what: () => Promise<boolean>): Promise<void> {
  for (let i = 0; i < 1000; i++) {
    if (await what()) return;
    await cloud.clock.advance(1000);
  }
  throw new Error('it did not come about in 1000 s');
}

async function statusOf(cloud: Cloud, endpoint: string): Promise<string[]> {
  const body = await cloud.get('privatelink.GetVpcEndpointAttribute', { EndpointId: endpoint });
  return [String(body['EndpointStatus']), String(body['ConnectionStatus'])];
}

interface Channel {
  readonly balancer: string;
  readonly vpc: string;
  readonly vSwitch: string;
  readonly zone: string;
  readonly port: number;
}

async function setUp(
  cloud: Cloud,
  channel: Channel,
): Promise<{ service: string; endpoint: string; group: string; domain: string }> {
  const created = await cloud.get('privatelink.CreateVpcEndpointService', {
    'Resource.1.ResourceType': 'slb',
    'Resource.1.ResourceId': channel.balancer,
    AutoAcceptEnabled: 'true',
    'Tag.1.Key': 'role',
    'Tag.1.Value': 'test',
    ClientToken: `service-${channel.balancer}`,
  });
  const service = String(created['ServiceId']);
  expect(service).toMatch(/^epsrv-bp1[a-z0-9]{17}$/);
  expect(created).toMatchObject({
    ServiceStatus: 'Creating',
    ServiceName: `com.aliyuncs.privatelink.cn-hangzhou.${service}`,
  });
  await until(cloud, async () => {
    const { ServiceStatus, Zones } = await cloud.get('privatelink.GetVpcEndpointServiceAttribute', {
      ServiceId: service,
    });
    return ServiceStatus === 'Active' && JSON.stringify(Zones) === JSON.stringify([channel.zone]);
  });
  const { SecurityGroupId } = await cloud.get('ecs.CreateSecurityGroup', { VpcId: channel.vpc });
  const group = String(SecurityGroupId);
  await cloud.get('ecs.AuthorizeSecurityGroup', {
    SecurityGroupId: group,
    'Permissions.1.IpProtocol': 'tcp',
    'Permissions.1.PortRange': `${channel.port}/${channel.port}`,
    'Permissions.1.SourceCidrIp': '192.168.0.0/16',
  });
  const made = await cloud.get('privatelink.CreateVpcEndpoint', {
    ServiceId: service,
    VpcId: channel.vpc,
    'SecurityGroupId.1': group,
    'Zone.1.VSwitchId': channel.vSwitch,
    'Zone.1.ZoneId': channel.zone,
  });
  const endpoint = String(made['EndpointId']);
  expect(endpoint).toMatch(/^ep-bp1i[0-9a-f]{16}$/);
  expect(made).toMatchObject({ EndpointStatus: 'Creating', ConnectionStatus: 'Disconnected' });
  await until(cloud, async () => (await statusOf(cloud, endpoint)).join() === 'Active,Connected');
  const { Zones } = await cloud.get('privatelink.ListVpcEndpointZones', { EndpointId: endpoint });
  expect(Zones).toMatchObject([{ ZoneId: channel.zone, VSwitchId: channel.vSwitch, ZoneStatus: 'Connected' }]);
  return { service, endpoint, group, domain: String(made['EndpointDomain']) };
}

async function tearDown(
  cloud: Cloud,
  made: { service: string; endpoint: string; group: string },
  channel: Channel,
): Promise<void> {
  const { service, endpoint, group } = made;
  const gone = async (action: string, params: Record<string, string>, code: string) =>
    until(cloud, async () => (await cloud.ask(action, params)).body['Code'] === code);
  await cloud.get('privatelink.RemoveZoneFromVpcEndpoint', { EndpointId: endpoint, ZoneId: channel.zone });
  await until(cloud, async () => {
    const { TotalCount } = await cloud.get('privatelink.ListVpcEndpointZones', { EndpointId: endpoint });
    return TotalCount === 0;
  });
  await cloud.get('privatelink.DeleteVpcEndpoint', { EndpointId: endpoint });
  await gone('privatelink.GetVpcEndpointAttribute', { EndpointId: endpoint }, 'EndpointNotFound');
  await cloud.get('privatelink.DetachResourceFromVpcEndpointService', {
    ServiceId: service,
    ResourceId: channel.balancer,
    ResourceType: 'slb',
  });
  await until(cloud, async () => {
    const { ServiceStatus } = await cloud.get('privatelink.GetVpcEndpointServiceAttribute', { ServiceId: service });
    return ServiceStatus === 'Active';
  });
  await cloud.get('privatelink.DeleteVpcEndpointService', { ServiceId: service });
  await gone('privatelink.GetVpcEndpointServiceAttribute', { ServiceId: service }, 'EndpointServiceNotFound');
  await cloud.get('ecs.DeleteSecurityGroup', { SecurityGroupId: group });
}

async function addSan(cloud: Cloud, domain: string): Promise<void> {
  const { task_id } = await cloud.get(
    'cs.ModifyCluster',
    { ClusterId: ids.cluster },
    { body: { api_server_custom_cert_sans: { action: 'append', subject_alternative_names: [domain] } } },
  );
  await until(cloud, async () => {
    const { state } = await cloud.get('cs.DescribeTaskInfo', { taskId: String(task_id) });
    return state === 'success';
  });
}

const pilotChannel = { balancer: ids.pilot, vpc: ids.ackVpc, vSwitch: ids.ackVSwitchJ, zone: ids.zoneJ, port: 15_012 };
const apiServerChannel = {
  balancer: ids.apiServer,
  vpc: ids.asmVpc,
  vSwitch: ids.asmVSwitchI,
  zone: ids.zoneI,
  port: 6443,
};

describe('the guide, call by call', () => {
  it.each(['instant', 'fast', 'realistic'] as const)('is set up and taken down again (%s)', async (profile) => {
    const cloud = testCloud({ profile });
    const { world } = cloud.emulator;

    const { ServiceMesh } = await cloud.get('servicemesh.DescribeServiceMeshDetail', { ServiceMeshId: ids.mesh });
    expect(ServiceMesh).toMatchObject({
      Clusters: [ids.cluster],
      Spec: { LoadBalancer: { PilotPublicLoadbalancerId: ids.pilot }, Network: { VpcId: ids.asmVpc } },
    });
    const detail = await cloud.get('cs.DescribeClusterDetail', { ClusterId: ids.cluster });
    expect(detail['control_plane_endpoints_config']).toMatchObject({
      load_balancers_config: [{ endpoint_type: 'private', load_balancer_id: ids.apiServer }],
    });
    expect(detail['external_loadbalancer_id']).not.toBe(ids.apiServer);

    const groupsBefore = world.securityGroups.size;
    const pilot = await setUp(cloud, pilotChannel);
    const apiServer = await setUp(cloud, apiServerChannel);
    const { TotalCount } = await cloud.get('privatelink.ListVpcEndpoints', { 'Tag.1.Key': 'role' });
    expect(TotalCount).toBe(0);
    const services = await cloud.get('privatelink.ListVpcEndpointServices', {
      'Tag.1.Key': 'role',
      'Tag.1.Value': 'test',
    });
    expect(services['TotalCount']).toBe(2);

    const epoch = world.clusters.get(ids.cluster)?.certificateEpoch ?? 0;
    await addSan(cloud, apiServer.domain);
    expect(world.clusters.get(ids.cluster)).toMatchObject({ certificateEpoch: epoch + 1, restartingUntil: 0 });
    expect(world.clusters.get(ids.cluster)?.sans).toContain(apiServer.domain);
    expect((await cloud.get('cs.DescribeClusterDetail', { ClusterId: ids.cluster }))['extra_sans']).toEqual([
      apiServer.domain,
    ]);

    await tearDown(cloud, pilot, pilotChannel);
    await tearDown(cloud, apiServer, apiServerChannel);
    expect([world.services.size, world.endpoints.size, world.securityGroups.size]).toEqual([0, 0, groupsBefore]);
    const kinds = [...world.interfaces.values()].map((one) => one.owner.kind);
    expect(kinds).not.toContain('endpoint');
    const refused = cloud.emulator.ledger.entries({ write: true }).filter((entry) => entry.outcome !== 'OK');
    expect(refused).toEqual([]);
  });

  it('is the same run for the same seed, and another for another', async () => {
    const run = async (seed: number): Promise<Body> => {
      const cloud = testCloud({ profile: 'realistic', seed });
      const { service, endpoint } = await setUp(cloud, pilotChannel);
      return { service, endpoint, at: cloud.clock.now() };
    };
    expect(await run(7)).toEqual(await run(7));
    expect(await run(7)).not.toEqual(await run(8));
  });
});
