/**
 * Every number that the operator exports. The page docs/metrics.md is made from this table, and the registry as well, so neither knows one that the
 * other does not. Names that controller-runtime and client-go have are used as they use them, so that their dashboards and alerts fit; all others begin
 * with `asmpvl_`. No label bears an id: the number of series does not grow with clusters, and no account shows.
 */

export interface MetricDeclaration {
  readonly kind: 'counter' | 'gauge' | 'histogram';
  readonly help: string;
  /** Each label and what it may say. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Upper bounds, in seconds. */
  readonly buckets?: readonly number[];
}

const SECONDS = [0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300];
const MINUTES = [5, 10, 20, 30, 45, 60, 90, 120, 180, 300, 600, 1800];
const controller = { controller: 'asmpvlconfig' };
const queue = { name: 'asmpvlconfig' };

export const metricTable = {
  controller_runtime_reconcile_total: {
    kind: 'counter',
    help: 'Passes by result.',
    labels: { ...controller, result: 'success, requeue_after or error' },
  },
  controller_runtime_reconcile_errors_total: { kind: 'counter', help: 'Passes that failed.', labels: controller },
  controller_runtime_reconcile_time_seconds: {
    kind: 'histogram',
    help: 'How long a pass took.',
    labels: controller,
    buckets: SECONDS,
  },
  controller_runtime_active_workers: { kind: 'gauge', help: 'Passes going on.', labels: controller },
  workqueue_depth: { kind: 'gauge', help: 'Objects that wait for a pass.', labels: queue },
  workqueue_adds_total: { kind: 'counter', help: 'Objects put into the queue by an event.', labels: queue },
  workqueue_retries_total: { kind: 'counter', help: 'Passes tried again after a failure.', labels: queue },
  workqueue_queue_duration_seconds: {
    kind: 'histogram',
    help: 'How long an object waited for its pass.',
    labels: queue,
    buckets: SECONDS,
  },
  workqueue_longest_running_processor_seconds: {
    kind: 'gauge',
    help: 'How long the pass that goes on has lasted; 15 minutes fail /healthz.',
    labels: queue,
  },
  rest_client_requests_total: {
    kind: 'counter',
    help: 'Requests to the Kubernetes API.',
    labels: { method: 'GET, POST or PATCH', code: 'the HTTP status, or <error> when there was no answer' },
  },
  leader_election_master_status: {
    kind: 'gauge',
    help: '1 while this process may write.',
    labels: { name: 'of the Lease; empty where there is none' },
  },
  asmpvl_watch_last_seen_seconds: {
    kind: 'gauge',
    help: 'How long ago the Kubernetes API last said anything on the watch; 5 minutes fail /healthz.',
  },
  asmpvl_watch_failures_total: {
    kind: 'counter',
    help: 'Lists and watches that failed.',
    labels: { reason: "the server's reason, or Unreachable, Timeout, Silent, ShortWatch, Malformed" },
  },
  asmpvl_last_observation_timestamp_seconds: {
    kind: 'gauge',
    help: 'When the cloud was last read whole, as Unix time; 0 before the first time.',
  },
  asmpvl_links: {
    kind: 'gauge',
    help: 'Links by who has to move.',
    labels: {
      channel: 'api-server or pilot',
      state: 'good, progress, warning, retry, person, bug or unknown: the kind of the reason in its row of the status',
    },
  },
  asmpvl_condition: {
    kind: 'gauge',
    help: 'The conditions of the object: 1 while True, 0 while False; absent while Unknown.',
    labels: { type: 'Ready, Reconciling, Stalled, CertificateNames, MembersRunning or Warnings' },
  },
  asmpvl_certificates: {
    kind: 'gauge',
    help: 'Clusters by how their API-server certificate stands towards the domain of its endpoint.',
    labels: {
      state:
        'early (no domain yet), unread, present, missing, unsupported (by the type of the cluster), changing or failed',
    },
  },
  asmpvl_time_to_available_seconds: {
    kind: 'histogram',
    help: 'From the first look at a generation until it is Available.',
    buckets: MINUTES,
  },
  asmpvl_time_to_ready_seconds: {
    kind: 'histogram',
    help: 'From the making of an endpoint service or endpoint until it is seen Active, or its connection Connected.',
    labels: { stage: 'service, endpoint or connection' },
    buckets: MINUTES,
  },
  asmpvl_drift_repairs_total: {
    kind: 'counter',
    help: 'Writes that put right what was changed behind our back: made while the wish had been fulfilled before.',
    labels: { kind: 'service, endpoint, zone, connection, resource, auto-accept, tags, group or rules' },
  },
  asmpvl_cloud_calls_total: {
    kind: 'counter',
    help: 'Calls to the cloud.',
    labels: { action: 'as the cloud names it', outcome: 'ok, retry, throttled, person, gone or bug' },
  },
  asmpvl_cloud_call_seconds: {
    kind: 'histogram',
    help: 'How long a call to the cloud took, from the moment it left.',
    labels: { access: 'read or write' },
    buckets: SECONDS,
  },
  asmpvl_cloud_wait_seconds_total: {
    kind: 'counter',
    help: "How long calls waited for the vendor's rates and locks before they left.",
    labels: { action: 'as the cloud names it' },
  },
  process_resident_memory_bytes: { kind: 'gauge', help: 'Resident memory.' },
  process_cpu_seconds_total: { kind: 'counter', help: 'Processor time used, of users and of the system.' },
  process_start_time_seconds: { kind: 'gauge', help: 'When the process started, as Unix time.' },
} as const satisfies Record<string, MetricDeclaration>;

type Table = typeof metricTable;

/** The names of one kind. */
export type MetricName<Kind extends MetricDeclaration['kind']> = {
  [Name in keyof Table]: Table[Name]['kind'] extends Kind ? Name : never;
}[keyof Table];

/** The page about them. */
export function metricsMarkdown(): string {
  const rows = Object.entries<MetricDeclaration>(metricTable).map(([name, { kind, help, labels = {} }]) => {
    const told = Object.entries(labels).map(([label, values]) => `\`${label}\`: ${escaped(values)}`);
    return `| \`${name}\` | ${kind} | ${escaped(help)} | ${told.join('; ')} |`;
  });
  return `<!-- Made from packages/operator/src/metric-table.ts by \`npm run generate\`. Do not edit. -->
# Metrics

The operator serves them at \`/metrics\` (\`--metrics-address\`), in the Prometheus text format. Those without the prefix \`asmpvl_\` are named and used as
controller-runtime, client-go and the Prometheus clients do. Labels bear no ids.

| name | kind | what it says | labels |
|---|---|---|---|
${rows.join('\n')}
`;
}

function escaped(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('<', '&lt;');
}
