/** Events: what the operator did, and how the object changed, in sentences. */
import {
  type ASMPvlConfig,
  type ASMPvlConfigStatus,
  conditionTypes,
  isReason,
  type Reason,
  reasons,
  tagKeys,
} from '@asm-privatelink/api';
import { problemFrom, type StepResult } from '@asm-privatelink/link';
import type { OutcomeEvent } from './pass.ts';
import { sentenceOf } from './sentence.ts';

/** The event of one step that was run: none for a lock that somebody else held for a moment. */
export function stepEvent({ step, outcome }: StepResult): OutcomeEvent[] {
  if (outcome.ok) {
    const id = step.creates === undefined ? undefined : outcome.answer[step.creates.idField];
    const made = typeof id === 'string' ? id : '';
    return [{ type: 'Normal', reason: reasonOf(step), message: sentenceOf(step, made), key: step.id }];
  }
  const { error } = outcome;
  if (error.kind === 'retry' || error.kind === 'gone') return [];
  const { reason, message } = problemFrom(error, step.what);
  return [{ type: 'Warning', reason, message, key: step.id }];
}

function reasonOf(step: StepResult['step']): Reason {
  if (step.creates !== undefined) return 'Created';
  if (step.action === 'TagResources' && step.request.Tag.some(({ Key }) => Key === tagKeys.adopted)) return 'Adopted';
  return step.deletes === undefined ? 'Changed' : 'Removed';
}

/** The events of a status that differs from the last one: the whole changed its word, or a row got a reason that needs a look. */
export function changeEvents(object: ASMPvlConfig, status: ASMPvlConfigStatus): OutcomeEvent[] {
  const events: OutcomeEvent[] = [];
  const ready = status.conditions?.find((condition) => condition.type === conditionTypes.ready);
  if (status.status !== object.status?.status && status.status !== undefined && isReason(status.status)) {
    const bad = reasons[status.status].kind === 'person' || reasons[status.status].kind === 'warning';
    events.push({
      type: bad ? 'Warning' : 'Normal',
      reason: status.status,
      message: ready?.message ?? '',
      key: 'status',
    });
  }
  const before = rowReasons(object.status);
  for (const [row, { reason, message }] of rowReasons(status)) {
    if (before.get(row)?.reason === reason || !isReason(reason) || reasons[reason].kind !== 'person') continue;
    events.push({ type: 'Warning', reason, message: `${row}: ${message}`, key: row });
  }
  return events;
}

function rowReasons(status: ASMPvlConfigStatus | undefined): Map<string, { reason: string; message: string }> {
  const rows = new Map<string, { reason: string; message: string }>();
  const add = (
    channel: string,
    row: { clusterId: string; reason?: string | undefined; message?: string | undefined },
  ) => {
    rows.set(`${channel} of ${row.clusterId}`, { reason: row.reason ?? '', message: row.message ?? '' });
  };
  for (const row of status?.clusters ?? []) add('api-server', row);
  for (const row of status?.pilot?.clusters ?? []) add('pilot', row);
  return rows;
}
