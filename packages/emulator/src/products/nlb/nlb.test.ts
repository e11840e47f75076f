import { describe, expect, it } from 'vitest';
import { type Cloud, ids, makeService, testCloud } from '../../testing.ts';

const params = {
  AddressType: 'Intranet',
  VpcId: ids.ackVpc,
  'ZoneMappings.1.ZoneId': ids.zoneI,
  'ZoneMappings.1.VSwitchId': ids.ackVSwitchI,
  'ZoneMappings.2.ZoneId': ids.zoneJ,
  'ZoneMappings.2.VSwitchId': ids.ackVSwitchJ,
};
const listener = { ListenerPort: '6443', ListenerProtocol: 'TCP', ServerGroupId: 'sgp-1' };

async function make(cloud: Cloud, more: Record<string, string> = {}): Promise<string> {
  const { LoadbalancerId } = await cloud.get('nlb.CreateLoadBalancer', { ...params, ...more });
  await cloud.clock.advance(60_000);
  return String(LoadbalancerId);
}

describe('NLB', () => {
  it('comes up after a while, with an interface in each zone, and gives them back when it goes', async () => {
    const cloud = testCloud({ profile: 'realistic' });
    const before = cloud.emulator.world.interfaces.size;
    const { LoadbalancerId } = await cloud.get('nlb.CreateLoadBalancer', params);
    const LoadBalancerId = String(LoadbalancerId);
    const status = async () =>
      (await cloud.get('nlb.GetLoadBalancerAttribute', { LoadBalancerId }))['LoadBalancerStatus'];
    expect(await status()).toBe('Provisioning');
    expect(await cloud.refusal('nlb.CreateListener', { LoadBalancerId, ...listener })).toBe(
      'IncorrectStatus.loadbalancer',
    );
    await cloud.clock.advance(30_000);
    expect(await status()).toBe('Active');
    expect(cloud.emulator.world.interfaces.size).toBe(before + 2);
    const { JobId } = await cloud.get('nlb.DeleteLoadBalancer', { LoadBalancerId });
    const job = async () => (await cloud.get('nlb.GetJobStatus', { JobId: String(JobId) }))['Status'];
    expect([await status(), await job()]).toEqual(['Deleting', 'processing']);
    await cloud.clock.advance(30_000);
    expect(await job()).toBe('Succeeded');
    expect(await cloud.refusal('nlb.GetLoadBalancerAttribute', { LoadBalancerId })).toBe(
      'ResourceNotFound.loadBalancer',
    );
    expect(cloud.emulator.world.interfaces.size).toBe(before);
  });

  it('has listeners that run once their job is done', async () => {
    const cloud = testCloud({ profile: 'realistic' });
    const LoadBalancerId = await make(cloud);
    const made = await cloud.get('nlb.CreateListener', { LoadBalancerId, ...listener });
    const ListenerId = String(made['ListenerId']);
    const status = async () => (await cloud.get('nlb.GetListenerAttribute', { ListenerId }))['ListenerStatus'];
    expect(await status()).toBe('Provisioning');
    expect(await cloud.refusal('nlb.CreateListener', { LoadBalancerId, ...listener })).toBe(
      'ResourceAlreadyExist.listener',
    );
    await cloud.clock.advance(10_000);
    expect(await status()).toBe('Running');
    await cloud.get('nlb.DeleteListener', { ListenerId });
    expect(await status()).toBe('Deleting');
    await cloud.clock.advance(10_000);
    expect(await cloud.refusal('nlb.GetListenerAttribute', { ListenerId })).toBe('ResourceNotFound.listener');
  });

  it.each([
    [
      'one zone',
      { 'ZoneMappings.2.ZoneId': ids.zoneI, 'ZoneMappings.2.VSwitchId': ids.ackVSwitchI },
      'IllegalParam.ZoneMappings',
    ],
    ['a zone that is not the vSwitch’s', { 'ZoneMappings.2.VSwitchId': ids.asmVSwitchJ }, 'ResourceNotFound.vSwitch'],
    ['an unknown VPC', { VpcId: 'vpc-x' }, 'ResourceNotFound.vpc'],
    [
      'an address that is taken',
      { 'ZoneMappings.1.PrivateIPv4Address': '192.168.0.0' },
      'ResourceAlreadyInUse.address',
    ],
  ])('is refused %s', async (_what, wrong, code) => {
    expect(await testCloud().refusal('nlb.CreateLoadBalancer', { ...params, ...wrong })).toBe(code);
  });

  it('is held while a service has it for a resource, and by its protection', async () => {
    const cloud = testCloud();
    const held = await make(cloud);
    await makeService(cloud, held, { 'Resource.1.ResourceType': 'nlb', 'Resource.1.ZoneId': ids.zoneJ });
    expect(await cloud.refusal('nlb.DeleteLoadBalancer', { LoadBalancerId: held })).toBe('ResourceInUse.LoadBalancer');
    const kept = await make(cloud, { 'DeletionProtectionConfig.Enabled': 'true' });
    expect(await cloud.refusal('nlb.DeleteLoadBalancer', { LoadBalancerId: kept })).toBe(
      'OperationDenied.DeletionProtectionEnabled',
    );
  });
});
