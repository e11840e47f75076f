/** A world in which every action can be done at once, and the parameters with which it can. */
import { expect } from 'vitest';
import type { ActionKey } from '../handler.ts';
import { guide } from '../scenarios/guide.ts';
import { type Cloud, ids, makeEndpoint, makeGroup, makeService, testCloud } from '../testing.ts';

export interface ValidCall {
  readonly params?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Of a ROA call. */
  readonly path?: string;
}

/** Makes what the call needs and answers how to make it. */
export type Prepare = (stage: Stage) => ValidCall | Promise<ValidCall>;

export interface Stage {
  readonly cloud: Cloud;
  /** The guide's Pilot service, accepting by itself, with its endpoint, connected in zone j. */
  linked(): Promise<{ ServiceId: string; EndpointId: string }>;
  /** A service without endpoints. */
  service(params?: Record<string, string>): Promise<string>;
  /** Calls, and lets what it begins come to its end. */
  make(action: ActionKey, params: Record<string, string>): Promise<Record<string, string>>;
}

const kubeconfig = 'apiVersion: v1\nkind: Config\n';

export function contractStage(): Stage {
  const cloud = testCloud({
    scenario: {
      ...guide,
      clusters: [
        ...guide.clusters,
        { id: 'cspare0000000000000000000000000000', name: 'spare', vpc: 'ack', member: false },
      ],
    },
    backends: {
      clusters: { kubeconfig: async () => kubeconfig },
      meshes: { kubeconfig: async () => kubeconfig },
    },
  });
  return {
    cloud,
    async linked() {
      const ServiceId = await makeService(cloud, ids.pilot);
      return { ServiceId, EndpointId: await makeEndpoint(cloud, ServiceId) };
    },
    service: (params) => makeService(cloud, ids.pilot, params),
    async make(action, params) {
      const body = await cloud.get(action, params);
      await cloud.clock.advance(120_000);
      return Object.fromEntries(Object.entries(body).map(([name, value]) => [name, String(value)]));
    },
  };
}

const tag = { 'Tag.1.Key': 'team', 'Tag.1.Value': 'mesh' };
const rule = {
  'Permissions.1.IpProtocol': 'TCP',
  'Permissions.1.PortRange': '6443/6443',
  'Permissions.1.SourceCidrIp': '192.168.0.0/16',
};
const zoneJ = { ZoneId: ids.zoneJ };
const cidr = { VpcId: ids.ackVpc, CidrBlock: '192.168.200.0/24', ...zoneJ };
const pilotResource = { ResourceId: ids.pilot, ResourceType: 'slb', ...zoneJ };
const spareCluster = 'cspare0000000000000000000000000000';
const account = '1234567890123456';
const session = { RoleArn: `acs:ram::${account}:role/operator`, RoleSessionName: 'session' };
const nlbParams = {
  AddressType: 'Intranet',
  VpcId: ids.ackVpc,
  'ZoneMappings.1.ZoneId': ids.zoneI,
  'ZoneMappings.1.VSwitchId': ids.ackVSwitchI,
  'ZoneMappings.2.ZoneId': ids.zoneJ,
  'ZoneMappings.2.VSwitchId': ids.ackVSwitchJ,
};

const nlb = async ({ make }: Stage) => {
  const { LoadbalancerId = '' } = await make('nlb.CreateLoadBalancer', { ...nlbParams, ...tag });
  return LoadbalancerId;
};

const nlbListener = async (stage: Stage) => {
  const LoadBalancerId = await nlb(stage);
  const listener = { LoadBalancerId, ListenerPort: '6443', ListenerProtocol: 'TCP', ServerGroupId: 'sgp-1', ...tag };
  const { ListenerId = '' } = await stage.make('nlb.CreateListener', listener);
  return { LoadBalancerId, ListenerId };
};

const clb = async ({ make }: Stage) => {
  const { LoadBalancerId = '' } = await make('slb.CreateLoadBalancer', { VSwitchId: ids.ackVSwitchI, ...tag });
  return { LoadBalancerId };
};

const tcp = { ListenerPort: '6443', Bandwidth: '-1', BackendServerPort: '6443', Description: 'api' };

const clbListener = async (stage: Stage) => {
  const { LoadBalancerId } = await clb(stage);
  await stage.make('slb.CreateLoadBalancerTCPListener', { LoadBalancerId, ...tcp });
  return { LoadBalancerId, ListenerPort: '6443' };
};

