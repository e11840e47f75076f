/** Endpoint services: what may stand behind them, who may use them (alibaba-cloud-api §2.3, product-behaviour C). */
import { describe, expect, it } from 'vitest';
import { cloudWith, ids, makeEndpoint, makeService, stateOf, testCloud } from '../../testing.ts';

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
      code: 'Mismatch.ResourceType',
    },
    {
      why: 'the service says another type',
      params: { ...pilotResource, ServiceResourceType: 'nlb' },
      code: 'Mismatch.ResourceType',
    },
    {
      why: 'the same resource is there twice',
      params: { ...pilotResource, 'Resource.2.ResourceType': 'slb', 'Resource.2.ResourceId': ids.pilot },
      code: 'IllegalParamFormat.Resource',
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
    expect(await stateOf(cloud, EndpointId)).toBe('Active Connected Connected');
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
    const off = { ServiceId, ResourceId: ids.pilot, AutoAllocatedEnabled: 'false' };
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

  it('of a service of NLBs are named with their zone', async () => {
    const cloud = cloudWith({ balancers: [{ name: 'n', id: 'nlb-1', type: 'nlb', vpc: 'asm', zones: ['i', 'j'] }] });
    const resource = { 'Resource.1.ResourceType': 'nlb', 'Resource.1.ResourceId': 'nlb-1' };
    const ServiceId = await makeService(cloud, 'nlb-1', { ...resource, 'Resource.1.ZoneId': ids.zoneI });
    const off = { ServiceId, ResourceId: 'nlb-1', AutoAllocatedEnabled: 'true' };
    expect(await cloud.refusal('privatelink.UpdateVpcEndpointServiceResourceAttribute', off)).toBe(
      'MissingParam.ZoneId',
    );
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
