/**
 * Everything that exists in the emulated cloud, as plain data in maps by id. Handlers and transitions change it and call `touch`; the
 * network and the console listen. Nothing here knows of HTTP, of time or of how a thing came to be.
 *
 * Times are milliseconds since the epoch. States are spelt as the API spells them (alibaba-cloud-api §2.1, §3–§7).
 */

import type { AccessKey, Account, Role } from './access.ts';
import type { BusinessStatus } from './arrears.ts';

export type { AccessKey, Account, OidcTrust, Policy, Quotas, Role } from './access.ts';

export type Tags = Map<string, string>;

export interface Region {
  readonly id: string;
  readonly localName: string;
  readonly zoneIds: string[];
}

/** A change to an NLB that its caller asks after by id (`GetJobStatus`). */
export interface Job {
  readonly id: string;
  readonly accountId: string;
  status: 'processing' | 'Succeeded';
}

export interface Vpc {
  readonly id: string;
  readonly regionId: string;
  readonly accountId: string;
  readonly name: string;
  readonly description: string;
  readonly cidr: string;
  readonly secondaryCidrs: string[];
  status: 'Pending' | 'Available';
  readonly createdAt: number;
  readonly tags: Tags;
}

export interface VSwitch {
  readonly id: string;
  readonly vpcId: string;
  readonly zoneId: string;
  readonly name: string;
  readonly description: string;
  readonly cidr: string;
  status: 'Pending' | 'Available';
  readonly createdAt: number;
  readonly tags: Tags;
  /** Addresses in use, each with the id of what uses it. */
  readonly used: Map<string, string>;
  /** How many more addresses are taken by things outside this model; they are the last ones of the range. */
  occupied: number;
}

export interface SecurityGroup {
  readonly id: string;
  readonly regionId: string;
  readonly accountId: string;
  readonly vpcId: string;
  readonly name: string;
  readonly description: string;
  readonly type: 'normal' | 'enterprise';
  readonly createdAt: number;
  readonly tags: Tags;
  readonly rules: SecurityGroupRule[];
}

/** A rule; `peer` is the source of an ingress rule and the destination of an egress rule. */
export interface SecurityGroupRule {
  readonly id: string;
  readonly direction: 'ingress' | 'egress';
  readonly protocol: 'TCP' | 'UDP' | 'ICMP' | 'GRE' | 'ALL';
  /** `6443/6443`, or `-1/-1` for all ports. */
  readonly portRange: string;
  readonly peer: RulePeer;
  readonly policy: 'Accept' | 'Drop';
  /** 1 (first) to 100. */
  readonly priority: number;
  readonly description: string;
  readonly createdAt: number;
}

export type RulePeer =
  | { readonly kind: 'cidr'; readonly cidr: string }
  | { readonly kind: 'ipv6'; readonly cidr: string }
  | { readonly kind: 'group'; readonly groupId: string }
  | { readonly kind: 'prefix-list'; readonly prefixListId: string };

/** An elastic network interface; the emulator makes them for endpoint zones and for NLB zones. */
export interface NetworkInterface {
  readonly id: string;
  readonly vpcId: string;
  readonly vSwitchId: string;
  readonly zoneId: string;
  readonly address: string;
  readonly mac: string;
  readonly owner: { readonly kind: 'endpoint' | 'nlb'; readonly id: string };
  readonly createdAt: number;
}

/** What stands behind a listener: the API server of a cluster, the Pilot of a mesh, a server of this machine, or one outside this model. */
export type Backend =
  | { readonly kind: 'cluster'; readonly clusterId: string; readonly port: number }
  | { readonly kind: 'mesh'; readonly meshId: string; readonly port: number }
  | { readonly kind: 'host'; readonly host: string; readonly port: number }
  | { readonly kind: 'server'; readonly serverId: string; readonly address: string; readonly port: number };

