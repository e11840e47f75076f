import { type ASMPvlConfig, type ASMPvlConfigStatus, resource } from '@asm-privatelink/api';
import { CloudError } from '@asm-privatelink/cloud';
import type { Step, StepResult } from '@asm-privatelink/link';
import { describe, expect, it } from 'vitest';
import { changeEvents, stepEvent } from './narrate.ts';

const created: Step = {
  kind: 'step',
  id: 'create group g',
  link: 'api-server-group/vpc-1',
  after: [],
  action: 'CreateSecurityGroup',
  what: 'make the security group of our endpoints in vpc-1',
  creates: { key: 'api-server-group/vpc-1', idField: 'SecurityGroupId', vanished: false },
  request: { VpcId: 'vpc-1' },
};
const deleted: Step = {
  kind: 'step',
  id: 'delete ep-1',
  link: 'api-server/c1',
  after: [],
  action: 'DeleteVpcEndpoint',
  deletes: 'ep-1',
  what: 'delete ep-1',
  why: 'api-server/c1 is not wished',
  request: { EndpointId: 'ep-1' },
};
const changed: Step = {
  kind: 'step',
  id: 'accept ep-1',
  link: 'api-server/c1',
  after: [],
  action: 'EnableVpcEndpointConnection',
  what: 'accept the connection of ep-1 again',
  request: { ServiceId: 'epsrv-1', EndpointId: 'ep-1' },
};

const ok = (step: Step, answer = {}): StepResult => ({ step, outcome: { ok: true, answer } });
const failed = (step: Step, code: string): StepResult => ({
  step,
  outcome: { ok: false, error: new CloudError({ code, action: step.action, message: 'no.', requestId: 'R-1' }) },
});

describe('the event of a step', () => {
  it.each([
    [
      'made something',
      ok(created, { SecurityGroupId: 'sg-1' }),
      'Created',
      'Made security group sg-1 for the endpoints in vpc-1.',
    ],
    ['took something away', ok(deleted), 'Removed', 'Deleted endpoint ep-1: api-server/c1 is not wished.'],
    ['changed something', ok(changed), 'Changed', 'Accepted the connection of ep-1 again.'],
  ])('when it %s, says so in the past', (_what, result, reason, message) => {
    expect(stepEvent(result)).toEqual([{ type: 'Normal', reason, message, key: result.step.id }]);
  });

  it.each([
    [
      'NoPermission',
      'AccessDenied',
      'Could not delete ep-1: DeleteVpcEndpoint: NoPermission: no. Add the action to the RAM policy of the credentials.',
    ],
    ['QuotaExceeded.totalEpPerVpc', 'QuotaExceeded', 'Quota Center'],
    ['Throttling.User', 'Throttled', 'It is tried again by itself.'],
    ['InvalidParameter', 'InternalError', 'Could not delete ep-1'],
  ])('when it fails with %s, has the reason that the status has', (code, reason, message) => {
    const [event] = stepEvent(failed(deleted, code));
    expect(event).toMatchObject({ type: 'Warning', reason, key: 'delete ep-1' });
    expect(event?.message).toContain(message);
    expect(event?.message).not.toContain('R-1');
  });

  it.each(['ConcurrentCallNotSupported', 'EndpointNotFound'])(
    'when it fails with %s, which passes, is none',
    (code) => {
      expect(stepEvent(failed(deleted, code))).toEqual([]);
    },
  );
});

describe('the events of a status', () => {
  const object = (status?: ASMPvlConfigStatus): ASMPvlConfig => ({
    apiVersion: resource.apiVersion,
    kind: resource.kind,
    metadata: { name: 'default' },
    spec: { ackVpcEndpoint: [], asmVpcEndpoint: { vSwitches: [] } },
    status,
  });
  const says = (status: ASMPvlConfigStatus['status'], message: string): ASMPvlConfigStatus => ({
    status,
    conditions: [{ type: 'Ready', status: 'True', reason: 'X', message, lastTransitionTime: '2025-01-01T00:00:00Z' }],
  });

  it('when the whole changes its word, tells the new one with what Ready says', () => {
    expect(changeEvents(object(says('Provisioning', '')), says('Available', 'All 2 links are up.'))).toEqual([
      { type: 'Normal', reason: 'Available', message: 'All 2 links are up.', key: 'status' },
    ]);
    expect(changeEvents(object(), says('Failed', 'x'))).toMatchObject([{ type: 'Warning', reason: 'Failed' }]);
  });

  it('when nothing changes, tells nothing', () => {
    expect(changeEvents(object(says('Available', 'a')), says('Available', 'b'))).toEqual([]);
  });

  it('when a row comes to need a person, tells which and why, once', () => {
    const wrong = {
      clusters: [{ clusterId: 'c1', reason: 'ZoneNotServed', message: 'Write …' }],
      pilot: { clusters: [{ clusterId: 'c1', reason: 'Provisioning' }] },
    };
    const expected = [
      { type: 'Warning', reason: 'ZoneNotServed', message: 'api-server of c1: Write …', key: 'api-server of c1' },
    ];
    expect(changeEvents(object(), wrong)).toEqual(expected);
    expect(changeEvents(object(wrong), wrong)).toEqual([]);
  });
});
