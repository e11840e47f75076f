import type { ASMPvlConfigStatus } from '@asm-privatelink/api';
import { isReason, reasons } from '@asm-privatelink/api';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';

export interface OperatorState {
  depth(): number;
  active(): number;
  leader(): boolean;
  lastSeenSeconds(): number;
}

/** Where the numbers go. Names that controller-runtime has are used as it uses them, so that its dashboards and alerts fit. */
export interface Metrics {
  reconciled(result: 'success' | 'requeue_after' | 'error', seconds: number): void;
  enqueued(cause: 'event' | 'retry'): void;
  waited(seconds: number): void;
  /** The numbers that are read when somebody asks for them. */
  observe(state: OperatorState): void;
  watchFailed(reason: string): void;
  /** How the links of the object stand; undefined when there is no object any more. */
  links(status: ASMPvlConfigStatus | undefined): void;
  /** From the first look at a generation to the first time it was Available. */
  available(seconds: number): void;
  /** For whoever makes calls to the cloud: `outcome` is `ok` or the kind of the error. */
  cloudCall(action: string, outcome: string): void;
  /** The Prometheus text format. */
  text(): Promise<string>;
  readonly contentType: string;
}

const CONTROLLER = 'asmpvlconfig';
const SECONDS = [0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300];
const MINUTES = [5, 10, 20, 30, 45, 60, 90, 120, 180, 300, 600, 1800];

/** A registry of its own: two operators in one process do not mix their numbers. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const controller = { labelNames: ['controller'] as const, registers };
  const queue = { labelNames: ['name'] as const, registers };

  const total = new Counter({
    name: 'controller_runtime_reconcile_total',
    help: 'Passes by result: success, requeue_after, error.',
    labelNames: ['controller', 'result'] as const,
    registers,
  });
  const errors = new Counter({
    name: 'controller_runtime_reconcile_errors_total',
    help: 'Passes that failed.',
    ...controller,
  });
  const time = new Histogram({
    name: 'controller_runtime_reconcile_time_seconds',
    help: 'How long a pass took.',
    buckets: SECONDS,
    ...controller,
  });
  let state: OperatorState | undefined;
  new Gauge({
    name: 'controller_runtime_active_workers',
    help: 'Passes going on.',
    ...controller,
    collect() {
      this.set({ controller: CONTROLLER }, state?.active() ?? 0);
    },
  });
  new Gauge({
    name: 'workqueue_depth',
    help: 'Objects that wait for a pass.',
    ...queue,
    collect() {
      this.set({ name: CONTROLLER }, state?.depth() ?? 0);
    },
  });
  const adds = new Counter({ name: 'workqueue_adds_total', help: 'Objects put into the queue by an event.', ...queue });
  const retries = new Counter({
    name: 'workqueue_retries_total',
    help: 'Passes tried again after a failure.',
    ...queue,
  });
  const waiting = new Histogram({
    name: 'workqueue_queue_duration_seconds',
    help: 'How long an object waited for its pass.',
    buckets: SECONDS,
    ...queue,
  });
  new Gauge({
    name: 'asmpvl_leader',
    help: '1 while this process may write.',
    registers,
    collect() {
      this.set(state?.leader() ? 1 : 0);
    },
  });
  new Gauge({
    name: 'asmpvl_watch_last_seen_seconds',
    help: 'How long ago the API server last said anything on the watch.',
    registers,
    collect() {
      this.set(state?.lastSeenSeconds() ?? 0);
    },
  });
  const watchFailures = new Counter({
    name: 'asmpvl_watch_failures_total',
    help: 'Lists and watches that failed, by reason.',
    labelNames: ['reason'] as const,
    registers,
  });
  const links = new Gauge({
    name: 'asmpvl_links',
    help: 'Links by channel and by who has to move: good, progress, warning, retry, person, bug, unknown.',
    labelNames: ['channel', 'state'] as const,
    registers,
  });
  const timeToAvailable = new Histogram({
    name: 'asmpvl_time_to_available_seconds',
    help: 'From the first look at a generation until it is Available.',
    buckets: MINUTES,
    registers,
  });
  const cloudCalls = new Counter({
    name: 'asmpvl_cloud_calls_total',
    help: 'Calls to the cloud by action and outcome: ok, retry, throttled, person, gone, bug.',
    labelNames: ['action', 'outcome'] as const,
    registers,
  });
  new Gauge({
    name: 'process_resident_memory_bytes',
    help: 'Resident memory.',
    registers,
    collect() {
      this.set(process.memoryUsage.rss());
    },
  });

  return {
    reconciled(result, seconds) {
      total.inc({ controller: CONTROLLER, result });
      if (result === 'error') errors.inc({ controller: CONTROLLER });
      time.observe({ controller: CONTROLLER }, seconds);
    },
    enqueued: (cause) => (cause === 'retry' ? retries : adds).inc({ name: CONTROLLER }),
    waited: (seconds) => waiting.observe({ name: CONTROLLER }, seconds),
    observe(current) {
      state = current;
    },
    watchFailed: (reason) => watchFailures.inc({ reason }),
    links(status) {
      links.reset();
      for (const row of status?.clusters ?? []) links.inc({ channel: 'api-server', state: stateOf(row.reason) });
      for (const row of status?.pilot?.clusters ?? []) links.inc({ channel: 'pilot', state: stateOf(row.reason) });
    },
    available: (seconds) => timeToAvailable.observe(seconds),
    cloudCall: (action, outcome) => cloudCalls.inc({ action, outcome }),
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}

function stateOf(reason: string | undefined): string {
  return reason !== undefined && isReason(reason) ? reasons[reason].kind : 'unknown';
}
