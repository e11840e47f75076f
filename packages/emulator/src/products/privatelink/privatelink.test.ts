/** The rules of PrivateLink, one by one (alibaba-cloud-api §2.3, §2.8; product-behaviour C). */
import { describe, expect, it } from 'vitest';
import type { ScenarioInput } from '../../scenario.ts';
import { guide } from '../../scenarios/guide.ts';
import { type Cloud, ids, makeEndpoint, makeGroup, makeService, testCloud } from '../../testing.ts';

function cloudWith(more: Partial<ScenarioInput>): Cloud {
  return testCloud({ scenario: { ...guide, ...more } });
}

async function show(cloud: Cloud, EndpointId: string): Promise<string> {
  const endpoint = await cloud.get('privatelink.GetVpcEndpointAttribute', { EndpointId });
  const { Zones } = await cloud.get('privatelink.ListVpcEndpointZones', { EndpointId });
  const zones = (Zones as { ZoneStatus: string }[]).map((zone) => zone.ZoneStatus);
  return [endpoint['EndpointStatus'], endpoint['ConnectionStatus'], ...zones].join(' ');
}

const pilotResource = { 'Resource.1.ResourceType': 'slb', 'Resource.1.ResourceId': ids.pilot };

describe('CreateVpcEndpointService', () => {
  it.each<{ why: string; params: Record<string, string>; code: string }>([
    {
      why: 'the balancer is unknown',
      params: { 'Resource.1.ResourceType': 'slb', 'Resource.1.ResourceId': 'lb-none' },
      code: 'LoadBalancerNotFound',
    },
    {
      why: 'the ALB is unknown',
      params: { 'Resource.1.ResourceType': 'alb', 'Resource.1.ResourceId': 'alb-1', 'Resource.1.ZoneId': ids.zoneJ },
      code: 'AlbNotFound',
    },
    {
      why: 'the zone is not the master zone',
      params: { ...pilotResource, 'Resource.1.ZoneId': ids.zoneI },
      code: 'EndpointServiceNotSupportedZone',
    },
    {
      why: 'the resources differ in type',
      params: { ...pilotResource, 'Resource.2.ResourceType': 'nlb', 'Resource.2.ResourceId': 'nlb-1' },
      code: 'EndpointServiceResourceTypeNotEqual',
    },
    {
      why: 'the service says another type',
      params: { ...pilotResource, ServiceResourceType: 'nlb' },
      code: 'Mismatch.ResourceType',
    },
    {
      why: 'the same resource is there twice',
      params: { ...pilotResource, 'Resource.2.ResourceType': 'slb', 'Resource.2.ResourceId': ids.pilot },
      code: 'EndpointServiceResourceExist',
    },
    { why: 'the provider is to pay', params: { Payer: 'EndpointService' }, code: 'EndpointServicePayerForbidden' },
    {
      why: 'the description is a link',
      params: { ServiceDescription: 'http://x' },
      code: 'IllegalParamFormat.ServiceDescription',
    },
    { why: 'a tag has no key', params: { 'Tag.1.Value': 'v' }, code: 'MissingTagKeyParam' },
    { why: 'a tag key is there twice', params: { 'Tag.1.Key': 'k', 'Tag.2.Key': 'k' }, code: 'DuplicatedTagKey' },
    { why: 'a tag key is reserved', params: { 'Tag.1.Key': 'acs:k' }, code: 'IllegalTagKeyParam' },
  ])('when $why, refuses with $code', async ({ params, code }) => {
    expect(await testCloud().refusal('privatelink.CreateVpcEndpointService', params)).toBe(code);
  });

  it.each([
    ['faces the Internet', { internal: false }],
    ['is a subscription', { payType: 'PrePay' }],
    ['is in the classic network', { networkType: 'classic' }],
  ] as const)('refuses a balancer that %s', async (_why, how) => {
    const cloud = cloudWith({ balancers: [{ name: 'b', id: 'lb-odd', vpc: 'asm', ...how }] });
    const params = { 'Resource.1.ResourceType': 'slb', 'Resource.1.ResourceId': 'lb-odd' };
    expect(await cloud.refusal('privatelink.CreateVpcEndpointService', params)).toBe(
      'LoadBalancerNotSupportPrivateLink',
    );
  });

  it('needs the product activated, once', async () => {
    const cloud = cloudWith({ account: { privateLinkOpen: false } });
    expect(await cloud.refusal('privatelink.CheckProductOpen')).toBe('NeedOpenProduct');
    expect(await cloud.refusal('privatelink.CreateVpcEndpointService', pilotResource)).toBe('NeedOpenProduct');
    await cloud.get('privatelink.OpenPrivateLinkService');
    expect(await cloud.refusal('privatelink.OpenPrivateLinkService')).toBe('OrderOpend');
    expect(await cloud.get('privatelink.CheckProductOpen')).toMatchObject({ Success: true });
    await cloud.get('privatelink.CreateVpcEndpointService', pilotResource);
  });

  it('keeps the quota', async () => {
    const cloud = cloudWith({ account: { quotas: { services: 1 } } });
    await makeService(cloud, ids.pilot);
    expect(await cloud.refusal('privatelink.CreateVpcEndpointService', pilotResource)).toBe('QuotaMisMatched');
  });

  it('takes an NLB in each of its zones', async () => {
    const cloud = cloudWith({ balancers: [{ name: 'n', id: 'nlb-1', type: 'nlb', vpc: 'asm', zones: ['i', 'j'] }] });
    const nlb = (zone: string, n: number) => ({
      [`Resource.${n}.ResourceType`]: 'nlb',
      [`Resource.${n}.ResourceId`]: 'nlb-1',
      [`Resource.${n}.ZoneId`]: zone,
    });
    expect(
      await cloud.refusal('privatelink.CreateVpcEndpointService', {
        'Resource.1.ResourceType': 'nlb',
        'Resource.1.ResourceId': 'nlb-1',
      }),
    ).toBe('MissingParam.ZoneId');
    const { ServiceId } = await cloud.get('privatelink.CreateVpcEndpointService', {
      ...nlb(ids.zoneI, 1),
      ...nlb(ids.zoneJ, 2),
    });
    await cloud.clock.advance(1000);
    const service = await cloud.get('privatelink.GetVpcEndpointServiceAttribute', { ServiceId: String(ServiceId) });
    expect(service).toMatchObject({ ServiceResourceType: 'nlb', Zones: [ids.zoneI, ids.zoneJ], MaxBandwidth: 50_000 });
  });
});

