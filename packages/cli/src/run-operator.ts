/** The operator composed: the cloud within its budget, one reconcile for the mesh, and the loop around it. */
import { hostname } from 'node:os';
import { type Cloud, observeCalls, withBudget, withDeadline } from '@asm-privatelink/cloud';
import { type CertificatePolicy, meshOf, type Source, type Tiers } from '@asm-privatelink/link';
import {
  createMetrics,
  createReconcile,
  type KubeTransport,
  type Log,
  type Metrics,
  type Mode,
  noTracing,
  type Operator,
  planMetrics,
  startOperator,
  systemClock,
  type Tracing,
  traceCalls,
} from '@asm-privatelink/operator';

export interface RunOperatorOptions {
  readonly kube: KubeTransport;
  readonly cloud: Cloud;
  readonly source: Source;
  readonly mode: Mode;
  readonly certificates: CertificatePolicy;
  readonly log: Log;
  readonly tiers: Tiers;
  /** Of the published rates: above 0, up to 1. */
  readonly rateShare: number;
  readonly tracing?: Tracing;
  readonly leaderElection?: { readonly namespace: string; readonly name: string } | undefined;
}

export function runOperator(options: RunOperatorOptions): { operator: Operator; metrics: Metrics } {
  const { kube, source, mode, certificates, log, tiers, rateShare, leaderElection, tracing = noTracing } = options;
  const clock = systemClock();
  const metrics = createMetrics();
  const budgeted = withBudget(withDeadline(options.cloud, { clock }), { clock, share: rateShare });
  const cloud = traceCalls(observeCalls(budgeted, { clock, listener: metrics.cloudCall }), tracing);
  const onPlan = planMetrics(metrics, () => clock.now());
  const find = mode === 'manage' ? ('tags' as const) : ('status' as const);
  const reconcile = createReconcile({
    cloud,
    source,
    clock,
    log,
    tiers,
    find,
    certificates,
    random: Math.random,
    onPlan,
    tracing,
  });
  const identity = `${hostname()}_${crypto.randomUUID()}`;
  return {
    operator: startOperator({
      kube,
      reconcile,
      clock,
      log,
      metrics,
      mode,
      mesh: meshOf(source),
      identity,
      leaderElection,
    }),
    metrics,
  };
}
