/** The clusters of a mesh. */
import type { ChangeDetails, Ending } from '../../changes.ts';
import { ApiError } from '../../errors.ts';
import { formatTime } from '../../format.ts';
import type { Context, Handler } from '../../handler.ts';
import type { Cluster, Member, Mesh, World } from '../../world.ts';
import { ownMesh } from './meshes.ts';

export const describeClustersInServiceMesh: Handler<'servicemesh.DescribeClustersInServiceMesh'> = (
  world,
  { ServiceMeshId },
  context,
) => ({
  Clusters: [...ownMesh(world, ServiceMeshId, context).members.values()].flatMap((member) => {
    const cluster = world.clusters.get(member.clusterId);
    if (cluster === undefined) return [];
    return [
      {
        ...show(cluster, member),
        AccessLogDashboards: [],
        GuestClusterConfig: { SMC: { Enabled: false } },
        LogtailInstalledState: 'logtail_uninstalled',
      },
    ];
  }),
});

/** All clusters of the account, with whether and why each could not join (alibaba-cloud-api §6: ForbiddenFlag). */
export const describeServiceMeshClusters: Handler<'servicemesh.DescribeServiceMeshClusters'> = (
  world,
  params,
  context,
) => {
  const mesh = params.ServiceMeshId ? ownMesh(world, params.ServiceMeshId, context) : undefined;
  const all = [...world.clusters.values()].filter((cluster) => cluster.accountId === context.account.id);
  const { Offset = 0, Limit = 20 } = params;
  return {
    NumberOfClusters: all.length,
    Clusters: all.slice(Offset, Offset + Limit).map((cluster) => {
      const owner = [...world.meshes.values()].find((one) => one.members.has(cluster.id));
      const otherVpc = mesh !== undefined && owner === undefined && mesh.vpcId !== cluster.vpcId;
      return {
        ...show(cluster, owner?.members.get(cluster.id)),
        ForbiddenFlag: otherVpc ? 2 : 0,
        ForbiddenInfo: '',
        ServiceMeshId: owner?.id ?? '',
      };
    }),
  };
};

export const addCluster: Handler<'servicemesh.AddClusterIntoServiceMesh'> = (world, params, context) => {
  const mesh = ownMesh(world, params.ServiceMeshId, context);
  const cluster = world.clusters.get(params.ClusterId);
  if (cluster === undefined || cluster.accountId !== context.account.id) {
    throw new ApiError('ErrorClusterNotFound', `The cluster ${params.ClusterId} does not exist.`, { status: 404 });
  }
  checkRunning(mesh);
  if (cluster.state !== 'running') {
    throw new ApiError('InvalidActiveState.ACK', `The cluster ${cluster.id} is ${cluster.state}, not running.`);
  }
  const owner = [...world.meshes.values()].find((one) => one.members.has(cluster.id));
  if (owner !== undefined) {
    throw new ApiError('StatusForbidden', `The cluster ${cluster.id} is in the service mesh ${owner.id} already.`);
  }
  const now = context.now();
  const message = `waiting to reach the API server of cluster ${cluster.id}`;
  mesh.members.set(cluster.id, { clusterId: cluster.id, state: 'starting', message, joinedAt: now, updatedAt: now });
  update(world, mesh, context, {});
  return { Code: '200', Message: 'success' };
};

export const removeCluster: Handler<'servicemesh.RemoveClusterFromServiceMesh'> = (world, params, context) => {
  const mesh = ownMesh(world, params.ServiceMeshId, context);
  checkRunning(mesh);
  const member = mesh.members.get(params.ClusterId);
  if (member === undefined) {
    throw new ApiError('StatusForbidden', `The cluster ${params.ClusterId} is not in the service mesh ${mesh.id}.`);
  }
  member.state = 'stopping';
  member.updatedAt = context.now();
  update(world, mesh, context, { leaving: params.ClusterId });
  return { Code: '200', Message: 'success' };
};

function checkRunning(mesh: Mesh): void {
  if (mesh.state === 'running') return;
  throw new ApiError('StillInitializing', `The service mesh ${mesh.id} is ${mesh.state}, not running.`);
}

/** The instance is updating for a while, then running again (product-behaviour B.1). */
function update(world: World, mesh: Mesh, context: Context, details: ChangeDetails['mesh.update']): void {
  mesh.state = 'updating';
  mesh.updatedAt = context.now();
  world.touch('mesh', mesh.id);
  context.after('mesh.update', mesh.id, details);
}

export const meshUpdated: Ending<'mesh.update'> = (world, meshId, later, { leaving }) => {
  const mesh = world.meshes.get(meshId);
  if (mesh === undefined) return;
  mesh.state = 'running';
  mesh.updatedAt = later.now();
  if (leaving !== undefined) mesh.members.delete(leaving);
  world.touch('mesh', mesh.id);
};

function show(cluster: Cluster, member: Member | undefined) {
  return {
    ClusterDomain: 'cluster.local',
    ClusterId: cluster.id,
    ClusterType: cluster.type,
    CreationTime: formatTime(cluster.createdAt),
    ErrorMessage: member?.message ?? '',
    Name: cluster.name,
    RegionId: cluster.regionId,
    SgId: cluster.securityGroupId,
    State: member?.state ?? '',
    UpdateTime: formatTime(member?.updatedAt ?? cluster.updatedAt),
    Version: cluster.version,
    VpcId: cluster.vpcId,
  };
}