describe('CreateVpcEndpoint', () => {
  it.each<{ why: string; change: Record<string, string>; code: string }>([
    { why: 'the service is unknown', change: { ServiceId: 'epsrv-none' }, code: 'EndpointServiceNotFound' },
    { why: 'no service is named', change: { ServiceId: '' }, code: 'MissingParam.ServiceId' },
    { why: 'the VPC is unknown', change: { VpcId: 'vpc-none' }, code: 'VpcNotFound' },
    { why: 'there is no security group', change: { 'SecurityGroupId.1': '' }, code: 'SecurityGroupNotFound' },
    { why: 'the vSwitch is unknown', change: { 'Zone.1.VSwitchId': 'vsw-none' }, code: 'VSwitchNotFound' },
    { why: 'the vSwitch is of another VPC', change: { 'Zone.1.VSwitchId': ids.asmVSwitchJ }, code: 'VSwitchNotFound' },
    { why: 'the zone is not that of the vSwitch', change: { 'Zone.1.ZoneId': ids.zoneI }, code: 'VSwitchNotFound' },
    {
      why: 'the service has nothing in the zone',
      change: { 'Zone.1.VSwitchId': ids.ackVSwitchI, 'Zone.1.ZoneId': ids.zoneI },
      code: 'EndpointServiceNotSupportedZone',
    },
    {
      why: 'a zone is there twice',
      change: { 'Zone.2.VSwitchId': ids.ackVSwitchJ, 'Zone.2.ZoneId': ids.zoneJ },
      code: 'EndpointZoneDuplicated',
    },
    { why: 'the address is outside the vSwitch', change: { 'Zone.1.ip': '10.0.0.1' }, code: 'EniIpUnavailable' },
    { why: 'the type is another', change: { EndpointType: 'Reverse' }, code: 'Mismatch.EndpointType' },
    { why: 'the name begins with a digit', change: { EndpointName: '1st' }, code: 'IllegalParamFormat.EndpointName' },
  ])('when $why, refuses with $code and makes nothing', async ({ change, code }) => {
    const cloud = testCloud();
    const ServiceId = await makeService(cloud, ids.pilot);
    const params = {
      ServiceId,
      VpcId: ids.ackVpc,
      'SecurityGroupId.1': await makeGroup(cloud, ids.ackVpc),
      'Zone.1.VSwitchId': ids.ackVSwitchJ,
      'Zone.1.ZoneId': ids.zoneJ,
      ...change,
    };
    const free = cloud.emulator.world.vSwitches.get(ids.ackVSwitchJ)?.used.size;
    expect(await cloud.refusal('privatelink.CreateVpcEndpoint', params)).toBe(code);
    expect(cloud.emulator.world.endpoints.size).toBe(0);
    expect(cloud.emulator.world.vSwitches.get(ids.ackVSwitchJ)?.used.size).toBe(free);
  });

  it('takes a fixed address, and gives it back with the zone', async () => {
    const cloud = testCloud();
    const endpoint = await makeEndpoint(cloud, await makeService(cloud, ids.pilot), { 'Zone.1.ip': '192.168.1.77' });
    const { NetworkInterfaceSets } = await cloud.get('ecs.DescribeNetworkInterfaces', {
      'PrivateIpAddress.1': '192.168.1.77',
    });
    expect(NetworkInterfaceSets).toMatchObject({
      NetworkInterfaceSet: [{ ServiceManaged: true, VSwitchId: ids.ackVSwitchJ }],
    });
    await cloud.get('privatelink.RemoveZoneFromVpcEndpoint', { EndpointId: endpoint, ZoneId: ids.zoneJ });
    await cloud.clock.advance(1000);
    expect(cloud.emulator.world.vSwitches.get(ids.ackVSwitchJ)?.used.has('192.168.1.77')).toBe(false);
  });

  it('refuses a vSwitch without a free address, or not Available', async () => {
    const [asm, ack] = guide.vpcs;
    if (asm === undefined || ack === undefined) throw new Error('the guide has two VPCs');
    const withVSwitch = (change: object) =>
      cloudWith({
        vpcs: [
          asm,
          { ...ack, vSwitches: ack.vSwitches.map((one) => (one.zone === 'j' ? { ...one, ...change } : one)) },
        ],
      });
    for (const [change, code] of [
      [{ free: 0 }, 'ResourceNotEnough.VSwitchIp'],
      [{ status: 'Pending' }, 'VSwitchStatusNotAllowed'],
    ] as const) {
      const cloud = withVSwitch(change);
      const ServiceId = await makeService(cloud, ids.pilot);
      const group = await makeGroup(cloud, ids.ackVpc);
      const params = { ServiceId, VpcId: ids.ackVpc, 'SecurityGroupId.1': group, 'Zone.1.VSwitchId': ids.ackVSwitchJ };
      expect(await cloud.refusal('privatelink.CreateVpcEndpoint', params)).toBe(code);
    }
  });

  it('needs the service Active', async () => {
    const cloud = testCloud({ profile: 'realistic' });
    const { ServiceId } = await cloud.get('privatelink.CreateVpcEndpointService', pilotResource);
    const params = {
      ServiceId: String(ServiceId),
      VpcId: ids.ackVpc,
      'SecurityGroupId.1': await makeGroup(cloud, ids.ackVpc),
    };
    expect(await cloud.refusal('privatelink.CreateVpcEndpoint', params)).toBe('IncorrectStatus.VpcEndpointService');
  });

  it('keeps the quota of endpoints in a VPC', async () => {
    const cloud = cloudWith({ account: { quotas: { endpointsPerVpc: 1 } } });
    const ServiceId = await makeService(cloud, ids.pilot);
    await makeEndpoint(cloud, ServiceId);
    const params = { ServiceId, VpcId: ids.ackVpc, 'SecurityGroupId.1': await makeGroup(cloud, ids.ackVpc) };
    expect(await cloud.refusal('privatelink.CreateVpcEndpoint', params)).toBe('QuotaExceeded.totalEpPerVpc');
  });

  it('may be made twice for one service, unless the switch forbids it', async () => {
    for (const [endpointDuplicated, code] of [
      ['never', 'OK'],
      ['vpc', 'EndpointDuplicated'],
      ['zone', 'EndpointDuplicated'],
    ] as const) {
      const cloud = cloudWith({ switches: { endpointDuplicated } });
      const ServiceId = await makeService(cloud, ids.pilot);
      await makeEndpoint(cloud, ServiceId);
      const group = await makeGroup(cloud, ids.ackVpc);
      const params = { ServiceId, VpcId: ids.ackVpc, 'SecurityGroupId.1': group, 'Zone.1.VSwitchId': ids.ackVSwitchJ };
      const { body } = await cloud.ask('privatelink.CreateVpcEndpoint', params);
      expect(body['Code'] ?? 'OK').toBe(code);
    }
  });
});

