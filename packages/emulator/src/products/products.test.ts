/** The other products, as far as the channels need them. */
import { describe, expect, it } from 'vitest';
import { guide } from '../scenarios/guide.ts';
import { type Body, cloudWith, ids, makeGroup, testCloud } from '../testing.ts';

describe('VPC', () => {
  it('lists VPCs and vSwitches in the old nesting, filtered and paged', async () => {
    const cloud = testCloud();
    const vpcs = await cloud.get('vpc.DescribeVpcs', {
      VpcId: `${ids.asmVpc},${ids.ackVpc}`,
      PageSize: '1',
      PageNumber: '2',
    });
    expect(vpcs).toMatchObject({
      TotalCount: 2,
      PageNumber: 2,
      Vpcs: { Vpc: [{ VpcId: ids.ackVpc, CidrBlock: '192.168.0.0/16', Status: 'Available' }] },
    });
    const switches = await cloud.get('vpc.DescribeVSwitches', { VpcId: ids.ackVpc, ZoneId: ids.zoneJ });
    expect(switches['VSwitches']).toMatchObject({
      VSwitch: [{ VSwitchId: ids.ackVSwitchJ, ZoneId: ids.zoneJ, AvailableIpAddressCount: 252 }],
    });
    const one = await cloud.get('vpc.DescribeVSwitchAttributes', { VSwitchId: ids.ackVSwitchJ });
    expect(one).toMatchObject({ VpcId: ids.ackVpc, ZoneId: ids.zoneJ, CidrBlock: '192.168.1.0/24' });
  });

  it('answers empty fields or an error for what it does not know, by switch', async () => {
    expect(await testCloud().get('vpc.DescribeVSwitchAttributes', { VSwitchId: 'vsw-none' })).toMatchObject({
      VSwitchId: '',
    });
    const strict = cloudWith({ switches: { unknownVSwitch: 'error' } });
    expect(await strict.ask('vpc.DescribeVSwitchAttributes', { VSwitchId: 'vsw-none' })).toMatchObject({
      status: 404,
      body: { Code: 'InvalidVSwitchId.NotFound' },
    });
  });

  it('makes a VPC and a vSwitch in it, and takes them away in order', async () => {
    const cloud = testCloud();
    const VpcId = String((await cloud.get('vpc.CreateVpc', { CidrBlock: '10.0.0.0/16' }))['VpcId']);
    await cloud.clock.advance(1000);
    const make = (CidrBlock: string, ZoneId: string = ids.zoneJ) => ({ VpcId, CidrBlock, ZoneId });
    const VSwitchId = String((await cloud.get('vpc.CreateVSwitch', make('10.0.1.0/24')))['VSwitchId']);
    await cloud.clock.advance(1000);
    expect(await cloud.get('vpc.DescribeVSwitchAttributes', { VSwitchId })).toMatchObject({ Status: 'Available' });
    expect(await cloud.refusal('vpc.CreateVSwitch', make('10.0.1.128/25'))).toBe('InvalidCidrBlock.Overlapped');
    expect(await cloud.refusal('vpc.CreateVSwitch', make('10.1.0.0/24'))).toBe('InvalidParameter');
    expect(await cloud.refusal('vpc.CreateVSwitch', make('10.0.2.0/24', 'cn-beijing-a'))).toBe(
      'InvalidZoneId.NotFound',
    );
    expect(await cloud.refusal('vpc.DeleteVpc', { VpcId })).toBe('DependencyViolation.VSwitch');
    await cloud.get('vpc.DeleteVSwitch', { VSwitchId });
    await cloud.get('vpc.DeleteVpc', { VpcId });
    expect(await cloud.refusal('vpc.DeleteVSwitch', { VSwitchId: ids.asmVSwitchI })).toBe('DependencyViolation');
  });
});

