/** Clusters as answers (alibaba-cloud-api §5). */
import { formatTime } from '../../format.ts';
import type { Answer } from '../../handler.ts';
import type { Balancer, Cluster, World } from '../../world.ts';

/** What lists and the detail have in common. `master_url` and `meta_data` are JSON text (alibaba-cloud-api §0.5). */
export function showCluster(world: World, cluster: Cluster) {
  const apiServer = world.balancers.get(cluster.apiServerBalancerId ?? '');
  return {
    cluster_id: cluster.id,
    cluster_type: cluster.type,
    created: formatTime(cluster.createdAt),
    current_version: cluster.version,
    deletion_protection: false,
    external_loadbalancer_id: cluster.ingressBalancerId ?? '', // the Ingress, not the API server (§0.4)
    init_version: cluster.version,
    master_url: JSON.stringify(urls(cluster, apiServer)),
    meta_data: JSON.stringify({ ExtraCertSAN: cluster.customSans, ServiceCIDR: cluster.serviceCidr }),
    name: cluster.name,
    network_mode: 'vpc',
    private_zone: false,
    profile: cluster.profile,
    region_id: cluster.regionId,
    resource_group_id: '',
    security_group_id: cluster.securityGroupId,
    size: 3,
    state: cluster.state,
    tags: [...cluster.tags].map(([key, value]) => ({ key, value })),
    updated: formatTime(cluster.updatedAt),
    vpc_id: cluster.vpcId,
    vswitch_id: cluster.vSwitchIds.join(','),
  };
}

export function showDetail(world: World, cluster: Cluster): Answer<'cs.DescribeClusterDetail'> {
  const apiServer = world.balancers.get(cluster.apiServerBalancerId ?? '');
  return {
    ...showCluster(world, cluster),
    cluster_domain: 'cluster.local',
    cluster_spec: cluster.spec,
    container_cidr: cluster.podCidr,
    ...(cluster.showsEndpointsConfig && { control_plane_endpoints_config: endpointsConfig(cluster, apiServer) }),
    extra_sans: [...cluster.customSans],
    ip_stack: 'ipv4',
    proxy_mode: 'ipvs',
    service_cidr: cluster.serviceCidr,
    timezone: 'Asia/Shanghai',
    vswitch_ids: cluster.vSwitchIds,
    zone_id: world.vSwitches.get(cluster.vSwitchIds[0] ?? '')?.zoneId ?? '',
  };
}

function urls(cluster: Cluster, apiServer: Balancer | undefined): Record<string, string> {
  const address = addressOf(apiServer);
  return {
    ...(cluster.publicAddress && { api_server_endpoint: `https://${cluster.publicAddress}:${cluster.apiServerPort}` }),
    ...(address && { intranet_api_server_endpoint: `https://${address}:${cluster.apiServerPort}` }),
  };
}

function endpointsConfig(cluster: Cluster, apiServer: Balancer | undefined) {
  const port = cluster.apiServerPort;
  const of = (type: 'private' | 'public', endpoint: string | undefined) =>
    apiServer === undefined || !endpoint
      ? []
      : [{ endpoint: `${endpoint}:${port}`, endpoint_type: type, load_balancer_id: apiServer.id }];
  return {
    internal_dns_config: { bind_vpcs: [], enabled: false },
    load_balancers_config: [...of('private', addressOf(apiServer)), ...of('public', cluster.publicAddress)],
  };
}

/** A CLB has an address; an NLB a name. */
function addressOf(balancer: Balancer | undefined): string | undefined {
  return balancer?.kind === 'nlb' ? balancer.dnsName : balancer?.address;
}