describe('connections', () => {
  it('wait to be accepted, can be refused and accepted again', async () => {
    const cloud = testCloud();
    const ServiceId = await makeService(cloud, ids.pilot, { AutoAcceptEnabled: 'false' });
    const EndpointId = await makeEndpoint(cloud, ServiceId);
    const pair = { ServiceId, EndpointId };
    expect(await show(cloud, EndpointId)).toBe('Active Disconnected Wait');
    expect(await cloud.refusal('privatelink.DisableVpcEndpointConnection', pair)).toBe(
      'EndpointConnectionOperationDenied',
    );
    await cloud.get('privatelink.EnableVpcEndpointConnection', pair);
    await cloud.clock.advance(1000);
    expect(await show(cloud, EndpointId)).toBe('Active Connected Connected');
    await cloud.get('privatelink.UpdateVpcEndpointConnectionAttribute', { ...pair, Bandwidth: '4096' });
    await cloud.clock.advance(1000);
    const { Connections, TotalCount } = await cloud.get('privatelink.ListVpcEndpointConnections', { ServiceId });
    expect(Connections).toMatchObject([
      { ...pair, Bandwidth: 4096, ConnectionStatus: 'Connected', Zones: [{ ResourceId: ids.pilot }] },
    ]);
    expect(TotalCount).toBe('1');
    await cloud.get('privatelink.DisableVpcEndpointConnection', pair);
    await cloud.clock.advance(1000);
    expect(await show(cloud, EndpointId)).toBe('Active Disconnected Disconnected');
    await cloud.get('privatelink.EnableVpcEndpointConnection', pair);
    await cloud.clock.advance(1000);
    expect(await show(cloud, EndpointId)).toBe('Active Connected Connected');
  });

  it('go through Connecting and Disconnecting, in which nothing else is allowed', async () => {
    const cloud = testCloud({ profile: 'realistic', scenario: { ...guide, switches: { lockLasts: 'call' } } });
    const ServiceId = await makeService(cloud, ids.pilot, { AutoAcceptEnabled: 'false' });
    const EndpointId = await makeEndpoint(cloud, ServiceId);
    await cloud.get('privatelink.EnableVpcEndpointConnection', { ServiceId, EndpointId });
    expect(await show(cloud, EndpointId)).toBe('Active Connecting Connecting');
    const zone = { EndpointId, ZoneId: ids.zoneJ };
    expect(await cloud.refusal('privatelink.RemoveZoneFromVpcEndpoint', zone)).toBe(
      'EndpointConnectionOperationDenied',
    );
    expect(await cloud.refusal('privatelink.DeleteVpcEndpoint', { EndpointId })).toBe('EndpointOperationDenied');
    await cloud.clock.advance(30_000);
    await cloud.get('privatelink.DisableVpcEndpointConnection', { ServiceId, EndpointId });
    expect(await show(cloud, EndpointId)).toBe('Active Disconnecting Disconnecting');
  });

  it('of single zones are switched by themselves, with 404 for what is not there', async () => {
    const cloud = testCloud();
    const ServiceId = await makeService(cloud, ids.pilot);
    const EndpointId = await makeEndpoint(cloud, ServiceId);
    const zone = { ServiceId, EndpointId, ZoneId: ids.zoneJ };
    expect(await cloud.refusal('privatelink.EnableVpcEndpointZoneConnection', zone)).toBe(
      'IncorrectStatus.VpcEndpointZone',
    );
    await cloud.get('privatelink.DisableVpcEndpointZoneConnection', zone);
    await cloud.clock.advance(1000);
    expect(await show(cloud, EndpointId)).toBe('Active Connected Disconnected');
    await cloud.get('privatelink.EnableVpcEndpointZoneConnection', zone);
    await cloud.clock.advance(1000);
    expect(await show(cloud, EndpointId)).toBe('Active Connected Connected');
    const unknown = await cloud.ask('privatelink.DisableVpcEndpointZoneConnection', {
      ...zone,
      ZoneId: 'cn-hangzhou-x',
    });
    expect(unknown).toMatchObject({ status: 404, body: { Code: 'ResourceNotFound.VpcEndpointZone' } });
  });

  it('of an endpoint without zones come up, and zones added later with them', async () => {
    const cloud = testCloud();
    const ServiceId = await makeService(cloud, ids.pilot);
    const { EndpointId } = await cloud.get('privatelink.CreateVpcEndpoint', {
      ServiceId,
      VpcId: ids.ackVpc,
      'SecurityGroupId.1': await makeGroup(cloud, ids.ackVpc),
    });
    await cloud.clock.advance(1000);
    expect(await show(cloud, String(EndpointId))).toBe('Active Connected');
    const zone = { EndpointId: String(EndpointId), VSwitchId: ids.ackVSwitchJ, ZoneId: ids.zoneJ };
    await cloud.get('privatelink.AddZoneToVpcEndpoint', zone);
    await cloud.clock.advance(1000);
    expect(await show(cloud, String(EndpointId))).toBe('Active Connected Connected');
    expect(await cloud.refusal('privatelink.AddZoneToVpcEndpoint', zone)).toBe('EndpointZoneDuplicated');
  });
});

