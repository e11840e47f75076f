import { expect, it } from 'vitest';
import { live } from './life.ts';

it('at rest reads three short lists every 30 s, and everything else once in some minutes: the calls of an hour', async () => {
  const { rest } = await live({ clusters: 10, vpcs: 1, rest: true });
  expect(rest).toEqual({
    // The fast tier.
    ListVpcEndpoints: 119,
    ListVpcEndpointServices: 119,
    ListVpcEndpointConnections: 119,
    // The audit: of the mesh and the account,
    DescribeServiceMeshDetail: 9,
    DescribeClustersInServiceMesh: 6,
    CheckProductOpen: 9,
    ListVpcEndpointServicesByEndUser: 9,
    DescribeSecurityGroups: 8,
    // of two VPCs and their groups,
    DescribeVpcs: 15,
    DescribeVSwitches: 18,
    DescribeSecurityGroupAttribute: 19,
    // of ten clusters, eleven balancers, services and endpoints.
    DescribeClusterDetail: 75,
    DescribeLoadBalancerAttribute: 86,
    DescribeLoadBalancerListeners: 86,
    ListVpcEndpointServiceResources: 98,
    ListVpcEndpointSecurityGroups: 89,
  });
});
