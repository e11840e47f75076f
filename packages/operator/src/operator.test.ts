import type { ASMPvlConfigStatus } from '@asm-privatelink/api';
import { afterEach, describe, expect, it } from 'vitest';
import { createMetrics } from './metrics.ts';
import { type Operator, type OperatorOptions, startOperator } from './operator.ts';
import type { Outcome, Pass } from './pass.ts';
import { manualClock, settle } from './testing/manual-clock.ts';
import { memoryApi } from './testing/memory-api.ts';
import { recordingLog } from './testing/recording-log.ts';

const DEFAULT = '/apis/istio.alibabacloud.com/v1beta1/asmpvlconfigs/default';
const LEASE = '/apis/coordination.k8s.io/v1/namespaces/mesh/leases/asm-privatelink-operator';
const FINALIZER = 'asm-privatelink.io/links';

const vSwitches = [{ vSwitchId: 'vsw-1', zoneId: 'cn-hangzhou-j' }];
const manifest = {
  apiVersion: 'istio.alibabacloud.com/v1beta1',
  kind: 'ASMPvlConfig',
  spec: { ackVpcEndpoint: [{ clusterId: 'c1', vSwitches }], asmVpcEndpoint: { vSwitches } },
};
const quiet: Outcome = { events: [], againInMs: 30_000, finished: false };
const available: ASMPvlConfigStatus = {
  status: 'Available',
  observedGeneration: 1,
  clusters: [{ clusterId: 'c1', reason: 'Available' }],
};

const running: Operator[] = [];
afterEach(async () => {
  for (const operator of running.splice(0)) await operator.stop();
});

function setUp(reconcile: (pass: Pass) => Outcome | Promise<Outcome>, options: Partial<OperatorOptions> = {}) {
  const clock = manualClock();
  const api = memoryApi();
  const log = recordingLog();
  const metrics = createMetrics();
  const passes: Pass[] = [];
  const start = (more: Partial<OperatorOptions> = {}) => {
    const operator = startOperator({
      kube: api.transport,
      reconcile: async (pass) => {
        passes.push(pass);
        return await reconcile(pass);
      },
      clock,
      log,
      metrics,
      mode: 'manage',
      mesh: 'm1',
      identity: 'one',
      random: () => 1,
      ...options,
      ...more,
    });
    running.push(operator);
    return operator;
  };
  const writes = () =>
    api.requests.filter((request) => /^(PATCH|POST|DELETE)/.test(request) && !request.includes('/leases'));
  /** The reasons of the events that were logged. */
  const news = () =>
    log.entries.filter(({ message }) => message === 'event').map(({ fields }) => Reflect.get(fields, 'reason'));
  return { clock, api, log, metrics, passes, start, writes, news };
}