describe('deletion', () => {
  it('is refused out of order, each time in its own words', async () => {
    const cloud = testCloud();
    const ServiceId = await makeService(cloud, ids.pilot, { AutoAcceptEnabled: 'false' });
    const EndpointId = await makeEndpoint(cloud, ServiceId);
    await cloud.get('privatelink.EnableVpcEndpointConnection', { ServiceId, EndpointId });
    await cloud.clock.advance(1000);
    const resource = { ServiceId, ResourceId: ids.pilot };
    expect(await cloud.refusal('privatelink.DeleteVpcEndpointService', { ServiceId })).toBe(
      'EndpointServiceConnectionDependence',
    );
    expect(await cloud.refusal('privatelink.DetachResourceFromVpcEndpointService', resource)).toBe(
      'EndpointServiceConnectionDependence',
    );
    expect(await cloud.refusal('privatelink.DeleteVpcEndpoint', { EndpointId })).toBe('EndpointDependenceViolation');
    await cloud.get('privatelink.DisableVpcEndpointConnection', { ServiceId, EndpointId });
    await cloud.clock.advance(1000);
    expect(await cloud.refusal('privatelink.DeleteVpcEndpointService', { ServiceId })).toBe(
      'EndpointServiceDependenceViolation',
    );
  });

  it('of a service leaves its endpoint behind as ServiceDeleted, or is refused, by switch', async () => {
    for (const allowed of [true, false]) {
      const cloud = cloudWith({ switches: { deleteServiceWithEndpoints: allowed } });
      const ServiceId = await makeService(cloud, ids.pilot, { AutoAcceptEnabled: 'false' });
      const EndpointId = await makeEndpoint(cloud, ServiceId);
      await cloud.get('privatelink.RemoveZoneFromVpcEndpoint', { EndpointId, ZoneId: ids.zoneJ });
      await cloud.clock.advance(1000);
      await cloud.get('privatelink.DetachResourceFromVpcEndpointService', { ServiceId, ResourceId: ids.pilot });
      await cloud.clock.advance(1000);
      const { body } = await cloud.ask('privatelink.DeleteVpcEndpointService', { ServiceId });
      await cloud.clock.advance(1000);
      expect(body['Code']).toBe(allowed ? undefined : 'DeleteFailedDueToEndpointExist');
      expect(await show(cloud, EndpointId)).toBe(allowed ? 'Active ServiceDeleted' : 'Active Disconnected');
      if (!allowed) continue;
      const zone = { EndpointId, VSwitchId: ids.ackVSwitchJ, ZoneId: ids.zoneJ };
      expect(await cloud.refusal('privatelink.AddZoneToVpcEndpoint', zone)).toBe('EndpointServiceDeleted');
      await cloud.get('privatelink.DeleteVpcEndpoint', { EndpointId });
    }
  });

  it('of a connected zone may be forbidden, by switch', async () => {
    const cloud = cloudWith({ switches: { removeConnectedZone: false } });
    const EndpointId = await makeEndpoint(cloud, await makeService(cloud, ids.pilot));
    expect(await cloud.refusal('privatelink.RemoveZoneFromVpcEndpoint', { EndpointId, ZoneId: ids.zoneJ })).toBe(
      'EndpointConnectionOperationDenied',
    );
    expect(await cloud.refusal('privatelink.RemoveZoneFromVpcEndpoint', { EndpointId, ZoneId: 'x' })).toBe(
      'EndpointZoneNotFound',
    );
  });
});

