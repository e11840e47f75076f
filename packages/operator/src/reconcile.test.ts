import { type ASMPvlConfig, annotations, resource } from '@asm-privatelink/api';
import {
  type ActionName,
  type ActionRequest,
  type ActionResponse,
  type Cloud,
  CloudError,
  observeCalls,
} from '@asm-privatelink/cloud';
import type { Plan } from '@asm-privatelink/link';
import { describe, expect, it } from 'vitest';
import type { Pass } from './pass.ts';
import { createReconcile } from './reconcile.ts';
import { manualClock } from './testing/manual-clock.ts';
import { recordingLog } from './testing/recording-log.ts';

const MESH = 'm1';

function object(metadata: Partial<ASMPvlConfig['metadata']> = {}): ASMPvlConfig {
  return {
    apiVersion: resource.apiVersion,
    kind: resource.kind,
    metadata: { name: 'default', uid: 'u-1', generation: 1, ...metadata },
    spec: {
      ackVpcEndpoint: [{ clusterId: 'c1', vSwitches: [{ vSwitchId: 'vsw-ack', zoneId: 'cn-j' }] }],
      asmVpcEndpoint: { vSwitches: [{ vSwitchId: 'vsw-asm', zoneId: 'cn-i' }] },
    },
  };
}

/** A cloud in which the guide's cluster can be linked and nothing is made; a create is answered and never listed. */
const answers: Partial<Record<ActionName, object>> = {
  CheckProductOpen: { Success: true },
  ListVpcEndpointServices: { Services: [] },
  ListVpcEndpoints: { Endpoints: [] },
  DescribeSecurityGroups: { SecurityGroups: [] },
  DescribeClusterDetail: {
    region_id: 'cn-hangzhou',
    vpc_id: 'vpc-ack',
    state: 'running',
    extra_sans: [],
    control_plane_endpoints_config: {
      load_balancers_config: [{ load_balancer_id: 'lb-api', endpoint_type: 'private' }],
    },
  },
  CreateVpcEndpointService: { ServiceId: 'epsrv-1' },
  CreateSecurityGroup: { SecurityGroupId: 'sg-1' },
};

function answer(action: ActionName, request: Readonly<Record<string, unknown>>): unknown {
  const pilot = JSON.stringify(request).includes('lb-pilot');
  switch (action) {
    case 'DescribeLoadBalancerAttribute':
      return {
        LoadBalancerId: request['LoadBalancerId'],
        VpcId: pilot ? 'vpc-asm' : 'vpc-ack',
        Address: '10.0.0.1',
        MasterZoneId: pilot ? 'cn-j' : 'cn-i',
      };
    case 'DescribeLoadBalancerListeners':
      return { Listeners: [{ ListenerPort: 6443, ListenerProtocol: 'tcp', Status: 'running' }] };
    case 'DescribeVSwitches': {
      const asm = request['VpcId'] === 'vpc-asm';
      return {
        TotalCount: 1,
        VSwitches: [
          {
            VSwitchId: asm ? 'vsw-asm' : 'vsw-ack',
            VpcId: request['VpcId'],
            ZoneId: asm ? 'cn-i' : 'cn-j',
            Status: 'Available',
          },
        ],
      };
    }
    case 'DescribeVpcs':
      return {
        TotalCount: 1,
        Vpcs: [{ VpcId: request['VpcId'], CidrBlock: '192.168.0.0/16', SecondaryCidrBlocks: [] }],
      };
    default:
      return answers[action] ?? {};
  }
}

function operating() {
  const time = manualClock();
  /** By how much the wall clock was set. */
  const wall = { setBy: 0 };
  const clock = { ...time, now: () => time.now() + wall.setBy, monotonic: () => time.now() };
  const log = recordingLog();
  const calls: ActionName[] = [];
  const plans: Plan[] = [];
  const failures: string[] = [];
  const refused = new Map<ActionName, string>();
  const outcomes = new Set<string>();
  const cloud: Cloud = {
    region: 'cn-hangzhou',
    async call<N extends ActionName>(action: N, request: ActionRequest<N>): Promise<ActionResponse<N>> {
      calls.push(action);
      const code = action === 'ListVpcEndpoints' ? failures.shift() : refused.get(action);
      if (code !== undefined) throw new CloudError({ code, action, message: 'no', requestId: 'R-1' });
      // The table of this test is as true as the test; the real client parses every answer.
      return answer(action, { ...request }) as ActionResponse<N>;
    },
  };
  const reconcile = createReconcile({
    cloud: observeCalls(cloud, { clock, listener: ({ kind }) => outcomes.add(kind) }),
    source: { kind: 'given', mesh: MESH, region: 'cn-hangzhou', vpcId: 'vpc-asm', pilotLoadBalancerId: 'lb-pilot' },
    clock,
    log,
    random: () => 1,
    onPlan: (plan) => plans.push(plan),
  });
  const pass = (fields: Partial<Pass> = {}) =>
    reconcile({ object: object(), leader: true, paused: false, signal: new AbortController().signal, ...fields });
  const writes = () => calls.filter((action) => /^(Create|Delete|Authorize)/.test(action));
  return { clock, wall, log, calls, writes, plans, failures, refused, outcomes, pass };
}

