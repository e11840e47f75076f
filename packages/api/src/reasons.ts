/**
 * The one list of reasons: used for conditions, for the rows of status, for events, and by the command line and the console. A reason is API: scripts and alerts
 * match it, so it never changes its meaning. The message beside it names the object and the field; what stands here holds for every case.
 *
 * Who has to move next is the reason's kind:
 * - `good`: nobody; it is as it should be
 * - `progress`: nobody; the operator or the cloud is at it
 * - `warning`: nobody has to, but it deserves a look; traffic flows
 * - `retry`: nobody; the operator tries again by itself, ever more slowly, up to once a minute
 * - `person`: a person; the operator looks again every five minutes and on any change
 * - `bug`: the makers of asm-privatelink
 */
export type ReasonKind = 'good' | 'progress' | 'warning' | 'retry' | 'person' | 'bug';

export interface ReasonInfo {
  readonly kind: ReasonKind;
  /** What it says, in one line. */
  readonly meaning: string;
  /** What a person does, in one line. */
  readonly action: string;
}

const table = {
  // How far it is.
  Available: good('Everything that was asked for is made and connected.'),
  Pending: progress('Not looked at yet.'),
  Provisioning: progress('Being made; nothing is wrong so far.'),
  Degraded: person('Some links carry traffic and some do not.', 'See the reason of each row in status.'),
  Failed: person(
    'No link carries traffic, and each of them waits for a person.',
    'See the reason of each row in status.',
  ),
  Deleting: progress('Being taken away.'),
  Paused: person('Nothing is changed while the pause annotation is set.', 'Remove the annotation to go on.'),
  Kept: good('The object was deleted and its cloud objects left in place, as the keep annotation asks.'),

  // What the operator did (events).
  Created: good('A cloud object was made.'),
  Changed: good('A cloud object was changed.'),
  Removed: good('A cloud object was taken away.'),
  Adopted: good('A cloud object that already existed is now managed by this object.'),

  // vSwitches and zones.
  ZoneNotServed: person(
    "None of the listed vSwitches lies in a zone that the other side's load balancer serves.",
    'List a vSwitch in one of the zones that the message names; create it first if there is none.',
  ),
  StandbyZone: warning(
    "The endpoint lies in the standby zone of the other side's load balancer; whether that is served is not documented.",
    "If the link does not come up, list a vSwitch in the balancer's master zone.",
  ),
  VSwitchUnused: warning('A listed vSwitch is used by no link.', 'Remove it, or leave it: it does no harm.'),
  VSwitchNotFound: person('No such vSwitch exists in the region.', 'Correct vSwitchId.'),
  VSwitchWrongVpc: person(
    'The vSwitch lies in another VPC than the one this list is for.',
    "Under ackVpcEndpoint list vSwitches of the cluster's VPC, under asmVpcEndpoint those of the mesh's VPC.",
  ),
  VSwitchZoneMismatch: person(
    'zoneId is not the zone in which the vSwitch lies.',
    'Set zoneId to the zone that the message names, or choose another vSwitch.',
  ),
  VSwitchNoAddress: person('The vSwitch has no free address.', 'Free an address or list another vSwitch of the zone.'),
  VSwitchNotAvailable: retry('The vSwitch is being made or changed.'),

  // The cluster.
  ClusterNotFound: person('No such cluster exists, or the account cannot see it.', 'Correct clusterId.'),
  ClusterNotMember: person('The cluster has not been added to this mesh.', 'Add the cluster to the mesh first.'),
  ClusterInMeshVpc: person(
    "The cluster lies in the mesh's own VPC, where everything is reachable without PrivateLink.",
    'Remove its entry from ackVpcEndpoint.',
  ),
  ClusterWrongRegion: person(
    'The cluster lies in another region than the mesh; the channels are made within one region only.',
    'Remove its entry, and connect it in another way (Cloud Enterprise Network).',
  ),
  ClusterNotRunning: person('The cluster is not running.', 'Bring the cluster to the state Running.'),

  // The load balancers behind the endpoint services.
  ApiServerBalancerMissing: person(
    'The cluster has no private load balancer in front of its API server, or none that can be told for certain.',
    "Check the cluster's API server endpoint in the ACK console.",
  ),
  PilotBalancerMissing: person(
    'The mesh has no private load balancer in front of Pilot, or none that can be told for certain.',
    "Check the mesh instance; with a control plane of your own, check the configured load balancer's id.",
  ),
  BalancerUnsuitable: person(
    'PrivateLink cannot use the load balancer.',
    'Put a private, pay-as-you-go CLB or an NLB that supports PrivateLink in its place.',
  ),
  NoListeners: person('The load balancer has no running TCP listener.', 'Start its listener.'),

  // The account.
  NotActivated: person(
    'PrivateLink is not activated for the account.',
    'Activate it (OpenPrivateLinkService), once for each account.',
  ),
  QuotaExceeded: person(
    'A quota of the account is used up.',
    'Raise it in the Quota Center, or delete what is not needed.',
  ),
  AccessDenied: person(
    'The credentials may not make the call that the message names.',
    'Grant the action; the RAM policy that asm-privatelink needs is part of its distribution.',
  ),
  CredentialsMissing: person(
    'There are no cloud credentials.',
    'Do what the message says; docs/credentials.md has every way to set them.',
  ),
  CredentialsInvalid: person('The cloud refused the credentials.', 'Renew them.'),
  ServiceLinkedRoleMissing: person(
    "PrivateLink's service-linked role is missing and cannot be made with these rights.",
    'Grant ram:CreateServiceLinkedRole for privatelink.aliyuncs.com; AliyunServiceRoleForPrivatelink is then made with the first endpoint.',
  ),
  FinancialLocked: person(
    'The account has payments overdue, and the cloud has locked the object.',
    'Settle the account.',
  ),

  // Who owns what.
  ManagedElsewhere: person(
    'Another manager has this object or a cloud object that it names.',
    'Stop the other one, then set the take-over annotation to the mesh id.',
  ),
  TwoOwners: person(
    'Two living ASMPvlConfig objects claim the same mesh.',
    'Delete one of them; if it is gone for good, set the take-over annotation to the mesh id.',
  ),
  NeedsRecreate: person(
    'What is asked for cannot be had by changing the object; it must be deleted and made anew, which interrupts the link.',
    "Set the recreate annotation to the object's id. A new endpoint has a new domain name for the certificate.",
  ),
  RecreateHeld: person(
    'The object was already made anew within the last hour, so something keeps removing it.',
    "Find out what removes it, or set the recreate annotation to the object's id.",
  ),
  CannotAdopt: person(
    'An id in the adopt annotation cannot become ours.',
    'Correct the annotation, or take the id out of it.',
  ),
  ForeignConnection: warning(
    'An endpoint that is not ours is connected to an endpoint service of ours.',
    'Disconnect it in the VPC console if it does not belong there; the service cannot be deleted before.',
  ),
  DeletionBlocked: person(
    'The cloud refuses a deletion because something not ours depends on the object.',
    'Remove what the message names.',
  ),

  InUse: retry(
    'The cloud does not delete the object yet, for something still uses it.',
    'Remove what the message names, if it does not go by itself.',
  ),

  // The link.
  ConnectionRefused: person(
    'Somebody refused or disconnected the connection in the cloud.',
    'Accept it in the VPC console.',
  ),
  EndpointServiceDeleted: retry('The endpoint service was deleted behind the endpoint; both are made anew.'),
  TakingTooLong: retry(
    'A state lasts longer than it should; it is still being watched.',
    'See the id and the state in the message; ask cloud support if it stays.',
  ),
  Throttled: retry('The cloud asks for fewer calls.'),
  CloudRefused: person(
    'The cloud refuses a call for a reason that stays until somebody changes something.',
    'See the code in the message and look it up in the documentation of the cloud.',
  ),
  ObjectGone: retry('Something that a call named is not there any more; what is there is looked for again.'),
  CloudUnavailable: retry(
    'The cloud does not answer, or answers with an error of its own.',
    'If it lasts, check the network and the status of the cloud.',
  ),

  // After the link: the certificate and the mesh's view.
  CertificateNameMissing: person(
    "The cluster's API-server certificate does not bear the endpoint's domain name, so the mesh's TLS to it fails.",
    'Add the domain name to the custom SANs of the cluster; its API server restarts.',
  ),
  CertificateNameAdding: progress(
    "The operator adds the endpoint's domain name to the API-server certificate, one cluster at a time.",
  ),
  CertificateUnsupported: person(
    "The cluster's API-server certificate does not bear the endpoint's domain name, and clusters of its type take names only when they are made.",
    'Use a managed cluster, or connect this one in another way.',
  ),
  CertificateNamesPresent: good("Every cluster's API-server certificate bears its endpoint's domain name."),
  Connecting: progress('The mesh does not see the cluster as running yet.'),
  MemberRunning: good('The mesh sees every cluster as running.'),

  // The object and the operator.
  MeshNotFound: person(
    'No such mesh instance exists, or the account cannot see it.',
    "Correct the operator's mesh id.",
  ),
  InvalidName: person(
    'The object has a name other than default, which is not supported.',
    'Create it again with the name default.',
  ),
  InvalidSpec: person('The object does not fit the schema.', 'Correct the field that the message names.'),
  InternalError: bug('asm-privatelink made a mistake.', 'Report it with the message and the log.'),
} as const satisfies Record<string, ReasonInfo>;

export type Reason = keyof typeof table;

/** What each reason means. */
export const reasons: Readonly<Record<Reason, ReasonInfo>> = table;

/** Whether a text, for instance one read from a status, is a reason of ours. */
export function isReason(text: string): text is Reason {
  return Object.hasOwn(table, text);
}

function good(meaning: string): ReasonInfo {
  return { kind: 'good', meaning, action: 'Nothing.' };
}

function progress(meaning: string): ReasonInfo {
  return { kind: 'progress', meaning, action: 'Wait.' };
}

function retry(meaning: string, action = 'Wait.'): ReasonInfo {
  return { kind: 'retry', meaning, action };
}

function warning(meaning: string, action: string): ReasonInfo {
  return { kind: 'warning', meaning, action };
}

function person(meaning: string, action: string): ReasonInfo {
  return { kind: 'person', meaning, action };
}

function bug(meaning: string, action: string): ReasonInfo {
  return { kind: 'bug', meaning, action };
}
