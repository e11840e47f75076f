import { describe, expect, it } from 'vitest';
import { ids, testCloud } from '../../testing.ts';

describe('CreateLoadBalancer of CLB', () => {
  it('takes an address of the vSwitch, in its zone with another for standby, and gives it back', async () => {
    const cloud = testCloud();
    const made = await cloud.get('slb.CreateLoadBalancer', { VSwitchId: ids.ackVSwitchJ, Address: '192.168.1.77' });
    const LoadBalancerId = String(made['LoadBalancerId']);
    expect(made).toMatchObject({ Address: '192.168.1.77', NetworkType: 'vpc', VpcId: ids.ackVpc });
    expect(await cloud.get('slb.DescribeLoadBalancerAttribute', { LoadBalancerId })).toMatchObject({
      LoadBalancerStatus: 'active',
      MasterZoneId: ids.zoneJ,
      SlaveZoneId: 'cn-hangzhou-b',
    });
    await cloud.get('slb.DeleteLoadBalancer', { LoadBalancerId });
    await cloud.get('slb.CreateLoadBalancer', { VSwitchId: ids.ackVSwitchJ, Address: '192.168.1.77' });
  });

  it('without a vSwitch faces the Internet, and cannot stand behind PrivateLink', async () => {
    const cloud = testCloud();
    const made = await cloud.get('slb.CreateLoadBalancer');
    expect(made).toMatchObject({ NetworkType: 'classic', VpcId: '', Address: '203.0.113.1' });
    const resource = { 'Resource.1.ResourceType': 'slb', 'Resource.1.ResourceId': String(made['LoadBalancerId']) };
    expect(await cloud.refusal('privatelink.CreateVpcEndpointService', resource)).toBe(
      'LoadBalancerNotSupportPrivateLink',
    );
  });

  it.each([
    ['an unknown vSwitch', { VSwitchId: 'vsw-x' }, 'InvalidVSwitchId.NotFound'],
    ['a vSwitch of another VPC', { VSwitchId: ids.ackVSwitchJ, VpcId: ids.asmVpc }, 'InvalidVSwitchId.NotFound'],
    ['an address outside it', { VSwitchId: ids.ackVSwitchJ, Address: '10.0.0.1' }, 'InvalidAddress.NotAvailable'],
    ['intranet without a vSwitch', { AddressType: 'intranet' }, 'MissingParameter'],
    ['an unknown zone', { VSwitchId: ids.ackVSwitchJ, MasterZoneId: 'cn-hangzhou-z' }, 'InvalidZoneId.NotFound'],
    ['one zone twice', { VSwitchId: ids.ackVSwitchJ, SlaveZoneId: ids.zoneJ }, 'InvalidParameter'],
  ])('refuses %s', async (_what, params, code) => {
    expect(await testCloud().refusal('slb.CreateLoadBalancer', params)).toBe(code);
  });

  it('can be protected from deletion', async () => {
    const cloud = testCloud();
    const made = await cloud.get('slb.CreateLoadBalancer', { VSwitchId: ids.ackVSwitchJ, DeleteProtection: 'on' });
    const LoadBalancerId = String(made['LoadBalancerId']);
    expect(await cloud.refusal('slb.DeleteLoadBalancer', { LoadBalancerId })).toBe(
      'OperationDenied.DeleteProtectionIsOn',
    );
  });
});
