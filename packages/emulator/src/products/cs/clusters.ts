/** Clusters as Container Service shows them (alibaba-cloud-api §5). */
import { ApiError } from '../../errors.ts';
import { is } from '../../filters.ts';
import { formatTime } from '../../format.ts';
import type { Answer, Context, Handler } from '../../handler.ts';
import type { Balancer, Cluster, World } from '../../world.ts';

const PAGE_LIMIT = 50;

export const describeClusterDetail: Handler<'cs.DescribeClusterDetail'> = (world, { ClusterId }, context) =>
  show(world, ownCluster(world, ClusterId, context));

export const describeClustersV1: Handler<'cs.DescribeClustersV1'> = (world, params, context) =>
  page(world, ownClusters(world, context), params);

export const describeClustersForRegion: Handler<'cs.DescribeClustersForRegion'> = (world, params, context) =>
  page(world, ownClusters(world, context), { ...params, region_id: params.regionId });

/** The old list: a root array, not paged. */
export const describeClusters: Handler<'cs.DescribeClusters'> = (world, params, context) =>
  ownClusters(world, context)
    .filter((cluster) => is(params.clusterType, cluster.type) && is(params.name, cluster.name))
    .map((cluster) => {
      const { control_plane_endpoints_config, extra_sans, ...rest } = show(world, cluster);
      return rest;
    });

export const describeUserKubeconfig: Handler<'cs.DescribeClusterUserKubeconfig'> = async (world, params, context) => {
  const cluster = ownCluster(world, params.ClusterId, context);
  const minutes = params.TemporaryDurationMinutes;
  if (minutes !== undefined && (minutes < 15 || minutes > 4320)) {
    throw new ApiError('InvalidParameter', 'The parameter TemporaryDurationMinutes must be from 15 to 4320.', {
      status: 400,
    });
  }
  const config = await context.backends.clusters?.kubeconfig(cluster.id, {
    privateAddress: params.PrivateIpAddress ?? false,
    durationMinutes: minutes,
  });
  if (config === undefined) {
    throw new ApiError('ServiceUnavailable', `No API server runs for cluster ${cluster.id} in this emulator.`, {
      status: 503,
    });
  }
  return { config, expiration: formatTime(context.now() + (minutes ?? 3 * 365 * 24 * 60) * 60_000) };
};

export function ownCluster(world: World, id: string, context: Context): Cluster {
  const cluster = world.clusters.get(id);
  if (cluster !== undefined && cluster.accountId === context.account.id) return cluster;
  throw new ApiError('ErrorClusterNotFound', `The cluster ${id} does not exist.`);
}

/** Container Service looks across regions. */
function ownClusters(world: World, { account }: Context): Cluster[] {
  return [...world.clusters.values()].filter((cluster) => cluster.accountId === account.id);
}

interface ListParams {
  readonly page_number?: number;
  readonly page_size?: number;
  readonly cluster_id?: string;
  readonly cluster_type?: string;
  readonly cluster_spec?: string;
  readonly name?: string;
  readonly profile?: string;
  readonly region_id?: string;
}

function page(world: World, clusters: readonly Cluster[], params: ListParams) {
  const { page_number = 1, page_size = 10 } = params;
  if (page_number < 1 || page_size < 1 || page_size > PAGE_LIMIT) {
    throw new ApiError('InvalidParameter', `page_number must be at least 1, page_size from 1 to ${PAGE_LIMIT}.`, {
      status: 400,
    });
  }
  const found = clusters.filter(
    (cluster) =>
      is(params.cluster_id, cluster.id) &&
      is(params.cluster_type, cluster.type) &&
      is(params.cluster_spec, cluster.spec) &&
      is(params.profile, cluster.profile) &&
      is(params.region_id, cluster.regionId) &&
      (!params.name || cluster.name.includes(params.name)),
  );
  return {
    clusters: found.slice((page_number - 1) * page_size, page_number * page_size).map((cluster) => {
      const { control_plane_endpoints_config, extra_sans, zone_id, vswitch_id, ...rest } = show(world, cluster);
      return rest;
    }),
    page_info: { page_number, page_size, total_count: found.length },
  };
}

/** `master_url` and `meta_data` are JSON text; the Ingress balancer is what `external_loadbalancer_id` names (alibaba-cloud-api §0.4, §0.5). */
function show(world: World, cluster: Cluster): Answer<'cs.DescribeClusterDetail'> {
  const apiServer = world.balancers.get(cluster.apiServerBalancerId ?? '');
  const zone = world.vSwitches.get(cluster.vSwitchIds[0] ?? '')?.zoneId;
  return {
    cluster_domain: 'cluster.local',
    cluster_id: cluster.id,
    cluster_spec: cluster.spec,
    cluster_type: cluster.type,
    container_cidr: cluster.podCidr,
    ...(cluster.showsEndpointsConfig && { control_plane_endpoints_config: endpointsConfig(cluster, apiServer) }),
    created: formatTime(cluster.createdAt),
    current_version: cluster.version,
    deletion_protection: false,
    external_loadbalancer_id: cluster.ingressBalancerId ?? '',
    extra_sans: shownSans(cluster),
    init_version: cluster.version,
    ip_stack: 'ipv4',
    master_url: JSON.stringify(urls(cluster, apiServer)),
    meta_data: JSON.stringify({
      ExtraCertSAN: shownSans(cluster),
      ServiceCIDR: cluster.serviceCidr,
      SubClass: 'default',
    }),
    name: cluster.name,
    network_mode: 'vpc',
    private_zone: false,
    profile: cluster.profile,
    proxy_mode: 'ipvs',
    region_id: cluster.regionId,
    resource_group_id: '',
    security_group_id: cluster.securityGroupId,
    service_cidr: cluster.serviceCidr,
    size: 3,
    state: cluster.state,
    tags: [...cluster.tags].map(([key, value]) => ({ key, value })),
    timezone: 'Asia/Shanghai',
    updated: formatTime(cluster.updatedAt),
    vpc_id: cluster.vpcId,
    vswitch_id: cluster.vSwitchIds.join(','),
    vswitch_ids: cluster.vSwitchIds,
    zone_id: zone ?? '',
  };
}

function shownSans(cluster: Cluster): string[] {
  return [...cluster.customSans];
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
