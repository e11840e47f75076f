/**
 * Every error code that the references name for the calls we make, sorted once by what to do about it, with where it stands. A test holds
 * the table to the API reference.
 */

/**
 * - `retry`: the moment was wrong. Look again soon; repeat a create only with the same ClientToken.
 * - `throttled`: too many calls. Wait for `retryAfterMs`, or back off.
 * - `person`: it stays wrong until somebody changes something (rights, quota, money, a zone, an address).
 * - `gone`: an object the call names is not there. Done, if its removal was wished for; else look again.
 * - `bug`: this program asked for something no correct program asks for, or got an answer it does not know.
 */
export type ErrorKind = 'retry' | 'throttled' | 'person' | 'gone' | 'bug';

/** By source, then by code. */
const bySource: Readonly<Record<string, Readonly<Record<string, ErrorKind>>>> = {
  // "clients retry": §10.2 and product-behaviour C.9.
  'alibaba-cloud-api §2.8': {
    ConcurrentCallNotSupported: 'retry', // collides with a running operation; clients retry
    EndpointLocked: 'retry', // held by another operation; clients retry
    EndpointServiceLocked: 'retry', // held by another operation; clients retry
    EndpointOperationDenied: 'retry', // not in the endpoint's present state; clients retry
    EndpointServiceOperationDenied: 'retry', // not in the service's present state; clients retry
    EndpointConnectionOperationDenied: 'retry', // the connection is in a transition; clients retry
    EndpointServiceConnectionDependence: 'retry', // connections remain; clients retry while they go
    EndpointServiceDependenceViolation: 'retry', // a resource remains: look again and detach it first
    EndpointDependenceViolation: 'retry', // zones remain: look again and remove them first
    DeleteFailedDueToEndpointExist: 'retry', // endpoints remain: look again
    EndpointServiceResourceCannotRemove: 'retry', // "cannot be taken away now"
    'IncorrectStatus.VpcEndpoint': 'retry', // wrong state, which passes
    'IncorrectStatus.VpcEndpointConnection': 'retry', // wrong state, which passes
    'IncorrectStatus.VpcEndpointService': 'retry', // wrong state, which passes; §10.2 adds it for creates
    'IncorrectStatus.VpcEndpointZone': 'retry', // wrong state, which passes
    VSwitchStatusNotAllowed: 'retry', // the vSwitch is not Available: Pending passes (§3)
    IdempotenceProcessing: 'retry', // same ClientToken still worked on
    GenerateResourceIdFailed: 'retry', // the cloud could make no id
    VpcTunnelNotFound: 'retry', // an internal id is missing; nothing a caller can change
    VpcNatServiceException: 'retry', // back end busy
    SystemBusy: 'retry', // try later
    SystemError: 'retry', // internal, with status 400
    // "Already there": our picture is old. Look again; the same call must not be repeated (design §5).
    EndpointExist: 'retry',
    EndpointServiceExist: 'retry',
    EndpointDuplicated: 'retry',
    EndpointZoneDuplicated: 'retry',
    EndpointServiceResourceExist: 'retry',
    SecurityGroupExist: 'retry',

    NeedOpenProduct: 'person', // PrivateLink is not activated
    AccountTypeRestricted: 'person', // the account must apply first
    'InvalidAccountStatus.NotEnoughBalance': 'person', // balance too low
    NoPermission: 'person', // the caller may not use this action
    CheckServiceLinkRoleError: 'person', // service-linked role missing or broken
    EndpointServiceNotAuthorized: 'person', // not on the service's whitelist
    EndpointServicePayerForbidden: 'person', // provider-pays is behind an allow list
    EndpointServiceNotSupportedZone: 'person', // the service has no resource in that zone
    EndpointServiceResourceTypeNotSupport: 'person', // this kind of balancer cannot back a service
    EndpointServiceResourceTypeNotEqual: 'person', // another kind of balancer needs a new service
    LoadBalancerNotSupportPrivateLink: 'person', // e.g. internet-facing or classic network (§7.1)
    'Mismatch.EndpointType': 'person', // endpoint type does not fit the service
    'Mismatch.ResourceType': 'person', // resource type does not fit the service
    'Mismatch.ZoneId': 'person', // zone mismatch
    'OperationDenied.NoAvailableServiceResource': 'person', // a zone of the endpoint has no resource
    QuotaMisMatched: 'person', // some quota
    'QuotaExceed.TagsPerResource': 'person', // over 20 tags
    'ResourceNotEnough.VSwitchIp': 'person', // no free address in the vSwitch
    EniIpUnavailable: 'person', // the asked address is taken or invalid
    SecurityGroupTypeNotSupport: 'person', // group type not allowed
    SecurityGroupTypeOnlySingleTypeSupporteded: 'person', // mixed types (spelt as served)
    AddSecurityGroupNotSupportWhenHaveNoSg: 'person', // the endpoint was made without groups
    EndpointProtected: 'person', // managed protection
    'OperationDenied.EndpointProtected': 'person', // managed protection
    'IncorrectBusinessStatus.VpcEndpoint': 'person', // locked for billing
    'IncorrectBusinessStatus.VpcEndpointService': 'person', // locked for billing
    InvalidResourceGroup: 'person', // the configured resource group
    ZoneOperationDenied: 'person', // the zone may not be operated on
    RegionNotFound: 'person', // region not served
    UnsupportedRegion: 'person', // feature missing in the region
    UnsupportedZone: 'person', // feature missing in the zone

    EndpointServiceNotFound: 'gone',
    EndpointServiceDeleted: 'gone', // the endpoint's service is gone
    EndpointNotFound: 'gone',
    EndpointConnectionNotFound: 'gone',
    EndpointZoneNotFound: 'gone',
    EndpointServiceResourceNotFound: 'gone',
    'ResourceNotFound.VpcEndpoint': 'gone', // zone-connection actions only
    'ResourceNotFound.VpcEndpointConnection': 'gone', // zone-connection actions only
    'ResourceNotFound.VpcEndpointService': 'gone', // zone-connection actions only
    'ResourceNotFound.VpcEndpointZone': 'gone', // zone-connection actions only
    'ResourceNotFound.NatGateway': 'gone',
    ResourceNotFound: 'gone',
    LoadBalancerNotFound: 'gone',
    AlbNotFound: 'gone',
    SecurityGroupNotFound: 'gone',
    VpcNotFound: 'gone',
    VSwitchNotFound: 'gone',
    'InvalidResourceId.NotFound': 'gone', // tag calls
    TagInfoNotExist: 'gone', // tag calls

    DryRunOperation: 'bug', // not a failure: DryRun=true and all checks passed. Who sends DryRun looks for it first
    OrderOpend: 'bug', // not a failure: activated earlier (spelt as served). We never activate
    IdempotenceSignatureMismatch: 'bug', // same ClientToken, other parameters
    EndpointMustContainSecurityGroup: 'bug', // we always give one, and never detach the last
    DuplicatedTagKey: 'bug',
    MissingTagKeyParam: 'bug',
    MissingTagValueParam: 'bug',
    IllegalTagKeyParam: 'bug',
    IllegalTagValueParam: 'bug',
    MissingResourceIdOrTagParam: 'bug',
    EndpointServiceNotSupportIpv6: 'bug', // we never ask for IPv6
    ServiceResourceNotSupportIpv6: 'bug', // we never ask for IPv6
    EndpointServiceDowngradeNotAllowed: 'bug', // we never ask for less
    UpdateBandWidthUnSupported: 'bug', // we never set a bandwidth
    'OperationDenied.EndpointPolicyNotSupport': 'bug', // we send no policy
    'OperationDenied.PrivateDomainNotSupport': 'bug', // we set no private domain, nor in the next five
    'OperationDenied.PrivateDomainStatusNotSupport': 'bug',
    'OperationDenied.PrivateServiceDomainBusinessStatus': 'bug',
    'DependencyViolation.PrivateDnsName': 'bug',
    'InvalidParam.PrivateDnsName': 'bug',
    'Conflict.ServiceName': 'bug',

    // Of actions we never call, named all the same.
    'Mismatch.UserIdAndUserArn': 'bug',
    'OperationDenied.CurrentResourceAutoAllocated': 'bug',
    'OperationDenied.VpcNatServiceResourceTypeNotSupportBandwidth': 'bug',
    ResourceAutoAllocateViolation: 'bug',
  },
  'alibaba-cloud-api §1.6, §1.7': {
    ServiceUnavailable: 'retry',
    InternalError: 'retry',
    'System.Busy': 'retry',
    SignatureNonceUsed: 'retry', // the next try has its own nonce (unconfirmed code)
    'QPS Limit Exceeded': 'throttled', // Container Service's own word for it, with blanks
    Forbidden: 'person',
    'Forbidden.RAM': 'person', // RAM denies
    'Forbidden.RiskControl': 'person',
    'InvalidAccessKeyId.NotFound': 'person', // unknown key id
    SignatureDoesNotMatch: 'person', // the secret does not belong to the key id
    'InvalidTimeStamp.Expired': 'person', // this machine's clock is off by over 15 minutes (unconfirmed code)
    'InvalidSecurityToken.Expired': 'person', // temporary credentials ran out (unconfirmed code)
    MissingParameter: 'bug',
    InvalidParameter: 'bug',
    NoSuchVersion: 'bug',
    UnsupportedOperation: 'bug', // unknown action, in some products
    'InvalidAction.NotFound': 'bug', // unknown action (unconfirmed code)
    IncompleteSignature: 'bug',
  },
  'alibaba-cloud-api §3, §4, §7, §10.3': {
    IncorrectStatus: 'retry',
    IncorrectVpcStatus: 'retry',
    IncorrectVSwitchStatus: 'retry',
    TaskConflict: 'retry',
    OperationConflict: 'retry',
    LastTokenProcessing: 'retry', // same ClientToken still worked on, as the next three
    'OperationFailed.LastTokenProcessing': 'retry',
    'OperationFailed.IdempotentTokenProcessing': 'retry',
    'OperationFailed.TokenIsProcessing': 'retry',
    DependencyViolation: 'retry', // something still uses it: deletes are retried
    'DependencyViolation.VSwitch': 'retry',
    'DependencyViolation.SecurityGroup': 'retry',
    'InvalidVpcId.NotFound': 'gone', // both spellings occur, as in the next pair
    'InvalidVpcID.NotFound': 'gone',
    'InvalidVSwitchId.NotFound': 'gone',
    'InvalidVswitchID.NotFound': 'gone',
    'InvalidSecurityGroupId.NotFound': 'gone',
    'InvalidLoadBalancerId.NotFound': 'gone',
    'ResourceNotFound.loadBalancer': 'gone',
    'ResourceNotFound.listener': 'gone',
  },
  'alibaba-cloud-api §5, §6, §10.3': {
    ErrorClusterNotFound: 'gone',
    'InvalidResource.NotFound': 'gone',
    'ServiceMesh.NotFound': 'gone',
    StatusForbidden: 'person', // the mesh is gone, or not permitted: the code does not tell which
    '403': 'person', // as StatusForbidden; the code is a number as text
    '500': 'retry',
    '503': 'retry',
    ERR404: 'retry', // clients retry it
    'InvalidActiveState.ACK': 'retry', // the cluster's state does not allow it; clients retry
    StillInitializing: 'retry', // clients retry
    RelatedResourceReused: 'retry', // clients retry
    NameAlreadyExist: 'person',
  },
  'ours, for what never became an answer of the cloud': {
    CredentialsMissing: 'person', // no source of credentials gave any
    CredentialsUnavailable: 'retry', // a source that gave credentials before fails now
    UnreadableAnswer: 'retry', // not JSON: a gateway's HTML page
    UnexpectedAnswer: 'bug', // JSON without what the reference promises
    ConnectTimeout: 'retry',
    ReadTimeout: 'retry', // a write may have happened: repeat it with the same ClientToken
    Aborted: 'retry', // the caller gave up
    NotYet: 'retry', // not sent: its turn did not come within the caller's patience
    Resting: 'throttled', // not sent: the cloud asked for a rest that is not over
    TooManyPages: 'bug', // a list that does not end
    TransportFailed: 'retry', // no answer, for a reason without a code of its own
  },
  // DNS and routes come back; a certificate does not mend itself.
  'Node, for a connection that failed': {
    ECONNRESET: 'retry',
    ECONNREFUSED: 'retry',
    ETIMEDOUT: 'retry',
    EPIPE: 'retry',
    EHOSTUNREACH: 'retry',
    ENETUNREACH: 'retry',
    ENOTFOUND: 'retry',
    EAI_AGAIN: 'retry',
    CERT_HAS_EXPIRED: 'person',
    DEPTH_ZERO_SELF_SIGNED_CERT: 'person',
    SELF_SIGNED_CERT_IN_CHAIN: 'person',
    UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'person',
    ERR_TLS_CERT_ALTNAME_INVALID: 'person',
  },
};

export interface Sorted {
  readonly code: string;
  readonly kind: ErrorKind;
  /** Where the code stands: a section of the API reference, or who else gives it. */
  readonly source: string;
}

/** The whole table, in its order. */
export const codeTable: readonly Sorted[] = Object.entries(bySource).flatMap(([source, kinds]) =>
  Object.entries(kinds).map(([code, kind]) => ({ code, kind, source })),
);
