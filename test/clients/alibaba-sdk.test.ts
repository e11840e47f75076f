/** The vendor's SDKs, unmodified, build the guide's world from nothing, read it and take it down again. */
import { createEmulator, type Emulator, guide, type Listening, systemClock } from '@asm-privatelink/emulator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { againstModel } from './model.ts';
import { type Call, type Fields, genericClient, popCore, sdkClient } from './sdk.ts';

const owner = { accessKeyId: 'LTAI-test', accessKeySecret: 'test-secret' };
const RegionId = 'cn-hangzhou';
const zones = ['cn-hangzhou-i', 'cn-hangzhou-j'] as const;
const kubeconfig = 'apiVersion: v1\nkind: Config\n';
const cluster = 'cab9ace222210457a83f09fcd42e9f1d7'; // the guide's

let emulator: Emulator;
let listening: Listening;

beforeAll(async () => {
  const backend = { kubeconfig: async () => kubeconfig };
  emulator = createEmulator({
    scenario: { ...guide, keys: [{ id: 'LTAI-test', secret: 'test-secret', user: 'builder' }] },
    clock: systemClock(),
    profile: 'instant',
    backends: { clusters: backend, meshes: backend },
  });
  listening = await emulator.listen();
});

afterAll(() => emulator.close());

/** What answers lack of the SDK's models, by method: fields of things that this world does not have. */
const lacking = new Map<string, string[]>();

/** Calls, and holds the answer against the model. */
function held(product: 'cs' | 'vpc' | 'ecs' | 'sts', credentials: object = owner) {
  const call: Call = sdkClient(product, listening, { ...owner, ...credentials });
  return async (method: string, ...args: (string | Fields)[]): Promise<Fields> => {
    const { raw, body, model } = await call(method, ...args);
    const { unknown, missing } = againstModel(raw, model);
    expect(unknown, `${method} answers what the SDK does not know`).toEqual([]);
    lacking.set(`${product}.${method}`, missing);
    return body;
  };
}

async function until(done: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 100; tries++) if (await done()) return;
  throw new Error('it did not come to pass in 100 reads');
}

