/** What only a diagnosis finds. Beside the reasons of status, these are all that a check can have; scripts and the console's languages rely on them. */
import type { Reason } from '@asm-privatelink/api';

export const findings = [
  'BalancerReplaced',
  'BalancerExtra',
  'ZoneMissing',
  'ZoneDown',
  'PortBlocked',
  'NameNotFound',
  'NameStale',
  'Refused',
  'TimedOut',
  'ClosedBeforeTls',
  'CertificateInvalid',
  'CertificateName',
  'BadAnswer',
  'MemberNotRunning',
] as const;

export type FindingReason = Reason | (typeof findings)[number];
