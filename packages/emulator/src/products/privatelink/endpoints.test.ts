/** Endpoints: where they may be made, their security groups and tags (alibaba-cloud-api §2.3, product-behaviour C). */
import { describe, expect, it } from 'vitest';
import { guide } from '../../scenarios/guide.ts';
import { cloudWith, ids, makeEndpoint, makeGroup, makeService, stateOf, testCloud } from '../../testing.ts';

const pilotResource = { 'Resource.1.ResourceType': 'slb', 'Resource.1.ResourceId': ids.pilot };

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

  it('is given no zone twice, named by its vSwitch alone neither', async () => {
    const cloud = testCloud();
    const EndpointId = await makeEndpoint(cloud, await makeService(cloud, ids.pilot));
    for (const ZoneId of [ids.zoneJ, '']) {
      const params = { EndpointId, ZoneId, VSwitchId: ids.ackVSwitchJ };
      expect(await cloud.refusal('privatelink.AddZoneToVpcEndpoint', params)).toBe('EndpointZoneDuplicated');
    }
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
    expect(await stateOf(cloud, EndpointId)).toBe('Pending Connected Connected');
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
    const many = Object.fromEntries(
      Array.from({ length: 21 }, (_, i) => [
        [`Tag.${i + 1}.Key`, `k${i}`],
        [`Tag.${i + 1}.Value`, ''],
      ]).flat(),
    );
    expect(await cloud.refusal('privatelink.TagResources', { ...tagged, ...many })).toBe('QuotaExceed.TagsPerResource');
  });
});
