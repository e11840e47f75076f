/** From a failure of the cloud to a problem that a person can do something about. */
import type { Reason } from '@asm-privatelink/api';
import { type CloudError, isCloudError } from '@asm-privatelink/cloud';
import type { Problem } from './model.ts';

/** Codes that have a reason and a remedy of their own (alibaba-cloud-api §2.8; product-behaviour §F.2). Matched by code, never by text. */
const KNOWN: Readonly<Record<string, { reason: Reason; remedy: string }>> = {
  NeedOpenProduct: {
    reason: 'NotActivated',
    remedy: 'Activate PrivateLink once: `aliyun privatelink OpenPrivateLinkService`.',
  },
  QuotaMisMatched: quota(),
  QuotaExceeded: quota(),
  QuotaExceed: quota(),
  NoPermission: denied(),
  Forbidden: denied(),
  // Service Mesh does not say whether the instance is gone or not permitted.
  StatusForbidden: hidden(),
  '403': hidden(),
  'ResourceNotEnough.VSwitchIp': {
    reason: 'VSwitchNoAddress',
    remedy: 'Free an address in the vSwitch, or list another one of the same zone.',
  },
  VSwitchStatusNotAllowed: { reason: 'VSwitchNotAvailable', remedy: 'Wait for the vSwitch, or list another one.' },
  VSwitchNotFound: { reason: 'VSwitchNotFound', remedy: 'Correct the vSwitch in the list.' },
  EniIpUnavailable: {
    reason: 'VSwitchNoAddress',
    remedy: 'Free an address in the vSwitch, or list another one of the same zone.',
  },
  EndpointServiceNotSupportedZone: zone(),
  'Mismatch.ZoneId': zone(),
  'OperationDenied.NoAvailableServiceResource': zone(),
  UnsupportedZone: zone(),
  ZoneOperationDenied: zone(),
  LoadBalancerNotSupportPrivateLink: unsuitable(),
  EndpointServiceResourceTypeNotSupport: unsuitable(),
  EndpointServiceResourceTypeNotEqual: unsuitable(),
  'Mismatch.ResourceType': unsuitable(),
  LoadBalancerNotFound: {
    reason: 'BalancerUnsuitable',
    remedy: 'Look whether the load balancer still exists.',
  },
  CheckServiceLinkRoleError: {
    reason: 'ServiceLinkedRoleMissing',
    remedy: 'Let an administrator create the service-linked role of PrivateLink, by opening its console once.',
  },
  'IncorrectBusinessStatus.VpcEndpoint': arrears(),
  'IncorrectBusinessStatus.VpcEndpointService': arrears(),
  'InvalidAccountStatus.NotEnoughBalance': arrears(),
  DependencyViolation: inUse(),
  'DependencyViolation.SecurityGroup': inUse(),
  EndpointServiceConnectionDependence: inUse(),
  DeleteFailedDueToEndpointExist: inUse(),
  CredentialsMissing: {
    reason: 'CredentialsMissing',
    remedy: 'Mend that; docs/credentials.md has every way to give credentials.',
  },
  'InvalidAccessKeyId.NotFound': credentials(),
  'InvalidAccessKeyId.Inactive': credentials(),
  SignatureDoesNotMatch: credentials(),
  InvalidSecurityToken: credentials(),
  'InvalidTimeStamp.Expired': {
    reason: 'CredentialsInvalid',
    remedy: 'Set the clock of the machine that calls: it is off by more than the cloud allows.',
  },
};

function inUse() {
  return {
    reason: 'InUse' as const,
    remedy: 'Remove what still uses it, if it does not go by itself; it is tried again.',
  };
}
function zone() {
  return {
    reason: 'ZoneNotServed' as const,
    remedy: 'List a vSwitch in a zone that the endpoint service has.',
  };
}
function unsuitable() {
  return {
    reason: 'BalancerUnsuitable' as const,
    remedy: 'A private, pay-as-you-go load balancer in the VPC is needed.',
  };
}
function quota() {
  return {
    reason: 'QuotaExceeded' as const,
    remedy: 'Ask for more in the Quota Center, or delete what is not used.',
  };
}
function denied() {
  return {
    reason: 'AccessDenied' as const,
    remedy: 'Add the action to the RAM policy of the credentials.',
  };
}
function hidden() {
  return {
    reason: 'AccessDenied' as const,
    remedy: 'It is not there, or not for these credentials: check its id, and the RAM policy of the credentials.',
  };
}
function arrears() {
  return { reason: 'FinancialLocked' as const, remedy: 'Settle the bill.' };
}
function credentials() {
  return { reason: 'CredentialsInvalid' as const, remedy: 'Check the access key or role.' };
}

/**
 * What a failed call means. `doing` says what was attempted, for the sentence: `read the members of mesh m1`.
 * Errors that did not come from the cloud's client are bugs and are thrown on.
 */
export function problemFrom(error: unknown, doing: string): Problem {
  if (!isCloudError(error)) throw error;
  const known = error.kind === 'bug' ? undefined : knownAs(error.code);
  if (known !== undefined) {
    return {
      reason: known.reason,
      severity: error.kind === 'retry' ? 'wait' : 'person',
      message: `Could not ${doing}: ${describe(error)}. ${known.remedy}`,
    };
  }
  switch (error.kind) {
    case 'throttled':
      return {
        reason: 'Throttled',
        severity: 'wait',
        message: `Could not ${doing} yet: the cloud asks for fewer calls (${error.action} answered ${error.code}). It is tried again by itself.`,
      };
    case 'retry':
      return {
        reason: 'CloudUnavailable',
        severity: 'wait',
        message: `Could not ${doing} yet: ${describe(error)}. It is tried again by itself.`,
      };
    case 'gone':
      return {
        reason: 'ObjectGone',
        severity: 'wait',
        message: `Could not ${doing} yet: ${describe(error)}. What is there is looked for again.`,
      };
    case 'person':
      return {
        reason: 'CloudRefused',
        severity: 'person',
        message: `Could not ${doing}: ${describe(error)}. Look up the code in the cloud's documentation; it is tried again every five minutes.`,
      };
    case 'bug':
      return {
        reason: 'InternalError',
        severity: 'person',
        message: `Could not ${doing}: ${describe(error)}. Look up the code in the cloud's documentation; if the call itself looks wrong, report it as a bug.`,
      };
  }
}

/** By the code itself, else by its family: `QuotaExceeded.totalEpPerVpc` is one of `QuotaExceeded`. */
function knownAs(code: string) {
  const name = [code, code.split('.')[0] ?? ''].find((each) => Object.hasOwn(KNOWN, each));
  return name === undefined ? undefined : KNOWN[name];
}

/** The action, the code and the cloud's own words; CloudError keeps request ids out, which would make a condition flap. */
function describe(error: CloudError): string {
  return error.message.replace(/\.$/, '');
}