describe('startOperator', () => {
  it('when an object appears, says that it waits, holds it by the finalizer, then reconciles, tells, and writes the status once', async () => {
    const { clock, api, passes, start, writes } = setUp(() => ({
      ...quiet,
      status: available,
      events: [{ type: 'Normal', reason: 'Created', message: 'made', key: 'ep-1' }],
    }));
    const operator = start();
    await operator.ready;
    api.put(DEFAULT, manifest);
    await settle();
    expect(writes()).toEqual([
      `PATCH ${DEFAULT}/status`,
      `PATCH ${DEFAULT}`,
      'POST /api/v1/namespaces/default/events',
      `PATCH ${DEFAULT}/status`,
    ]);
    expect(passes[0]?.object).toMatchObject({ metadata: { finalizers: [FINALIZER] }, status: { status: 'Pending' } });
    expect(api.at(DEFAULT)).toMatchObject({ metadata: { finalizers: [FINALIZER] }, status: available });
    // Its own writes come back on the watch and are no reason to look again.
    await clock.advance(29_000);
    expect(passes).toHaveLength(1);
    await clock.advance(1_000);
    expect(passes).toHaveLength(2);
    expect(writes()).toHaveLength(4);
  });

  it('when the spec changes during a pass, looks once more right after it, and never twice at once', async () => {
    let going = 0;
    let most = 0;
    let finish = (): void => undefined;
    const { api, passes, start } = setUp(async () => {
      going += 1;
      most = Math.max(most, going);
      await new Promise<void>((resolve) => {
        finish = resolve;
      });
      going -= 1;
      return quiet;
    });
    start();
    api.put(DEFAULT, manifest);
    await settle();
    for (const generation of [2, 3, 4]) api.put(DEFAULT, { metadata: { generation } });
    await settle();
    expect(passes).toHaveLength(1);
    finish();
    await settle();
    expect([passes.length, most, passes[1]?.object.metadata.generation]).toEqual([2, 1, 4]);
    finish();
    await settle();
    expect(passes).toHaveLength(2);
  });

  it('when a pass fails, says so, counts it, and tries again ever more slowly', async () => {
    let failures = 3;
    const { clock, api, passes, log, metrics, start } = setUp(() => {
      failures -= 1;
      if (failures >= 0) throw new Error('boom');
      return quiet;
    });
    start();
    api.put(DEFAULT, manifest);
    await clock.advance(7_000);
    expect(passes).toHaveLength(4);
    expect(
      log.entries
        .filter(({ message }) => message === 'the pass failed')
        .map(({ fields }) => Reflect.get(fields, 'againInMs')),
    ).toEqual([1000, 2000, 4000]);
    const text = await metrics.text();
    expect(text).toContain('controller_runtime_reconcile_errors_total{controller="asmpvlconfig"} 3');
    expect(text).toContain('controller_runtime_reconcile_total{controller="asmpvlconfig",result="requeue_after"} 3');
    expect(text).toContain('workqueue_retries_total{name="asmpvlconfig"} 3');
  });

  it('when the status changes often, writes it at most once a second', async () => {
    let count = 0;
    const { clock, api, start, writes } = setUp(() => ({
      ...quiet,
      againInMs: 100,
      status: { status: `s${(count += 1)}` },
    }));
    start();
    api.put(DEFAULT, manifest);
    await clock.advance(10_000);
    const statuses = writes().filter((request) => request.endsWith('/status'));
    expect(statuses.length).toBeGreaterThan(8);
    expect(statuses.length).toBeLessThanOrEqual(12);
  });

  it('when somebody writes the object during the pass, reads it again instead of overwriting', async () => {
    let meddle = true;
    const { clock, api, passes, start } = setUp(() => {
      if (meddle) api.put(DEFAULT, { metadata: { annotations: { note: 'x' } } });
      meddle = false;
      return { ...quiet, status: available };
    });
    start();
    api.put(DEFAULT, manifest);
    await clock.advance(1_000);
    expect(passes).toHaveLength(2);
    expect(passes[1]?.object.metadata.annotations).toEqual({ note: 'x' });
    expect(api.at(DEFAULT)?.['status']).toEqual(available);
  });

  it('when the object is deleted, keeps it until nothing of ours is left', async () => {
    let left = 2;
    const { clock, api, passes, start } = setUp(({ object }) => {
      if (object.metadata.deletionTimestamp === undefined) return quiet;
      left -= 1;
      return { ...quiet, againInMs: 1_000, finished: left === 0, status: { status: 'Deleting' } };
    });
    start();
    api.put(DEFAULT, manifest);
    api.put(DEFAULT, { metadata: { finalizers: ['somebody/else', FINALIZER] } });
    await settle();
    api.remove(DEFAULT);
    await settle();
    expect(api.at(DEFAULT)).toMatchObject({
      status: { status: 'Deleting' },
      metadata: { finalizers: ['somebody/else', FINALIZER] },
    });
    await clock.advance(1_000);
    expect(api.at(DEFAULT)?.metadata.finalizers).toEqual(['somebody/else']);
    // Somebody else still holds it; it is no longer ours to look at.
    const looks = passes.length;
    await clock.advance(60_000);
    expect(passes).toHaveLength(looks);
  });

  it('when an object that does not fit the schema is deleted, takes everything away all the same', async () => {
    const { api, passes, news, start } = setUp(() => ({ ...quiet, finished: true }));
    start();
    api.put(DEFAULT, { ...manifest, metadata: { finalizers: [FINALIZER] }, spec: { ackVpcEndpoint: 'all' } });
    await settle();
    expect(passes).toEqual([]);
    expect(news()).toEqual(['InvalidSpec']);
    api.remove(DEFAULT);
    await settle();
    expect(passes[0]?.object.spec.ackVpcEndpoint).toEqual([]);
    expect(api.at(DEFAULT)).toBeUndefined();
  });

  it('when the object has another name, says what to do and touches nothing', async () => {
    const { clock, api, passes, start, writes, news } = setUp(() => quiet);
    start();
    api.put(DEFAULT.replace('default', 'other'), manifest);
    await clock.advance(60_000);
    expect([passes, writes()]).toEqual([[], ['POST /api/v1/namespaces/default/events']]);
    expect(news()).toEqual(['InvalidName']);
  });

  it('when paused, lets nothing be changed, reports, and lets go of nothing', async () => {
    const { clock, api, passes, start, writes } = setUp(() => ({
      ...quiet,
      finished: true,
      status: { status: 'Degraded' },
    }));
    start();
    api.put(DEFAULT, { ...manifest, metadata: { annotations: { 'asm-privatelink.io/pause': 'true' } } });
    await settle();
    expect(passes.map(({ paused, leader }) => [paused, leader])).toEqual([[true, false]]);
    expect(writes()).toEqual([`PATCH ${DEFAULT}/status`, `PATCH ${DEFAULT}/status`]);
    api.put(DEFAULT, { metadata: { finalizers: [FINALIZER] } });
    api.remove(DEFAULT);
    await clock.advance(60_000);
    expect(api.at(DEFAULT)?.metadata.finalizers).toEqual([FINALIZER]);
  });

  it('when a companion, reads and logs and writes nothing at all', async () => {
    const { clock, api, passes, news, metrics, start } = setUp(
      () => ({
        ...quiet,
        status: available,
        events: [{ type: 'Warning', reason: 'ZoneNotServed', message: 'zone', key: 'c1' }],
      }),
      { mode: 'companion', leaderElection: { namespace: 'mesh', name: 'asm-privatelink-operator' } },
    );
    start();
    api.put(DEFAULT, manifest);
    await clock.advance(60_000);
    expect(passes.length).toBeGreaterThan(1);
    expect(passes.every(({ leader }) => !leader)).toBe(true);
    expect(api.requests.filter((request) => !request.startsWith('GET'))).toEqual([]);
    expect(news()).toContain('ZoneNotServed');
    expect(await metrics.text()).toContain('asmpvl_links{channel="api-server",state="good"} 1');
  });

  it('when two run, one works; when its lease is gone its pass ends without a write and the other goes on', async () => {
    const { clock, api, start, writes, passes } = setUp(
      ({ signal }) =>
        new Promise((_, reject) => {
          signal.addEventListener('abort', () => reject(new Error('aborted')));
        }),
    );
    const leaderElection = { namespace: 'mesh', name: 'asm-privatelink-operator' };
    let cut = false;
    const first = start({
      leaderElection,
      kube: (request) => (cut ? Promise.reject(new Error('cut off')) : api.transport(request)),
    });
    await settle();
    const second = start({ leaderElection, identity: 'two', reconcile: async () => ({ ...quiet, status: available }) });
    api.put(DEFAULT, manifest);
    await clock.advance(5_000);
    expect([first.leader(), second.leader(), passes.length, passes[0]?.leader]).toEqual([true, false, 1, true]);
    expect(writes()).toEqual([`PATCH ${DEFAULT}/status`, `PATCH ${DEFAULT}`]);
    cut = true;
    await clock.advance(15_000);
    expect([first.leader(), passes[0]?.leader, passes[0]?.signal.aborted]).toEqual([false, false, true]);
    await clock.advance(18_000);
    expect([second.leader(), api.at(LEASE)?.['spec']]).toMatchObject([true, { holderIdentity: 'two' }]);
    expect(api.at(DEFAULT)?.['status']).toEqual(available);
    expect(passes).toHaveLength(1);
  });

  it('when it has led, lost the lease and leads again, looks at once though nothing changed', async () => {
    const { clock, api, passes, start } = setUp(() => ({ ...quiet, againInMs: 3_600_000 }));
    start({ leaderElection: { namespace: 'mesh', name: 'asm-privatelink-operator' } });
    api.put(DEFAULT, manifest);
    await clock.advance(10_000);
    expect(passes).toHaveLength(1);
    api.put(LEASE, { spec: { holderIdentity: 'thief', leaseDurationSeconds: 15 } });
    await clock.advance(25_000);
    expect(passes).toHaveLength(2);
  });

  it('when an object goes away and comes back under the same name, begins anew', async () => {
    const { clock, api, passes, start } = setUp(({ object }) => ({
      ...quiet,
      finished: object.metadata.deletionTimestamp !== undefined,
    }));
    start();
    api.put(DEFAULT, manifest);
    await settle();
    api.remove(DEFAULT);
    await settle();
    expect(api.at(DEFAULT)).toBeUndefined();
    const looks = passes.length;
    await clock.advance(120_000);
    expect(passes).toHaveLength(looks);
    api.put(DEFAULT, manifest);
    await settle();
    expect(passes).toHaveLength(looks + 1);
  });

  it('measures the time to Available from the first look, and nothing after a restart', async () => {
    let status: ASMPvlConfigStatus = { status: 'Provisioning', observedGeneration: 1 };
    const { clock, api, metrics, start } = setUp(() => ({ ...quiet, againInMs: 10_000, status }));
    const first = start();
    api.put(DEFAULT, manifest);
    await clock.advance(10_000);
    status = available;
    await clock.advance(10_000);
    await first.stop();
    start();
    await clock.advance(60_000);
    const text = await metrics.text();
    expect(text).toContain('asmpvl_time_to_available_seconds_sum 20');
    expect(text).toContain('asmpvl_time_to_available_seconds_count 1');
  });

  it('when a pass never ends, is unhealthy; when stopped, leaves no timer', async () => {
    const { clock, api, start } = setUp(
      ({ signal }) => new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('aborted')))),
      { longestPassMs: 60_000 },
    );
    const operator = start();
    expect(operator.isReady()).toBe(false);
    api.put(DEFAULT, manifest);
    await clock.advance(59_000);
    expect([operator.isReady(), operator.healthy()]).toEqual([true, true]);
    await clock.advance(2_000);
    expect(operator.healthy()).toBe(false);
    await operator.stop();
    expect(clock.timers()).toBe(0);
  });

  it('when the API server forbids the finalizer, makes nothing in the cloud', async () => {
    const { clock, api, passes, start } = setUp(() => quiet);
    const heal = api.failing(/^PATCH .*\/default$/, 403, 'Forbidden');
    start();
    api.put(DEFAULT, manifest);
    await clock.advance(30_000);
    expect(passes).toEqual([]);
    heal();
    await clock.advance(60_000);
    expect(passes.length).toBeGreaterThan(0);
  });
});
