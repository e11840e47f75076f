/** ModifyCluster: the custom SANs of the API server's certificate, a task, a restart (alibaba-cloud-api §5, product-behaviour D.1). */
import { certificateNames } from '../../certificate-names.ts';
import type { Ending, Later } from '../../changes.ts';
import { parseAddress } from '../../cidr.ts';
import { ApiError } from '../../errors.ts';
import { formatTime } from '../../format.ts';
import type { Context, Handler } from '../../handler.ts';
import type { Cluster, ClusterTask, World } from '../../world.ts';
import { ownCluster } from './clusters.ts';

export const modifyCluster: Handler<'cs.ModifyCluster'> = (world, params, context) => {
  const cluster = ownCluster(world, params.ClusterId, context);
  if (cluster.state !== 'running') {
    throw new ApiError(
      'InvalidClusterState',
      `The cluster ${cluster.id} is ${cluster.state}; it can be changed while running.`,
      { status: 409 },
    );
  }
  const wish = params.api_server_custom_cert_sans;
  if (wish !== undefined && cluster.type !== 'ManagedKubernetes') {
    throw new ApiError(
      'UnsupportedOperation',
      `The SANs of cluster ${cluster.id} cannot be changed: it is not a managed cluster.`,
      { status: 400 },
    );
  }
  const names = wish?.subject_alternative_names ?? [];
  for (const name of names) checkName(name);
  const task = startTask(world, cluster, context);
  if (wish === undefined) {
    context.after('cluster.update', cluster.id, { taskId: task.id });
  } else {
    const kept = wish.action === 'append' ? cluster.customSans : [];
    changeSans(world, cluster, task, [...new Set([...kept, ...names])], context);
  }
  return { cluster_id: cluster.id, request_id: context.ids.requestId(), task_id: task.id };
};

export const describeTaskInfo: Handler<'cs.DescribeTaskInfo'> = (world, { taskId }, context) => {
  const task = world.tasks.get(taskId);
  if (task === undefined) throw new ApiError('InvalidResource.NotFound', `The task ${taskId} does not exist.`);
  const cluster = ownCluster(world, task.clusterId, context);
  return {
    cluster_id: cluster.id,
    created: formatTime(task.createdAt),
    current_stage: task.type,
    ...(task.error && { error: { code: task.error.code, message: task.error.message } }),
    events: [],
    outputs: {},
    parameters: {},
    stages: [],
    state: task.state,
    target: { id: cluster.id, type: 'cluster' },
    task_id: task.id,
    task_result: [],
    task_type: task.type,
    updated: formatTime(task.updatedAt),
  };
};

/** Preparations; then the API server stops, takes its new certificate, and serves again. */
function changeSans(world: World, cluster: Cluster, task: ClusterTask, customSans: string[], context: Context): void {
  if (context.switches.sanBeforeRestart) showSans(world, cluster, customSans, context);
  context.after('cluster.update', cluster.id, { taskId: task.id, customSans });
}

export const clusterUpdated: Ending<'cluster.update'> = (world, clusterId, later, { taskId, customSans }) => {
  const cluster = world.clusters.get(clusterId);
  if (cluster === undefined) return;
  if (customSans === undefined) {
    endTask(world, taskId, later);
    return;
  }
  cluster.restartingUntil = Number.POSITIVE_INFINITY;
  world.touch('cluster', cluster.id);
  later.after('apiServer.restart', cluster.id, { taskId, customSans });
};

export const apiServerRestarted: Ending<'apiServer.restart'> = (world, clusterId, later, { taskId, customSans }) => {
  const cluster = world.clusters.get(clusterId);
  if (cluster === undefined) return;
  if (!later.switches.sanBeforeRestart) showSans(world, cluster, customSans, later);
  cluster.sans = certificateNames(cluster, world.balancers.get(cluster.apiServerBalancerId ?? ''));
  cluster.certificateEpoch++;
  cluster.restartingUntil = 0;
  world.touch('cluster', cluster.id);
  endTask(world, taskId, later);
};

function showSans(world: World, cluster: Cluster, customSans: readonly string[], { now }: Later): void {
  cluster.customSans = [...customSans];
  cluster.updatedAt = now();
  world.touch('cluster', cluster.id);
}

function startTask(world: World, cluster: Cluster, context: Context): ClusterTask {
  const now = context.now();
  const task: ClusterTask = {
    id: context.ids.clusterTask(),
    clusterId: cluster.id,
    type: 'cluster_modify',
    state: 'running',
    createdAt: now,
    updatedAt: now,
    error: undefined,
  };
  world.tasks.set(task.id, task);
  world.touch('task', task.id);
  return task;
}

function endTask(world: World, taskId: string, { now }: Later): void {
  const task = world.tasks.get(taskId);
  if (task === undefined) return;
  task.state = 'success';
  task.updatedAt = now();
  world.touch('task', task.id);
}

/** Addresses, domain names and URIs. */
function checkName(name: string): void {
  const label = '[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?';
  const domain = new RegExp(`^(\\*\\.)?${label}(\\.${label})*$`);
  if (name.length <= 253 && (domain.test(name) || parseAddress(name) !== undefined || URL.canParse(name))) return;
  throw new ApiError('InvalidParameter', `"${name.slice(0, 253)}" is not an address, a domain name or a URI.`, {
    status: 400,
  });
}
