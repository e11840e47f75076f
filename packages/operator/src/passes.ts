import { type ASMPvlConfig, annotations, finalizer, parseConfig, problemText, resource } from '@asm-privatelink/api';
import { reportUnseen } from '@asm-privatelink/link';
import { type Clock, elapsed } from './clock.ts';
import type { KubeClient } from './kube/client.ts';
import { isConflict, isNotFound } from './kube/errors.ts';
import type { Events } from './kube/events.ts';
import { isRecord, type KubeObject, type ObjectMeta, parseObject, type Resource } from './kube/resource.ts';
import type { Log } from './log.ts';
import { otherManager } from './managers.ts';
import { mergePatch } from './merge-patch.ts';
import type { Metrics } from './metrics.ts';
import type { Outcome, OutcomeEvent, Reconcile } from './pass.ts';
import { timeToAvailable } from './time-to-available.ts';

/** A companion reads, checks and reports to its own log and metrics; it writes nothing, neither to Kubernetes nor to the cloud. */
export type Mode = 'manage' | 'companion';

export const configs: Resource<KubeObject> = { ...resource, parse: parseObject };

export interface PassOptions {
  client: KubeClient;
  reconcile: Reconcile;
  events: Events;
  clock: Clock;
  log: Log;
  metrics: Metrics;
  mode: Mode;
  /** Its id or name: by it a person tells us to take over what another manager has. */
  mesh: string;
  /** Whether this process may write now. */
  leader(): boolean;
  /** The term in which it leads; the same while it has led all the time. */
  term?: () => unknown;
}

export interface PassResult {
  /** Look again then; undefined: only when something changes. */
  againInMs?: number;
  /** Versions of the object that this pass has taken into account: the one it read, and those it wrote. */
  versions: string[];
}

/** Somebody wrote the object while we looked at it. What was found stands; only the object must be read again. */
const AFTER_CONFLICT_MS = 200;
const STATUS_EVERY_MS = 1_000;

/**
 * Makes the one pass over an object: read it, finalizer first, reconcile, events, status, and at the end of its life the finalizer off.
 * It begins with a read of its own, so no cache can mislead it: the watch only says when to look.
 */
