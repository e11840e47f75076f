/**
 * What `link` knows: plain facts about the cloud, as read, and the little that must be remembered between two readings.
 * Nothing here decides anything.
 */
import type { Reason, Role } from '@asm-privatelink/api';
import type { Tag } from '@asm-privatelink/cloud';

/** The two paths of a mesh (design §1): the control plane dials API servers, sidecars dial Pilot. */
export type Channel = 'api-server' | 'pilot';

/** How a problem stands: a person must act; it will pass by itself; or it is worth saying and stops nothing. */
export type Severity = 'person' | 'wait' | 'warning';

/** One thing that is wrong, in words for a person: what, on which object or field, and what to do now. */
export interface Problem {
  reason: Reason;
  severity: Severity;
  message: string;
  /** The field of the ASMPvlConfig concerned, in Kubernetes' form: `spec.asmVpcEndpoint.vSwitches[0].zoneId`. */
  field?: string;
  /** What it is about, where no link of the wish is: the id of a link that is being taken away. */
  link?: string;
}

/** A fact that was looked up: there, or not to be had and why. */
export type Found<T> = { ok: true; value: T } | { ok: false; problem: Problem };

/** The control plane's side of every link, from whichever source. */
export interface ControlPlane {
  /** The ownership key: the mesh id, or the name given with source `given`. */
  mesh: string;
  region: string;
  vpcId: string;
  pilotBalancer: Found<string>;
  /** Pilot's intranet address as the mesh reports it (`ip:port`), to check the balancer against. */
  pilotAddress?: string;
}

/** One member of the mesh. `state` is the cloud's own word. */
export interface Member {
  clusterId: string;
  state: string;
  message: string;
}

/** An ACK cluster as far as links need it. */
export interface Cluster {
  id: string;
  name: string;
  region: string;
  vpcId: string;
  state: string;
  /** `ManagedKubernetes`, `Kubernetes` (dedicated) …; only managed ones can take new certificate names. */
  type: string;
  /** Custom names in the API server's certificate. */
  certificateNames: string[];
  apiServerBalancer: Found<string>;
}

/** A load balancer that an endpoint service can stand in front of. */
export interface Balancer {
  id: string;
  type: 'slb' | 'nlb';
  vpcId: string;
  addresses: string[];
  /** Zones it serves: a CLB's master zone, an NLB's zone mappings. */
  zones: string[];
  /** A CLB's standby zone. Whether PrivateLink serves it is unconfirmed (product-behaviour §C.2). */
  standbyZones: string[];
  /** Ports of its running TCP listeners. */
  ports: number[];
  /** Why it cannot carry PrivateLink, if it cannot. */
  unsuitable?: string;
}

export interface VSwitch {
  id: string;
  vpcId: string;
  zoneId: string;
  status: string;
  freeAddresses: number;
}

export interface Vpc {
  id: string;
  cidrs: string[];
}

/** Whose an object of ours is, read from its tags. */
export interface Ownership {
  role: Role;
  /** The cluster for per-cluster roles, the VPC for per-VPC roles, empty for the one Pilot service. */
  owner: string;
  uid: string;
  /** The id of the object that it was made to replace. */
  replaces?: string;
  /** Made by hand and marked by a person: never deleted by us. */
  adopted?: true;
}

export interface ServiceResource {
  id: string;
  type: string;
  zoneId: string;
}

/** An endpoint service of ours. `zones` and `resources` are absent until they were read. */
export interface EndpointService extends Ownership {
  id: string;
  name: string;
  status: string;
  resourceType: string;
  autoAccept: boolean;
  businessStatus: string;
  createTime: string;
  zones?: string[];
  resources?: ServiceResource[];
}

export interface EndpointZone {
  zoneId: string;
  vSwitchId: string;
  status: string;
}

/** A security group as one endpoint has it: Attaching, Attached, Detaching. */
export interface AttachedGroup {
  id: string;
  status: string;
}

/** An endpoint of ours. `zones` and `groups` are absent until they were read. */
export interface Endpoint extends Ownership {
  id: string;
  domain: string;
  status: string;
  connection: string;
  businessStatus: string;
  serviceId: string;
  vpcId: string;
  createTime: string;
  zones?: EndpointZone[];
  groups?: AttachedGroup[];
}

/** An object without our tags, with the tags it has. */
export type Bare<T extends Ownership> = Omit<T, keyof Ownership> & { tags: readonly Tag[] };

/** What the status or the adopt annotation names and is there, but does not bear our tags. */
export interface Untagged {
  services: readonly Bare<EndpointService>[];
  endpoints: readonly Bare<Endpoint>[];
}

/** One inbound TCP rule of a security group. Anything else a group of ours holds is `foreign`. */
export interface GroupRule {
  protocol: string;
  portRange: string;
  sourceCidr: string;
  policy: string;
  ruleId: string;
}

/** A security group of ours. */
export interface SecurityGroup extends Ownership {
  id: string;
  vpcId: string;
  createTime: string;
  /** Absent until they were read. */
  inbound?: GroupRule[];
}

/** A connection on a service of ours whose endpoint does not bear our tags. */
export interface ForeignConnection {
  serviceId: string;
  endpointId: string;
  ownerId: string;
  status: string;
}

/** A step that failed, kept so that it is not run again before `until`. */
export interface Failure {
  /** The cloud's own code. */
  code: string;
  /** What was sent, as canonical text: another request is another attempt. */
  request: string;
  /** Absent while it is only a lock that was held by somebody else for a moment. */
  problem?: Problem;
  /** ms since the epoch. */
  until: number;
  attempts: number;
}

/** Since when an aspect of an object is in a state, ms since the epoch. */
export interface StateSince {
  state: string;
  at: number;
  /** The list that shows it. */
  list?: Watched;
}

