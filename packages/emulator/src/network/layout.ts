/**
 * From the view to what must listen, what resolves and what is reachable. Pure.
 */
import type { BackendView, BalancerView, EndpointView, EndpointZoneView, NetworkView } from './view.ts';

/** A place in the cloud's own address space. Two VPCs may use the same ip. */
export interface Address {
  readonly vpcId: string;
  readonly ip: string;
  readonly port: number;
}

/** Where a listener sends a connection: on to another address, or to a process. */
export type Hop = ({ readonly kind: 'address' } & Address) | ({ readonly kind: 'backend' } & BackendView);

/** A zone of an endpoint. */
export interface ZoneOf {
  readonly endpointId: string;
  readonly zoneId: string;
}

/** One listener to hold open, and the hops it takes in turn. */
export interface Wire {
  readonly at: Address;
  readonly to: readonly Hop[];
  /** Set on an endpoint's network interface, whose traffic is counted. */
  readonly zone?: ZoneOf;
}

/** An address of a name, with the VPC in which alone it can be reached. */
export interface NameAddress {
  readonly vpcId: string;
  readonly zoneId: string;
  readonly ip: string;
}

/** A host on some VPC's network: a balancer's address or an endpoint's interface. */
export interface Host {
  /** For messages: `load balancer lb-…`, `endpoint ep-…`. */
  readonly title: string;
  /** Why packets to this port vanish; undefined when they arrive. */
  blocked(port: number): string | undefined;
}

export interface Layout {
  readonly wires: ReadonlyMap<string, Wire>;
  readonly names: ReadonlyMap<string, readonly NameAddress[]>;
  readonly hosts: ReadonlyMap<string, Host>;
  /** `zoneKey` of every endpoint zone there is, connected or not. */
  readonly zones: ReadonlySet<string>;
}

export function hostKey(vpcId: string, ip: string): string {
  return `${vpcId}/${ip}`;
}

export function addressKey(address: Address): string {
  return `${address.vpcId}/${address.ip}:${address.port}`;
}

export function zoneKey(zone: ZoneOf): string {
  return `${zone.endpointId}/${zone.zoneId}`;
}

export function hopKey(hop: Hop): string {
  return hop.kind === 'address' ? addressKey(hop) : `${hop.target}:${hop.port}`;
}

/** What the network has to hold open for this view, what it resolves and what it reaches. */
export function layOut(view: NetworkView): Layout {
  const wires = new Map<string, Wire>();
  const names = new Map<string, readonly NameAddress[]>();
  const hosts = new Map<string, Host>();
  const zones = new Set<string>();
  const balancers = new Map(view.balancers.map((balancer) => [balancer.id, balancer]));

  for (const balancer of view.balancers) {
    for (const { ip } of balancer.addresses) {
      hosts.set(hostKey(balancer.vpcId, ip), { title: `load balancer ${balancer.id}`, blocked: () => undefined });
      for (const wire of balancerWires(balancer, ip)) wires.set(addressKey(wire.at), wire);
    }
  }
  for (const endpoint of view.endpoints) {
    names.set(endpoint.domain, endpointAddresses(endpoint));
    for (const zone of endpoint.zones) {
      zones.add(zoneKey({ endpointId: endpoint.id, zoneId: zone.zoneId }));
      names.set(zone.domain, [{ vpcId: endpoint.vpcId, zoneId: zone.zoneId, ip: zone.ip }]);
      hosts.set(hostKey(endpoint.vpcId, zone.ip), interfaceHost(endpoint, zone));
      for (const wire of interfaceWires(endpoint, zone, balancers.get(zone.balancerId))) {
        wires.set(addressKey(wire.at), wire);
      }
    }
  }
  return { wires, names, hosts, zones };
}

function balancerWires(balancer: BalancerView, ip: string): Wire[] {
  return balancer.listeners
    .filter((listener) => listener.running)
    .map((listener) => ({
      at: { vpcId: balancer.vpcId, ip, port: listener.port },
      to: listener.backends.map((backend) => ({ kind: 'backend', ...backend })),
    }));
}

/**
 * A connected zone's interface listens where the balancer behind it does and its security groups let the port in. A blocked
 * port is left closed, so that nothing on this machine gets past the groups either.
 */
function interfaceWires(endpoint: EndpointView, zone: EndpointZoneView, balancer: BalancerView | undefined): Wire[] {
  const ip = balancer && addressIn(balancer, zone.zoneId);
  if (!zone.open || !balancer || !ip) return [];
  return balancer.listeners
    .filter((listener) => listener.running && endpoint.allows(listener.port))
    .map(({ port }) => ({
      at: { vpcId: endpoint.vpcId, ip: zone.ip, port },
      to: [{ kind: 'address', vpcId: balancer.vpcId, ip, port }],
      zone: { endpointId: endpoint.id, zoneId: zone.zoneId },
    }));
}

/** A balancer's address in the zone; a balancer that has one address for all its zones answers with that. */
function addressIn(balancer: BalancerView, zoneId: string): string | undefined {
  return (balancer.addresses.find((address) => address.zoneId === zoneId) ?? balancer.addresses[0])?.ip;
}

/** The endpoint's domain answers with its connected zones; with all of them while none is connected. */
function endpointAddresses(endpoint: EndpointView): NameAddress[] {
  const open = endpoint.zones.filter((zone) => zone.open);
  return (open.length > 0 ? open : endpoint.zones).map(({ zoneId, ip }) => ({ vpcId: endpoint.vpcId, zoneId, ip }));
}

function interfaceHost(endpoint: EndpointView, zone: EndpointZoneView): Host {
  return {
    title: `endpoint ${endpoint.id} in zone ${zone.zoneId}`,
    blocked: (port) => {
      if (!zone.open) return `endpoint ${endpoint.id} is not connected in zone ${zone.zoneId}`;
      if (!endpoint.allows(port)) return `no security group of endpoint ${endpoint.id} lets TCP ${port} in`;
      return undefined;
    },
  };
}
