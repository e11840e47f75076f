/** Reads one ACK cluster: where it is, how it is, and which load balancer stands in front of its API server. */
import { isCloudError } from '@asm-privatelink/cloud';
import type { Cluster, Found, Problem } from '../model.ts';
import { problemFrom } from '../problems.ts';
import type { Reader } from './reader.ts';

/** One cluster; a definite "not there" is told apart from "could not be read". */
export async function readCluster(cloud: Reader, clusterId: string, signal: AbortSignal): Promise<Found<Cluster>> {
  try {
    const detail = await cloud.call('DescribeClusterDetail', { ClusterId: clusterId }, { signal });
    const vpcId = detail.vpc_id ?? '';
    return {
      ok: true,
      value: {
        id: clusterId,
        name: detail.name ?? '',
        region: detail.region_id ?? '',
        vpcId,
        state: detail.state ?? '',
        type: detail.cluster_type ?? '',
        certificateNames: detail.extra_sans ?? namesInMetaData(detail.meta_data),
        apiServerBalancer: await apiServerBalancer(cloud, clusterId, vpcId, detail, signal),
      },
    };
  } catch (error) {
    if (isCloudError(error) && error.kind === 'gone' && error.action !== 'DescribeLoadBalancers') {
      return {
        ok: false,
        problem: {
          reason: 'ClusterNotFound',
          severity: 'person',
          message: `There is no cluster ${clusterId} for these credentials. Check the id: the ACK console shows it on the cluster's basic information.`,
        },
      };
    }
    return { ok: false, problem: problemFrom(error, `read cluster ${clusterId}`) };
  }
}

interface Detail {
  control_plane_endpoints_config?:
    | { load_balancers_config: { load_balancer_id?: string | undefined; endpoint_type?: string | undefined }[] }
    | undefined;
  master_url?: string | undefined;
}

/**
 * The private one of `control_plane_endpoints_config`, else the SLB of the cluster's resources that no Service owns, else the one that bears
 * the intranet address in that VPC (design §2). Never `external_loadbalancer_id`: that is the Ingress one (alibaba-cloud-api §0 item 4).
 */
async function apiServerBalancer(
  cloud: Reader,
  clusterId: string,
  vpcId: string,
  detail: Detail,
  signal: AbortSignal,
): Promise<Found<string>> {
  const configured = detail.control_plane_endpoints_config?.load_balancers_config.find(
    (each) => each.endpoint_type === 'private' && each.load_balancer_id,
  );
  if (configured?.load_balancer_id) return { ok: true, value: configured.load_balancer_id };

  const { items } = await cloud.call('DescribeClusterResources', { ClusterId: clusterId }, { signal });
  const owned = items.find(
    (each) =>
      (each.resource_type === 'SLB' || each.resource_type === 'ALIYUN::SLB::LoadBalancer') &&
      each.associated_object?.kind !== 'Service' &&
      each.instance_id,
  );
  if (owned?.instance_id) return { ok: true, value: owned.instance_id };

  const address = intranetAddress(detail.master_url);
  if (address !== undefined && vpcId !== '') {
    const { LoadBalancers } = await cloud.call('DescribeLoadBalancers', { VpcId: vpcId, Address: address }, { signal });
    const bearing = LoadBalancers.find((each) => each.Address === address && each.VpcId === vpcId);
    if (bearing !== undefined) return { ok: true, value: bearing.LoadBalancerId };
  }
  return { ok: false, problem: missing(clusterId) };
}

function missing(clusterId: string): Problem {
  return {
    reason: 'ApiServerBalancerMissing',
    severity: 'person',
    message: `Cluster ${clusterId} has no private load balancer in front of its API server, so there is nothing an endpoint service could stand before. ACK makes one with the cluster; restore it in the ACK console.`,
  };
}

/** `master_url` is JSON text; its intranet endpoint reads `https://ip:6443` (alibaba-cloud-api §0 item 5). */
function intranetAddress(masterUrl: string | undefined): string | undefined {
  const endpoint = fieldOf(masterUrl, 'intranet_api_server_endpoint');
  return endpoint !== undefined && URL.canParse(endpoint) ? new URL(endpoint).hostname : undefined;
}

/** Where a cluster does not answer `extra_sans`, the names stand in `meta_data` as `ExtraCertSAN` (alibaba-cloud-api §5). */
function namesInMetaData(metaData: string | undefined): string[] {
  const names = fieldOf(metaData, 'ExtraCertSAN');
  return (names ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
}

/** One text field of JSON text, or a list of texts joined by commas; undefined when it cannot be read. */
function fieldOf(json: string | undefined, field: string): string | undefined {
  if (!json) return undefined;
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch {
    return undefined;
  }
  if (typeof parsed !== 'object' || parsed === null || !(field in parsed)) return undefined;
  const value: unknown = Reflect.get(parsed, field);
  if (Array.isArray(value)) return value.join(',');
  return typeof value === 'string' ? value : undefined;
}
