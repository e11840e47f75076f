import { describe, expect, it } from 'vitest';
import { VirtualClock } from './clock.ts';
import { createEmulator } from './emulator.ts';
import { resourcesOf } from './ram-resources.ts';

const here = { regionId: 'cn-hangzhou', accountId: '1' };

describe('the resources of a call', () => {
  it.each<[string, Record<string, string>, string | undefined, string[]]>([
    ['privatelink:DeleteVpcEndpoint', { EndpointId: 'ep-1' }, undefined, ['privatelink vpcendpoint/ep-1']],
    ['privatelink:ListVpcEndpoints', { EndpointId: 'ep-1' }, undefined, ['privatelink vpcendpoint/*']],
    [
      'privatelink:CreateVpcEndpoint',
      { VpcId: 'v', 'SecurityGroupId.1': 'g', 'Zone.1.VSwitchId': 'a', 'Zone.2.VSwitchId': 'b', 'Zone.1.ZoneId': 'z' },
      undefined,
      ['privatelink vpcendpoint/*', 'ecs securitygroup/g', 'vpc vswitch/a', 'vpc vswitch/b', 'vpc vpc/v'],
    ],
    [
      'privatelink:CreateVpcEndpointService',
      { 'Resource.1.ResourceType': 'nlb', 'Resource.1.ResourceId': 'n', 'Resource.1.ZoneId': 'z' },
      undefined,
      ['privatelink vpcendpointservice/*', 'nlb loadbalancer/n'],
    ],
    [
      'privatelink:TagResources',
      { ResourceType: 'VpcEndpoint', 'ResourceId.1': 'ep-1', 'Tag.1.Key': 'k' },
      undefined,
      ['privatelink vpcendpoint/ep-1'],
    ],
    ['cs:ModifyCluster', {}, '/api/v2/clusters/c1', ['cs cluster/c1']],
  ])('%s', (action, params, path, resources) => {
    const expected = resources.map((each) => `acs:${each.replace(' ', ':cn-hangzhou:1:')}`);
    expect(resourcesOf(action, { params, ...(path !== undefined && { path }) }, here)).toEqual(expected);
  });

  it.each(['ecs:AuthorizeSecurityGroup', 'servicemesh:DescribeServiceMeshes', 'cs:Unheard'])(
    '%s: everything',
    (action) => {
      expect(resourcesOf(action, { params: { SecurityGroupId: 'sg-1' } }, here)).toEqual(['*']);
    },
  );
});

describe('a key for one VPC', () => {
  const vpcs = ['a', 'b'].map((name) => ({ id: `vpc-${name}`, name }));
  const one = { Action: 'ecs:CreateSecurityGroup', Resource: ['acs:ecs:*:*:securitygroup/*', 'acs:vpc:*:*:vpc/vpc-a'] };
  const call = async (VpcId: string, scenario: object = {}) => {
    const keys = [{ id: 'one', secret: 's', user: 'one', allow: [one] }];
    const emulator = createEmulator({
      scenario: { vpcs, keys, ...scenario },
      clock: new VirtualClock(),
      profile: 'instant',
    });
    const params = { RegionId: 'cn-hangzhou', VpcId };
    const request = { product: 'ecs', version: '', action: 'CreateSecurityGroup', params };
    const { body } = await emulator.call(request);
    await emulator.close();
    return Object(body)['Code'] ?? 'OK';
  };

  it('makes groups there and nowhere else', async () => {
    expect([await call('vpc-a'), await call('vpc-b')]).toEqual(['OK', 'Forbidden.RAM']);
  });

  it('makes them anywhere where policies name no resources', async () => {
    expect(await call('vpc-b', { switches: { resourcesInPolicies: 'ignored' } })).toBe('OK');
  });
});
