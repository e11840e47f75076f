/** What a diagnosis says: for each channel a chain of checks in the order of the way, up to the first that does not hold. */
import type { Channel } from '../model.ts';
import type { FindingReason } from './findings.ts';

/** The way of a channel, from what is written to what answers. */
export const checkNames = [
  'object',
  'cloud objects',
  'zones',
  'connection',
  'security group',
  'dns',
  'tcp',
  'tls',
  'answer',
] as const;
export type CheckName = (typeof checkNames)[number];

/**
 * - `ok`: it holds
 * - `warning`: it holds, and deserves a look
 * - `unknown`: it could not be found out from here; the walk goes on
 * - `waiting`: it does not hold yet, and nobody has to do anything
 * - `broken`: it does not hold until a person acts
 * - `behind`: not looked at, for it lies behind one that does not hold
 */
export const verdicts = ['ok', 'warning', 'unknown', 'waiting', 'broken', 'behind'] as const;
export type Verdict = (typeof verdicts)[number];

export interface Remedy {
  /** What to do, in words. */
  readonly text: string;
  /** The command that does it, where there is one. */
  readonly command?: string | undefined;
}

export interface Check {
  readonly check: CheckName;
  readonly verdict: Verdict;
  /** The object that it is about: an id, or a field of the ASMPvlConfig. */
  readonly on: string;
  readonly text: string;
  readonly reason?: FindingReason | undefined;
  /** What was seen that says so. */
  readonly evidence?: readonly string[];
  readonly remedy?: Remedy | undefined;
}

export interface ChannelDiagnosis {
  readonly link: string;
  readonly channel: Channel;
  readonly clusterIds: readonly string[];
  /** The worst of its checks. */
  readonly verdict: Verdict;
  readonly checks: readonly Check[];
}

export interface Diagnosis {
  readonly mesh: string;
  readonly verdict: Verdict;
  /** What concerns no channel alone. */
  readonly general: readonly Check[];
  readonly channels: readonly ChannelDiagnosis[];
}

const order: readonly Verdict[] = ['broken', 'waiting', 'warning', 'unknown', 'ok', 'behind'];

export function worst(checks: readonly { readonly verdict: Verdict }[]): Verdict {
  return order.find((verdict) => checks.some((each) => each.verdict === verdict)) ?? 'ok';
}

/** The check at which a walk ends. */
export function stops({ verdict }: Check): boolean {
  return verdict === 'broken' || verdict === 'waiting';
}