const taggedEndpoint = async (stage: Stage) => {
  const { EndpointId } = await stage.linked();
  const resource = { 'ResourceId.1': EndpointId, ResourceType: 'vpcendpoint' };
  await stage.make('privatelink.TagResources', { ...resource, ...tag });
  return resource;
};

/** By action: all 98 of the reference's eight products, and Location's one. */
export const validCalls: Readonly<Record<string, Prepare>> = {
  'privatelink.OpenPrivateLinkService': ({ cloud }) => {
    for (const one of cloud.emulator.world.accounts.values()) one.privateLinkOpen = false;
    return {};
  },
  'privatelink.CheckProductOpen': () => ({}),
  'privatelink.DescribeRegions': () => ({}),
  'privatelink.DescribeZones': () => ({}),
  'privatelink.CreateVpcEndpointService': () => ({
    params: { 'Resource.1.ResourceId': ids.pilot, 'Resource.1.ResourceType': 'slb', ...tag },
  }),
  'privatelink.GetVpcEndpointServiceAttribute': async ({ service }) => ({ params: { ServiceId: await service() } }),
  'privatelink.UpdateVpcEndpointServiceAttribute': async ({ service }) => ({
    params: { ServiceId: await service(), AutoAcceptEnabled: 'false' },
  }),
  'privatelink.DeleteVpcEndpointService': async ({ make }) => {
    const { ServiceId = '' } = await make('privatelink.CreateVpcEndpointService', {});
    return { params: { ServiceId } };
  },
  'privatelink.ListVpcEndpointServices': async ({ service }) => ({ params: { ServiceId: await service(tag) } }),
  'privatelink.ListVpcEndpointServicesByEndUser': async ({ service }) => ({
    params: { ServiceId: await service(tag) },
  }),
  'privatelink.ListVpcEndpointServiceResources': async ({ service }) => ({ params: { ServiceId: await service() } }),
  'privatelink.AttachResourceToVpcEndpointService': async ({ make }) => {
    const { ServiceId = '' } = await make('privatelink.CreateVpcEndpointService', {});
    return { params: { ServiceId, ...pilotResource } };
  },
  'privatelink.DetachResourceFromVpcEndpointService': async ({ service }) => ({
    params: { ServiceId: await service(), ResourceId: ids.pilot, ResourceType: 'slb', ...zoneJ },
  }),
  'privatelink.UpdateVpcEndpointServiceResourceAttribute': async ({ service }) => ({
    params: { ServiceId: await service(), ResourceId: ids.pilot, AutoAllocatedEnabled: 'true', ...zoneJ },
  }),
  'privatelink.AddUserToVpcEndpointService': async ({ service }) => ({
    params: { ServiceId: await service(), UserId: '1000000000000001' },
  }),
  'privatelink.RemoveUserFromVpcEndpointService': async ({ service, make }) => {
    const params = { ServiceId: await service(), UserId: '1000000000000001' };
    await make('privatelink.AddUserToVpcEndpointService', params);
    return { params };
  },
  'privatelink.ListVpcEndpointServiceUsers': async ({ service, make }) => {
    const ServiceId = await service();
    await make('privatelink.AddUserToVpcEndpointService', { ServiceId, UserId: '1000000000000001' });
    return { params: { ServiceId } };
  },
  'privatelink.CreateVpcEndpoint': async ({ cloud, service }) => ({
    params: {
      ServiceId: await service(),
      VpcId: ids.ackVpc,
      'SecurityGroupId.1': await makeGroup(cloud, ids.ackVpc),
      'Zone.1.VSwitchId': ids.ackVSwitchJ,
      'Zone.1.ZoneId': ids.zoneJ,
      ...tag,
    },
  }),
  'privatelink.GetVpcEndpointAttribute': async ({ linked }) => ({ params: await justEndpoint(linked()) }),
  'privatelink.UpdateVpcEndpointAttribute': async ({ linked }) => ({
    params: { ...(await justEndpoint(linked())), EndpointName: 'other' },
  }),
  'privatelink.DeleteVpcEndpoint': async ({ linked, make }) => {
    const { ServiceId, EndpointId } = await linked();
    await make('privatelink.DisableVpcEndpointConnection', { ServiceId, EndpointId });
    await make('privatelink.RemoveZoneFromVpcEndpoint', { EndpointId, ...zoneJ });
    return { params: { EndpointId } };
  },
  'privatelink.ListVpcEndpoints': async (stage) => {
    const { 'ResourceId.1': EndpointId } = await taggedEndpoint(stage);
    return { params: { EndpointId } };
  },
  'privatelink.AddZoneToVpcEndpoint': async ({ linked, make }) => {
    const { EndpointId } = await linked();
    await make('privatelink.RemoveZoneFromVpcEndpoint', { EndpointId, ...zoneJ });
    return { params: { EndpointId, VSwitchId: ids.ackVSwitchJ, ...zoneJ } };
  },
  'privatelink.RemoveZoneFromVpcEndpoint': async ({ linked }) => ({
    params: { ...(await justEndpoint(linked())), ...zoneJ },
  }),
  'privatelink.ListVpcEndpointZones': async ({ linked }) => ({ params: await justEndpoint(linked()) }),
  'privatelink.EnableVpcEndpointConnection': async ({ linked, make }) => {
    const pair = await linked();
    await make('privatelink.DisableVpcEndpointConnection', pair);
    return { params: pair };
  },
  'privatelink.DisableVpcEndpointConnection': async ({ linked }) => ({ params: await linked() }),
  'privatelink.UpdateVpcEndpointConnectionAttribute': async ({ linked }) => ({
    params: { ...(await linked()), Bandwidth: '4096' },
  }),
  'privatelink.ListVpcEndpointConnections': async ({ linked }) => ({ params: await linked() }),
  'privatelink.EnableVpcEndpointZoneConnection': async ({ linked, make }) => {
    const params = { ...(await linked()), ...zoneJ };
    await make('privatelink.DisableVpcEndpointZoneConnection', params);
    return { params };
  },
  'privatelink.DisableVpcEndpointZoneConnection': async ({ linked }) => ({ params: { ...(await linked()), ...zoneJ } }),
  'privatelink.UpdateVpcEndpointZoneConnectionResourceAttribute': async ({ linked, make }) => {
    const pair = await linked();
    const other = await make('slb.CreateLoadBalancer', { VSwitchId: ids.asmVSwitchJ });
    const ResourceId = other['LoadBalancerId'] ?? '';
    await make('privatelink.AttachResourceToVpcEndpointService', {
      ServiceId: pair.ServiceId,
      ResourceId,
      ResourceType: 'slb',
      ...zoneJ,
    });
    return { params: { ...pair, ResourceId, ResourceReplaceMode: 'Graceful', ResourceType: 'slb', ...zoneJ } };
  },
  'privatelink.AttachSecurityGroupToVpcEndpoint': async ({ cloud, linked }) => ({
    params: { ...(await justEndpoint(linked())), SecurityGroupId: await makeGroup(cloud, ids.ackVpc) },
  }),
  'privatelink.DetachSecurityGroupFromVpcEndpoint': async ({ cloud, linked, make }) => {
    const { EndpointId } = await linked();
    const params = { EndpointId, SecurityGroupId: await makeGroup(cloud, ids.ackVpc) };
    await make('privatelink.AttachSecurityGroupToVpcEndpoint', params);
    return { params };
  },
  'privatelink.ListVpcEndpointSecurityGroups': async ({ linked }) => ({ params: await justEndpoint(linked()) }),
  'privatelink.TagResources': async ({ linked }) => ({
    params: { 'ResourceId.1': (await linked()).EndpointId, ResourceType: 'vpcendpoint', ...tag },
  }),
  'privatelink.UntagResources': async (stage) => ({ params: { ...(await taggedEndpoint(stage)), 'TagKey.1': 'team' } }),
  'privatelink.ListTagResources': async (stage) => ({ params: await taggedEndpoint(stage) }),
  'privatelink.ChangeResourceGroup': async ({ linked }) => ({
    params: { ResourceId: (await linked()).EndpointId, ResourceType: 'VpcEndpoint', ResourceGroupId: 'rg-other' },
  }),

  'vpc.DescribeRegions': () => ({}),
  'vpc.DescribeZones': () => ({}),
  'vpc.DescribeVpcs': async ({ make }) => {
    const { VpcId = '' } = await make('vpc.CreateVpc', tag);
    return { params: { VpcId } };
  },
  'vpc.DescribeVpcAttribute': async ({ make }) => {
    const { VpcId = '' } = await make('vpc.CreateVpc', tag);
    return { params: { VpcId } };
  },
  'vpc.CreateVpc': () => ({ params: { CidrBlock: '10.0.0.0/16', ...tag } }),
  'vpc.DeleteVpc': async ({ make }) => {
    const { VpcId = '' } = await make('vpc.CreateVpc', {});
    return { params: { VpcId } };
  },
  'vpc.DescribeVSwitches': async ({ make }) => {
    const { VSwitchId = '' } = await make('vpc.CreateVSwitch', { ...cidr, ...tag });
    return { params: { VSwitchId } };
  },
  'vpc.DescribeVSwitchAttributes': async ({ make }) => {
    const { VSwitchId = '' } = await make('vpc.CreateVSwitch', { ...cidr, ...tag });
    return { params: { VSwitchId } };
  },
  'vpc.CreateVSwitch': () => ({ params: cidr }),
  'vpc.DeleteVSwitch': async ({ make }) => {
    const { VSwitchId = '' } = await make('vpc.CreateVSwitch', cidr);
    return { params: { VSwitchId } };
  },

  'ecs.DescribeRegions': () => ({}),
  'ecs.DescribeZones': () => ({}),
  'ecs.CreateSecurityGroup': () => ({ params: { VpcId: ids.ackVpc } }),
  'ecs.DescribeSecurityGroups': async ({ make }) => {
    const { SecurityGroupId = '' } = await make('ecs.CreateSecurityGroup', { VpcId: ids.ackVpc, ...tag });
    return { params: { SecurityGroupId } };
  },
  'ecs.DescribeSecurityGroupAttribute': async ({ cloud, make }) => {
    const SecurityGroupId = await makeGroup(cloud, ids.ackVpc);
    await make('ecs.AuthorizeSecurityGroup', { SecurityGroupId, ...rule });
    return { params: { SecurityGroupId } };
  },
  'ecs.AuthorizeSecurityGroup': async ({ cloud }) => ({
    params: { SecurityGroupId: await makeGroup(cloud, ids.ackVpc), ...rule },
  }),
  'ecs.RevokeSecurityGroup': async ({ cloud, make }) => {
    const SecurityGroupId = await makeGroup(cloud, ids.ackVpc);
    await make('ecs.AuthorizeSecurityGroup', { SecurityGroupId, ...rule });
    return { params: { SecurityGroupId, ...rule } };
  },
  'ecs.DeleteSecurityGroup': async ({ cloud }) => ({
    params: { SecurityGroupId: await makeGroup(cloud, ids.ackVpc) },
  }),
  'ecs.DescribeNetworkInterfaces': async ({ linked }) => {
    await linked();
    return { params: { VpcId: ids.ackVpc } };
  },

  'cs.DescribeClusterDetail': () => ({ path: `/clusters/${ids.cluster}` }),
  'cs.DescribeClustersV1': () => ({ path: '/api/v1/clusters' }),
  'cs.DescribeClusters': () => ({ path: '/clusters' }),
  'cs.DescribeClustersForRegion': () => ({ path: '/regions/cn-hangzhou/clusters' }),
  'cs.ModifyCluster': () => ({
    path: `/api/v2/clusters/${ids.cluster}`,
    body: { api_server_custom_cert_sans: { action: 'append', subject_alternative_names: ['api.example.com'] } },
  }),
  'cs.DescribeClusterUserKubeconfig': () => ({ path: `/k8s/${ids.cluster}/user_config` }),
  'cs.DescribeClusterResources': () => ({ path: `/clusters/${ids.cluster}/resources` }),
  'cs.DescribeTaskInfo': async ({ cloud }) => {
    const sans = { action: 'append', subject_alternative_names: ['api.example.com'] };
    const { task_id: id } = await cloud.get(
      'cs.ModifyCluster',
      { ClusterId: ids.cluster },
      {
        body: { api_server_custom_cert_sans: sans },
      },
    );
    expect(id).toMatch(/^T-/);
    await cloud.clock.advance(120_000);
    return { path: `/tasks/${String(id)}` };
  },

  'servicemesh.DescribeServiceMeshes': () => ({}),
  'servicemesh.DescribeServiceMeshDetail': () => ({ params: { ServiceMeshId: ids.mesh } }),
  'servicemesh.DescribeServiceMeshKubeconfig': () => ({ params: { ServiceMeshId: ids.mesh } }),
  'servicemesh.AddClusterIntoServiceMesh': () => ({ params: { ServiceMeshId: ids.mesh, ClusterId: spareCluster } }),
  'servicemesh.RemoveClusterFromServiceMesh': () => ({ params: { ServiceMeshId: ids.mesh, ClusterId: ids.cluster } }),
  'servicemesh.DescribeClustersInServiceMesh': () => ({ params: { ServiceMeshId: ids.mesh } }),
  'servicemesh.DescribeServiceMeshClusters': () => ({ params: { ServiceMeshId: ids.mesh } }),
  'servicemesh.DescribeReusableSlb': async ({ make }) => {
    await make('slb.CreateLoadBalancer', { VSwitchId: ids.asmVSwitchI });
    return { params: { NetworkType: 'intranet', ServiceMeshId: ids.mesh } };
  },

  'slb.CreateLoadBalancer': () => ({ params: { VSwitchId: ids.ackVSwitchI } }),
  'slb.DescribeLoadBalancers': async (stage) => ({ params: await clb(stage) }),
  'slb.DescribeLoadBalancerAttribute': async (stage) => {
    const { LoadBalancerId } = await clbListener(stage);
    return { params: { LoadBalancerId } };
  },
  'slb.SetLoadBalancerStatus': async (stage) => ({ params: { ...(await clb(stage)), LoadBalancerStatus: 'inactive' } }),
  'slb.DeleteLoadBalancer': async (stage) => ({ params: await clb(stage) }),
  'slb.CreateLoadBalancerTCPListener': async (stage) => ({ params: { ...(await clb(stage)), ...tcp } }),
  'slb.StartLoadBalancerListener': async (stage) => ({
    params: { ...(await clbListener(stage)), ListenerProtocol: 'tcp' },
  }),
  'slb.DescribeLoadBalancerListeners': async (stage) => {
    const { LoadBalancerId } = await clbListener(stage);
    return { params: { 'LoadBalancerId.1': LoadBalancerId } };
  },
  'slb.DescribeLoadBalancerTCPListenerAttribute': async (stage) => ({ params: await clbListener(stage) }),
  'slb.DeleteLoadBalancerListener': async (stage) => ({
    params: { ...(await clbListener(stage)), ListenerProtocol: 'tcp' },
  }),
  'slb.DescribeZones': () => ({}),

  'nlb.CreateLoadBalancer': () => ({ params: nlbParams }),
  'nlb.GetLoadBalancerAttribute': async (stage) => ({ params: { LoadBalancerId: await nlb(stage) } }),
  'nlb.ListLoadBalancers': async (stage) => ({ params: { 'LoadBalancerIds.1': await nlb(stage) } }),
  'nlb.DeleteLoadBalancer': async (stage) => ({ params: { LoadBalancerId: await nlb(stage) } }),
  'nlb.CreateListener': async (stage) => ({
    params: {
      LoadBalancerId: await nlb(stage),
      ListenerPort: '6443',
      ListenerProtocol: 'TCP',
      ServerGroupId: 'sgp-1',
    },
  }),
  'nlb.GetListenerAttribute': async (stage) => ({ params: { ListenerId: (await nlbListener(stage)).ListenerId } }),
  'nlb.ListListeners': async (stage) => ({
    params: { 'LoadBalancerIds.1': (await nlbListener(stage)).LoadBalancerId },
  }),
  'nlb.DeleteListener': async (stage) => ({ params: { ListenerId: (await nlbListener(stage)).ListenerId } }),
  'nlb.GetJobStatus': async (stage) => {
    const { JobId = '' } = await stage.make('nlb.DeleteLoadBalancer', { LoadBalancerId: await nlb(stage) });
    return { params: { JobId } };
  },
  'nlb.DescribeZones': () => ({}),

  'sts.AssumeRole': () => ({ params: session }),
  'sts.AssumeRoleWithOIDC': () => ({
    params: {
      ...session,
      OIDCProviderArn: `acs:ram::${account}:oidc-provider/ack-rrsa-${ids.cluster}`,
      OIDCToken: 'token-of-no-cluster',
    },
  }),
  'sts.GetCallerIdentity': () => ({}),

  'location.DescribeEndpoints': () => ({ params: { Id: 'cn-hangzhou', ServiceCode: 'privatelink' } }),
};

async function justEndpoint(linked: Promise<{ EndpointId: string }>): Promise<{ EndpointId: string }> {
  return { EndpointId: (await linked).EndpointId };
}
