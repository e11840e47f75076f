/** What each link carries and how it stands, for whoever inspects a running network. */
import type { ConnectionStatus, EndpointStatus, World, ZoneStatus } from '../world.ts';
import type { Traffic } from './listener.ts';
import type { Network } from './network.ts';

/** An endpoint and its service, with what went through since the endpoint was made. */
export interface LinkTraffic extends Traffic {
  readonly endpointId: string;
  readonly serviceId: string;
  readonly vpcId: string;
  readonly domain: string;
  readonly status: EndpointStatus;
  readonly connection: ConnectionStatus;
  readonly zones: readonly LinkZone[];
}

export interface LinkZone extends Traffic {
  readonly zoneId: string;
  readonly status: ZoneStatus;
  readonly domain: string;
  /** The interface's address in the VPC, and the one that stands for it on this machine. */
  readonly ip: string;
  readonly host: string | undefined;
  /** The balancer that takes this zone's traffic. */
  readonly balancerId: string;
}

const nothing: Traffic = { connections: 0, active: 0, unserved: 0, bytesIn: 0, bytesOut: 0 };

/** Every link that the world has now, those without traffic too. */
export function links(world: World, network: Pick<Network, 'counters' | 'hostOf'>): LinkTraffic[] {
  const counters = new Map(network.counters().map((zone) => [`${zone.endpointId}/${zone.zoneId}`, zone]));
  return [...world.endpoints.values()].map((endpoint) => {
    const { id: endpointId, serviceId, vpcId, domain, status, connection } = endpoint;
    const zones = [...endpoint.zones.values()].map((zone): LinkZone => {
      const { zoneId, address: ip, balancerId } = zone;
      const traffic = trafficOf(counters.get(`${endpointId}/${zoneId}`) ?? nothing);
      const host = network.hostOf(vpcId, ip);
      return { zoneId, status: zone.status, domain: zone.domain, ip, host, balancerId, ...traffic };
    });
    const sum = zones.reduce<Traffic>(add, nothing);
    return { endpointId, serviceId, vpcId, domain, status, connection: connection.status, zones, ...trafficOf(sum) };
  });
}

function trafficOf({ connections, active, unserved, bytesIn, bytesOut }: Traffic): Traffic {
  return { connections, active, unserved, bytesIn, bytesOut };
}

function add(a: Traffic, b: Traffic): Traffic {
  return {
    connections: a.connections + b.connections,
    active: a.active + b.active,
    unserved: a.unserved + b.unserved,
    bytesIn: a.bytesIn + b.bytesIn,
    bytesOut: a.bytesOut + b.bytesOut,
  };
}
