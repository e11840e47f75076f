import { isReason, reasons } from '@asm-privatelink/api';
import { CloudError, codeTable } from '@asm-privatelink/cloud';
import { describe, expect, it } from 'vitest';
import { problemFrom } from './problems.ts';

const failed = (code: string, status?: number) =>
  problemFrom(
    new CloudError({ code, action: 'CreateVpcEndpoint', message: 'the words of the cloud.', requestId: 'R-1', status }),
    'make an endpoint',
  );

describe('a failure of the cloud', () => {
  it.each([
    ['NeedOpenProduct', 'NotActivated', 'person'],
    ['QuotaMisMatched', 'QuotaExceeded', 'person'],
    ['QuotaExceeded.SomethingNew', 'QuotaExceeded', 'person'],
    ['NoPermission', 'AccessDenied', 'person'],
    ['NoPermission.VpcEndpoint', 'AccessDenied', 'person'],
    ['Forbidden.RAM', 'AccessDenied', 'person'],
    ['StatusForbidden', 'AccessDenied', 'person'],
    ['403', 'AccessDenied', 'person'],
    ['ResourceNotEnough.VSwitchIp', 'VSwitchNoAddress', 'person'],
    ['VSwitchStatusNotAllowed', 'VSwitchNotAvailable', 'wait'],
    ['VSwitchNotFound', 'VSwitchNotFound', 'person'],
    ['EndpointServiceNotSupportedZone', 'ZoneNotServed', 'person'],
    ['LoadBalancerNotSupportPrivateLink', 'BalancerUnsuitable', 'person'],
    ['CheckServiceLinkRoleError', 'ServiceLinkedRoleMissing', 'person'],
    ['IncorrectBusinessStatus.VpcEndpoint', 'FinancialLocked', 'person'],
    ['CredentialsMissing', 'CredentialsMissing', 'person'],
    ['SignatureDoesNotMatch', 'CredentialsInvalid', 'person'],
    ['InvalidTimeStamp.Expired', 'CredentialsInvalid', 'person'],
    ['Throttling.User', 'Throttled', 'wait'],
    ['ConcurrentCallNotSupported', 'CloudUnavailable', 'wait'],
    ['InvalidParameter', 'InternalError', 'person'],
    ['constructor', 'InternalError', 'person'],
  ])('when the code is %s, has the reason %s', (code, reason, severity) => {
    expect(failed(code)).toMatchObject({ reason, severity });
  });

  /** Reasons of which the kinds of `api` say who has to move next, by the kind of the error. */
  const moves = { retry: ['retry'], throttled: ['retry'], person: ['person'], gone: ['retry', 'person'], bug: ['bug'] };
  it.each(codeTable)('$code ($kind, $source) is told as something that $kind can be', ({ code, kind }) => {
    const { reason, severity } = failed(code);
    expect(moves[kind]).toContain(reasons[reason].kind);
    expect(severity).toBe(reasons[reason].kind === 'retry' ? 'wait' : 'person');
  });

  it('says what was attempted, what the cloud answered, and what to do, without the request id', () => {
    expect(failed('NoPermission').message).toBe(
      'Could not make an endpoint: CreateVpcEndpoint: NoPermission: the words of the cloud. Add the action to the RAM policy of the credentials.',
    );
  });

  it.each(['NoPermission', 'Throttling', 'ServiceUnavailable', 'InvalidParameter'])(
    '%s twice is the same message: no condition flaps',
    (code) => {
      expect(failed(code)).toEqual(failed(code));
      expect(failed(code).message).not.toContain('R-1');
      expect(isReason(failed(code).reason) && reasons[failed(code).reason].meaning).toBeTruthy();
    },
  );

  it('what did not come from the cloud is a bug and is thrown on', () => {
    expect(() => problemFrom(new TypeError('a bug'), 'read')).toThrow('a bug');
  });
});
