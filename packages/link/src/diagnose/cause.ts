/** What keeps a link from coming about, and to which part of its way that belongs. */
import { isReason, type Reason, reasons } from '@asm-privatelink/api';
import type { LinkPlan } from '../decide/graph.ts';
import type { Problem } from '../model.ts';
import type { CheckName } from './diagnosis.ts';
import type { DiagnosisFacts } from './facts.ts';

export interface Cause {
  readonly check: CheckName;
  readonly problem: Problem;
  /** How it is known. */
  readonly evidence: string;
}

/** Where a reason belongs on the way; one that is not named is about the cloud objects. */
const places: Partial<Record<Reason, CheckName>> = {
  Paused: 'object',
  ManagedElsewhere: 'object',
  TwoOwners: 'object',
  CannotAdopt: 'object',
  InvalidName: 'object',
  InvalidSpec: 'object',
  MeshNotFound: 'object',
  CredentialsMissing: 'object',
  CredentialsInvalid: 'object',
  ClusterNotFound: 'object',
  ClusterNotMember: 'object',
  ClusterInMeshVpc: 'object',
  ClusterWrongRegion: 'object',
  ClusterNotRunning: 'object',
  ZoneNotServed: 'zones',
  StandbyZone: 'zones',
  VSwitchNotFound: 'zones',
  VSwitchWrongVpc: 'zones',
  VSwitchZoneMismatch: 'zones',
  VSwitchNoAddress: 'zones',
  VSwitchNotAvailable: 'zones',
  ConnectionRefused: 'connection',
  EndpointServiceDeleted: 'connection',
  ForeignConnection: 'connection',
};

export function placeOf(reason: Reason): CheckName {
  return places[reason] ?? 'cloud objects';
}

/**
 * The plan knows what one look at the world shows. What only a call finds out (a quota, a permission) the cloud says when it is asked whether it would take
 * the next step, or whoever made that call wrote it into the status.
 */
export function causeOf(link: LinkPlan, facts: DiagnosisFacts): Cause | undefined {
  if (link.up) return undefined;
  const { plan, answers } = facts;
  const whole = plan.problems.filter((each) => each.link === undefined);
  const told = worst([...link.problems, ...whole]);
  const asked = plan.nodes.flatMap((node) => (isFor(node.link, link) ? (answers.get(node.id) ?? []) : []));
  const refused = worst(asked.filter((each) => each !== 'passes'));
  if (told?.severity !== 'person' && refused !== undefined) return cause(refused, 'asked by dry run just now');
  if (told !== undefined) return cause(told, 'from what is in the cloud now');
  const written = fromStatus(link, facts);
  // What is taken from us was taken, too, unless the caller's own rights were in the way.
  return asked.includes('passes') && !rights.has(written?.problem.reason) ? undefined : written;
}

const rights: ReadonlySet<Reason | undefined> = new Set(['AccessDenied', 'CredentialsMissing', 'CredentialsInvalid']);

/** Whether a node of the plan is for this link: its own, the one service of Pilot, the group of the VPC in which its endpoint stands. */
export function isFor(node: string, { id, channel }: LinkPlan): boolean {
  if (node === id) return true;
  return channel === 'pilot'
    ? node === 'pilot-service' || node === id.replace('pilot/', 'pilot-group/')
    : node.startsWith('api-server-group/');
}

function fromStatus({ channel, clusterIds }: LinkPlan, { config }: DiagnosisFacts): Cause | undefined {
  const { status, metadata } = config;
  if (status?.observedGeneration !== metadata.generation) return undefined;
  const rows = channel === 'pilot' ? status?.pilot?.clusters : status?.clusters;
  const row = rows?.find(({ clusterId }) => clusterIds.includes(clusterId));
  const { reason, message = '' } = row ?? {};
  if (reason === undefined || !isReason(reason)) return undefined;
  const { kind } = reasons[reason];
  if (kind !== 'person' && kind !== 'retry' && kind !== 'bug') return undefined;
  return cause({ reason, message, severity: kind === 'retry' ? 'wait' : 'person' }, 'from the status');
}

function cause(problem: Problem, evidence: string): Cause {
  return { check: placeOf(problem.reason), problem, evidence };
}

function worst(problems: readonly Problem[]): Problem | undefined {
  return problems.find(({ severity }) => severity === 'person') ?? problems.find(({ severity }) => severity === 'wait');
}