export interface Listener {
  /** NLB listeners have an id; a CLB listener is known by its port. */
  readonly id: string;
  readonly port: number;
  readonly protocol: 'tcp' | 'udp' | 'http' | 'https' | 'tcpssl';
  running: boolean;
  /** Being made or being removed (NLB). */
  pending?: 'Provisioning' | 'Deleting';
  /** Of an NLB: the group of servers behind it, by the id that was given. */
  readonly serverGroupId?: string;
  readonly tags?: Tags;
  /** Of a CLB: the port of the servers that will stand behind it. */
  readonly backendPort?: number;
  readonly description: string;
  readonly backends: Backend[];
}

interface BalancerBase {
  readonly id: string;
  readonly regionId: string;
  readonly accountId: string;
  readonly vpcId: string;
  readonly name: string;
  readonly internal: boolean;
  /** It cannot be deleted. */
  readonly deletionProtected?: boolean;
  readonly createdAt: number;
  readonly tags: Tags;
  readonly listeners: Map<number, Listener>;
}

/** A Classic Load Balancer: one address, a master zone and maybe a standby zone. */
export interface Clb extends BalancerBase {
  readonly kind: 'clb';
  readonly vSwitchId: string;
  readonly address: string;
  readonly networkType: 'vpc' | 'classic';
  readonly masterZoneId: string;
  readonly standbyZoneId?: string;
  readonly payType: 'PayOnDemand' | 'PrePay';
  status: 'inactive' | 'active' | 'locked';
}

/** A Network Load Balancer: an address per zone. */
export interface Nlb extends BalancerBase {
  readonly kind: 'nlb';
  readonly dnsName: string;
  status: 'Inactive' | 'Active' | 'Provisioning' | 'Configuring' | 'CreateFailed' | 'Deleting';
  readonly zones: NlbZone[];
}

export interface NlbZone {
  readonly zoneId: string;
  readonly vSwitchId: string;
  readonly address: string;
  readonly eniId: string;
}

export type Balancer = Clb | Nlb;

export type ClusterState =
  | 'initial'
  | 'failed'
  | 'running'
  | 'updating'
  | 'upgrading'
  | 'removing'
  | 'draining'
  | 'scaling'
  | 'inactive'
  | 'unavailable'
  | 'deleting'
  | 'deleted'
  | 'delete_failed'
  | 'waiting'
  | 'disconnected';

/** A Kubernetes cluster of Container Service (ACK). */
export interface Cluster {
  readonly id: string;
  readonly regionId: string;
  readonly accountId: string;
  readonly name: string;
  readonly vpcId: string;
  readonly vSwitchIds: string[];
  readonly securityGroupId: string;
  readonly type: 'ManagedKubernetes' | 'Kubernetes' | 'ExternalKubernetes';
  readonly profile: 'Default' | 'Edge' | 'Serverless' | 'Lingjun';
  readonly spec: string;
  readonly version: string;
  state: ClusterState;
  readonly createdAt: number;
  updatedAt: number;
  readonly tags: Tags;
  /** The balancer in front of the API server; undefined where the cluster has none. */
  readonly apiServerBalancerId: string | undefined;
  /** The port of that balancer's listener that leads to the API server. */
  readonly apiServerPort: number;
  /** The detail shows `control_plane_endpoints_config` (newer clusters do). */
  readonly showsEndpointsConfig: boolean;
  readonly publicAddress: string | undefined;
  /** The balancer of a Service of type LoadBalancer (the Ingress); what `external_loadbalancer_id` names. */
  readonly ingressBalancerId: string | undefined;
  readonly serviceCidr: string;
  readonly podCidr: string;
  /** The custom names that were asked for (`extra_sans`), in order. */
  customSans: string[];
  /** Every name and address in the certificate that the API server serves now. Follows `customSans` when the API server has restarted. */
  sans: string[];
  /** Counts the certificates served so far; a new one is served exactly when this changes. */
  certificateEpoch: number;
  /** While this is in the future the API server answers nobody; Infinity while it is held down; 0 when it serves. */
  restartingUntil: number;
}

/** A long-running job of Container Service. */
export interface ClusterTask {
  readonly id: string;
  readonly clusterId: string;
  readonly type: string;
  state: 'running' | 'success' | 'fail';
  readonly createdAt: number;
  updatedAt: number;
  error: { readonly code: string; readonly message: string } | undefined;
}

