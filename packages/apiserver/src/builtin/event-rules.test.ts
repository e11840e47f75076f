import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../schema/json.ts';
import { eventCauses, newEventCauses } from './event-rules.ts';

const fields = (causes: { field: string }[]) => causes.map(({ field }) => field);
const event = (more: JsonObject = {}): JsonObject => ({
  metadata: { namespace: 'n1' },
  involvedObject: { namespace: 'n1' },
  eventTime: '2026-01-02T03:04:05.000000Z',
  firstTimestamp: null,
  lastTimestamp: null,
  reportingComponent: 'example.com/c',
  reportingInstance: 'c-1',
  action: 'A',
  reason: 'R',
  type: 'Normal',
  ...more,
});

describe('an event', () => {
  it.each([
    ['as both groups want it', {}, [], []],
    ['of the old form', { eventTime: null, action: '', type: 'Odd' }, [], ['eventTime', 'type']],
    [
      'that tells of another namespace, in the old form',
      { eventTime: null, involvedObject: { namespace: 'n2' } },
      ['involvedObject.namespace'],
      ['eventTime'],
    ],
    ['that tells of nothing', { involvedObject: {} }, ['involvedObject.namespace'], []],
    [
      'without a reporter',
      { reportingComponent: '', reportingInstance: '' },
      ['who', 'who', 'who', 'reportingInstance'],
      [],
    ],
    ['with long texts', { reason: 'x'.repeat(129), message: 'ü'.repeat(513) }, ['reason', 'message'], []],
    ['with fields of the old form', { count: 1, source: { host: 'h' } }, [], ['count', 'source']],
    [
      'of a series of one',
      { series: { count: 1, lastObservedTime: null } },
      [],
      ['series.count', 'series.lastObservedTime'],
    ],
  ])('%s is refused for nothing but its faults', (_what, more, common, strict) => {
    expect(fields(eventCauses(event(more), 'who'))).toEqual(common);
    expect(fields(newEventCauses(event(more)))).toEqual(strict);
  });
});
