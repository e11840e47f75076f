/**
 * What the network runs: a plain description of balancers, endpoints, clusters and meshes.
 *
 * It holds no sockets and no clock. `from-world.ts` derives it from the emulator's world; a test writes one by hand.
 */

/** Something that takes traffic at a private address of a VPC. */
export interface BalancerView {
  readonly id: string;
  readonly vpcId: string;
  /** The balancer's own name in DNS; only an NLB has one. */
  readonly domain?: string;
  /** One per zone (NLB), or the one address under each zone it serves (CLB). */
  readonly addresses: readonly { readonly zoneId: string; readonly ip: string }[];
  readonly listeners: readonly ListenerView[];
}

/** A TCP listener of a balancer. A listener that is not running takes no connections. */
export interface ListenerView {
  readonly port: number;
  readonly running: boolean;
  readonly backends: readonly BackendView[];
}

/** A process behind a balancer: who it is (`cluster/<id>`, `mesh/<id>`) and the port it serves there. */
export interface BackendView {
  readonly target: string;
  readonly port: number;
}

/** A PrivateLink endpoint: network interfaces in the consumer's VPC that lead to the service's balancers. */
export interface EndpointView {
  readonly id: string;
  readonly vpcId: string;
  readonly domain: string;
  /** The domain answers with the interface in the caller's zone first. */
  readonly zoneAffinity: boolean;
  readonly zones: readonly EndpointZoneView[];
  /** Whether the endpoint's security groups let TCP to this port in, from anywhere in the endpoint's own VPC. */
  allows(port: number): boolean;
}

export interface EndpointZoneView {
  readonly zoneId: string;
  readonly ip: string;
  readonly domain: string;
  /** The zone's connection carries traffic (its status is Connected). */
  readonly open: boolean;
  /** The balancer of the endpoint service that takes this zone's traffic. */
  readonly balancerId: string;
}

/** A Kubernetes cluster whose API server stands behind a balancer. */
export interface ClusterView {
  readonly id: string;
  readonly vpcId: string;
  /** Exactly the names its API server's certificate carries: DNS names and addresses. */
  readonly names: readonly string[];
  /** A new certificate is served whenever this changes. */
  readonly certificateEpoch: number;
  /** The API server answers: false while it restarts. */
  readonly serving: boolean;
  readonly balancerId: string;
  /** The balancer's listener that leads to the API server. */
  readonly port: number;
  /** The port on which the API server stands behind that listener. */
  readonly servesAt: number;
}

/** A service mesh: its control plane, and the clusters it manages. */
export interface MeshView {
  readonly id: string;
  readonly vpcId: string;
  /** The balancer in front of Pilot, if there is one. */
  readonly pilotBalancerId: string | undefined;
  readonly memberIds: readonly string[];
}

export interface NetworkView {
  readonly balancers: readonly BalancerView[];
  readonly endpoints: readonly EndpointView[];
  readonly clusters: readonly ClusterView[];
  readonly meshes: readonly MeshView[];
}

/** The network of an empty world. */
export const emptyView: NetworkView = { balancers: [], endpoints: [], clusters: [], meshes: [] };

/** The name under which a cluster's API server stands behind balancers. */
export function clusterTarget(clusterId: string): string {
  return `cluster/${clusterId}`;
}

/** The name under which a mesh's Pilot stands behind balancers. */
export function meshTarget(meshId: string): string {
  return `mesh/${meshId}`;
}

const HOST = 'host/';

/** The name under which the servers at an address of this machine stand behind balancers. */
export function hostTarget(host: string): string {
  return `${HOST}${host}`;
}

/** The address of this machine that such a name has; undefined for another name. */
export function hostOfTarget(target: string): string | undefined {
  return target.startsWith(HOST) ? target.slice(HOST.length) : undefined;
}

/** The name under which a server that this model knows only by its id stands behind balancers. */
export function serverTarget(serverId: string): string {
  return `server/${serverId}`;
}