describe('resources', () => {
  const second = { balancers: [{ name: 'second', id: 'lb-second', vpc: 'asm', zones: ['j'] }] };

  it('are attached beside another; then the first may go, and its zones move', async () => {
    const cloud = cloudWith(second);
    const ServiceId = await makeService(cloud, ids.pilot);
    const EndpointId = await makeEndpoint(cloud, ServiceId);
    const add = { ServiceId, ResourceId: 'lb-second', ResourceType: 'slb' };
    await cloud.get('privatelink.AttachResourceToVpcEndpointService', add);
    await cloud.clock.advance(1000);
    expect(await cloud.refusal('privatelink.AttachResourceToVpcEndpointService', add)).toBe(
      'EndpointServiceResourceExist',
    );
    await cloud.get('privatelink.DetachResourceFromVpcEndpointService', {
      ServiceId,
      ResourceId: ids.pilot,
      ZoneId: ids.zoneJ,
    });
    await cloud.clock.advance(1000);
    const { Resources } = await cloud.get('privatelink.ListVpcEndpointServiceResources', { ServiceId });
    expect(Resources).toMatchObject([{ ResourceId: 'lb-second', RelatedEndpointCount: 1, VpcId: ids.asmVpc }]);
    expect(await show(cloud, EndpointId)).toBe('Active Connected Connected');
    expect(
      await cloud.refusal('privatelink.DetachResourceFromVpcEndpointService', { ServiceId, ResourceId: ids.pilot }),
    ).toBe('EndpointServiceResourceNotFound');
  });

  it('in use are held, when the switch says so', async () => {
    const cloud = cloudWith({ ...second, switches: { detachInUse: 'refuse' } });
    const ServiceId = await makeService(cloud, ids.pilot);
    await makeEndpoint(cloud, ServiceId);
    await cloud.get('privatelink.AttachResourceToVpcEndpointService', {
      ServiceId,
      ResourceId: 'lb-second',
      ResourceType: 'slb',
    });
    await cloud.clock.advance(1000);
    expect(
      await cloud.refusal('privatelink.DetachResourceFromVpcEndpointService', { ServiceId, ResourceId: ids.pilot }),
    ).toBe('EndpointServiceConnectionDependence');
  });

  it('keep one auto-allocated in each zone', async () => {
    const cloud = cloudWith(second);
    const ServiceId = await makeService(cloud, ids.pilot);
    const off = { ServiceId, ResourceId: ids.pilot, ZoneId: ids.zoneJ, AutoAllocatedEnabled: 'false' };
    expect(await cloud.refusal('privatelink.UpdateVpcEndpointServiceResourceAttribute', off)).toBe(
      'ResourceAutoAllocateViolation',
    );
    await cloud.get('privatelink.AttachResourceToVpcEndpointService', {
      ServiceId,
      ResourceId: 'lb-second',
      ResourceType: 'slb',
    });
    await cloud.clock.advance(1000);
    await cloud.get('privatelink.UpdateVpcEndpointServiceResourceAttribute', off);
    expect(
      await cloud.refusal('privatelink.AttachResourceToVpcEndpointService', {
        ServiceId,
        ResourceId: 'nlb-1',
        ResourceType: 'nlb',
      }),
    ).toBe('EndpointServiceResourceTypeNotEqual');
  });
});

