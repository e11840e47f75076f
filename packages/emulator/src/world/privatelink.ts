/** Endpoint services and endpoints of PrivateLink, with their connections and zones. */
import type { Tags } from '../tags.ts';

/** Whether the account has paid for it. */
export type BusinessStatus = 'Normal' | 'FinancialLocked';

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
