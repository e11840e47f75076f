/** The cloud resources of a cluster: where the API server's balancer is to be found, and the Ingress's beside it. */
import { formatTime } from '../../format.ts';
import type { Handler } from '../../handler.ts';
import type { Cluster } from '../../world.ts';
import { ownCluster } from './clusters.ts';

export const describeClusterResources: Handler<'cs.DescribeClusterResources'> = (world, params, context) => {
  const cluster = ownCluster(world, params.ClusterId, context);
  const apiServer = world.balancers.get(cluster.apiServerBalancerId ?? '');
  return [
    resource(cluster, 'VPC', cluster.vpcId, 'user', 0),
    resource(cluster, 'SecurityGroup', cluster.securityGroupId, 'system', 1),
    ...(cluster.ingressBalancerId === undefined
      ? []
      : [
          {
            ...resource(cluster, 'SLB', cluster.ingressBalancerId, 'addon', 1),
            associated_object: { kind: 'Service', namespace: 'kube-system', name: 'nginx-ingress-lb' },
          },
        ]),
    ...(apiServer === undefined
      ? []
      : [resource(cluster, apiServer.kind === 'nlb' ? 'NLB' : 'SLB', apiServer.id, 'system', 1)]),
  ];
};

function resource(cluster: Cluster, type: string, id: string, creator: string, autoCreated: 0 | 1) {
  return {
    cluster_id: cluster.id,
    created: formatTime(cluster.createdAt),
    instance_id: id,
    resource_info: '',
    resource_type: type,
    state: 'CREATE_COMPLETE',
    auto_create: autoCreated,
    dependencies: [],
    creator_type: creator,
    delete_behavior: { delete_by_default: autoCreated === 1, changeable: false },
    extra_info: {},
  };
}