describe('ECS security groups', () => {
  const rule = (port: string, source: string) => ({
    'Permissions.1.IpProtocol': 'tcp',
    'Permissions.1.PortRange': port,
    'Permissions.1.SourceCidrIp': source,
  });

  it('are found by tag, by VPC and by id, with tags in the old form', async () => {
    const cloud = testCloud();
    const made = await cloud.get('ecs.CreateSecurityGroup', {
      VpcId: ids.ackVpc,
      SecurityGroupName: 'pilot',
      'Tag.1.Key': 'role',
      'Tag.1.Value': 'pilot',
    });
    const id = String(made['SecurityGroupId']);
    expect(id).toMatch(/^sg-bp1[a-z0-9]{17}$/);
    for (const filter of [
      { 'Tag.1.Key': 'role', 'Tag.1.Value': 'pilot' },
      { SecurityGroupIds: JSON.stringify([id]) },
      { SecurityGroupName: 'pil', FuzzyQuery: 'true' },
      { 'Tag.1.Key': 'role', MaxResults: '10' },
    ]) {
      const { SecurityGroups, TotalCount } = await cloud.get('ecs.DescribeSecurityGroups', filter);
      expect(TotalCount).toBe(1);
      expect(SecurityGroups).toMatchObject({
        SecurityGroup: [
          { SecurityGroupId: id, VpcId: ids.ackVpc, Tags: { Tag: [{ TagKey: 'role', TagValue: 'pilot' }] } },
        ],
      });
    }
    expect(await cloud.refusal('ecs.CreateSecurityGroup', { VpcId: 'vpc-none' })).toBe('InvalidVpcId.NotFound');
    expect(await cloud.refusal('ecs.DescribeSecurityGroups', { SecurityGroupIds: 'sg-1' })).toBe('InvalidParameter');
  });

  it('gain and lose rules; the same twice is one', async () => {
    const cloud = testCloud();
    const SecurityGroupId = await makeGroup(cloud, ids.ackVpc);
    const rules = async () => {
      const { Permissions } = await cloud.get('ecs.DescribeSecurityGroupAttribute', {
        SecurityGroupId,
        Direction: 'ingress',
      });
      return (Permissions as { Permission: Body[] }).Permission;
    };
    await cloud.get('ecs.AuthorizeSecurityGroup', { SecurityGroupId, ...rule('6443/6443', '192.168.0.0/16') });
    await cloud.get('ecs.AuthorizeSecurityGroup', {
      SecurityGroupId,
      IpProtocol: 'TCP',
      PortRange: '6443/6443',
      SourceCidrIp: '192.168.0.0/16',
    });
    await cloud.get('ecs.AuthorizeSecurityGroup', { SecurityGroupId, ...rule('15011/15012', '10.0.0.1') });
    const [first, second] = await rules();
    expect(first).toMatchObject({
      IpProtocol: 'TCP',
      PortRange: '6443/6443',
      SourceCidrIp: '192.168.0.0/16',
      Policy: 'Accept',
      Priority: '1',
      Direction: 'ingress',
    });
    expect(second).toMatchObject({ SourceCidrIp: '10.0.0.1/32' });
    await cloud.get('ecs.RevokeSecurityGroup', { SecurityGroupId, ...rule('1/1', '192.168.0.0/16') });
    expect(await rules()).toHaveLength(2);
    await cloud.get('ecs.RevokeSecurityGroup', { SecurityGroupId, ...rule('6443/6443', '192.168.0.0/16') });
    await cloud.get('ecs.RevokeSecurityGroup', {
      SecurityGroupId,
      'SecurityGroupRuleId.1': String(second?.['SecurityGroupRuleId']),
    });
    expect(await rules()).toEqual([]);
  });

  it.each<[string, Record<string, string>, string]>([
    ['an unknown group', { SecurityGroupId: 'sg-none' }, 'InvalidSecurityGroupId.NotFound'],
    ['no protocol', { PortRange: '1/1', SourceCidrIp: '10.0.0.0/8' }, 'MissingParameter'],
    [
      'an odd protocol',
      { IpProtocol: 'sctp', PortRange: '1/1', SourceCidrIp: '10.0.0.0/8' },
      'InvalidParam.IpProtocol',
    ],
    [
      'ports the wrong way round',
      { IpProtocol: 'tcp', PortRange: '9/1', SourceCidrIp: '10.0.0.0/8' },
      'InvalidParam.PortRange',
    ],
    [
      'ports for a protocol without',
      { IpProtocol: 'icmp', PortRange: '1/1', SourceCidrIp: '10.0.0.0/8' },
      'InvalidParam.PortRange',
    ],
    ['no source', { IpProtocol: 'tcp', PortRange: '1/1' }, 'MissingParameter'],
    [
      'a source that is none',
      { IpProtocol: 'tcp', PortRange: '1/1', SourceCidrIp: '10.0.0.1/8' },
      'InvalidParam.SourceIp',
    ],
    [
      'an unknown source group',
      { IpProtocol: 'tcp', PortRange: '1/1', SourceGroupId: 'sg-none' },
      'InvalidSourceGroupId.NotFound',
    ],
    [
      'a priority of 0',
      { IpProtocol: 'tcp', PortRange: '1/1', SourceCidrIp: '10.0.0.0/8', Priority: '0' },
      'InvalidPriority.Malformed',
    ],
  ])('refuse a rule with %s', async (_why, params, code) => {
    const cloud = testCloud();
    const SecurityGroupId = await makeGroup(cloud, ids.ackVpc);
    expect(await cloud.refusal('ecs.AuthorizeSecurityGroup', { SecurityGroupId, ...params })).toBe(code);
  });
});

