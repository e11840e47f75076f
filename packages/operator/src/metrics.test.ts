import type { CallReport } from '@asm-privatelink/cloud';
import { describe, expect, it } from 'vitest';
import { createMetrics, type Metrics } from './metrics.ts';

const call: CallReport = {
  action: 'CreateVpcEndpoint',
  outcome: 'ok',
  kind: 'ok',
  ms: 1_750,
  waitedMs: 1_500,
  sent: true,
};
const state = {
  depth: () => 2,
  active: () => 1,
  longestRunningSeconds: () => 7,
  leader: () => true,
  lastSeenSeconds: () => 3,
};

const told: [what: string, tell: (metrics: Metrics) => void, lines: string[]][] = [
  [
    'passes',
    (metrics) => {
      metrics.reconciled('error', 0.2);
      metrics.reconciled('success', 0.01);
    },
    [
      'controller_runtime_reconcile_total{controller="asmpvlconfig",result="error"} 1',
      'controller_runtime_reconcile_errors_total{controller="asmpvlconfig"} 1',
      'controller_runtime_reconcile_time_seconds_bucket{le="0.025",controller="asmpvlconfig"} 1',
    ],
  ],
  [
    'the queue',
    (metrics) => {
      metrics.enqueued('event');
      metrics.enqueued('retry');
      metrics.waited(0.3);
      metrics.observe(state, 'a-lease');
    },
    [
      'workqueue_adds_total{name="asmpvlconfig"} 1',
      'workqueue_retries_total{name="asmpvlconfig"} 1',
      'workqueue_queue_duration_seconds_sum{name="asmpvlconfig"} 0.3',
      'workqueue_depth{name="asmpvlconfig"} 2',
      'controller_runtime_active_workers{controller="asmpvlconfig"} 1',
      'workqueue_longest_running_processor_seconds{name="asmpvlconfig"} 7',
      'leader_election_master_status{name="a-lease"} 1',
      'asmpvl_watch_last_seen_seconds 3',
    ],
  ],
  [
    'the Kubernetes API',
    (metrics) => {
      metrics.kubeCall('GET', 200);
      metrics.kubeCall('PATCH', undefined);
      metrics.watchFailed('Silent');
    },
    [
      'rest_client_requests_total{method="GET",code="200"} 1',
      'rest_client_requests_total{method="PATCH",code="<error>"} 1',
      'asmpvl_watch_failures_total{reason="Silent"} 1',
    ],
  ],
  [
    'calls to the cloud: the wait apart from the call, and no latency of one that never left',
    (metrics) => {
      metrics.cloudCall(call);
      metrics.cloudCall({ ...call, outcome: 'Aborted', kind: 'retry', ms: 400, waitedMs: 400, sent: false });
      metrics.cloudRead(1_700_000_000_500);
    },
    [
      'asmpvl_cloud_calls_total{action="CreateVpcEndpoint",outcome="ok"} 1',
      'asmpvl_cloud_calls_total{action="CreateVpcEndpoint",outcome="retry"} 1',
      'asmpvl_cloud_call_seconds_sum{access="write"} 0.25',
      'asmpvl_cloud_call_seconds_count{access="write"} 1',
      'asmpvl_cloud_wait_seconds_total{action="CreateVpcEndpoint"} 1.9',
      'asmpvl_last_observation_timestamp_seconds 1700000000.5',
    ],
  ],
  [
    'links, and how long they took',
    (metrics) => {
      const clusters = [
        { clusterId: 'c1', reason: 'Available' },
        { clusterId: 'c2', reason: 'ZoneNotServed' },
        { clusterId: 'c3', reason: 'of another manager' },
      ];
      const at = { lastTransitionTime: '2026-01-01T00:00:00Z', reason: 'Provisioning', message: '' };
      const conditions = [
        { ...at, type: 'Ready', status: 'False' as const },
        { ...at, type: 'Reconciling', status: 'True' as const },
        { ...at, type: 'CertificateNames', status: 'Unknown' as const },
      ];
      metrics.links({ clusters, pilot: { clusters: [{ clusterId: 'c1', reason: 'Provisioning' }] }, conditions });
      metrics.available(42);
      metrics.ready('endpoint', 21);
      metrics.repaired('rules');
    },
    [
      'asmpvl_links{channel="api-server",state="good"} 1',
      'asmpvl_links{channel="api-server",state="person"} 1',
      'asmpvl_links{channel="api-server",state="unknown"} 1',
      'asmpvl_links{channel="pilot",state="progress"} 1',
      'asmpvl_condition{type="Ready"} 0',
      'asmpvl_condition{type="Reconciling"} 1',
      'asmpvl_time_to_available_seconds_sum 42',
      'asmpvl_time_to_ready_seconds_sum{stage="endpoint"} 21',
      'asmpvl_drift_repairs_total{kind="rules"} 1',
    ],
  ],
];

describe('the metrics', () => {
  it.each(told)('tell of %s', async (_what, tell, lines) => {
    const metrics = createMetrics();
    tell(metrics);
    const text = (await metrics.text()).split('\n');
    for (const line of lines) expect(text).toContain(line);
    expect(text.join('\n')).not.toContain('type="CertificateNames"');
  });

  it('forget the links of an object that is gone, and do not mix with those of another operator', async () => {
    const [one, two] = [createMetrics(), createMetrics()];
    one.links({ clusters: [{ clusterId: 'c1', reason: 'Available' }] });
    expect(await two.text()).not.toContain('asmpvl_links{');
    one.links(undefined);
    expect(await one.text()).not.toContain('asmpvl_links{');
  });

  it('tell of the process itself', async () => {
    const value = (text: string, name: string) => Number(new RegExp(`^${name} (.+)$`, 'm').exec(text)?.[1]);
    const text = await createMetrics().text();
    expect(value(text, 'process_resident_memory_bytes')).toBeGreaterThan(10_000_000);
    expect(value(text, 'process_cpu_seconds_total')).toBeGreaterThan(0);
    expect(Math.abs(value(text, 'process_start_time_seconds') - Date.now() / 1000)).toBeLessThan(7_200);
  });
});
