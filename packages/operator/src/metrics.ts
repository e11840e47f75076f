import type { ASMPvlConfigStatus } from '@asm-privatelink/api';
import { isReason, reasons } from '@asm-privatelink/api';
import { actions, type CallReport } from '@asm-privatelink/cloud';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { type MetricDeclaration, type MetricName, metricTable } from './metric-table.ts';

/** Read when somebody asks for the numbers. */
export interface OperatorState {
  depth(): number;
  active(): number;
  longestRunningSeconds(): number;
  leader(): boolean;
  lastSeenSeconds(): number;
}

export type Stage = 'service' | 'endpoint' | 'connection';

/** Where the numbers go: each is one of the table. */
export interface Metrics {
  reconciled(result: 'success' | 'requeue_after' | 'error', seconds: number): void;
  enqueued(cause: 'event' | 'retry'): void;
  waited(seconds: number): void;
  /** `lease`: the name of the Lease, empty without one. */
  observe(state: OperatorState, lease: string): void;
  /** `code`: undefined when there was no answer. */
  kubeCall(method: string, code: number | undefined): void;
  watchFailed(reason: string): void;
  /** How the links and the conditions of the object stand; undefined when there is no object any more. */
  links(status: ASMPvlConfigStatus | undefined): void;
  /** The state of each certificate, as the plan has it. */
  certificates(states: readonly string[]): void;
  /** From the first look at a generation to the first time it was Available. */
  available(seconds: number): void;
  ready(stage: Stage, seconds: number): void;
  repaired(kind: string): void;
  /** The cloud was read whole at this time, ms since the epoch. */
  cloudRead(at: number): void;
  /** For whoever makes calls to the cloud. */
  cloudCall(report: CallReport): void;
  /** The Prometheus text format. */
  text(): Promise<string>;
  readonly contentType: string;
}

const controller = { controller: 'asmpvlconfig' };
const queue = { name: 'asmpvlconfig' };

/** A registry of its own: two operators in one process do not mix their numbers. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  let state: OperatorState | undefined;
  let leaseName = '';

  const of = (name: keyof typeof metricTable) => {
    const { help, labels = {}, buckets = [] }: MetricDeclaration = metricTable[name];
    return { name, help, labelNames: Object.keys(labels), registers: [registry], buckets: [...buckets] };
  };
  const counter = (name: MetricName<'counter'>) => new Counter(of(name));
  const histogram = (name: MetricName<'histogram'>) => new Histogram(of(name));
  const gauge = (name: MetricName<'gauge'>, read?: (into: Gauge) => void) => {
    const into: Gauge = new Gauge({ ...of(name), collect: () => read?.(into) });
    return into;
  };

  const total = counter('controller_runtime_reconcile_total');
  const errors = counter('controller_runtime_reconcile_errors_total');
  const time = histogram('controller_runtime_reconcile_time_seconds');
  gauge('controller_runtime_active_workers', (into) => into.set(controller, state?.active() ?? 0));
  gauge('workqueue_depth', (into) => into.set(queue, state?.depth() ?? 0));
  const adds = counter('workqueue_adds_total');
  const retries = counter('workqueue_retries_total');
  const waiting = histogram('workqueue_queue_duration_seconds');
  gauge('workqueue_longest_running_processor_seconds', (into) => into.set(queue, state?.longestRunningSeconds() ?? 0));
  const kubeCalls = counter('rest_client_requests_total');
  gauge('leader_election_master_status', (into) => {
    into.reset();
    into.set({ name: leaseName }, state?.leader() ? 1 : 0);
  });
  gauge('asmpvl_watch_last_seen_seconds', (into) => into.set(state?.lastSeenSeconds() ?? 0));
  const watchFailures = counter('asmpvl_watch_failures_total');
  const lastRead = gauge('asmpvl_last_observation_timestamp_seconds');
  const links = gauge('asmpvl_links');
  const conditions = gauge('asmpvl_condition');
  const certificates = gauge('asmpvl_certificates');
  const timeToAvailable = histogram('asmpvl_time_to_available_seconds');
  const timeToReady = histogram('asmpvl_time_to_ready_seconds');
  const repairs = counter('asmpvl_drift_repairs_total');
  const cloudCalls = counter('asmpvl_cloud_calls_total');
  const cloudTime = histogram('asmpvl_cloud_call_seconds');
  const cloudWait = counter('asmpvl_cloud_wait_seconds_total');
  gauge('process_resident_memory_bytes', (into) => into.set(process.memoryUsage.rss()));
  const cpu = counter('process_cpu_seconds_total');
  gauge('process_start_time_seconds').set(Math.round(Date.now() / 1000 - process.uptime()));

  return {
    reconciled(result, seconds) {
      total.inc({ ...controller, result });
      if (result === 'error') errors.inc(controller);
      time.observe(controller, seconds);
    },
    enqueued: (cause) => (cause === 'retry' ? retries : adds).inc(queue),
    waited: (seconds) => waiting.observe(queue, seconds),
    observe(current, lease) {
      state = current;
      leaseName = lease;
    },
    kubeCall: (method, code) => kubeCalls.inc({ method, code: code === undefined ? '<error>' : String(code) }),
    watchFailed: (reason) => watchFailures.inc({ reason }),
    links(status) {
      links.reset();
      for (const row of status?.clusters ?? []) links.inc({ channel: 'api-server', state: stateOf(row.reason) });
      for (const row of status?.pilot?.clusters ?? []) links.inc({ channel: 'pilot', state: stateOf(row.reason) });
      conditions.reset();
      for (const { type, status: holds } of status?.conditions ?? []) {
        if (holds !== 'Unknown') conditions.set({ type }, holds === 'True' ? 1 : 0);
      }
    },
    certificates(states) {
      certificates.reset();
      for (const each of states) certificates.inc({ state: each });
    },
    available: (seconds) => timeToAvailable.observe(seconds),
    ready: (stage, seconds) => timeToReady.observe({ stage }, seconds),
    repaired: (kind) => repairs.inc({ kind }),
    cloudRead: (at) => lastRead.set(at / 1000),
    cloudCall({ action, kind, ms, waitedMs, sent }) {
      cloudCalls.inc({ action, outcome: kind });
      if (sent) cloudTime.observe({ access: actions[action].access }, (ms - waitedMs) / 1000);
      if (waitedMs > 0) cloudWait.inc({ action }, waitedMs / 1000);
    },
    async text() {
      const { user, system } = process.cpuUsage();
      cpu.reset();
      cpu.inc((user + system) / 1_000_000);
      return registry.metrics();
    },
    contentType: registry.contentType,
  };
}

function stateOf(reason: string | undefined): string {
  return reason !== undefined && isReason(reason) ? reasons[reason].kind : 'unknown';
}
