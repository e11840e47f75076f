import type { Backoff } from './backoff.ts';
import { type Clock, elapsed } from './clock.ts';
import { kubeClient } from './kube/client.ts';
import { isKubeError } from './kube/errors.ts';
import { startEvents } from './kube/events.ts';
import { startElection } from './kube/lease.ts';
import { startQueue } from './kube/queue.ts';
import { startReflector } from './kube/reflector.ts';
import type { KubeTransport } from './kube/transport.ts';
import { linkedSignal } from './linked-signal.ts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';
import type { Reconcile } from './pass.ts';
import { configs, LeaseLost, type Mode, passes } from './passes.ts';

export interface OperatorOptions {
  kube: KubeTransport;
  reconcile: Reconcile;
  clock: Clock;
  log: Log;
  metrics: Metrics;
  mode: Mode;
  /** The mesh's id or name, which a person spells out to have an object taken over from another manager. */
  mesh: string;
  /** Unique for each start of the process: holds the lease, signs the events. */
  identity: string;
  /** Off: this is the only process there is. A companion needs none. */
  leaderElection?: { namespace: string; name: string } | undefined;
  random?: () => number;
  /** After a failed pass. */
  backoff?: Backoff;
  /** A pass that takes longer is stuck. */
  longestPassMs?: number;
}

export interface Operator {
  /** Resolves once the objects are known. */
  readonly ready: Promise<void>;
  isReady(): boolean;
  /** False when the loop or the watch has not moved for minutes: a restart is the remedy. */
  healthy(): boolean;
  leader(): boolean;
  /** Ends the pass going on, gives the lease back, leaves nothing running. */
  stop(): Promise<void>;
}

/** A lease's request must not hang for longer than half the time in which it has to be renewed. */
const LEASE_TIMEOUT_MS = 5_000;

/** The one loop: the watch says when to look, the queue looks at one object at a time, a pass does the rest. */
export function startOperator(options: OperatorOptions): Operator {
  const { clock, log, metrics, mode, identity, random = Math.random, longestPassMs = 900_000 } = options;
  const transport = counted(options.kube, metrics);
  const client = kubeClient({ transport, clock });
  const alone = options.leaderElection === undefined;
  const leader = () => mode === 'manage' && (alone || (election?.leader() ?? false));
  const events = startEvents({
    ...(mode === 'manage' ? { client } : {}),
    mayWrite: leader,
    clock,
    log,
    instance: identity,
  });
  const pass = passes({ ...options, client, events, leader, term: () => term });

  /** What is known of an object between two passes. */
  const objects = new Map<string, Between>();
  let term: AbortSignal | undefined;
  let listed = false;

  const queue = startQueue({
    clock,
    random,
    ...(options.backoff === undefined ? {} : { backoff: options.backoff }),
    work,
    failed(object, error, againInMs) {
      metrics.enqueued('retry');
      log.error({ object, error, againInMs }, 'the pass failed');
    },
    waited: (ms) => metrics.waited(ms / 1000),
  });

  async function work(name: string, stopping: AbortSignal): Promise<number | undefined> {
    const between = objects.get(name);
    if (between === undefined) return undefined;
    const startedAt = elapsed(clock);
    // Only our own writes came back to us on the watch: there is nothing new to look at before the time that was set.
    if (!between.woken && between.seen.includes(between.latest) && startedAt < between.lookAt) {
      return between.lookAt === Number.POSITIVE_INFINITY ? undefined : between.lookAt - startedAt;
    }
    between.woken = false;
    between.lookAt = Number.NEGATIVE_INFINITY;
    const { signal, release } = linkedSignal(stopping, term);
    try {
      const { againInMs, versions } = await pass(name, signal);
      between.seen = [...between.seen, ...versions].slice(-SEEN);
      between.lookAt = againInMs === undefined ? Number.POSITIVE_INFINITY : elapsed(clock) + againInMs;
      metrics.reconciled(againInMs === undefined ? 'success' : 'requeue_after', (elapsed(clock) - startedAt) / 1000);
      log.debug({ object: name, againInMs, ms: elapsed(clock) - startedAt }, 'looked');
      return againInMs;
    } catch (error) {
      // Stopping, or another leads now: no failure, and nothing to repeat here.
      if (signal.aborted || error instanceof LeaseLost) return undefined;
      metrics.reconciled('error', (elapsed(clock) - startedAt) / 1000);
      throw error;
    } finally {
      release();
    }
  }

  const reflector = startReflector({
    client,
    resource: configs,
    clock,
    random,
    log,
    upsert({ metadata: { name, resourceVersion } }) {
      const between = objects.get(name) ?? { latest: '', seen: [], lookAt: Number.NEGATIVE_INFINITY, woken: false };
      between.latest = resourceVersion;
      objects.set(name, between);
      metrics.enqueued('event');
      queue.add(name);
    },
    remove(name) {
      objects.delete(name);
      queue.forget(name);
      if (objects.size === 0) metrics.links(undefined);
      log.info({ object: name }, 'the object is gone');
    },
    failed: (error) => metrics.watchFailed(isKubeError(error) ? error.reason : 'Bug'),
  });

  function changed(next: AbortSignal | undefined): void {
    term = next;
    if (next === undefined) {
      // What is known of the links is for who leads to tell.
      metrics.links(undefined);
      return;
    }
    for (const [name, between] of objects) {
      between.woken = true;
      queue.add(name);
    }
  }

  const election =
    mode === 'manage' && options.leaderElection !== undefined
      ? startElection({
          client: kubeClient({ transport, clock, timeoutMs: LEASE_TIMEOUT_MS }),
          clock,
          random,
          log,
          ...options.leaderElection,
          identity,
          changed,
        })
      : undefined;

  const state = {
    depth: queue.depth,
    active: queue.active,
    longestRunningSeconds: () => queue.longestRunningMs() / 1000,
    leader,
    lastSeenSeconds: () => reflector.lastSeenMs() / 1000,
  };
  metrics.observe(state, options.leaderElection?.name ?? '');
  const ready = reflector.synced.then(() => {
    listed = true;
    log.info({ mode, objects: objects.size }, 'ready');
  });

  return {
    ready,
    isReady: () => listed,
    healthy: () => reflector.healthy() && queue.longestRunningMs() < longestPassMs,
    leader,
    async stop() {
      await Promise.all([reflector.stop(), queue.stop()]);
      await events.stop();
      await election?.stop();
    },
  };
}

/** The same API server; every request is counted. */
function counted(kube: KubeTransport, metrics: Metrics): KubeTransport {
  return async (request) => {
    try {
      const response = await kube(request);
      metrics.kubeCall(request.method, response.status);
      return response;
    } catch (error) {
      metrics.kubeCall(request.method, undefined);
      throw error;
    }
  };
}

/** As many of our own versions are remembered as can be on their way back to us at one time, and more. */
const SEEN = 16;

interface Between {
  /** The version that the watch last told of. */
  latest: string;
  /** Versions that passes have taken into account. */
  seen: string[];
  /** When the last pass wanted to look again, on the clock's monotonic scale. */
  lookAt: number;
  /** We have come to lead: look, whatever was planned. */
  woken: boolean;
}
