/**
 * Everything that exists in the emulated cloud, as plain data in maps by id. Handlers and transitions change it and call `touch`; the
 * network and the console listen. Nothing here knows of HTTP, of time or of how a thing came to be.
 *
 * Times are milliseconds since the epoch. States are spelt as the API spells them (alibaba-cloud-api §2.1, §3–§7).
 */

import type { AccessKey, Account, Role } from './access.ts';
import type { Balancer, Job } from './world/balancers.ts';
import type { Cluster, ClusterTask } from './world/clusters.ts';
import type { MemberState, Mesh } from './world/meshes.ts';
import type { NetworkInterface, Region, SecurityGroup, Vpc, VSwitch } from './world/network.ts';
import type { Endpoint, EndpointService } from './world/privatelink.ts';

export type { AccessKey, Account, OidcTrust, Policy, Quotas, Role, Statement } from './access.ts';
export type { Tags } from './tags.ts';
export type * from './world/balancers.ts';
export type * from './world/clusters.ts';
export type * from './world/meshes.ts';
export type * from './world/network.ts';
export type * from './world/privatelink.ts';

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
