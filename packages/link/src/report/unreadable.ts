/** What is said when the cloud could not be read at all: what was last observed stays, and the reason stands in the conditions. */
import {
  type ASMPvlConfig,
  type ASMPvlConfigStatus,
  type Condition,
  clip,
  conditionTypes,
  limits,
  type OverallStatus,
} from '@asm-privatelink/api';
import type { Problem } from '../model.ts';

/** The status of an object whose links could not be looked at, `at` in ms since the epoch. */
export function reportUnreadable(object: ASMPvlConfig, problem: Problem, at: number): ASMPvlConfigStatus {
  const before = object.status;
  const person = problem.severity === 'person';
  const type = person ? conditionTypes.stalled : conditionTypes.reconciling;
  const others = (before?.conditions ?? []).filter(
    ({ type: other }) =>
      other !== conditionTypes.ready && other !== conditionTypes.stalled && other !== conditionTypes.reconciling,
  );
  return {
    ...before,
    status: overall(object, person),
    ...(object.metadata.generation === undefined ? {} : { observedGeneration: object.metadata.generation }),
    conditions: [
      condition(object, conditionTypes.ready, person ? 'False' : 'Unknown', problem, at),
      condition(object, type, 'True', problem, at),
      ...others,
    ],
  };
}

/** The status of an object that nobody has looked at yet: tools take what says nothing for finished (kstatus). */
export function reportUnseen(object: ASMPvlConfig, at: number): ASMPvlConfigStatus {
  const message = 'Its links were not looked at yet.';
  return reportUnreadable(object, { reason: 'Pending', severity: 'wait', message }, at);
}

function overall(object: ASMPvlConfig, person: boolean): OverallStatus {
  if (object.metadata.deletionTimestamp !== undefined) return 'Deleting';
  if (object.status?.status === 'Available' || object.status?.status === 'Degraded') return 'Degraded';
  return person ? 'Failed' : 'Pending';
}

function condition(
  object: ASMPvlConfig,
  type: string,
  status: Condition['status'],
  problem: Problem,
  at: number,
): Condition {
  const before = object.status?.conditions?.find((each) => each.type === type);
  return {
    type,
    status,
    reason: problem.reason,
    message: clip(problem.message, limits.conditionMessage),
    lastTransitionTime:
      before?.status === status ? before.lastTransitionTime : new Date(at).toISOString().replace(/\.\d+Z$/, 'Z'),
    ...(object.metadata.generation === undefined ? {} : { observedGeneration: object.metadata.generation }),
  };
}