describe('the official SDKs', () => {
  it('build the world, read it and take it down', async () => {
    const before = census();
    const vpc = held('vpc');
    const ecs = held('ecs');
    const slb = genericClient('2014-05-15', listening, owner);
    const nlb = genericClient('2022-04-30', listening, owner);
    const privatelink = genericClient('2020-04-15', listening, owner);

    // A VPC with a vSwitch in each of two zones, and a security group.
    const { vpcId } = await vpc('createVpc', { regionId: RegionId, cidrBlock: '10.8.0.0/16', vpcName: 'built' });
    const readVpc = async () => vpc('describeVpcAttribute', { regionId: RegionId, vpcId });
    await until(async () => (await readVpc())['status'] === 'Available');
    const vSwitchIds: unknown[] = [];
    for (const [i, zoneId] of zones.entries()) {
      const made = await vpc('createVSwitch', { regionId: RegionId, vpcId, zoneId, cidrBlock: `10.8.${i}.0/24` });
      vSwitchIds.push(made['vSwitchId']);
    }
    const readVSwitch = (vSwitchId: unknown) => vpc('describeVSwitchAttributes', { regionId: RegionId, vSwitchId });
    for (const id of vSwitchIds) await until(async () => (await readVSwitch(id))['status'] === 'Available');
    const group = await ecs('createSecurityGroup', { regionId: RegionId, vpcId, securityGroupName: 'built' });
    const groupId = group['securityGroupId'];
    const permissions = [{ ipProtocol: 'TCP', portRange: '6443/6443', sourceCidrIp: '10.8.0.0/16' }];
    await ecs('authorizeSecurityGroup', { regionId: RegionId, securityGroupId: groupId, permissions });

    // A CLB with a listener that runs, and an NLB with another.
    const clb = await slb('CreateLoadBalancer', { VSwitchId: vSwitchIds[0], AddressType: 'intranet' });
    const { LoadBalancerId } = clb;
    await slb('CreateLoadBalancerTCPListener', {
      LoadBalancerId,
      ListenerPort: 6443,
      Bandwidth: -1,
      BackendServerPort: 6443,
    });
    await slb('StartLoadBalancerListener', { LoadBalancerId, ListenerPort: 6443, ListenerProtocol: 'tcp' });
    const ZoneMappings = zones.map((ZoneId, i) => ({ ZoneId, VSwitchId: vSwitchIds[i] }));
    const { LoadbalancerId: nlbId } = await nlb('CreateLoadBalancer', {
      AddressType: 'Intranet',
      VpcId: vpcId,
      ZoneMappings,
    });
    const readNlb = () => nlb('GetLoadBalancerAttribute', { LoadBalancerId: nlbId });
    await until(async () => (await readNlb())['LoadBalancerStatus'] === 'Active');
    const job = async (answer: Promise<Fields>) => {
      const { JobId, ListenerId } = await answer;
      await until(async () => (await nlb('GetJobStatus', { JobId }))['Status'] === 'Succeeded');
      return ListenerId;
    };
    const listener = { LoadBalancerId: nlbId, ListenerPort: 6443, ListenerProtocol: 'TCP', ServerGroupId: 'sgp-built' };
    const ListenerId = await job(nlb('CreateListener', listener));

    // A service in front of each, an endpoint to each, connected.
    const links: { ServiceId: unknown; EndpointId: unknown }[] = [];
    const resources = [
      [{ ResourceType: 'slb', ResourceId: LoadBalancerId }],
      zones.map((ZoneId) => ({ ResourceType: 'nlb', ResourceId: nlbId, ZoneId })),
    ];
    for (const Resource of resources) {
      const { ServiceId } = await privatelink('CreateVpcEndpointService', { Resource, AutoAcceptEnabled: true });
      const readService = () => privatelink('GetVpcEndpointServiceAttribute', { ServiceId });
      await until(async () => (await readService())['ServiceStatus'] === 'Active');
      const { EndpointId } = await privatelink('CreateVpcEndpoint', {
        ServiceId,
        VpcId: vpcId,
        SecurityGroupId: [groupId],
        Zone: [{ VSwitchId: vSwitchIds[0], ZoneId: zones[0] }],
      });
      const readEndpoint = () => privatelink('GetVpcEndpointAttribute', { EndpointId });
      await until(async () => (await readEndpoint())['ConnectionStatus'] === 'Connected');
      links.push({ ServiceId, EndpointId });
    }

    // Reads.
    await vpc('describeRegions', {});
    await vpc('describeZones', { regionId: RegionId });
    expect(await vpc('describeVpcs', { regionId: RegionId, vpcId })).toMatchObject({
      totalCount: 1,
      vpcs: { vpc: [{ vpcId }] },
    });
    expect(await vpc('describeVSwitches', { regionId: RegionId, vpcId })).toMatchObject({ totalCount: 2 });
    await ecs('describeRegions', {});
    await ecs('describeZones', { regionId: RegionId });
    await ecs('describeSecurityGroups', { regionId: RegionId, vpcId });
    const rules = await ecs('describeSecurityGroupAttribute', { regionId: RegionId, securityGroupId: groupId });
    expect(rules).toMatchObject({ permissions: { permission: [{ portRange: '6443/6443', policy: 'Accept' }] } });
    const interfaces = await ecs('describeNetworkInterfaces', { regionId: RegionId, vpcId });
    expect(interfaces['totalCount']).toBe(4); // two of the NLB, one of each endpoint
    expect(await slb('DescribeLoadBalancers', { VpcId: vpcId })).toMatchObject({ TotalCount: 1 });
    expect(await slb('DescribeLoadBalancerListeners', { LoadBalancerId: [LoadBalancerId] })).toMatchObject({
      Listeners: [{ Status: 'running', ListenerPort: 6443 }],
    });
    expect(await nlb('ListListeners', { LoadBalancerIds: [nlbId] })).toMatchObject({
      Listeners: [{ ListenerId, ListenerStatus: 'Running', ServerGroupId: 'sgp-built' }],
    });
    expect(await privatelink('ListVpcEndpoints', { VpcId: vpcId })).toMatchObject({ TotalCount: 2 });

    // All of it away again, in the order that the cloud asks for.
    for (const { ServiceId, EndpointId } of links) {
      const endpoint = async () => privatelink('ListVpcEndpoints', { EndpointId });
      const status = async () => (await privatelink('GetVpcEndpointAttribute', { EndpointId }))['ConnectionStatus'];
      await privatelink('DisableVpcEndpointConnection', { ServiceId, EndpointId });
      await until(async () => (await status()) === 'Disconnected');
      await privatelink('RemoveZoneFromVpcEndpoint', { EndpointId, ZoneId: zones[0] });
      const left = async () => (await privatelink('ListVpcEndpointZones', { EndpointId }))['Zones'];
      await until(async () => ((await left()) as unknown[]).length === 0);
      await privatelink('DeleteVpcEndpoint', { EndpointId });
      await until(async () => (await endpoint())['TotalCount'] === 0);
      const { Resources } = await privatelink('ListVpcEndpointServiceResources', { ServiceId });
      const attached = async () => (await privatelink('ListVpcEndpointServiceResources', { ServiceId }))['Resources'];
      for (const { ResourceId, ResourceType, ZoneId } of Resources as Fields[]) {
        const count = ((await attached()) as unknown[]).length;
        await privatelink('DetachResourceFromVpcEndpointService', { ServiceId, ResourceId, ResourceType, ZoneId });
        await until(async () => ((await attached()) as unknown[]).length < count);
      }
      const services = () => privatelink('ListVpcEndpointServices', { ServiceId });
      await privatelink('DeleteVpcEndpointService', { ServiceId });
      await until(async () => (await services())['TotalCount'] === 0);
    }
    await job(nlb('DeleteListener', { ListenerId }));
    await job(nlb('DeleteLoadBalancer', { LoadBalancerId: nlbId }));
    await slb('DeleteLoadBalancerListener', { LoadBalancerId, ListenerPort: 6443, ListenerProtocol: 'tcp' });
    await slb('DeleteLoadBalancer', { LoadBalancerId });
    await ecs('revokeSecurityGroup', { regionId: RegionId, securityGroupId: groupId, permissions });
    await ecs('deleteSecurityGroup', { regionId: RegionId, securityGroupId: groupId });
    for (const vSwitchId of vSwitchIds) await vpc('deleteVSwitch', { regionId: RegionId, vSwitchId });
    await vpc('deleteVpc', { regionId: RegionId, vpcId });
    expect(census()).toEqual(before);
  });

  it('read clusters and meshes, and change the names of an API server', async () => {
    const cs = held('cs');
    const mesh = genericClient('2020-01-11', listening, owner);
    expect(await cs('describeClusterDetail', cluster)).toMatchObject({ clusterId: cluster, state: 'running' });
    expect(await cs('describeClustersV1', {})).toMatchObject({ clusters: [{ clusterId: cluster }] });
    await cs('describeClustersForRegion', RegionId, {});
    await cs('describeClusters', {});
    expect(await cs('describeClusterResources', cluster, {})).toHaveLength(4);
    expect(await cs('describeClusterUserKubeconfig', cluster, {})).toMatchObject({ config: kubeconfig });
    const sans = { action: 'append', subjectAlternativeNames: ['api.example.com'] };
    const { taskId } = await cs('modifyCluster', cluster, { apiServerCustomCertSans: sans });
    const id = String(taskId);
    await until(async () => (await cs('describeTaskInfo', id))['state'] === 'success');
    expect(await cs('describeClusterDetail', cluster)).toMatchObject({ extraSans: ['api.example.com'] });

    const { ServiceMeshes } = await mesh('DescribeServiceMeshes');
    expect(ServiceMeshes).toHaveLength(1);
    const ServiceMeshId = guide.mesh.id;
    expect(await mesh('DescribeServiceMeshDetail', { ServiceMeshId })).toMatchObject({
      ServiceMesh: { Clusters: [cluster] },
    });
    expect(await mesh('DescribeClustersInServiceMesh', { ServiceMeshId })).toMatchObject({
      Clusters: [{ ClusterId: cluster }],
    });
    expect(await mesh('DescribeServiceMeshKubeconfig', { ServiceMeshId })).toMatchObject({ Kubeconfig: kubeconfig });
  });

  it('assume a role, and call as it', async () => {
    const sts = held('sts');
    const arn = 'acs:ram::1234567890123456:role/operator';
    expect(await sts('getCallerIdentity')).toMatchObject({ identityType: 'RAMUser' });
    const { credentials } = await sts('assumeRole', { roleArn: arn, roleSessionName: 'sdk' });
    const session = credentials as { accessKeyId: string; accessKeySecret: string; securityToken: string };
    const asRole = held('sts', session);
    expect(await asRole('getCallerIdentity')).toMatchObject({ identityType: 'AssumedRoleUser' });
    await expect(held('sts', { ...session, securityToken: 'other' })('getCallerIdentity')).rejects.toMatchObject({
      code: 'InvalidSecurityToken.MismatchWithAccessKey',
    });
    const web = await sts('assumeRoleWithOIDC', {
      roleArn: arn,
      roleSessionName: 'pod',
      OIDCProviderArn: `acs:ram::1234567890123456:oidc-provider/ack-rrsa-${cluster}`,
      OIDCToken: 'of-a-service-account',
    });
    expect(web).toMatchObject({ assumedRoleUser: { arn: `${arn}/pod` } });
  });

  it('sign the old way (pop-core), with a session, and find their endpoint by asking Location', async () => {
    const endpoint = `http://127.0.0.1:${listening.port}`;
    const location = new popCore.RPCClient({ ...owner, endpoint, apiVersion: '2015-06-12' });
    const found = await location.request('DescribeEndpoints', { Id: RegionId, ServiceCode: 'vpc', Type: 'openAPI' });
    expect(found).toMatchObject({
      Endpoints: { Endpoint: [{ Endpoint: `127.0.0.1:${listening.port}`, SerivceCode: 'vpc' }] },
    });
    const rpc = new popCore.RPCClient({ ...owner, endpoint, apiVersion: '2016-04-28' });
    const { VpcId } = await rpc.request('CreateVpc', { RegionId, CidrBlock: '10.9.0.0/16' }, { method: 'POST' });
    expect(await rpc.request('DescribeVpcs', { RegionId, VpcId })).toMatchObject({ TotalCount: 1 });
    await rpc.request('DeleteVpc', { RegionId, VpcId });

    const sts = new popCore.RPCClient({ ...owner, endpoint, apiVersion: '2015-04-01' });
    const role = { RoleArn: 'acs:ram::1234567890123456:role/operator', RoleSessionName: 'pop' };
    const { Credentials } = await sts.request('AssumeRole', role);
    const { AccessKeyId, AccessKeySecret, SecurityToken } = Credentials as Record<string, string>;
    const session = { accessKeyId: AccessKeyId, accessKeySecret: AccessKeySecret, securityToken: SecurityToken };
    const asRole = new popCore.RPCClient({ ...session, endpoint, apiVersion: '2015-04-01' });
    expect(await asRole.request('GetCallerIdentity')).toMatchObject({ IdentityType: 'AssumedRoleUser' });

    const roa = new popCore.ROAClient({ ...owner, endpoint, apiVersion: '2015-12-15' });
    expect(await roa.get(`/clusters/${cluster}`)).toMatchObject({ cluster_id: cluster });
  });

  it('miss nothing in an answer but what this world does not have', () => {
    expect(Object.fromEntries([...lacking].filter(([, missing]) => missing.length > 0))).toMatchInlineSnapshot(`
      {
        "cs.describeClusterDetail": [
          "control_plane_config",
        ],
        "cs.describeClusterResources": [
          "[].associated_object",
        ],
        "cs.describeTaskInfo": [
          "error",
        ],
        "ecs.describeNetworkInterfaces": [
          "NetworkInterfaceSets.NetworkInterfaceSet[].Attachment",
          "NetworkInterfaceSets.NetworkInterfaceSet[].ServiceID",
          "NextToken",
        ],
        "ecs.describeSecurityGroupAttribute": [
          "NextToken",
        ],
        "ecs.describeSecurityGroups": [
          "NextToken",
          "SecurityGroups.SecurityGroup[].ServiceID",
        ],
        "sts.getCallerIdentity": [
          "UserId",
        ],
      }
    `);
  });
});

/** How many there are of each thing that a client can make. */
function census(): Record<string, number> {
  const { vpcs, vSwitches, securityGroups, interfaces, balancers, services, endpoints } = emulator.world;
  const all = { vpcs, vSwitches, securityGroups, interfaces, balancers, services, endpoints };
  return Object.fromEntries(Object.entries(all).map(([kind, things]) => [kind, things.size]));
}