describe('a pass', () => {
  it('when nothing is made, makes what can be made, reports what was observed, and looks again soon', async () => {
    const { pass, writes, plans } = operating();
    const outcome = await pass();
    expect(writes().sort()).toEqual([
      'AuthorizeSecurityGroup',
      'AuthorizeSecurityGroup',
      'CreateSecurityGroup',
      'CreateSecurityGroup',
      'CreateVpcEndpointService',
      'CreateVpcEndpointService',
    ]);
    expect(outcome.status).toMatchObject({
      status: 'Provisioning',
      clusters: [{ clusterId: 'c1', reason: 'Provisioning' }],
    });
    expect(outcome.status?.clusters?.[0]).not.toHaveProperty('pvlEndpointService');
    expect(outcome.events.map((event) => event.reason)).toContain('Created');
    expect(outcome.againInMs).toBeLessThanOrEqual(2_000);
    expect(outcome.finished).toBe(false);
    expect(plans).toHaveLength(1);
  });

  it.each([
    ['it does not lead', { leader: false }],
    ['it is paused', { leader: false, paused: true }],
    ['it is being stopped', { signal: AbortSignal.abort() }],
  ])('when %s, changes nothing and still reports', async (_why, fields) => {
    const { pass, writes } = operating();
    const outcome = await pass(fields);
    expect(writes()).toEqual([]);
    expect(outcome.status).toMatchObject({ status: 'Provisioning' });
  });

  it('when it is paused, looks again with the fast tier: nothing is under way', async () => {
    const { pass } = operating();
    expect((await pass({ leader: false, paused: true })).againInMs).toBe(30_000);
  });
});

describe('a new term', () => {
  it('when it begins, all is read anew, for another may have led meanwhile; in the same one it is not', async () => {
    const { pass, calls } = operating();
    const reads = async (term: unknown) => {
      const before = calls.length;
      await pass({ term });
      return calls.slice(before).filter((action) => action === 'DescribeClusterDetail').length;
    };
    expect([await reads('first'), await reads('first'), await reads('second')]).toEqual([1, 0, 1]);
  });
});

describe('a deletion', () => {
  const deletionTimestamp = '2026-01-01T00:00:00Z';

  it('when nothing of ours is there, is finished', async () => {
    const { pass, writes } = operating();
    const outcome = await pass({ object: object({ deletionTimestamp }) });
    expect(outcome).toMatchObject({ finished: true, status: { status: 'Deleting' } });
    expect(writes()).toEqual([]);
  });

  it('when it is to keep what is there, is finished without a look at the cloud, and says so', async () => {
    const { pass, calls } = operating();
    const outcome = await pass({ object: object({ deletionTimestamp, annotations: { [annotations.keep]: 'true' } }) });
    expect(calls).toEqual([]);
    expect(outcome).toMatchObject({ finished: true, events: [{ reason: 'Kept' }] });
  });

  it('when something was just made that no list shows, waits for the lists', async () => {
    const { pass, clock } = operating();
    await pass();
    expect((await pass({ object: object({ deletionTimestamp }) })).finished).toBe(false);
    await clock.advance(30_001);
    expect((await pass({ object: object({ deletionTimestamp }) })).finished).toBe(true);
  });
});

