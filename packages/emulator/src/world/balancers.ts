/** Load balancers, their listeners, and what stands behind them. */
import type { Tags } from '../tags.ts';

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

/** A change to an NLB that its caller asks after by id (`GetJobStatus`). */
export interface Job {
  readonly id: string;
  readonly accountId: string;
  status: 'processing' | 'Succeeded';
}
