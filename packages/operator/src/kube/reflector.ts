import { backoffMs } from '../backoff.ts';
import { type Clock, elapsed, pause } from '../clock.ts';
import { linkedSignal } from '../linked-signal.ts';
import type { Log } from '../log.ts';
import type { KubeClient, WatchEvent } from './client.ts';
import { fromStatus, isExpired, isKubeError, isNotFound, KubeError } from './errors.ts';
import { isRecord, type KubeObject, parseObject, type Resource } from './resource.ts';

export interface ReflectorOptions<T extends KubeObject> {
  client: KubeClient;
  resource: Resource<T>;
  /** Without one: everywhere. */
  namespace?: string;
  clock: Clock;
  random: () => number;
  log: Log;
  /** An object is new, or has another resourceVersion. A throw counts as a failed watch: the object is given again. */
  upsert(object: T): void;
  /** The object with this key is gone; said once, also when it went while nobody watched. */
  remove(key: string): void;
  /** A list or a watch failed and will be tried again in `againInMs`. */
  failed?(error: unknown, againInMs: number): void;
  /** No event and no bookmark for this long: the watch is taken for dead. Servers send a bookmark about once a minute. */
  silenceMs?: number;
  /** A watch is ended by the server after one to two times this long. */
  watchMs?: number;
  /** After this long a watch that ends is followed by a new list, whatever it said: insurance against a watch that lies. */
  relistMs?: number;
  /** `healthy()` is false after the server has been mute for this long. */
  muteMs?: number;
}

export interface Reflector {
  /** Resolves after the first complete list. */
  readonly synced: Promise<void>;
  /** Whether the server said anything at all lately, be it a refusal. */
  healthy(): boolean;
  /** How long ago that was, in milliseconds. */
  lastSeenMs(): number;
  stop(): Promise<void>;
}

const PAGE = 500;
const BACKOFF = { firstMs: 500, capMs: 30_000 };
/** A server may ask for more patience than a backoff has, but not for any amount of it. */
const LONGEST_ASKED_MS = 60_000;
/** A watch that ends sooner than this and said nothing has failed, however politely. */
const SHORT_WATCH_MS = 5_000;
/** As often is a watch taken up again at the same version before everything is listed anew. */
const RESUMPTIONS = 3;

/**
 * Keeps telling what is there: a list, then a watch from where the list stood, for ever. It survives whatever a server, a proxy or a
 * network can do to a watch, and it never ends by itself. Of the objects it keeps only uid and version.
 */
