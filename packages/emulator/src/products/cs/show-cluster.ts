/** Clusters as answers (alibaba-cloud-api §5). */
import { formatTime } from '../../format.ts';
import type { Answer } from '../../handler.ts';
import type { Balancer, Cluster, World } from '../../world.ts';

/** What every list and the detail have in common. */
function showCommon(cluster: Cluster) {
  return {
    cluster_id: cluster.id,
    cluster_type: cluster.type,
    created: formatTime(cluster.createdAt),
    current_version: cluster.version,
    deletion_protection: false,
    init_version: cluster.version,
    name: cluster.name,
    profile: cluster.profile,
    region_id: cluster.regionId,
    resource_group_id: '',
    security_group_id: cluster.securityGroupId,
    size: 3,
    state: cluster.state,
    tags: [...cluster.tags].map(([key, value]) => ({ key, value })),
    updated: formatTime(cluster.updatedAt),
    vpc_id: cluster.vpcId,
  };
}

/** What the newer lists and the detail say of its networks. */
function showNetworks(cluster: Cluster) {
  return {
    cluster_domain: 'cluster.local',
    cluster_spec: cluster.spec,
    container_cidr: cluster.podCidr,
    ip_stack: 'ipv4',
    next_version: '',
    proxy_mode: 'ipvs',
    service_cidr: cluster.serviceCidr,
    timezone: 'Asia/Shanghai',
    vswitch_ids: cluster.vSwitchIds,
  };
}

/** What is older. `master_url` and `meta_data` are JSON text (alibaba-cloud-api §0.5). */
function showOlder(world: World, cluster: Cluster) {
  const apiServer = world.balancers.get(cluster.apiServerBalancerId ?? '');
  return {
    docker_version: '',
    external_loadbalancer_id: cluster.ingressBalancerId ?? '', // the Ingress, not the API server (§0.4)
    master_url: JSON.stringify(urls(cluster, apiServer)),
    meta_data: JSON.stringify({ ExtraCertSAN: cluster.customSans, ServiceCIDR: cluster.serviceCidr }),
    network_mode: 'vpc',
    private_zone: false,
    subnet_cidr: cluster.podCidr,
    vswitch_id: cluster.vSwitchIds.join(','),
    worker_ram_role_name: '',
    zone_id: world.vSwitches.get(cluster.vSwitchIds[0] ?? '')?.zoneId ?? '',
  };
}

const NO_WINDOW = { duration: '', enable: false, maintenance_time: '', recurrence: '', weekly_period: '' };
const NO_UPGRADES = { cluster_auto_upgrade: { channel: '', enabled: false } };

export function showInOldList(world: World, cluster: Cluster) {
  const disks = { data_disk_category: '', data_disk_size: 0, vswitch_cidr: '' };
  return { ...showCommon(cluster), ...showOlder(world, cluster), ...disks };
}

export function showInList(world: World, cluster: Cluster) {
  return {
    ...showCommon(cluster),
    ...showNetworks(cluster),
    ...showOlder(world, cluster),
    maintenance_window: NO_WINDOW,
    operation_policy: NO_UPGRADES,
  };
}

export function showInRegion(cluster: Cluster) {
  return { ...showCommon(cluster), ...showNetworks(cluster) };
}

export function showDetail(world: World, cluster: Cluster): Answer<'cs.DescribeClusterDetail'> {
  const apiServer = world.balancers.get(cluster.apiServerBalancerId ?? '');
  return {
    ...showCommon(cluster),
    ...showNetworks(cluster),
    ...showOlder(world, cluster),
    auto_mode: { enable: false },
    ...(cluster.showsEndpointsConfig && { control_plane_endpoints_config: endpointsConfig(cluster, apiServer) }),
    extra_sans: [...cluster.customSans],
    maintenance_window: NO_WINDOW,
    node_cidr_mask: '26',
    operation_policy: NO_UPGRADES,
    parameters: {},
    rrsa_config: rrsaConfig(cluster),
  };
}

/** Service accounts of every cluster may assume roles, by tokens of this issuer (alibaba-cloud-api §8). */
function rrsaConfig({ id, accountId, regionId }: Cluster) {
  const issuer = `https://oidc-ack-${regionId}.oss-${regionId}.aliyuncs.com/${id}`;
  return {
    audience: 'sts.aliyuncs.com',
    enabled: true,
    issuer,
    jwks_url: `${issuer}/keys.json`,
    max_oidc_token_expiration: '86400',
    oidc_arn: `acs:ram::${accountId}:oidc-provider/ack-rrsa-${id}`,
    oidc_name: `ack-rrsa-${id}`,
    open_api_configuration_url: `${issuer}/.well-known/openid-configuration`,
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
