/** Clusters as Container Service shows them (alibaba-cloud-api §5). */
import { ApiError } from '../../errors.ts';
import { is } from '../../filters.ts';
import { formatTime } from '../../format.ts';
import type { Context, Handler } from '../../handler.ts';
import type { Cluster, World } from '../../world.ts';
import { showDetail, showInList, showInOldList, showInRegion } from './show-cluster.ts';

const PAGE_LIMIT = 50;

export const describeClusterDetail: Handler<'cs.DescribeClusterDetail'> = (world, { ClusterId }, context) =>
  showDetail(world, ownCluster(world, ClusterId, context));

export const describeClustersV1: Handler<'cs.DescribeClustersV1'> = (world, params, context) =>
  page(ownClusters(world, context), params, (cluster) => showInList(world, cluster));

export const describeClustersForRegion: Handler<'cs.DescribeClustersForRegion'> = (world, params, context) =>
  page(ownClusters(world, context), { ...params, region_id: params.regionId }, showInRegion);

/** The old list: a root array, not paged. */
export const describeClusters: Handler<'cs.DescribeClusters'> = (world, params, context) =>
  ownClusters(world, context)
    .filter((cluster) => is(params.clusterType, cluster.type) && is(params.name, cluster.name))
    .map((cluster) => showInOldList(world, cluster));

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

function page<T>(clusters: readonly Cluster[], params: ListParams, show: (cluster: Cluster) => T) {
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
    clusters: found.slice((page_number - 1) * page_size, page_number * page_size).map(show),
    page_info: { page_number, page_size, total_count: found.length },
  };
}