describe('security groups of an endpoint', () => {
  it('are at least one, attached and detached while it is Pending, and held while in use', async () => {
    const cloud = testCloud({ profile: 'realistic' });
    const first = await makeGroup(cloud, ids.ackVpc);
    const EndpointId = await makeEndpoint(cloud, await makeService(cloud, ids.pilot), { 'SecurityGroupId.1': first });
    const detach = { EndpointId, SecurityGroupId: first };
    expect(await cloud.refusal('privatelink.DetachSecurityGroupFromVpcEndpoint', detach)).toBe(
      'EndpointMustContainSecurityGroup',
    );
    const SecurityGroupId = await makeGroup(cloud, ids.ackVpc);
    await cloud.get('privatelink.AttachSecurityGroupToVpcEndpoint', { EndpointId, SecurityGroupId });
    expect(await show(cloud, EndpointId)).toBe('Pending Connected Connected');
    await cloud.clock.advance(30_000);
    expect(await cloud.refusal('privatelink.AttachSecurityGroupToVpcEndpoint', { EndpointId, SecurityGroupId })).toBe(
      'SecurityGroupExist',
    );
    expect(
      await cloud.refusal('privatelink.AttachSecurityGroupToVpcEndpoint', {
        EndpointId,
        SecurityGroupId: await makeGroup(cloud, ids.asmVpc),
      }),
    ).toBe('SecurityGroupNotFound');
    expect(await cloud.ask('ecs.DeleteSecurityGroup', { SecurityGroupId: first })).toMatchObject({
      status: 403,
      body: { Code: 'DependencyViolation' },
    });
    await cloud.get('privatelink.DetachSecurityGroupFromVpcEndpoint', detach);
    await cloud.clock.advance(30_000);
    const { SecurityGroups } = await cloud.get('privatelink.ListVpcEndpointSecurityGroups', { EndpointId });
    expect(SecurityGroups).toEqual([{ SecurityGroupId, SecurityGroupStatus: 'Attached' }]);
    await cloud.get('ecs.DeleteSecurityGroup', { SecurityGroupId: first });
  });
});

