/**
 * Which resources a call is about in RAM, as the vendor's pages on RAM authorization name them for each action (docs/fidelity.md). A call is
 * permitted where every one of them is. What is not here knows no resources, or no page was found: for that a policy must say `*`.
 */
import type { CallRequest } from './call.ts';

/** What can be said of a call: each value of a parameter, `Zone.VSwitchId` standing for `Zone.1.VSwitchId` and so on. */
type Values = (name: string) => string[];

/** `product:type/id`, without region and account; an id of `*` for what is only made or listed. */
type Resources = (of: Values) => string[];

const all = (type: string) => () => [`${type}/*`];
const each = (type: string, name: string) => (of: Values) => of(name).map((id) => `${type}/${id}`);
const together =
  (...parts: readonly Resources[]): Resources =>
  (of) =>
    parts.flatMap((part) => part(of));

/** Balancers, by the type that is given beside each. */
const balancers =
  (type: string, id: string): Resources =>
  (of) => {
    const types = of(type);
    return of(id).map((balancer, index) => `${types[index] || 'slb'}:loadbalancer/${balancer}`);
  };

const endpoint = each('privatelink:vpcendpoint', 'EndpointId');
const service = each('privatelink:vpcendpointservice', 'ServiceId');
const tagged: Resources = (of) => {
  const [kind = ''] = of('ResourceType');
  return of('ResourceId').map((id) => `privatelink:${kind.toLowerCase()}/${id}`);
};
const group = each('ecs:securitygroup', 'SecurityGroupId');
const cluster = each('cs:cluster', 'ClusterId');
const balancer = each('slb:loadbalancer', 'LoadBalancerId');

const table: Readonly<Record<string, Resources>> = {
  'privatelink:AddZoneToVpcEndpoint': endpoint,
  'privatelink:AttachResourceToVpcEndpointService': together(service, balancers('ResourceType', 'ResourceId')),
  'privatelink:AttachSecurityGroupToVpcEndpoint': together(endpoint, group),
  'privatelink:CreateVpcEndpoint': together(
    all('privatelink:vpcendpoint'),
    group,
    each('vpc:vswitch', 'Zone.VSwitchId'),
    each('vpc:vpc', 'VpcId'),
  ),
  'privatelink:CreateVpcEndpointService': together(
    all('privatelink:vpcendpointservice'),
    balancers('Resource.ResourceType', 'Resource.ResourceId'),
  ),
  'privatelink:DeleteVpcEndpoint': endpoint,
  'privatelink:DeleteVpcEndpointService': service,
  'privatelink:DetachResourceFromVpcEndpointService': together(service, balancers('ResourceType', 'ResourceId')),
  'privatelink:DisableVpcEndpointConnection': service,
  'privatelink:EnableVpcEndpointConnection': service,
  'privatelink:GetVpcEndpointAttribute': endpoint,
  'privatelink:GetVpcEndpointServiceAttribute': service,
  'privatelink:ListVpcEndpointConnections': all('privatelink:vpcendpointservice'),
  'privatelink:ListVpcEndpointServiceUsers': service,
  'privatelink:ListVpcEndpointServices': all('privatelink:vpcendpointservice'),
  'privatelink:ListVpcEndpointZones': endpoint,
  'privatelink:ListVpcEndpoints': all('privatelink:vpcendpoint'),
  'privatelink:RemoveZoneFromVpcEndpoint': endpoint,
  'privatelink:TagResources': tagged,
  'privatelink:UntagResources': tagged,
  'privatelink:UpdateVpcEndpointServiceAttribute': service,
  'ecs:CreateSecurityGroup': together(all('ecs:securitygroup'), each('vpc:vpc', 'VpcId')),
  'ecs:DeleteSecurityGroup': group,
  'ecs:DescribeSecurityGroupAttribute': group,
  'ecs:DescribeSecurityGroups': all('ecs:securitygroup'),
  'ecs:RevokeSecurityGroup': group,
  'vpc:DescribeVSwitches': all('vpc:vswitch'),
  'vpc:DescribeVpcs': all('vpc:vpc'),
  'slb:DescribeLoadBalancerAttribute': balancer,
  'slb:DescribeLoadBalancerListeners': balancer,
  'slb:DescribeLoadBalancers': all('slb:loadbalancer'),
  'nlb:GetLoadBalancerAttribute': each('nlb:loadbalancer', 'LoadBalancerId'),
  'nlb:ListListeners': all('nlb:listener'),
  'cs:DescribeClusterDetail': cluster,
  'cs:DescribeClusterResources': cluster,
  'cs:ModifyCluster': cluster,
};

/**
 * @param action `product:Action`
 * @returns names such as `acs:privatelink:cn-hangzhou:1234567890123456:vpcendpoint/ep-1`; `*` alone where only a statement for everything counts
 */
export function resourcesOf(
  action: string,
  { params, path = '' }: Pick<CallRequest, 'params' | 'path'>,
  { regionId, accountId }: { readonly regionId: string; readonly accountId: string },
): string[] {
  const ofPath = /\/clusters\/([^/?]+)/.exec(path)?.[1];
  const values: Values = (name) => {
    if (name === 'ClusterId' && ofPath !== undefined) return [ofPath];
    return Object.entries(params).flatMap(([key, value]) => (key.replace(/\.\d+/g, '') === name ? [value] : []));
  };
  const found = table[action]?.(values) ?? [];
  if (found.length === 0) return ['*'];
  return found.map((name) => `acs:${name.replace(':', `:${regionId}:${accountId}:`)}`);
}