describe('CLB', () => {
  it('shows a balancer, its zones and its listeners', async () => {
    const cloud = testCloud();
    const clb = await cloud.get('slb.DescribeLoadBalancerAttribute', { LoadBalancerId: ids.pilot });
    expect(clb).toMatchObject({
      AddressType: 'intranet',
      NetworkType: 'vpc',
      MasterZoneId: ids.zoneJ,
      SlaveZoneId: ids.zoneI,
      VpcId: ids.asmVpc,
      LoadBalancerStatus: 'active',
      ListenerPorts: { ListenerPort: [15011, 15012, 15017] },
    });
    const { LoadBalancers } = await cloud.get('slb.DescribeLoadBalancers', {
      Address: String(clb['Address']),
      VpcId: ids.asmVpc,
    });
    expect(LoadBalancers).toMatchObject({ LoadBalancer: [{ LoadBalancerId: ids.pilot }] });
    const { Listeners } = await cloud.get('slb.DescribeLoadBalancerListeners', {
      'LoadBalancerId.1': ids.pilot,
      ListenerProtocol: 'tcp',
    });
    expect((Listeners as Body[]).map((one) => [one['ListenerPort'], one['Status']])).toEqual(
      [15011, 15012, 15017].map((port) => [port, 'running']),
    );
    expect(await cloud.ask('slb.DescribeLoadBalancerAttribute', { LoadBalancerId: 'lb-none' })).toMatchObject({
      status: 404,
      body: { Code: 'InvalidLoadBalancerId.NotFound' },
    });
  });

  it('makes a listener stopped, starts it, takes it away', async () => {
    const cloud = testCloud();
    const listener = { LoadBalancerId: ids.pilot, ListenerPort: '15010' };
    await cloud.get('slb.CreateLoadBalancerTCPListener', { ...listener, Bandwidth: '-1', ConnectionDrainTimeout: '0' });
    const status = async () => (await cloud.get('slb.DescribeLoadBalancerTCPListenerAttribute', listener))['Status'];
    expect(await status()).toBe('stopped');
    await cloud.get('slb.StartLoadBalancerListener', { ...listener, ListenerProtocol: 'tcp' });
    expect(await status()).toBe('running');
    expect(await cloud.refusal('slb.DeleteLoadBalancerListener', { ...listener, ListenerProtocol: 'udp' })).toBe(
      'InvalidParameter',
    );
    await cloud.get('slb.DeleteLoadBalancerListener', listener); // the protocol matters only where a port has several
    expect(await cloud.refusal('slb.DescribeLoadBalancerTCPListenerAttribute', listener)).toBe('InvalidParameter');
  });
});

describe('NLB', () => {
  it('shows its zones, each with an address, and its listeners', async () => {
    const cloud = cloudWith({
      balancers: [
        { name: 'n', id: 'nlb-1', type: 'nlb', vpc: 'asm', zones: ['i', 'j'], ports: { 80: 'running', 81: 'stopped' } },
      ],
    });
    const nlb = await cloud.get('nlb.GetLoadBalancerAttribute', { LoadBalancerId: 'nlb-1' });
    expect(nlb).toMatchObject({
      AddressType: 'Intranet',
      LoadBalancerStatus: 'Active',
      VpcId: ids.asmVpc,
      ZoneMappings: [{ ZoneId: ids.zoneI, VSwitchId: ids.asmVSwitchI }, { ZoneId: ids.zoneJ }],
    });
    const { Listeners } = await cloud.get('nlb.ListListeners', {
      'LoadBalancerIds.1': 'nlb-1',
      ListenerProtocol: 'TCP',
    });
    expect(
      (Listeners as Body[]).map((one) => `${String(one['ListenerPort'])} ${String(one['ListenerStatus'])}`).sort(),
    ).toEqual(['80 Running', '81 Stopped']);
    expect(await cloud.get('nlb.ListLoadBalancers', { 'VpcIds.1': ids.asmVpc })).toMatchObject({ TotalCount: 1 });
    expect(await cloud.refusal('nlb.GetLoadBalancerAttribute', { LoadBalancerId: 'nlb-2' })).toBe(
      'ResourceNotFound.loadBalancer',
    );
  });
});

