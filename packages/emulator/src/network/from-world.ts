/**
 * What the network has to run for a world. Pure: the same world and time give the same view.
 */
import type {
  Backend,
  Balancer,
  Cluster,
  Endpoint,
  EndpointZone,
  Mesh,
  SecurityGroup,
  SecurityGroupRule,
  World,
} from '../world.ts';
import { type Dialler, type InboundRule, permits } from './security.ts';
import type { BackendView, BalancerView, ClusterView, EndpointView, MeshView, NetworkView } from './view.ts';
import { clusterTarget, hostTarget, meshTarget, serverTarget } from './view.ts';

/** @param now milliseconds since the epoch, against which a restart of an API server is over or not. */
export function networkView(world: World, now: number): NetworkView {
  const diallers = diallersByVpc(world);
  const rules = new Map([...world.securityGroups.values()].map((group) => [group.id, inboundRules(group)]));
  return {
    balancers: [...world.balancers.values()].map(balancerView),
    endpoints: [...world.endpoints.values()]
      .filter(lives)
      .map((endpoint) => endpointView(world, endpoint, diallers.get(endpoint.vpcId), rules)),
    clusters: [...world.clusters.values()].flatMap((cluster) => clusterView(world, cluster, now) ?? []),
    meshes: [...world.meshes.values()].map(meshView),
  };
}

/** Only TCP listeners are modelled: PrivateLink does not reach TCPSSL ones (§C.3), and no channel uses the others. */
function balancerView(balancer: Balancer): BalancerView {
  const works = balancer.status === 'active' || balancer.status === 'Active';
  return {
    id: balancer.id,
    vpcId: balancer.vpcId,
    ...(balancer.kind === 'nlb' ? { domain: balancer.dnsName } : {}),
    addresses: balancer.kind === 'clb' ? clbAddresses(balancer) : nlbAddresses(balancer),
    listeners: [...balancer.listeners.values()]
      .filter((listener) => listener.protocol === 'tcp')
      .map(({ port, running, backends }) => ({ port, running: running && works, backends: backends.map(backendView) })),
  };
}

/** A CLB has one address, which serves its master zone and its standby zone. */
function clbAddresses({ address, masterZoneId, standbyZoneId }: Balancer & { kind: 'clb' }) {
  const zones = standbyZoneId === undefined ? [masterZoneId] : [masterZoneId, standbyZoneId];
  return zones.map((zoneId) => ({ zoneId, ip: address }));
}

function nlbAddresses({ zones }: Balancer & { kind: 'nlb' }) {
  return zones.map(({ zoneId, address }) => ({ zoneId, ip: address }));
}

function backendView(backend: Backend): BackendView {
  switch (backend.kind) {
    case 'cluster':
      return { target: clusterTarget(backend.clusterId), port: backend.port };
    case 'mesh':
      return { target: meshTarget(backend.meshId), port: backend.port };
    case 'host':
      return { target: hostTarget(backend.host), port: backend.port };
    case 'server':
      return { target: serverTarget(backend.serverId), port: backend.port };
  }
}

/** An endpoint's names resolve from when it is made until its deletion begins, connected or not (§C.7). */
function lives(endpoint: Endpoint): boolean {
  return endpoint.status === 'Active' || endpoint.status === 'Pending';
}

/** Zone affinity is a flag of both sides (§C.2); which one counts is not stated: here either side turns it on. */
function endpointView(
  world: World,
  endpoint: Endpoint,
  dialler: Dialler | undefined,
  rules: ReadonlyMap<string, readonly InboundRule[]>,
): EndpointView {
  const attached = [...endpoint.securityGroups].flatMap(([groupId, state]) => (state === 'Attached' ? groupId : []));
  return {
    id: endpoint.id,
    vpcId: endpoint.vpcId,
    domain: endpoint.domain,
    zoneAffinity: endpoint.zoneAffinity || world.services.get(endpoint.serviceId)?.zoneAffinity === true,
    zones: [...endpoint.zones.values()].map(({ zoneId, address, domain, balancerId, status }) => ({
      zoneId,
      ip: address,
      domain,
      balancerId,
      open: carries(endpoint, status),
    })),
    allows(port) {
      const itsRules = attached.flatMap((groupId) => rules.get(groupId) ?? []);
      return dialler !== undefined && permits(itsRules, dialler, port);
    },
  };
}

/** A connection that is `Pending` is being modified and goes on working (§C.4). */
function carries({ connection }: Endpoint, zone: EndpointZone['status']): boolean {
  const connected = connection.status === 'Connected' || connection.status === 'Pending';
  return connected && (zone === 'Connected' || zone === 'Migrating' || zone === 'Migrated');
}

/** Whoever may dial in each VPC: any of its addresses, in the security groups of the mesh and the clusters that live there. */
function diallersByVpc(world: World): Map<string, Dialler> {
  const groupIds = new Map<string, string[]>();
  for (const { vpcId, securityGroupId } of [...world.meshes.values(), ...world.clusters.values()]) {
    groupIds.set(vpcId, [...(groupIds.get(vpcId) ?? []), securityGroupId]);
  }
  return new Map(
    [...world.vpcs.values()].map(({ id, cidr, secondaryCidrs }) => [
      id,
      { cidrs: [cidr, ...secondaryCidrs], groupIds: groupIds.get(id) ?? [] },
    ]),
  );
}

function inboundRules({ rules }: SecurityGroup): InboundRule[] {
  return rules.flatMap((rule) => (rule.direction === 'ingress' ? (inboundRule(rule) ?? []) : []));
}

/** Prefix lists have no content in this model and IPv6 sources do not dial: such rules match nothing. */
function inboundRule({ policy, protocol, portRange, priority, peer }: SecurityGroupRule): InboundRule | undefined {
  const rule = { policy, protocol, portRange, priority };
  if (peer.kind === 'cidr') return { ...rule, source: { cidr: peer.cidr } };
  if (peer.kind === 'group') return { ...rule, source: { groupId: peer.groupId } };
  return undefined;
}

/** A cluster without a balancer has no API server that anything could dial. */
function clusterView(world: World, cluster: Cluster, now: number): ClusterView | undefined {
  const { id, vpcId, sans, certificateEpoch, apiServerBalancerId, apiServerPort, restartingUntil, state } = cluster;
  if (apiServerBalancerId === undefined) return undefined;
  const listener = world.balancers.get(apiServerBalancerId)?.listeners.get(apiServerPort);
  const backend = listener?.backends.find((one) => one.kind === 'cluster' && one.clusterId === id);
  return {
    id,
    vpcId,
    names: [...sans],
    certificateEpoch,
    serving: restartingUntil <= now && answering.has(state),
    balancerId: apiServerBalancerId,
    port: apiServerPort,
    servesAt: backend?.port ?? apiServerPort,
  };
}

/** The states in which the API server answers (§D.2). */
const answering: ReadonlySet<Cluster['state']> = new Set([
  'running',
  'updating',
  'upgrading',
  'scaling',
  'draining',
  'removing',
]);

/** A control plane looks only at members it is to run; those that stop, have stopped or have failed are left alone. */
function meshView({ id, vpcId, members, pilotBalancerId }: Mesh): MeshView {
  const wanted = [...members.values()].filter(({ state }) => state === 'starting' || state === 'running');
  return { id, vpcId, pilotBalancerId, memberIds: wanted.map(({ clusterId }) => clusterId) };
}
