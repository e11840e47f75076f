/** The Kubernetes side: watch, queue, lease, events, metrics, and the one loop that runs a reconcile. */
export { type Clock, systemClock } from './clock.ts';
export { generatedFiles } from './generated.ts';
export { type OperatorHttpOptions, serveHttp } from './http.ts';
export { type KubeClient, kubeClient } from './kube/client.ts';
export { connectKube, type KubeConnection } from './kube/connect.ts';
export { isKubeError, type KubeError } from './kube/errors.ts';
export { KubeconfigError, type KubeconfigSource } from './kube/kubeconfig.ts';
export { type KubeObject, parseObject, type Resource } from './kube/resource.ts';
export type { KubeRequest, KubeResponse, KubeTransport } from './kube/transport.ts';
export { createLog, describeError, type Log, type LogLevel, type LogOptions } from './log.ts';
export { createMetrics, type Metrics } from './metrics.ts';
export { type Operator, type OperatorOptions, startOperator } from './operator.ts';
export type { Outcome, OutcomeEvent, Pass, Reconcile } from './pass.ts';
export { type Mode } from './passes.ts';
export { planMetrics } from './plan-metrics.ts';
export { createReconcile, type ReconcileOptions } from './reconcile.ts';
export { traceCalls } from './trace-calls.ts';
export { collectorOf, noTracing, openTracing, type Tracing } from './tracing.ts';
