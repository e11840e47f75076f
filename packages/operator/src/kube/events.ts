import { createHash } from 'node:crypto';
import { type Clock, elapsed } from '../clock.ts';
import type { Log } from '../log.ts';
import type { OutcomeEvent } from '../pass.ts';
import { FIELD_MANAGER, type KubeClient } from './client.ts';
import { isAlreadyExists, isNotFound } from './errors.ts';
import { type KubeObject, parseObject, type Resource } from './resource.ts';

export interface EventsOptions {
  /** Without one (a companion writes nothing) events are only logged. */
  client?: KubeClient;
  /** Asked right before each write; what may not be written then is only in the log. */
  mayWrite(): boolean;
  clock: Clock;
  log: Log;
  /** The process that reports, for people who run several. */
  instance: string;
}

export interface Events {
  /** Says it to whoever describes the object. Returns at once and never throws: an event is news, nothing depends on it. */
  publish(about: KubeObject, events: readonly OutcomeEvent[]): void;
  /** Waits until what was published is written or given up. */
  stop(): Promise<void>;
}

/** Events of cluster-scoped objects live here: `kubectl describe` looks for them in this namespace. */
const NAMESPACE = 'default';
/** The same news again is counted, but written no more often than this. */
const REPEAT_MS = 60_000;
/** So many events at once, and one more for each second that passes; the log has them all. */
const BURST = 50;
const REFILL_MS = 1_000;
/** News remembered, for counting; also the most that may wait to be written. */
const REMEMBERED = 500;
/** Kubernetes refuses longer messages. */
const LONGEST_MESSAGE = 1024;

const kubeEvents: Resource<KubeObject & { count: number }> = {
  group: '',
  version: 'v1',
  plural: 'events',
  kind: 'Event',
  parse(value) {
    const object = parseObject(value);
    return { ...object, count: typeof object['count'] === 'number' ? object['count'] : 1 };
  },
};

interface News {
  /** Since it was last written. */
  unwritten: number;
  writtenAt: number;
}

/** Events that do not repeat themselves, do not flood, and hurt nobody when they fail. */
export function startEvents({ client, mayWrite, clock, log, instance }: EventsOptions): Events {
  const remembered = new Map<string, News>();
  const pending: (() => Promise<void>)[] = [];
  let budget = BURST;
  let refilledAt = elapsed(clock);
  let draining: Promise<void> | undefined;

  function allowed(): boolean {
    const refill = Math.floor((elapsed(clock) - refilledAt) / REFILL_MS);
    refilledAt += refill * REFILL_MS;
    budget = Math.min(BURST, budget + refill);
    if (budget === 0 || pending.length >= REMEMBERED) return false;
    budget -= 1;
    return true;
  }

  function publishOne(about: KubeObject, event: OutcomeEvent): void {
    const name = nameOf(about, event);
    const news = remembered.get(name) ?? { unwritten: 0, writtenAt: Number.NEGATIVE_INFINITY };
    news.unwritten += 1;
    // Re-inserted, so that the oldest news stands first and is forgotten first.
    remembered.delete(name);
    remembered.set(name, news);
    for (const oldest of remembered.keys()) {
      if (remembered.size <= REMEMBERED) break;
      remembered.delete(oldest);
    }
    if (elapsed(clock) - news.writtenAt < REPEAT_MS) return;
    const { reason, message, key } = event;
    log[event.type === 'Warning' ? 'warn' : 'info'](
      { object: about.metadata.name, reason, about: key, detail: message },
      'event',
    );
    news.writtenAt = elapsed(clock);
    if (client === undefined || !allowed()) return;
    const times = news.unwritten;
    news.unwritten = 0;
    pending.push(() => write(client, name, about, event, times));
    draining ??= drain();
  }

  async function drain(): Promise<void> {
    for (let next = pending.shift(); next !== undefined; next = pending.shift()) {
      if (!mayWrite()) continue;
      try {
        await next();
      } catch (error) {
        log.warn({ error }, 'an event could not be written');
      }
    }
    draining = undefined;
  }

  /** The name says what the event says, so whether it was said before is the server's to know, also after a restart of ours. */
  async function write(
    to: KubeClient,
    name: string,
    about: KubeObject,
    event: OutcomeEvent,
    times: number,
  ): Promise<void> {
    const now = new Date(clock.now()).toISOString().replace(/\.\d+Z$/, 'Z');
    try {
      await to.create(kubeEvents, { namespace: NAMESPACE }, bodyOf(name, about, event, times, now, instance));
    } catch (error) {
      if (!isAlreadyExists(error)) throw error;
      const at = { namespace: NAMESPACE, name };
      try {
        const { count } = await to.get(kubeEvents, at);
        await to.mergePatch(kubeEvents, at, { count: count + times, lastTimestamp: now });
      } catch (gone) {
        if (!isNotFound(gone)) throw gone; // expired between the two calls: next time it is new again
      }
    }
  }

  return {
    publish(about, events) {
      for (const event of events) publishOne(about, event);
    },
    async stop() {
      await draining;
    },
  };
}

function nameOf({ metadata }: KubeObject, { type, reason, message, key }: OutcomeEvent): string {
  const digest = createHash('sha256')
    .update(JSON.stringify([metadata.uid, type, reason, message, key]))
    .digest('hex');
  return `${metadata.name}.${digest.slice(0, 16)}`;
}

function bodyOf(
  name: string,
  about: KubeObject,
  event: OutcomeEvent,
  count: number,
  now: string,
  instance: string,
): object {
  const { metadata, apiVersion, kind } = about;
  return {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { name, namespace: NAMESPACE },
    involvedObject: {
      apiVersion,
      kind,
      name: metadata.name,
      uid: metadata.uid,
      resourceVersion: metadata.resourceVersion,
    },
    type: event.type,
    reason: event.reason,
    message: event.message.length > LONGEST_MESSAGE ? `${event.message.slice(0, LONGEST_MESSAGE - 1)}…` : event.message,
    source: { component: FIELD_MANAGER },
    reportingComponent: FIELD_MANAGER,
    reportingInstance: instance,
    firstTimestamp: now,
    lastTimestamp: now,
    count,
  };
}