describe('tags', () => {
  it('are set, found by, listed and taken away; types come in any case', async () => {
    const cloud = testCloud();
    const ServiceId = await makeService(cloud, ids.pilot);
    const EndpointId = await makeEndpoint(cloud, ServiceId);
    const tagged = { ResourceType: 'VpcEndpoint', 'ResourceId.1': EndpointId };
    await cloud.get('privatelink.TagResources', {
      ...tagged,
      'Tag.1.Key': 'a',
      'Tag.1.Value': '1',
      'Tag.2.Key': 'b',
      'Tag.2.Value': '2',
    });
    const found = async (filter: Record<string, string>) =>
      (await cloud.get('privatelink.ListVpcEndpoints', filter))['TotalCount'];
    expect(await found({ 'Tag.1.Key': 'a', 'Tag.1.Value': '1', 'Tag.2.Key': 'b' })).toBe(1);
    expect(await found({ 'Tag.1.Key': 'a', 'Tag.1.Value': '2' })).toBe(0);
    const listed = await cloud.get('privatelink.ListTagResources', { ResourceType: 'vpcendpoint', 'Tag.1.Key': 'a' });
    expect(listed['TagResources']).toEqual([
      { ResourceId: EndpointId, ResourceType: 'VpcEndpoint', TagKey: 'a', TagValue: '1' },
    ]);
    await cloud.get('privatelink.UntagResources', { ...tagged, 'TagKey.1': 'a' });
    expect(await found({ 'Tag.1.Key': 'a' })).toBe(0);
    await cloud.get('privatelink.UntagResources', { ...tagged, All: 'true' });
    expect(cloud.emulator.world.endpoints.get(EndpointId)?.tags.size).toBe(0);
    const missing = { ResourceType: 'vpcendpoint', 'ResourceId.1': ServiceId, 'Tag.1.Key': 'a', 'Tag.1.Value': '1' };
    expect(await cloud.refusal('privatelink.TagResources', missing)).toBe('InvalidResourceId.NotFound');
    const many = Object.fromEntries(Array.from({ length: 21 }, (_, i) => [`Tag.${i + 1}.Key`, `k${i}`]));
    expect(await cloud.refusal('privatelink.TagResources', { ...tagged, ...many })).toBe('QuotaExceed.TagsPerResource');
  });
});

