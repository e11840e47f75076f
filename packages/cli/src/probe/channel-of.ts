/** How a link is dialled. Pure. */
import type { LinkPlan, Observation } from '@asm-privatelink/link';
import type { Channel } from './probe.ts';

/** Undefined while there is no endpoint, or the ports behind it are not known. */
export function channelOf(
  { channel, clusterIds, endpoint }: LinkPlan,
  observation: Observation,
): Omit<Channel, 'ca'> | undefined {
  const ports = portsOf(channel, clusterIds[0] ?? '', observation);
  if (endpoint === undefined || endpoint.domain === '' || ports.length === 0) return undefined;
  return { channel, fromVpc: endpoint.vpcId, host: endpoint.domain, ports };
}

/** Those on which the load balancer listens; the one that answers comes first. */
function portsOf(
  channel: LinkPlan['channel'],
  clusterId: string,
  { balancers, clusters, controlPlane }: Observation,
): number[] {
  const cluster = clusters.get(clusterId);
  const found =
    channel === 'pilot'
      ? controlPlane.ok && controlPlane.value.pilotBalancer
      : cluster?.ok && cluster.value.apiServerBalancer;
  const balancer = found && found.ok ? balancers.get(found.value) : undefined;
  const ports = balancer?.ok ? balancer.value.ports : [];
  const first = channel === 'pilot' ? [15012, 15011] : [6443];
  return [...ports].sort((a, b) => rank(a, first) - rank(b, first) || a - b);
}

function rank(port: number, first: readonly number[]): number {
  const index = first.indexOf(port);
  return index === -1 ? first.length : index;
}