export function passes(options: PassOptions): (name: string, signal: AbortSignal) => Promise<PassResult> {
  const { client, reconcile, events, clock, log, metrics, mode } = options;
  const managing = mode === 'manage';
  const track = timeToAvailable(clock, metrics.available);
  let statusWrittenAt = Number.NEGATIVE_INFINITY;
  let last: { of: ObjectMeta; is: ReturnType<typeof parseConfig> } | undefined;

  /** The same version is the same object: one of hundreds of clusters is checked once, and not at every look. */
  function parsed(current: KubeObject): ReturnType<typeof parseConfig> {
    const { uid, resourceVersion } = current.metadata;
    if (last?.of.uid !== uid || last.of.resourceVersion !== resourceVersion) {
      last = { of: current.metadata, is: parseConfig(current) };
    }
    return last.is;
  }

  return async function pass(name, signal) {
    const versions: string[] = [];
    const noted = (object: KubeObject) => {
      versions.push(object.metadata.resourceVersion);
      return object;
    };
    try {
      const againInMs = await look(name, signal, noted);
      return { versions, ...(againInMs === undefined ? {} : { againInMs }) };
    } catch (error) {
      if (!isConflict(error)) throw error;
      log.debug({ object: name, error }, 'the object changed during the pass');
      return { versions, againInMs: AFTER_CONFLICT_MS };
    }
  };

  async function look(
    name: string,
    signal: AbortSignal,
    noted: (object: KubeObject) => KubeObject,
  ): Promise<number | undefined> {
    if (managing && !options.leader()) return undefined;
    const current = await read(name, signal);
    if (current === undefined) return undefined;
    noted(current);
    if (name !== resource.objectName) return say(current, wrongName(name));

    const deleting = current.metadata.deletionTimestamp !== undefined;
    const paused = current.metadata.annotations?.[annotations.pause] === 'true';
    // Deleted, and not held by us: either nothing was made yet, or a person took our finalizer off and with it the rest upon themselves.
    if (managing && deleting && !held(current)) return undefined;
    const { config, problems } = parsed(current);
    if (config === undefined && !deleting) return say(current, invalid(problems.map(problemText)));
    const object = config ?? withoutSpec(current);
    const other = managing ? otherManager(object, options.mesh) : undefined;
    if (other !== undefined) return say(current, managedElsewhere(other, options.mesh));
    if (managing && !deleting && object.status === undefined) {
      noted(await write(current, reportUnseen(object, clock.now()), signal));
      return 0;
    }
    if (managing && !deleting && !paused && !held(current)) {
      requireLease();
      const finalizers = [...(current.metadata.finalizers ?? []), finalizer];
      noted(await client.mergePatch(configs, { name }, { metadata: { ...version(current), finalizers } }, { signal }));
      log.info({ object: name }, 'finalizer added');
      return 0; // only now may anything be made: from the start, with the object as it is with its finalizer
    }

    track(object, undefined);
    const outcome = await reconcile({
      object,
      paused,
      signal,
      term: options.term?.(),
      get leader() {
        return managing && !paused && options.leader();
      },
    });
    return await conclude(current, object, outcome, { deleting, paused, signal, noted });
  }

  async function conclude(
    current: KubeObject,
    object: ASMPvlConfig,
    outcome: Outcome,
    {
      deleting,
      paused,
      signal,
      noted,
    }: { deleting: boolean; paused: boolean; signal: AbortSignal; noted(object: KubeObject): KubeObject },
  ): Promise<number | undefined> {
    const { name } = current.metadata;
    if (managing) requireLease();
    events.publish(current, outcome.events);
    metrics.links(outcome.status ?? object.status);
    track(object, outcome.status);
    if (!managing) return outcome.againInMs;
    if (deleting && outcome.finished && !paused) {
      requireLease();
      const rest = (current.metadata.finalizers ?? []).filter((each) => each !== finalizer);
      await client.mergePatch(
        configs,
        { name },
        { metadata: { ...version(current), finalizers: rest.length === 0 ? null : rest } },
        { signal },
      );
      log.info({ object: name }, 'nothing of ours is left: finalizer removed');
      metrics.links(undefined);
      return undefined;
    }
    if (outcome.status !== undefined) {
      const before = object.status ?? (isRecord(current['status']) ? current['status'] : {});
      const status = mergePatch(before, outcome.status);
      if (status !== undefined) {
        // A pass does not stand still for it: the next one, which comes in time, tells what is the case then.
        const tooSoonMs = statusWrittenAt + STATUS_EVERY_MS - elapsed(clock);
        if (tooSoonMs > 0) return Math.min(tooSoonMs, outcome.againInMs);
        noted(await write(current, status, signal));
        statusWrittenAt = elapsed(clock);
      }
    }
    return outcome.againInMs;
  }

  /** Patches the status, and gives the object as it is then. */
  async function write(about: KubeObject, status: Record<string, unknown>, signal: AbortSignal): Promise<KubeObject> {
    signal.throwIfAborted();
    requireLease();
    const { name } = about.metadata;
    const patch = { metadata: version(about), status };
    const written = await client.mergePatch(configs, { name, subresource: 'status' }, patch, { signal });
    log.info({ object: name, status: status['status'], fields: Object.keys(status) }, 'status written');
    return written;
  }

  async function read(name: string, signal: AbortSignal): Promise<KubeObject | undefined> {
    try {
      return await client.get(configs, { name }, { signal });
    } catch (error) {
      if (isNotFound(error)) return undefined;
      throw error;
    }
  }

  function requireLease(): void {
    if (!options.leader()) throw new LeaseLost();
  }

  /** Reports, and leaves the object alone until it changes. */
  function say(about: KubeObject, event: OutcomeEvent): undefined {
    events.publish(about, [event]);
  }
}

/** The pass was overtaken: another process may lead now, and what it found is that one's to write. */
export class LeaseLost extends Error {
  readonly code = 'LeaseLost';

  constructor() {
    super('the lease was lost during the pass; nothing more is written');
    this.name = 'LeaseLost';
  }
}

function held({ metadata }: KubeObject): boolean {
  return metadata.finalizers?.includes(finalizer) ?? false;
}

/** A patch that bears it fails with Conflict if the object has moved on, or is another one of the same name. */
function version({ metadata }: KubeObject): { resourceVersion: string } {
  return { resourceVersion: metadata.resourceVersion };
}

function wrongName(name: string): OutcomeEvent {
  const message = `"${name}" is ignored: the only name supported is "${resource.objectName}", for one object configures the whole mesh. Create it again with that name and delete this one.`;
  return { type: 'Warning', reason: 'InvalidName', message, key: 'name' };
}

/** Two masters would undo each other (design §1): neither its status nor anything else of it is ours to write. */
function managedElsewhere(manager: string, mesh: string): OutcomeEvent {
  const message = `The status is written by ${manager}, so nothing is changed. To take over, stop that manager and set the annotation ${annotations.takeOver}: ${mesh}.`;
  return { type: 'Warning', reason: 'ManagedElsewhere', message, key: 'manager' };
}

function invalid(problems: string[]): OutcomeEvent {
  return { type: 'Warning', reason: 'InvalidSpec', message: problems.slice(0, 5).join('; '), key: 'spec' };
}

/** An object that does not fit the schema can still be deleted: its wish is empty then, whatever its spec. */
function withoutSpec({ metadata }: KubeObject): ASMPvlConfig {
  const { apiVersion, kind } = resource;
  return { apiVersion, kind, metadata, spec: { ackVpcEndpoint: [], asmVpcEndpoint: { vSwitches: [] } } };
}
