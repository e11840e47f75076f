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

/** A zone of an endpoint. */
export interface ZoneOf {
  readonly endpointId: string;
  readonly zoneId: string;
}

/**
 * One listener to hold open, and the backends that take turns. An endpoint's interface leads to the backends of the balancer behind
 * it: a connection is forwarded once, not once for the interface and once for the balancer.
 */
export interface Wire {
  readonly at: Address;
  readonly to: readonly BackendView[];
  /** Set on an endpoint's network interface, whose traffic is counted. */
  readonly zone?: ZoneOf;
}

/** An address of a name, with the VPC in which alone it can be reached. */
export interface NameAddress {
  readonly vpcId: string;
  readonly zoneId: string;
  readonly ip: string;
}

/** What a name answers with. */
export interface Name {
  readonly addresses: readonly NameAddress[];
  /** The caller's zone comes first. */
  readonly zoneAffinity: boolean;
}

/** A host on some VPC's network: a balancer's address or an endpoint's interface. */
export interface Host {
  /** For messages: `load balancer lb-…`, `endpoint ep-…`. */
  title(): string;
  /** Why packets to this port vanish; undefined when they arrive. */
  blocked(port: number): string | undefined;
}

export interface Layout {
  readonly wires: ReadonlyMap<string, Wire>;
  readonly names: ReadonlyMap<string, Name>;
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

export function backendKey({ target, port }: BackendView): string {
  return `${target}:${port}`;
}

/** What the network has to hold open for this view, what it resolves and what it reaches. */
export function layOut(view: NetworkView): Layout {
  const wires = new Map<string, Wire>();
  const names = new Map<string, Name>();
  const hosts = new Map<string, Host>();
  const zones = new Set<string>();
  const balancers = new Map(view.balancers.map((balancer) => [balancer.id, balancer]));

  for (const balancer of view.balancers) {
    const { vpcId, domain } = balancer;
    const addresses = balancer.addresses.map((address) => ({ vpcId, ...address }));
    if (domain !== undefined) names.set(domain, { addresses, zoneAffinity: false });
    for (const { ip } of balancer.addresses) {
      hosts.set(hostKey(vpcId, ip), { title: () => `load balancer ${balancer.id}`, blocked: () => undefined });
      for (const wire of balancerWires(balancer, ip)) wires.set(addressKey(wire.at), wire);
    }
  }
  for (const endpoint of view.endpoints) {
    const { vpcId, zoneAffinity } = endpoint;
    names.set(endpoint.domain, { addresses: endpointAddresses(endpoint), zoneAffinity });
    for (const zone of endpoint.zones) {
      zones.add(zoneKey({ endpointId: endpoint.id, zoneId: zone.zoneId }));
      names.set(zone.domain, { addresses: [{ vpcId, zoneId: zone.zoneId, ip: zone.ip }], zoneAffinity });
      hosts.set(hostKey(vpcId, zone.ip), interfaceHost(endpoint, zone));
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
      to: listener.backends,
    }));
}

/**
 * A connected zone's interface listens where the balancer behind it does and its security groups let the port in. A blocked
 * port is left closed, so that nothing on this machine gets past the groups either.
 */
function interfaceWires(endpoint: EndpointView, zone: EndpointZoneView, balancer: BalancerView | undefined): Wire[] {
  if (!zone.open || !balancer) return [];
  return balancer.listeners
    .filter((listener) => listener.running && endpoint.allows(listener.port))
    .map(({ port, backends }) => ({
      at: { vpcId: endpoint.vpcId, ip: zone.ip, port },
      to: backends,
      zone: { endpointId: endpoint.id, zoneId: zone.zoneId },
    }));
}

/** The endpoint's domain answers with its connected zones; with all of them while none is connected. */
function endpointAddresses(endpoint: EndpointView): NameAddress[] {
  const open = endpoint.zones.filter((zone) => zone.open);
  return (open.length > 0 ? open : endpoint.zones).map(({ zoneId, ip }) => ({ vpcId: endpoint.vpcId, zoneId, ip }));
}

function interfaceHost(endpoint: EndpointView, zone: EndpointZoneView): Host {
  return {
    title: () => `endpoint ${endpoint.id} in zone ${zone.zoneId}`,
    blocked: (port) => {
      if (!zone.open) return `endpoint ${endpoint.id} is not connected in zone ${zone.zoneId}`;
      if (!endpoint.allows(port)) return `no security group of endpoint ${endpoint.id} lets TCP ${port} in`;
      return undefined;
    },
  };
}