describe('the whitelist', () => {
  it('has the owner, and whom one adds', async () => {
    const cloud = testCloud();
    const ServiceId = await makeService(cloud, ids.pilot);
    await cloud.get('privatelink.AddUserToVpcEndpointService', { ServiceId, UserId: '42' });
    await cloud.get('privatelink.AddUserToVpcEndpointService', { ServiceId, UserARN: 'acs:ram:*:43:*' });
    const list = async () => (await cloud.get('privatelink.ListVpcEndpointServiceUsers', { ServiceId }))['Users'];
    expect(await list()).toEqual([{ UserId: 1234567890123456 }, { UserId: 42 }, { UserId: 43 }]);
    await cloud.get('privatelink.RemoveUserFromVpcEndpointService', { ServiceId, UserId: '42' });
    expect(await list()).toHaveLength(2);
    expect(await cloud.refusal('privatelink.AddUserToVpcEndpointService', { ServiceId })).toBe('MissingParam.UserArn');
    expect(
      await cloud.refusal('privatelink.AddUserToVpcEndpointService', {
        ServiceId,
        UserId: '1',
        UserARN: 'acs:ram:*:2:*',
      }),
    ).toBe('Mismatch.UserIdAndUserArn');
  });
});

describe('zones and regions', () => {
  it('are listed, and a region sees only its own', async () => {
    const cloud = testCloud();
    const ServiceId = await makeService(cloud, ids.pilot);
    expect(
      await cloud.refusal('privatelink.GetVpcEndpointServiceAttribute', { ServiceId, RegionId: 'cn-beijing' }),
    ).toBe('EndpointServiceNotFound');
    const { Zones } = await cloud.get('privatelink.DescribeZones', {});
    expect(Zones).toMatchObject({ Zone: expect.arrayContaining([{ LocalName: ids.zoneI, ZoneId: ids.zoneI }]) });
    const { Regions } = await cloud.get('privatelink.DescribeRegions', {});
    expect(Regions).toMatchObject({
      Region: expect.arrayContaining([expect.objectContaining({ RegionId: 'cn-hangzhou' })]),
    });
    const seen = await cloud.get('privatelink.ListVpcEndpointServicesByEndUser', { ServiceId });
    expect(seen).toMatchObject({ TotalCount: '1', Services: [{ ServiceId, Zones: [ids.zoneJ] }] });
  });
});
