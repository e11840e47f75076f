import { type Clock, elapsed, pause } from '../clock.ts';
import type { Log } from '../log.ts';
import type { KubeClient } from './client.ts';
import { isAlreadyExists, isConflict, isNotFound } from './errors.ts';
import { isRecord, type KubeObject, parseObject, type Resource } from './resource.ts';

/**
 * Others may take a lease that was not renewed for `leaseMs`; we do not trust ours any more after `renewMs`. Every write is given up before
 * the time between the two is over, so one that began under a lease has ended when the next leader begins.
 */
export const leaseTimes = { leaseMs: 30_000, renewMs: 15_000, retryMs: 2_000 };

export interface LeaseOptions {
  /** Its requests should time out after half of `renewMs`, so that one that hangs does not cost the lease. */
  client: KubeClient;
  clock: Clock;
  random: () => number;
  log: Log;
  namespace: string;
  name: string;
  /** Unique among all candidates, also across restarts. */
  identity: string;
  /** Others may take the lease when it was not renewed for this long. */
  leaseMs?: number;
  /** We no longer trust it when we could not renew it for this long; shorter than `leaseMs` by more than a write may take. */
  renewMs?: number;
  /** Between two attempts. */
  retryMs?: number;
  /** Told of every change; `term` is aborted when the leadership that begins here ends. */
  changed(term: AbortSignal | undefined): void;
}

export interface Election {
  /** True only while the lease can be trusted, by a clock that does not step: ask right before every write. */
  leader(): boolean;
  /** Gives the lease back, so that the next one need not wait for it to expire. */
  stop(): Promise<void>;
}

interface LeaseSpec {
  holderIdentity?: string;
  leaseDurationSeconds?: number;
  renewTime?: string;
  leaseTransitions?: number;
}

const leases: Resource<KubeObject & { spec: LeaseSpec }> = {
  group: 'coordination.k8s.io',
  version: 'v1',
  plural: 'leases',
  kind: 'Lease',
  parse(value) {
    const object = parseObject(value);
    // An API server validates the types of its own kinds; a lease made by hand may have no spec at all.
    const spec: LeaseSpec = isRecord(object['spec']) ? object['spec'] : {};
    return { ...object, spec };
  },
};

type Lease = KubeObject & { spec: LeaseSpec };

/**
 * One leader among several processes, by the rules of client-go's leader election: nobody compares clocks with anybody; a lease is
 * free when *we* have seen it unchanged for as long as it says it lasts.
 */
export function startElection(options: LeaseOptions): Election {
  const {
    client,
    clock,
    random,
    log,
    identity,
    name,
    namespace,
    leaseMs = leaseTimes.leaseMs,
    renewMs = leaseTimes.renewMs,
    retryMs = leaseTimes.retryMs,
  } = options;
  const stopped = new AbortController();
  const at = { namespace, name };

  /** The lease as we last saw it, and since when it is unchanged. */
  let observed: { lease: Lease; since: number } | undefined;
  let held: { since: number; term: AbortController; expire: () => void } | undefined;

  const leader = () => held !== undefined && elapsed(clock) - held.since < renewMs;

  function observe(lease: Lease): Lease {
    if (observed?.lease.metadata.resourceVersion !== lease.metadata.resourceVersion) {
      observed = { lease, since: elapsed(clock) };
    }
    return lease;
  }

  /** `since`: before the request was sent that made it ours, for nobody knows when in between the server wrote it. */
  function hold(since: number): void {
    held?.expire();
    const expire = clock.schedule(Math.max(0, since + renewMs - elapsed(clock)), () =>
      lose('it could not be renewed in time'),
    );
    if (held !== undefined) {
      held = { ...held, since, expire };
      return;
    }
    const term = new AbortController();
    held = { since, term, expire };
    log.info({ lease: name, namespace, identity }, 'leading');
    options.changed(term.signal);
  }

  function lose(why: string): void {
    if (held === undefined) return;
    const { term, expire } = held;
    held = undefined;
    expire();
    log.warn({ lease: name, namespace, identity, why }, 'no longer leading');
    term.abort(new Error(`the lease ${name} is lost: ${why}`));
    options.changed(undefined);
  }

  function ours(transitions: number): object {
    const now = microTime(clock.now());
    return {
      holderIdentity: identity,
      leaseDurationSeconds: Math.ceil(leaseMs / 1000),
      renewTime: now,
      ...(leader() ? {} : { acquireTime: now, leaseTransitions: transitions }),
    };
  }

  /** One attempt to get or keep the lease. Never cut short: a renewal whose answer we do not know could not be given back. */
  async function attempt(): Promise<void> {
    if (!leader()) {
      lose('it could not be renewed in time');
      const found = await client.get(leases, at).catch((error: unknown) => {
        if (isNotFound(error)) return undefined;
        throw error;
      });
      if (found === undefined) {
        const since = elapsed(clock);
        const body = { apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', metadata: at, spec: ours(0) };
        observe(await client.create(leases, { namespace }, body));
        return hold(since);
      }
      observe(found);
    }
    if (observed === undefined) return;
    const { lease } = observed;
    const { holderIdentity = '', leaseDurationSeconds = 0, leaseTransitions = 0 } = lease.spec;
    const free = holderIdentity === '' || holderIdentity === identity;
    if (!free && elapsed(clock) - observed.since < leaseDurationSeconds * 1000) return;
    const since = elapsed(clock);
    const spec = ours(holderIdentity === identity ? leaseTransitions : leaseTransitions + 1);
    const patch = { metadata: { resourceVersion: lease.metadata.resourceVersion }, spec };
    observe(await client.mergePatch(leases, at, patch));
    hold(since);
  }

  async function run(): Promise<void> {
    while (!stopped.signal.aborted) {
      try {
        await attempt();
      } catch (error) {
        await failed(error);
      }
      await pause(clock, retryMs * (1 + 0.2 * random()), stopped.signal);
    }
  }

  async function failed(error: unknown): Promise<void> {
    if (!isConflict(error) && !isAlreadyExists(error)) {
      log.warn({ lease: name, namespace, error }, 'the lease could not be renewed or taken');
    }
    if (held === undefined || !(isConflict(error) || isNotFound(error))) return;
    // Somebody else wrote it. If it is still ours (an answer of ours was lost) the next attempt renews it; if not, we learn it now.
    try {
      const { spec } = observe(await client.get(leases, at));
      if (spec.holderIdentity !== identity) lose(`${spec.holderIdentity || 'nobody'} holds it`);
    } catch (again) {
      if (isNotFound(again)) lose('it was deleted');
    }
  }

  async function release(): Promise<void> {
    if (held === undefined || observed === undefined) return;
    const { resourceVersion } = observed.lease.metadata;
    lose('the operator stops');
    const spec = { holderIdentity: '', leaseDurationSeconds: 1, renewTime: microTime(clock.now()) };
    await client.mergePatch(leases, at, { metadata: { resourceVersion }, spec }).catch((error: unknown) => {
      log.warn({ lease: name, namespace, error }, 'the lease could not be given back; others wait until it expires');
    });
  }

  const running = run();
  return {
    leader,
    async stop() {
      stopped.abort();
      await running;
      await release();
    },
  };
}

/** Kubernetes' MicroTime: six digits, no fewer. */
function microTime(ms: number): string {
  return new Date(ms).toISOString().replace('Z', '000Z');
}
