import { describe, expect, it } from 'vitest';
import { VirtualClock } from './clock.ts';
import { createEmulator } from './emulator.ts';
import { guide } from './scenarios/guide.ts';

describe('createEmulator', () => {
  it('smoke', async () => {
    const clock = new VirtualClock();
    const emulator = createEmulator({ scenario: guide, clock, profile: 'realistic', strict: true, log: console.error });
    const call = async (action: string, params: Record<string, string>) => {
      const p = emulator.call({
        product: 'privatelink',
        version: '2020-04-15',
        action,
        params: { RegionId: 'cn-hangzhou', ...params },
      });
      await clock.run(p);
      return (await p) as { status: number; body: Record<string, unknown> };
    };
    const svc = await call('CreateVpcEndpointService', {
      'Resource.1.ResourceType': 'slb',
      'Resource.1.ResourceId': 'lb-bp1pilot0000000000gd',
      AutoAcceptEnabled: 'true',
    });
    expect(svc.status).toBe(200);
    await clock.advance(10_000);
    const get = await call('GetVpcEndpointServiceAttribute', { ServiceId: String(svc.body['ServiceId']) });
    expect(get.body).toMatchObject({ ServiceStatus: 'Active', Zones: ['cn-hangzhou-j'] });
    const group = [...emulator.world.securityGroups.values()].find((g) => g.vpcId === 'vpc-bp1ack00000000000guide');
    const ep = await call('CreateVpcEndpoint', {
      ServiceId: String(svc.body['ServiceId']),
      VpcId: 'vpc-bp1ack00000000000guide',
      'SecurityGroupId.1': group?.id ?? '',
      'Zone.1.VSwitchId': 'vsw-bp1jsgsanpvxpj32yai50',
      'Zone.1.ZoneId': 'cn-hangzhou-j',
    });
    expect(ep).toMatchObject({ status: 200 });
    await clock.advance(60_000);
    const list = await call('ListVpcEndpoints', {});
    expect(list.body).toMatchObject({
      TotalCount: 1,
      Endpoints: [{ EndpointStatus: 'Active', ConnectionStatus: 'Connected' }],
    });
  });
});