describe('Container Service', () => {
  const sans = (action: string | undefined, ...names: string[]) => ({
    body: { api_server_custom_cert_sans: { ...(action && { action }), subject_alternative_names: names } },
  });

  it('shows a cluster: JSON inside strings, the Ingress where one expects the API server', async () => {
    const cloud = testCloud();
    const detail = await cloud.get('cs.DescribeClusterDetail', { ClusterId: ids.cluster });
    const { intranet_api_server_endpoint } = JSON.parse(String(detail['master_url'])) as Body;
    const { Address } = await cloud.get('slb.DescribeLoadBalancerAttribute', { LoadBalancerId: ids.apiServer });
    expect(intranet_api_server_endpoint).toBe(`https://${String(Address)}:6443`);
    expect(JSON.parse(String(detail['meta_data']))).toMatchObject({ ExtraCertSAN: [] });
    expect(detail).toMatchObject({
      cluster_type: 'ManagedKubernetes',
      state: 'running',
      vpc_id: ids.ackVpc,
      region_id: 'cn-hangzhou',
    });
    const resources = (await cloud.get('cs.DescribeClusterResources', { ClusterId: ids.cluster })) as unknown as Body[];
    const balancers = resources.filter((one) => one['resource_type'] === 'SLB');
    expect(balancers.map((one) => [one['instance_id'] === ids.apiServer, 'associated_object' in one])).toEqual([
      [false, true],
      [true, false],
    ]);
    expect(balancers[0]?.['instance_id']).toBe(detail['external_loadbalancer_id']);
    expect(await cloud.ask('cs.DescribeClusterDetail', { ClusterId: 'c0' })).toMatchObject({
      status: 404,
      body: { Code: 'ErrorClusterNotFound' },
    });
  });

  it('appends or overwrites SANs; the certificate follows when the API server has restarted', async () => {
    const cloud = testCloud({ profile: 'realistic' });
    const cluster = cloud.emulator.world.clusters.get(ids.cluster);
    const served = () => cluster?.sans.filter((name) => name.endsWith('.example')) ?? [];
    const first = await cloud.get('cs.ModifyCluster', { ClusterId: ids.cluster }, sans('append', 'a.example'));
    expect((await cloud.get('cs.DescribeTaskInfo', { taskId: String(first['task_id']) }))['state']).toBe('running');
    expect(served()).toEqual([]);
    await cloud.clock.run(() => cluster?.restartingUntil === Number.POSITIVE_INFINITY);
    await cloud.clock.run(() => cluster?.restartingUntil === 0);
    expect(served()).toEqual(['a.example']);
    expect((await cloud.get('cs.DescribeTaskInfo', { taskId: String(first['task_id']) }))['state']).toBe('success');
    await cloud.get('cs.ModifyCluster', { ClusterId: ids.cluster }, sans('append', 'b.example', 'a.example'));
    await cloud.clock.advance(120_000);
    expect(served()).toEqual(['a.example', 'b.example']);
    await cloud.get('cs.ModifyCluster', { ClusterId: ids.cluster }, sans('overwrite', 'c.example'));
    await cloud.clock.advance(120_000);
    expect(served()).toEqual(['c.example']);
    expect(cluster).toMatchObject({ certificateEpoch: 4, customSans: ['c.example'] });
  });

  it('refuses SANs of a cluster that is not managed or does not run, and names that are none', async () => {
    const [cluster] = guide.clusters;
    if (cluster === undefined) throw new Error('the guide has a cluster');
    const dedicated = cloudWith({ clusters: [{ ...cluster, type: 'Kubernetes' }] });
    expect(await dedicated.refusal('cs.ModifyCluster', { ClusterId: ids.cluster }, sans('append', 'a.b'))).toBe(
      'UnsupportedOperation',
    );
    const down = cloudWith({ clusters: [{ ...cluster, state: 'inactive' }] });
    expect(await down.refusal('cs.ModifyCluster', { ClusterId: ids.cluster }, sans('append', 'a.b'))).toBe(
      'InvalidClusterState',
    );
    expect(
      await testCloud().refusal('cs.ModifyCluster', { ClusterId: ids.cluster }, sans('append', 'not a name')),
    ).toBe('InvalidParameter');
  });

  it('gives the kubeconfig of what runs behind it, and says when nothing does', async () => {
    const asked: unknown[] = [];
    const backends = {
      clusters: { kubeconfig: (id: string, options: object) => (asked.push([id, options]), 'apiVersion: v1') },
    };
    const cloud = testCloud({ backends });
    const params = { ClusterId: ids.cluster, PrivateIpAddress: 'true', TemporaryDurationMinutes: '60' };
    expect(await cloud.get('cs.DescribeClusterUserKubeconfig', params)).toMatchObject({ config: 'apiVersion: v1' });
    expect(asked).toEqual([[ids.cluster, { privateAddress: true, durationMinutes: 60 }]]);
    expect(await testCloud().ask('cs.DescribeClusterUserKubeconfig', { ClusterId: ids.cluster })).toMatchObject({
      status: 503,
    });
  });

  it('pages its list by number', async () => {
    const cloud = testCloud();
    const list = await cloud.get('cs.DescribeClustersV1', { page_size: '5', region_id: 'cn-hangzhou' });
    expect(list).toMatchObject({
      clusters: [{ cluster_id: ids.cluster }],
      page_info: { page_number: 1, page_size: 5, total_count: 1 },
    });
  });
});

