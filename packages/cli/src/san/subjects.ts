/** The clusters of one look, as far as their certificates go. Pure. */
import type { Look } from '../look/look.ts';

/** An API server and the name that it must bear. */
export interface Subject {
  readonly clusterId: string;
  readonly name: string;
  /** The cloud's own word; empty where the cluster could not be read. */
  readonly type: string;
  /** Why it could not be read. */
  readonly unreadable: string | undefined;
  /** Of the endpoint to this API server; undefined while there is none. */
  readonly domain: string | undefined;
  /** Of the endpoint to Pilot in the cluster's VPC: people put it into the certificate by mistake. */
  readonly pilotDomain: string | undefined;
  readonly setting: readonly string[];
  /** How the API server is dialled, the way of the mesh first. */
  readonly ways: readonly { readonly fromVpc: string; readonly host: string; readonly port: number }[];
}

/** By product-behaviour §D.1 only these take a name after they were made. */
export const MANAGED = 'ManagedKubernetes';

/** The port of API servers where the balancer has several. */
const USUAL_PORT = 6443;

export function subjectsOf({ wish, observation, plan }: Pick<Look, 'wish' | 'observation' | 'plan'>): Subject[] {
  const { clusters, balancers, controlPlane } = observation;
  return wish.clusters.map(({ clusterId }): Subject => {
    const domainOf = (channel: 'api-server' | 'pilot') =>
      plan.links.find((link) => link.channel === channel && link.clusterIds.includes(clusterId))?.endpoint?.domain ||
      undefined;
    const domain = domainOf('api-server');
    const found = clusters.get(clusterId);
    const common = { clusterId, domain, pilotDomain: domainOf('pilot') };
    if (found?.ok !== true) {
      return { ...common, name: '', type: '', setting: [], ways: [], unreadable: found?.problem.message ?? 'not read' };
    }
    const { name, type, certificateNames: setting, vpcId, apiServerBalancer } = found.value;
    const balancer = apiServerBalancer.ok ? balancers.get(apiServerBalancer.value) : undefined;
    const ports = balancer?.ok ? balancer.value.ports : [];
    const port = ports.includes(USUAL_PORT) ? USUAL_PORT : (ports[0] ?? USUAL_PORT);
    const address = balancer?.ok ? balancer.value.addresses[0] : undefined;
    const ways = [
      ...(domain !== undefined && controlPlane.ok ? [{ fromVpc: controlPlane.value.vpcId, host: domain, port }] : []),
      ...(address === undefined ? [] : [{ fromVpc: vpcId, host: address, port }]),
    ];
    return { ...common, name, type, setting, ways, unreadable: undefined };
  });
}
