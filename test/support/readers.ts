/**
 * How tools that know nothing of us read an object's state. Written from their own rules, not from ours.
 */
import type { ASMPvlConfig } from '@asm-privatelink/api';

export type KStatus = 'Terminating' | 'InProgress' | 'Failed' | 'Current';

/**
 * kstatus, which Flux, Argo CD's successors and `kpt live` wait by: deletion first, then the generation, then the two conditions that are only
 * there when something is abnormal, then Ready; and what says nothing is taken for current.
 * Rules: kubernetes-sigs/cli-utils, pkg/kstatus/README.md, and `checkGenericProperties` and `Compute` in pkg/kstatus/status.
 */
export function kstatusOf({ metadata, status }: ASMPvlConfig): KStatus {
  if (metadata.deletionTimestamp !== undefined) return 'Terminating';
  if (status?.observedGeneration !== undefined && status.observedGeneration !== metadata.generation) {
    return 'InProgress';
  }
  const conditions = status?.conditions ?? [];
  const first = conditions.find(
    ({ type, status: value }) => (type === 'Reconciling' || type === 'Stalled') && value === 'True',
  );
  if (first !== undefined) return first.type === 'Reconciling' ? 'InProgress' : 'Failed';
  const ready = conditions.find(({ type }) => type === 'Ready');
  return ready !== undefined && ready.status !== 'True' ? 'InProgress' : 'Current';
}

/**
 * `kubectl wait --for=condition=Ready`: the condition is True, and neither it nor, where it does not say, the status was made from an older generation
 * (`checkCondition` and `getObservedGeneration` in kubectl's pkg/cmd/wait).
 */
export function waitedFor({ metadata, status }: ASMPvlConfig): boolean {
  const ready = status?.conditions?.find(({ type }) => type === 'Ready');
  if (ready === undefined) return false;
  const observed = ready.observedGeneration ?? status?.observedGeneration;
  if (observed !== undefined && observed < (metadata.generation ?? 0)) return false;
  return ready.status.toLowerCase() === 'true';
}
