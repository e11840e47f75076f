/** Balancers that a mesh could take for its own (alibaba-cloud-api §6 gives the shape; which ones fit is inferred). */
import { is } from '../../filters.ts';
import type { Context, Handler } from '../../handler.ts';
import type { Balancer, World } from '../../world.ts';
import { ownMesh } from './meshes.ts';

/** Those of the mesh's VPC, or of the cluster's, that no mesh and no cluster's API server uses yet. */
export const describeReusableSlb: Handler<'servicemesh.DescribeReusableSlb'> = (world, params, context) => {
  const vpcId = vpcOf(world, params.ServiceMeshId, params.K8sClusterId, context);
  const used = balancersInUse(world);
  const found = [...world.balancers.values()].filter(
    (balancer) =>
      balancer.accountId === context.account.id &&
      is(vpcId, balancer.vpcId) &&
      is(params.LbType?.toLowerCase(), balancer.kind) &&
      is(params.NetworkType.toLowerCase(), balancer.internal ? 'intranet' : 'internet') &&
      !used.has(balancer.id),
  );
  return { ReusableSlbList: found.map(({ id, name }: Balancer) => ({ LoadBalancerId: id, LoadBalancerName: name })) };
};

function vpcOf(world: World, meshId: string | undefined, clusterId: string | undefined, context: Context) {
  if (meshId) return ownMesh(world, meshId, context).vpcId;
  return clusterId ? (world.clusters.get(clusterId)?.vpcId ?? 'unknown') : undefined;
}

function balancersInUse(world: World): Set<string | undefined> {
  return new Set([
    ...[...world.meshes.values()].flatMap((mesh) => [mesh.pilotBalancerId, mesh.apiServerBalancerId]),
    ...[...world.clusters.values()].flatMap((cluster) => [cluster.apiServerBalancerId, cluster.ingressBalancerId]),
  ]);
}
