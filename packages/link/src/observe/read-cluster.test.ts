import { describe, expect, it } from 'vitest';
import { type Answers, fakeCloud, refusing } from '../testing/fake-cloud.ts';
import { readBalancer } from './read-balancer.ts';
import { readCluster } from './read-cluster.ts';

const signal = new AbortController().signal;
const slb = (instance_id: string, kind?: string) => ({
  instance_id,
  resource_type: 'SLB',
  ...(kind && { associated_object: { kind } }),
});

async function balancerOf(answers: Answers): Promise<string> {
  const found = await readCluster(fakeCloud(answers), 'c1', signal);
  if (!found.ok) return found.problem.reason;
  return found.value.apiServerBalancer.ok
    ? found.value.apiServerBalancer.value
    : found.value.apiServerBalancer.problem.reason;
}

describe("the balancer in front of a cluster's API server", () => {
  const master_url = '{"intranet_api_server_endpoint":"https://10.0.0.7:6443"}';

  it.each<[why: string, answers: Answers, expected: string]>([
    [
      'is the private one that the cluster names, never the ingress one',
      {
        DescribeClusterDetail: {
          external_loadbalancer_id: 'lb-ingress',
          control_plane_endpoints_config: {
            load_balancers_config: [
              { load_balancer_id: 'lb-public', endpoint_type: 'public' },
              { load_balancer_id: 'nlb-1', endpoint_type: 'private' },
            ],
          },
        },
      },
      'nlb-1',
    ],
    [
      'is else the one among its resources that no Service owns',
      { DescribeClusterDetail: {}, DescribeClusterResources: { items: [slb('lb-service', 'Service'), slb('lb-api')] } },
      'lb-api',
    ],
    [
      'is else the one that bears the intranet address in its VPC',
      {
        DescribeClusterDetail: { vpc_id: 'vpc-1', master_url },
        DescribeClusterResources: { items: [slb('lb-service', 'Service')] },
        DescribeLoadBalancers: {
          LoadBalancers: [
            { LoadBalancerId: 'lb-other', Address: '10.0.0.7', VpcId: 'vpc-2' },
            { LoadBalancerId: 'lb-api', Address: '10.0.0.7', VpcId: 'vpc-1' },
          ],
        },
      },
      'lb-api',
    ],
    [
      'is else missing',
      { DescribeClusterDetail: { vpc_id: 'vpc-1', master_url: 'not JSON' }, DescribeClusterResources: { items: [] } },
      'ApiServerBalancerMissing',
    ],
    [
      'is not looked for when the cluster is not there',
      { DescribeClusterDetail: refusing('DescribeClusterDetail', 'ErrorClusterNotFound') },
      'ClusterNotFound',
    ],
    [
      'is not known when a balancer went while it was looked for: the cluster is still there',
      {
        DescribeClusterDetail: {
          vpc_id: 'vpc-1',
          master_url: JSON.stringify({ intranet_api_server_endpoint: 'https://10.0.0.1:6443' }),
        },
        DescribeClusterResources: { items: [] },
        DescribeLoadBalancers: refusing('DescribeLoadBalancers', 'InvalidLoadBalancerId.NotFound'),
      },
      'ObjectGone',
    ],
    [
      'is not known while the cluster cannot be read',
      { DescribeClusterDetail: refusing('DescribeClusterDetail', 'ServiceUnavailable') },
      'CloudUnavailable',
    ],
  ])('%s', async (_why, answers, expected) => {
    expect(await balancerOf(answers)).toBe(expected);
  });
});

