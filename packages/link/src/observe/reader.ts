/**
 * What an observation may call: with the writes of a plan, this is everything that the operator has to be allowed. The compiler holds the one side
 * (no other call is possible through a Reader), test/system/least-rights.test.ts the other (none of them can be missed).
 */
import type { ActionName, Cloud } from '@asm-privatelink/cloud';

export const readActions = [
  'CheckProductOpen',
  'DescribeClusterDetail',
  'DescribeClusterResources',
  'DescribeClustersInServiceMesh',
  'DescribeLoadBalancerAttribute',
  'DescribeLoadBalancerListeners',
  'DescribeLoadBalancers',
  'DescribeSecurityGroupAttribute',
  'DescribeSecurityGroups',
  'DescribeServiceMeshDetail',
  'DescribeVSwitches',
  'DescribeVpcs',
  'GetLoadBalancerAttribute',
  'ListListeners',
  'ListVpcEndpointConnections',
  'ListVpcEndpointSecurityGroups',
  'ListVpcEndpointServiceResources',
  'ListVpcEndpointServices',
  'ListVpcEndpointServicesByEndUser',
  'ListVpcEndpointZones',
  'ListVpcEndpoints',
] as const satisfies readonly ActionName[];

/** One more where certificates are managed: how a change goes that was asked for. */
export const certificateReads = ['DescribeTaskInfo'] as const satisfies readonly ActionName[];

export type Reader = Cloud<(typeof readActions)[number] | (typeof certificateReads)[number]>;
