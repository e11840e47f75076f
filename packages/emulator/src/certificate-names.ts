/** The names of a cluster's API server. */
import { formatAddress, parseCidr } from './cidr.ts';
import type { Balancer, Cluster } from './world.ts';

/** What the certificate of a cluster's API server carries: the names every cluster has (product-behaviour D.1), then the custom ones. */
export function certificateNames(cluster: Cluster, apiServer: Balancer | undefined): string[] {
  const service = parseCidr(cluster.serviceCidr);
  const names = [
    'kubernetes',
    'kubernetes.default',
    'kubernetes.default.svc',
    'kubernetes.default.svc.cluster.local',
    `apiserver.${cluster.id}.${cluster.regionId}.cs.aliyuncs.com`,
    ...(service === undefined ? [] : [formatAddress(service.first + 1)]),
    ...addressesOf(apiServer),
    ...(cluster.publicAddress === undefined ? [] : [cluster.publicAddress]),
    ...cluster.customSans,
  ];
  return [...new Set(names)];
}

/** A CLB's one address, an NLB's one per zone. */
function addressesOf(balancer: Balancer | undefined): string[] {
  if (balancer === undefined) return [];
  return balancer.kind === 'clb' ? [balancer.address] : balancer.zones.map((zone) => zone.address);
}