/** A kind of change that the cloud ends by itself: `endpoints/status/Creating`. */
export type ChangeKind = string;

/** How long changes took in this process, in ms, by their kind (see durations.ts). */
export type Durations = Map<ChangeKind, { mean: number; deviation: number; samples: number }>;

/** `tried`: we have set the uid tag of that service, and wait whether it stands. `ours`: it stood, or was ours when we came. */
export interface Claim {
  serviceId: string;
  state: 'tried' | 'ours';
  at: number;
  /** Another uid that this service bore already when it came to count: a predecessor's. */
  known?: string;
}

/**
 * What one process remembers between passes. All of it may be lost at any moment: it only makes things quicker and quieter
 * (deadlines, back-off, a grace for lists that lag behind). Truth is in the cloud.
 */
export interface Memory {
  /** Since when an aspect of an object has been in the state it is in; key `id/aspect`. */
  since: Map<string, StateSince>;
  /** What a create answered, by role key, until a list shows it. */
  created: Map<string, { id: string; at: number }>;
  /** The last id seen or learnt to be dead, by role key: the predecessor of the next one. */
  last: Map<string, string>;
  /**
   * Services, endpoints and groups that this process made, by id, and when: what was asked for with the call need not be read back at once, the audit will.
   */
  made: Map<string, number>;
  /** Ids that we removed ourselves, and when: making their successors is no recreation. */
  removed: Map<string, number>;
  /** When a vanished object was last made again, by role key. */
  recreated: Map<string, number>;
  /** Endpoints that were seen Connected: one that is Disconnected later was cut, not just made. */
  connected: Set<string>;
  /** Failed steps, and steps whose turn has not come, by step id. */
  failures: Map<string, Failure>;
  /** The service by whose uid tag the mesh is ours (see decide/owner.ts). */
  claim?: Claim | undefined;
  /** Changes of certificates that we asked for, by cluster, until they are done. */
  certificateTasks: Map<string, CertificateTask>;
  durations: Durations;
}

/** A task of the cloud that adds a domain to the certificate of a cluster. */
export interface CertificateTask {
  id: string;
  domain: string;
  /** When it was asked for, ms since the epoch. */
  at: number;
  /** Set once it has failed. */
  endedAt?: number;
  /** Why it failed, or cannot be followed. */
  problem?: Problem;
}

export function newMemory(): Memory {
  return {
    since: new Map(),
    created: new Map(),
    last: new Map(),
    made: new Map(),
    removed: new Map(),
    recreated: new Map(),
    connected: new Set(),
    failures: new Map(),
    certificateTasks: new Map(),
    durations: new Map(),
  };
}

/** How soon something that needs a person is looked at again (design §5). */
export const LOOK_AGAIN_MS = 5 * 60_000;

/** Everything read for one decision. */
export interface Observation {
  /** When the reading ended, ms since the epoch. */
  at: number;
  /** When the lists were read, if they were. */
  readAt: Readonly<Partial<Record<Watched, number>>>;
  controlPlane: Found<ControlPlane>;
  /** The mesh's members; undefined where the source has none of its own (`given`: members are the spec). */
  members: ReadonlyMap<string, Member> | undefined;
  clusters: ReadonlyMap<string, Found<Cluster>>;
  balancers: ReadonlyMap<string, Found<Balancer>>;
  vSwitches: ReadonlyMap<string, VSwitch>;
  vpcs: ReadonlyMap<string, Vpc>;
  services: readonly EndpointService[];
  endpoints: readonly Endpoint[];
  groups: readonly SecurityGroup[];
  untagged: Untagged;
  foreign: readonly ForeignConnection[];
  /** Whether PrivateLink is activated; undefined when it was not asked. */
  activated: boolean | undefined;
  memory: Memory;
}

/** How long a list may lag behind a write before what it does not show counts as gone (design §5). */
export const LIST_GRACE_MS = 30_000;

/** The state of a part that no list has shown yet. */
export const UNREAD = 'unread';

/**
 * Whether a link carries: service Active, endpoint Active, connection Connected; and, once its zones were read, one of them too, for without a zone
 * nothing passes however connected the endpoint is.
 */
export function isUp(service: EndpointService | undefined, endpoint: Endpoint | undefined): boolean {
  return (
    service?.status === 'Active' &&
    endpoint?.status === 'Active' &&
    endpoint.connection === 'Connected' &&
    endpoint.serviceId === service.id &&
    (endpoint.zones === undefined || endpoint.zones.some((zone) => zone.status === 'Connected'))
  );
}

/** The endpoints on a service of ours that are not ours, in words. */
export function othersOn({ foreign }: Pick<Observation, 'foreign'>, serviceId: string): string[] {
  return foreign
    .filter((connection) => connection.serviceId === serviceId)
    .map((connection) => `${connection.endpointId} of account ${connection.ownerId}`)
    .sort();
}

/** The key under which one object of ours is unique: its role and whom it serves. */
export function roleKey(of: { role: Role; owner: string }): string {
  return of.owner === '' ? of.role : `${of.role}/${of.owner}`;
}

/** What a wait looks at, so that only what it needs is read again: lists, and the parts of one object. */
export type Watched =
  | 'services'
  | 'endpoints'
  | 'zones'
  | 'groups'
  | 'members'
  | 'resources'
  | 'attached'
  | 'rules'
  | 'cluster'
  | 'task';

/** The kind of change of which this is the state; zones are of one kind, whichever they are. */
export function changeKind(list: Watched, aspect: string, state: string): ChangeKind {
  return `${list}/${aspect.split('/', 1)[0]}/${state}`;
}