describe('the names in its certificate', () => {
  it.each([
    ['the answer has them', { extra_sans: ['a.example'], meta_data: '{"ExtraCertSAN":"b.example"}' }, ['a.example']],
    [
      'only the metadata has them',
      { meta_data: '{"ExtraCertSAN":"a.example, b.example"}' },
      ['a.example', 'b.example'],
    ],
    ['the metadata has them as a list', { meta_data: '{"ExtraCertSAN":["a.example"]}' }, ['a.example']],
    ['nothing has them', { meta_data: '[1]' }, []],
  ])('when %s', async (_why, detail, expected) => {
    const cloud = fakeCloud({ DescribeClusterDetail: detail, DescribeClusterResources: { items: [] } });
    expect(await readCluster(cloud, 'c1', signal)).toMatchObject({ ok: true, value: { certificateNames: expected } });
  });
});

describe('a load balancer', () => {
  const clb = { VpcId: 'vpc-1', Address: '10.0.0.1', MasterZoneId: 'cn-i', SlaveZoneId: 'cn-j' };
  const listeners = {
    Listeners: [
      { ListenerPort: 6443, ListenerProtocol: 'TCP', Status: 'running' },
      { ListenerPort: 80, ListenerProtocol: 'http', Status: 'running' },
      { ListenerPort: 22, ListenerProtocol: 'tcp', Status: 'stopped' },
    ],
  };

  it('when it is a CLB, serves its master zone, perhaps its standby zone, on its running TCP listeners', async () => {
    const cloud = fakeCloud({ DescribeLoadBalancerAttribute: clb, DescribeLoadBalancerListeners: listeners });
    expect(await readBalancer(cloud, 'lb-1', signal)).toEqual({
      ok: true,
      value: {
        id: 'lb-1',
        type: 'slb',
        vpcId: 'vpc-1',
        addresses: ['10.0.0.1'],
        zones: ['cn-i'],
        standbyZones: ['cn-j'],
        ports: [6443],
      },
    });
  });

  it.each([
    ['AddressType', 'internet', 'it faces the Internet'],
    ['NetworkType', 'classic', 'it is of the classic network'],
    ['PayType', 'PrePay', 'it is a subscription, not pay-as-you-go'],
  ])('when its %s is %s, it is unsuitable', async (field, value, why) => {
    const cloud = fakeCloud({
      DescribeLoadBalancerAttribute: { ...clb, [field]: value },
      DescribeLoadBalancerListeners: listeners,
    });
    expect(await readBalancer(cloud, 'lb-1', signal)).toMatchObject({ ok: true, value: { unsuitable: why } });
  });

  it('when it is an NLB, serves every zone it is mapped to; TCPSSL listeners cannot be reached', async () => {
    const cloud = fakeCloud({
      GetLoadBalancerAttribute: {
        VpcId: 'vpc-1',
        ZoneMappings: [
          { ZoneId: 'cn-h', LoadBalancerAddresses: [{ PrivateIPv4Address: '10.0.0.1' }] },
          { ZoneId: 'cn-i', LoadBalancerAddresses: [] },
        ],
      },
      ListListeners: {
        Listeners: [
          { ListenerPort: 6443, ListenerProtocol: 'TCP', ListenerStatus: 'Running' },
          { ListenerPort: 443, ListenerProtocol: 'TCPSSL', ListenerStatus: 'Running' },
        ],
      },
    });
    expect(await readBalancer(cloud, 'nlb-1', signal)).toEqual({
      ok: true,
      value: {
        id: 'nlb-1',
        type: 'nlb',
        vpcId: 'vpc-1',
        addresses: ['10.0.0.1'],
        zones: ['cn-h', 'cn-i'],
        standbyZones: [],
        ports: [6443],
      },
    });
  });

  it('when it is neither, it is not there', async () => {
    const cloud = fakeCloud({
      DescribeLoadBalancerAttribute: refusing('DescribeLoadBalancerAttribute', 'InvalidLoadBalancerId.NotFound'),
      GetLoadBalancerAttribute: refusing('GetLoadBalancerAttribute', 'ResourceNotFound.loadBalancer'),
    });
    expect(await readBalancer(cloud, 'lb-1', signal)).toMatchObject({
      ok: false,
      problem: { reason: 'BalancerUnsuitable', severity: 'person' },
    });
  });
});