describe('Service Mesh', () => {
  it('shows the instance and its members, without a region', async () => {
    const cloud = testCloud();
    const { ServiceMeshes } = await cloud.get('servicemesh.DescribeServiceMeshes');
    expect(ServiceMeshes).toMatchObject([
      {
        ServiceMeshInfo: { ServiceMeshId: ids.mesh, State: 'running' },
        Endpoints: { IntranetPilotEndpoint: expect.stringMatching(/:15011$/) },
      },
    ]);
    const { Clusters } = await cloud.get('servicemesh.DescribeClustersInServiceMesh', { ServiceMeshId: ids.mesh });
    expect(Clusters).toMatchObject([
      {
        ClusterId: ids.cluster,
        State: 'starting',
        ErrorMessage: expect.stringContaining('waiting'),
        VpcId: ids.ackVpc,
      },
    ]);
    expect(await cloud.refusal('servicemesh.DescribeServiceMeshDetail', { ServiceMeshId: 'c0' })).toBe(
      'ServiceMesh.NotFound',
    );
  });

  it('takes a cluster out and in again, updating meanwhile', async () => {
    const cloud = testCloud({ profile: 'realistic' });
    const pair = { ServiceMeshId: ids.mesh, ClusterId: ids.cluster };
    const state = async () => {
      const { ServiceMesh } = await cloud.get('servicemesh.DescribeServiceMeshDetail', { ServiceMeshId: ids.mesh });
      const { ServiceMeshInfo, Clusters } = ServiceMesh as { ServiceMeshInfo: Body; Clusters: string[] };
      return `${String(ServiceMeshInfo['State'])} ${Clusters.length}`;
    };
    expect(await cloud.ask('servicemesh.RemoveClusterFromServiceMesh', pair)).toMatchObject({
      status: 200,
      body: { Code: '200' },
    });
    expect(await state()).toBe('updating 1');
    expect(await cloud.refusal('servicemesh.AddClusterIntoServiceMesh', pair)).toBe('StillInitializing');
    await cloud.clock.advance(60_000);
    expect(await state()).toBe('running 0');
    expect(await cloud.ask('servicemesh.AddClusterIntoServiceMesh', pair)).toMatchObject({ status: 200 });
    await cloud.clock.advance(60_000);
    expect(await state()).toBe('running 1');
    expect(await cloud.refusal('servicemesh.AddClusterIntoServiceMesh', pair)).toBe('StatusForbidden');
  });

  it('tells of every cluster whether it could join', async () => {
    const [cluster] = guide.clusters;
    if (cluster === undefined) throw new Error('the guide has a cluster');
    const cloud = cloudWith({
      clusters: [
        { ...cluster, member: false },
        { name: 'near', vpc: 'asm', member: false },
      ],
    });
    const { Clusters } = await cloud.get('servicemesh.DescribeServiceMeshClusters', { ServiceMeshId: ids.mesh });
    expect((Clusters as Body[]).map((one) => one['ForbiddenFlag'])).toEqual([2, 0]);
  });
});

describe('STS', () => {
  it('says who calls', async () => {
    const keys = [
      { id: 'root', secret: 's' },
      { id: 'ram', secret: 's', user: 'operator' },
    ];
    const cloud = cloudWith({ keys });
    expect(await cloud.get('sts.GetCallerIdentity')).toMatchObject({
      IdentityType: 'Account',
      Arn: 'acs:ram::1234567890123456:root',
    });
    const user = await cloud.get('sts.GetCallerIdentity', {}, { accessKeyId: 'ram' });
    expect(user).toMatchObject({ IdentityType: 'RAMUser', Arn: 'acs:ram::1234567890123456:user/operator' });
  });
});
