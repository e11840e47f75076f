/**
 * How fast it could have been: what no client can avoid waiting for, taken from the durations and latencies that were actually drawn in this
 * run. A bench divides what a client took by this.
 */
import type { TransitionRecord } from './transitions.ts';
import type { World } from './world.ts';

export interface CriticalPath {
  /** Sum of the steps. */
  readonly ms: number;
  readonly steps: readonly CriticalStep[];
}

export interface CriticalStep {
  readonly kind: TransitionRecord['kind'];
  readonly object: string;
  readonly latencyMs: number;
  readonly durationMs: number;
}

const NOTHING: CriticalPath = { ms: 0, steps: [] };

/**
 * Of one endpoint's link: make the service, make the endpoint once the service is Active, come up. Each step is its transition and the
 * latency of the call that started it. Reads, and the security group, which an ideal client has ready in the meantime, cost nothing.
 * Undefined for an endpoint that never was connected.
 */
function criticalPathOfLink(
  records: readonly TransitionRecord[],
  serviceId: string,
  endpointId: string,
): CriticalPath | undefined {
  const service = first(records, 'service.create', serviceId);
  const endpoint = first(records, 'endpoint.create', endpointId);
  const connection = first(records, 'connection.connect', endpointId);
  if (endpoint === undefined || connection === undefined) return undefined;
  return sum([service, endpoint, connection].filter((step) => step !== undefined)); // a service of the scenario was there before
}

/**
 * Of the link of one endpoint; left out, of the longest link of those that exist, since links run beside each other: nothing in making them
 * excludes another. Nothing, for links that have never been up.
 */
export function criticalPath(records: readonly TransitionRecord[], world: World, endpointId?: string): CriticalPath {
  const endpoints = [...world.endpoints.values()].filter(({ id }) => endpointId === undefined || id === endpointId);
  const links = endpoints.map(({ id, serviceId }) => criticalPathOfLink(records, serviceId, id));
  return links.reduce<CriticalPath>(
    (longest, link) => (link !== undefined && link.ms > longest.ms ? link : longest),
    NOTHING,
  );
}

function first(
  records: readonly TransitionRecord[],
  kind: TransitionRecord['kind'],
  object: string,
): CriticalStep | undefined {
  return records.find((record) => record.kind === kind && record.object === object);
}

function sum(steps: readonly CriticalStep[]): CriticalPath {
  return {
    ms: steps.reduce((total, { latencyMs, durationMs }) => total + latencyMs + durationMs, 0),
    steps: steps.map(({ kind, object, latencyMs, durationMs }) => ({ kind, object, latencyMs, durationMs })),
  };
}