export type MemberState = 'running' | 'starting' | 'stopping' | 'stopped' | 'failed';

/** A cluster in a mesh. */
export interface Member {
  readonly clusterId: string;
  state: MemberState;
  /** Why it is not running; empty when it is. */
  message: string;
  readonly joinedAt: number;
  updatedAt: number;
}

/** A Service Mesh (ASM) instance. */
export interface Mesh {
  readonly id: string;
  readonly regionId: string;
  readonly accountId: string;
  readonly name: string;
  readonly vpcId: string;
  readonly vSwitchIds: string[];
  readonly securityGroupId: string;
  readonly profile: 'Default' | 'Pro';
  readonly spec: 'standard' | 'enterprise' | 'ultimate';
  readonly version: string;
  state: 'initial' | 'running' | 'updating';
  readonly createdAt: number;
  updatedAt: number;
  readonly tags: Tags;
  readonly pilotBalancerId: string | undefined;
  readonly apiServerBalancerId: string | undefined;
  readonly members: Map<string, Member>;
}

export type ServiceStatus = 'Creating' | 'Pending' | 'Active' | 'Deleting';
export type EndpointStatus = 'Creating' | 'Pending' | 'Active' | 'Deleting';
export type ConnectionStatus =
  | 'Pending'
  | 'Connecting'
  | 'Connected'
  | 'Disconnecting'
  | 'Disconnected'
  | 'Deleting'
  | 'ServiceDeleted';
export type ZoneStatus =
  | 'Creating'
  | 'Wait'
  | 'Connecting'
  | 'Connected'
  | 'Disconnecting'
  | 'Disconnected'
  | 'Deleting'
  | 'Migrating'
  | 'Migrated';

/** A PrivateLink endpoint service: the provider's side. */
export interface EndpointService {
  readonly id: string;
  readonly regionId: string;
  readonly accountId: string;
  readonly name: string;
  readonly domain: string;
  description: string;
  status: ServiceStatus;
  businessStatus: BusinessStatus;
  autoAccept: boolean;
  /** The one type all its resources have (alibaba-cloud-api §2.3). */
  readonly resourceType: 'slb' | 'nlb' | 'alb' | 'gwlb';
  readonly resources: ServiceResource[];
  /** Accounts on the whitelist besides the owner. */
  readonly users: Set<string>;
  readonly payer: 'Endpoint' | 'EndpointService';
  zoneAffinity: boolean;
  /** Mbps. */
  bandwidth: number;
  resourceGroupId: string;
  readonly createdAt: number;
  readonly tags: Tags;
}

/** A balancer in a zone, behind a service. */
export interface ServiceResource {
  readonly balancerId: string;
  readonly type: 'slb' | 'nlb' | 'alb' | 'gwlb';
  readonly zoneId: string;
  /** New endpoint zones may be given this resource. */
  autoAllocated: boolean;
  status: 'Attaching' | 'Attached' | 'Detaching';
}

/** A PrivateLink endpoint: the consumer's side, with its one connection. */
export interface Endpoint {
  readonly id: string;
  readonly regionId: string;
  readonly accountId: string;
  name: string;
  description: string;
  readonly vpcId: string;
  readonly serviceId: string;
  readonly serviceName: string;
  readonly domain: string;
  readonly type: 'Interface';
  status: EndpointStatus;
  businessStatus: BusinessStatus;
  readonly protected: boolean;
  zoneAffinity: boolean;
  policyDocument: string;
  readonly connection: Connection;
  /** By zone id. */
  readonly zones: Map<string, EndpointZone>;
  /** By security-group id. */
  readonly securityGroups: Map<string, 'Attaching' | 'Attached' | 'Detaching'>;
  resourceGroupId: string;
  readonly createdAt: number;
  readonly tags: Tags;
}

export interface Connection {
  status: ConnectionStatus;
  /** Mbps. */
  bandwidth: number;
  trafficControl: 'BandwidthLimit' | 'Scalability';
  modifiedAt: number;
}

export interface EndpointZone {
  readonly zoneId: string;
  readonly vSwitchId: string;
  readonly eniId: string;
  readonly address: string;
  readonly domain: string;
  status: ZoneStatus;
  /** The balancer that takes this zone's traffic. */
  balancerId: string;
}

