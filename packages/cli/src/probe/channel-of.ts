/** How a link is dialled. Pure. */
import type { LinkPlan, Observation } from '@asm-privatelink/link';
import type { Channel } from './probe.ts';

/** Every API server of Kubernetes is known so inside its own cluster, and bears the name. */
export const OWN_NAME = 'kubernetes.default.svc';

/** What a sidecar verifies in Pilot's certificate, whatever name it dialled (Istio's default). */
const ISTIOD = 'istiod.istio-system.svc';

/** Undefined while there is no endpoint, or the ports behind it are not known. */
export function channelOf(
  { channel, clusterIds, endpoint }: LinkPlan,
  observation: Observation,
): Omit<Channel, 'ca'> | undefined {
  const ports = portsOf(channel, clusterIds[0] ?? '', observation);
  if (endpoint === undefined || endpoint.domain === '' || ports.length === 0) return undefined;
  const host = endpoint.domain;
  // A mesh dials and verifies the endpoint's domain; a control plane of somebody's own, which has no members, what it was handed.
  const api = observation.members === undefined ? OWN_NAME : host;
  return { channel, fromVpc: endpoint.vpcId, host, servername: channel === 'pilot' ? ISTIOD : api, ports };
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
