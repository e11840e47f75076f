/**
 * What a RAM statement for an action may name in place of `*`: the resources that the vendor's pages on RAM authorization list for it (docs/fidelity.md), of
 * any region, account and id. An action that is not here is for `*`: those pages say so, or say nothing, or their versions differ.
 */

const endpoints = 'acs:privatelink:*:*:vpcendpoint/*';
const services = 'acs:privatelink:*:*:vpcendpointservice/*';
const groups = 'acs:ecs:*:*:securitygroup/*';
const vpcs = 'acs:vpc:*:*:vpc/*';
const vSwitches = 'acs:vpc:*:*:vswitch/*';
const classic = 'acs:slb:*:*:loadbalancer/*';
const network = 'acs:nlb:*:*:loadbalancer/*';
const clusters = 'acs:cs:*:*:cluster/*';

const table: Readonly<Record<string, readonly string[]>> = {
  'cs:DescribeClusterDetail': [clusters],
  'cs:DescribeClusterResources': [clusters],
  'cs:ModifyCluster': [clusters],
  'ecs:CreateSecurityGroup': [groups, vpcs],
  'ecs:DeleteSecurityGroup': [groups],
  'ecs:DescribeSecurityGroupAttribute': [groups],
  'ecs:DescribeSecurityGroups': [groups],
  'ecs:RevokeSecurityGroup': [groups],
  'nlb:GetLoadBalancerAttribute': [network],
  'nlb:ListListeners': ['acs:nlb:*:*:listener/*'],
  'privatelink:AddZoneToVpcEndpoint': [endpoints],
  'privatelink:AttachResourceToVpcEndpointService': [services, classic, network],
  'privatelink:AttachSecurityGroupToVpcEndpoint': [endpoints, groups],
  'privatelink:CreateVpcEndpoint': [endpoints, groups, vSwitches, vpcs],
  'privatelink:CreateVpcEndpointService': [services, classic, network],
  'privatelink:DeleteVpcEndpoint': [endpoints],
  'privatelink:DeleteVpcEndpointService': [services],
  'privatelink:DetachResourceFromVpcEndpointService': [services, classic, network],
  'privatelink:DisableVpcEndpointConnection': [services],
  'privatelink:EnableVpcEndpointConnection': [services],
  'privatelink:ListVpcEndpointConnections': [services],
  'privatelink:ListVpcEndpointServiceUsers': [services],
  'privatelink:ListVpcEndpointServices': [services],
  'privatelink:ListVpcEndpointZones': [endpoints],
  'privatelink:ListVpcEndpoints': [endpoints],
  'privatelink:RemoveZoneFromVpcEndpoint': [endpoints],
  'privatelink:TagResources': [endpoints, services],
  'privatelink:UntagResources': [endpoints, services],
  'privatelink:UpdateVpcEndpointServiceAttribute': [services],
  'slb:DescribeLoadBalancerAttribute': [classic],
  'slb:DescribeLoadBalancerListeners': [classic],
  'slb:DescribeLoadBalancers': [classic],
  'vpc:DescribeVSwitches': [vSwitches],
  'vpc:DescribeVpcs': [vpcs],
};

/** @param ram such as `privatelink:CreateVpcEndpoint` */
export function ramResources(ram: string): readonly string[] {
  return table[ram] ?? ['*'];
}