export function startReflector<T extends KubeObject>(options: ReflectorOptions<T>): Reflector {
  const { client, resource, clock, random, log, upsert, remove } = options;
  const { silenceMs = 90_000, watchMs = 300_000, relistMs = 600_000, muteMs = 300_000 } = options;
  const scope = options.namespace === undefined ? {} : { namespace: options.namespace };
  const stopped = new AbortController();
  const known = new Map<string, { uid: string; resourceVersion: string }>();
  const first = deferred();

  let seenAt = elapsed(clock);
  let listedAt = 0;
  /** Where the next watch goes on; undefined: nowhere, list first. */
  let version: string | undefined;
  let failures = 0;
  let paged = true;

  function alive(): void {
    seenAt = elapsed(clock);
  }

  function offer(object: T): string {
    const key = keyOf(object);
    const { uid, resourceVersion } = object.metadata;
    const before = known.get(key);
    if (before !== undefined && before.uid !== uid) drop(key);
    if (before?.uid !== uid || before.resourceVersion !== resourceVersion) upsert(object);
    known.set(key, { uid, resourceVersion });
    return key;
  }

  function drop(key: string): void {
    remove(key);
    known.delete(key);
  }

  async function list(): Promise<string> {
    const there = new Set<string>();
    let at = '';
    for await (const page of client.list(resource, {
      ...scope,
      ...(paged ? { limit: PAGE } : {}),
      signal: stopped.signal,
    })) {
      alive();
      for (const object of page.items) there.add(offer(object));
      at = page.resourceVersion;
    }
    for (const key of known.keys()) if (!there.has(key)) drop(key); // a Map may lose keys while it is walked
    paged = true;
    listedAt = elapsed(clock);
    first.resolve();
    return at;
  }

  /** Watches until the server ends the stream; throws when it ends in any other way. */
  async function watch(from: string): Promise<void> {
    const openedAt = elapsed(clock);
    const silence = new AbortController();
    const { signal, release } = linkedSignal(stopped.signal, silence.signal);
    let cancel = clock.schedule(silenceMs, () => silence.abort());
    const heard = () => {
      alive();
      cancel();
      cancel = clock.schedule(silenceMs, () => silence.abort());
    };
    const events = client.watch(resource, {
      ...scope,
      resourceVersion: from,
      timeoutSeconds: Math.ceil((watchMs / 1000) * (1 + random())),
      signal,
      opened: heard,
    });
    let progress = false;
    try {
      for await (const event of events) {
        heard();
        version = take(event);
        progress = true;
        failures = 0;
      }
    } catch (error) {
      if (!silence.signal.aborted) throw error;
      throw new KubeError({
        status: 0,
        reason: 'Silent',
        message: `the watch said nothing for ${silenceMs / 1000} s`,
        cause: error,
      });
    } finally {
      cancel();
      release();
    }
    if (!progress && elapsed(clock) - openedAt < SHORT_WATCH_MS) {
      throw new KubeError({ status: 0, reason: 'ShortWatch', message: 'the server ended the watch at once' });
    }
    failures = 0;
  }

  /** Acts on one event; returns the version to go on from. */
  function take({ type, object }: WatchEvent): string {
    if (type === 'ERROR') {
      const status = isRecord(object) && typeof object['code'] === 'number' ? object['code'] : 500;
      throw fromStatus(`watch ${resource.plural}`, status, object);
    }
    if (type === 'BOOKMARK') return bookmark(object);
    const current = type === 'DELETED' ? parseObject(object) : offered(object);
    if (type === 'DELETED' && known.has(keyOf(current))) drop(keyOf(current));
    return current.metadata.resourceVersion;
  }

  function offered(object: unknown): T {
    const parsed = resource.parse(object);
    offer(parsed);
    return parsed;
  }

  /** After a failure: how long to wait, and whether what we know is still a place to go on from. */
  function recover(error: unknown): number {
    // A refusal too is a sign of life; only a server that says nothing is mute.
    if (isKubeError(error) && error.status !== 0) alive();
    failures += 1;
    const resumable = isKubeError(error) && error.reason !== 'Malformed' && !isNotFound(error) && !isExpired(error);
    if (isExpired(error) && version === undefined) paged = false; // the snapshot expired between two pages: ask for all at once
    if (!resumable || failures >= RESUMPTIONS) version = undefined;
    if (isExpired(error) && failures === 1) return 0;
    const asked = isKubeError(error) ? (error.retryAfterMs ?? 0) : 0;
    return Math.max(Math.min(asked, LONGEST_ASKED_MS), backoffMs(BACKOFF, failures, random));
  }

  async function run(): Promise<void> {
    const { signal } = stopped;
    while (!signal.aborted) {
      try {
        if (version === undefined || elapsed(clock) - listedAt > relistMs) version = await list();
        await watch(version);
      } catch (error) {
        if (signal.aborted) return;
        const againInMs = recover(error);
        const fields = { resource: resource.plural, error, againInMs, next: version === undefined ? 'list' : 'watch' };
        if (isNotFound(error)) log.warn(fields, 'the API server does not serve this resource: is the CRD installed?');
        else if (isExpired(error)) log.debug(fields, 'the watch expired');
        else log.warn(fields, 'the watch failed');
        options.failed?.(error, againInMs);
        if (againInMs > 0) await pause(clock, againInMs, signal);
      }
    }
  }

  const running = run();
  return {
    synced: first.promise,
    healthy: () => elapsed(clock) - seenAt < muteMs,
    lastSeenMs: () => elapsed(clock) - seenAt,
    stop: () => {
      stopped.abort();
      return running;
    },
  };
}

/** `namespace/name`, or the name alone. */
function keyOf({ metadata }: KubeObject): string {
  return metadata.namespace === undefined ? metadata.name : `${metadata.namespace}/${metadata.name}`;
}

function bookmark(object: unknown): string {
  const metadata = isRecord(object) ? object['metadata'] : undefined;
  const resourceVersion = isRecord(metadata) ? metadata['resourceVersion'] : undefined;
  if (typeof resourceVersion === 'string' && resourceVersion !== '') return resourceVersion;
  throw new KubeError({ status: 200, reason: 'Malformed', message: 'a bookmark without a resourceVersion' });
}

function deferred(): { promise: Promise<void>; resolve: () => void } {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