describe('a cloud that cannot be read', () => {
  it('when it passes, is silent for a minute, backing off; then the status says so', async () => {
    const { pass, clock, failures } = operating();
    failures.push(...Array.from({ length: 9 }, () => 'ServiceUnavailable'));
    const pauses = [];
    let outcome = await pass();
    while (outcome.status === undefined && pauses.length < 9) {
      expect(outcome.events).toEqual([]);
      pauses.push(outcome.againInMs);
      await clock.advance(outcome.againInMs);
      outcome = await pass();
    }
    expect(pauses).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000]);
    expect(outcome.status?.conditions?.[0]).toMatchObject({
      type: 'Ready',
      status: 'Unknown',
      reason: 'CloudUnavailable',
    });
    expect(outcome.events).toMatchObject([{ reason: 'CloudUnavailable', key: 'cloud' }]);
  });

  it('when it needs a person, says so at once', async () => {
    const { pass, failures, writes } = operating();
    failures.push('NoPermission');
    const outcome = await pass();
    expect(outcome.status).toMatchObject({ status: 'Failed' });
    expect(outcome.events).toMatchObject([{ type: 'Warning', reason: 'AccessDenied' }]);
    expect(writes()).toEqual([]);
  });

  it('when it can be read again, the count begins anew', async () => {
    const { pass, failures } = operating();
    failures.push('ServiceUnavailable', 'ServiceUnavailable');
    await pass();
    expect((await pass()).againInMs).toBe(2_000);
    await pass();
    failures.push('ServiceUnavailable');
    // The list is young, so it is read again only because a step has changed it.
    expect((await pass()).againInMs).toBeLessThanOrEqual(2_000);
  });

  it('the log has the request id, the event has not', async () => {
    const { pass, failures, log } = operating();
    failures.push('NoPermission');
    const outcome = await pass();
    expect(JSON.stringify(outcome)).not.toContain('R-1');
    expect(log.entries).toMatchObject([
      { level: 'warn', fields: { code: 'NoPermission', action: 'ListVpcEndpoints' } },
    ]);
  });
});

describe('a write that the cloud refuses, for ten minutes', () => {
  const attempts = { backingOff: [14, 20], onceInFiveMinutes: [2, 3] } as const;
  it.each([
    ['ConcurrentCallNotSupported', 'retry', 'CloudUnavailable', [], attempts.backingOff],
    ['Throttling.User', 'throttled', 'Throttled', ['Throttled'], attempts.backingOff],
    ['NoPermission', 'person', 'AccessDenied', ['AccessDenied'], attempts.onceInFiveMinutes],
    ['EndpointServiceNotAuthorized', 'person', 'CloudRefused', ['CloudRefused'], attempts.onceInFiveMinutes],
    ['ResourceNotFound', 'gone', 'ObjectGone', [], attempts.backingOff],
    ['InvalidParameter', 'bug', 'InternalError', ['InternalError'], attempts.onceInFiveMinutes],
    ['NeverHeardOf', 'bug', 'InternalError', ['InternalError'], attempts.onceInFiveMinutes],
  ] as const)('with %s: counted as %s, told as %s', async (code, kind, reason, events, [least, most]) => {
    const { clock, calls, refused, outcomes, pass } = operating();
    for (const action of ['CreateVpcEndpointService', 'CreateSecurityGroup'] as const) refused.set(action, code);
    const told = new Set<string>();
    let rows: unknown;
    const end = clock.now() + 10 * 60_000;
    while (clock.now() < end) {
      const { status, events: said, againInMs } = await pass();
      rows = status?.clusters;
      for (const each of said) if (each.type === 'Warning' && each.key.startsWith('create')) told.add(each.reason);
      expect(againInMs).toBeGreaterThanOrEqual(1_000);
      await clock.advance(againInMs);
    }
    expect(outcomes).toContain(kind);
    expect(rows).toMatchObject([{ reason, message: expect.stringContaining(code) }]);
    expect([...told]).toEqual(events);
    // Two services are wished, and each has its own attempts.
    const tries = calls.filter((action) => action === 'CreateVpcEndpointService').length / 2;
    expect(tries).toBeGreaterThanOrEqual(least);
    expect(tries).toBeLessThanOrEqual(most);
  });
});

describe('a clock that is set', () => {
  it.each([-3_600_000, 3_600_000])(
    'by %i ms: everything is looked at anew, and the next pass goes on as ever',
    async (by) => {
      const { clock, wall, calls, log, pass } = operating();
      await pass();
      await clock.advance(500);
      wall.setBy = by;
      calls.length = 0;
      await pass();
      expect(calls).toContain('DescribeVpcs');
      expect(calls).toContain('ListVpcEndpoints');
      expect(log.entries.map(({ message }) => message)).toContain('the clock was set');
      calls.length = 0;
      await clock.advance(500);
      await pass();
      expect(calls).not.toContain('DescribeVpcs');
    },
  );
});