/** Where each kind of thing stands in the world. */
export const tables = {
  region: 'regions',
  account: 'accounts',
  key: 'keys',
  role: 'roles',
  vpc: 'vpcs',
  vSwitch: 'vSwitches',
  securityGroup: 'securityGroups',
  interface: 'interfaces',
  balancer: 'balancers',
  cluster: 'clusters',
  task: 'tasks',
  job: 'jobs',
  mesh: 'meshes',
  service: 'services',
  endpoint: 'endpoints',
} as const;

export type Kind = keyof typeof tables;

/** One thing changed, came or went. */
export interface Change {
  readonly kind: Kind;
  readonly id: string;
}

export interface World {
  /** Where a call goes that names no region. */
  readonly defaultRegionId: string;
  readonly regions: Map<string, Region>;
  readonly accounts: Map<string, Account>;
  readonly keys: Map<string, AccessKey>;
  /** By name. */
  readonly roles: Map<string, Role>;
  readonly vpcs: Map<string, Vpc>;
  readonly vSwitches: Map<string, VSwitch>;
  readonly securityGroups: Map<string, SecurityGroup>;
  readonly interfaces: Map<string, NetworkInterface>;
  readonly balancers: Map<string, Balancer>;
  readonly clusters: Map<string, Cluster>;
  readonly tasks: Map<string, ClusterTask>;
  readonly jobs: Map<string, Job>;
  readonly meshes: Map<string, Mesh>;
  readonly services: Map<string, EndpointService>;
  readonly endpoints: Map<string, Endpoint>;
  /** Endpoints by the service they belong to, kept by `addEndpoint` and `removeEndpoint`. */
  readonly endpointsOfService: Map<string, Set<string>>;
  /** Tells the listeners, at once and in order of their coming. */
  touch(kind: Kind, id: string): void;
  /** Calls the listener at each change; the returned function ends that. */
  onChange(listener: (change: Change) => void): () => void;
}

export function createWorld(defaultRegionId: string): World {
  const listeners = new Set<(change: Change) => void>();
  return {
    defaultRegionId,
    regions: new Map(),
    accounts: new Map(),
    keys: new Map(),
    roles: new Map(),
    vpcs: new Map(),
    vSwitches: new Map(),
    securityGroups: new Map(),
    interfaces: new Map(),
    balancers: new Map(),
    clusters: new Map(),
    tasks: new Map(),
    jobs: new Map(),
    meshes: new Map(),
    services: new Map(),
    endpoints: new Map(),
    endpointsOfService: new Map(),
    touch(kind, id) {
      for (const listener of listeners) listener({ kind, id });
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** What an agent of the mesh reports of a member. Does nothing when the mesh or the member is gone. */
export function setMemberState(
  world: World,
  meshId: string,
  clusterId: string,
  state: MemberState,
  message: string,
  now: number,
): void {
  const member = world.meshes.get(meshId)?.members.get(clusterId);
  if (member === undefined || (member.state === state && member.message === message)) return;
  member.state = state;
  member.message = message;
  member.updatedAt = now;
  world.touch('mesh', meshId);
}

export function addEndpoint(world: World, endpoint: Endpoint): void {
  world.endpoints.set(endpoint.id, endpoint);
  const siblings = world.endpointsOfService.get(endpoint.serviceId) ?? new Set();
  world.endpointsOfService.set(endpoint.serviceId, siblings.add(endpoint.id));
  world.touch('endpoint', endpoint.id);
}

export function removeEndpoint(world: World, endpoint: Endpoint): void {
  world.endpoints.delete(endpoint.id);
  world.endpointsOfService.get(endpoint.serviceId)?.delete(endpoint.id);
  world.touch('endpoint', endpoint.id);
}

/** The endpoints connected, or to be connected, to a service, oldest first. */
export function endpointsOf(world: World, serviceId: string): Endpoint[] {
  const ids = world.endpointsOfService.get(serviceId) ?? new Set();
  return [...ids].flatMap((id) => world.endpoints.get(id) ?? []);
}
