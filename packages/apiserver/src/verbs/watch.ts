import { textOf } from '../codec.ts';
import type { Context } from '../context.ts';
import { withMetadata } from '../meta/object.ts';
import { apiVersionOf, type Resource } from '../resource.ts';
import { forbidden, notSupported } from '../schema/cause.ts';
import type { JsonObject } from '../schema/json.ts';
import type { Cause } from '../schema/types.ts';
import { expired, failure, StatusError, tooLargeVersion } from '../status.ts';
import { CompactedError, type StoredObject, type StoreEvent } from '../store/store.ts';
import { LineQueue } from './line-queue.ts';
import { type Choice, chosen, parseChoice } from './list.ts';
import { booleanOf, integerOf, throwInvalid } from './options.ts';

/** Milliseconds between bookmarks, as a real server sends them: where anything has been written since the watch began. */
const bookmarkEvery = 60_000;
/** How long before its end a watch sends a last bookmark. */
const lastBookmark = 2_000;
/** Seconds a watch lasts when the client names no time: half an hour to an hour, at random. */
const defaultTimeout = 1800;

/** How the events of one watch are written. */
export interface WatchFormat {
  /** The text of the object in an event; `first` on the first call. */
  object(stored: StoredObject, first: boolean): string;
  /** A bookmark's object. */
  bookmark(revision: number, initialEnd: boolean): string;
}

export interface WatchRequest {
  namespace: string;
  query: URLSearchParams;
  format: WatchFormat;
  signal?: AbortSignal;
}

/** The events of a collection as lines, until the time is up, the client goes, or it falls behind. @throws StatusError 400, 422 */
export function watchObjects(context: Context, resource: Resource, request: WatchRequest): AsyncIterable<string> {
  const { query } = request;
  const choice = parseChoice(resource, request.namespace, query);
  const seconds = integerOf(query, 'timeoutSeconds') ?? 0;
  checkOptions(query);
  const bookmarks = booleanOf(query, 'allowWatchBookmarks');
  const since = parseSince(query.get('resourceVersion') ?? '');
  const initial = query.has('sendInitialEvents') ? booleanOf(query, 'sendInitialEvents') : since === undefined;
  const timeout = (seconds > 0 ? seconds : defaultTimeout + context.random(defaultTimeout)) * 1000;

  const queue = new LineQueue();
  if (initial && since !== undefined && since > context.store.revision()) {
    return refused(queue, tooLargeVersion(since, context.store.revision()));
  }
  const write = eventWriter(choice, request.format, queue);
  try {
    replay(context, resource, choice, { since, initial }, write);
  } catch (error) {
    if (!(error instanceof CompactedError)) throw error;
    return refused(queue, expired(`too old resource version: ${since} (${error.oldest})`));
  }
  const start = context.store.revision();
  if (initial && bookmarks) queue.push(line('BOOKMARK', request.format.bookmark(start, true)));

  let last = start;
  const stopEvents = context.store.subscribe((event) => {
    last = event.revision;
    if (event.collection === resource.collection) write(event);
  });
  const { group, version, plural } = resource;
  const stopServing = context.registry.subscribe(() => {
    if (context.registry.find(group, version, plural) !== resource) queue.end();
  });
  const end = context.clock.now() + timeout;
  const stopTimer = context.clock.schedule(timeout, () => queue.end());
  const bookmark = (): void => {
    if (last > start) queue.push(line('BOOKMARK', request.format.bookmark(last, false)));
  };
  const stopBookmarks = bookmarks ? scheduleBookmarks(context, end, bookmark) : () => {};
  const abort = (): void => queue.end();
  request.signal?.addEventListener('abort', abort, { once: true });
  if (request.signal?.aborted === true) queue.end();
  return queue.lines(() => {
    stopEvents();
    stopServing();
    stopTimer();
    stopBookmarks();
    request.signal?.removeEventListener('abort', abort);
  });
}

function checkOptions(query: URLSearchParams): void {
  const causes: Cause[] = [];
  const match = query.get('resourceVersionMatch') ?? '';
  if (query.has('sendInitialEvents')) {
    const wrong = 'sendInitialEvents requires setting resourceVersionMatch to NotOlderThan';
    if (match !== 'NotOlderThan') causes.push(forbidden('resourceVersionMatch', wrong));
  } else if (match !== '') {
    const wrong = 'resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided';
    causes.push(forbidden('resourceVersionMatch', wrong));
  }
  if (match !== '' && match !== 'NotOlderThan') {
    causes.push(notSupported('resourceVersionMatch', match, ['NotOlderThan']));
  }
  if ((query.get('continue') ?? '') !== '') {
    causes.push(forbidden('resourceVersionMatch', 'resourceVersionMatch is forbidden when continue is provided'));
  }
  throwInvalid('ListOptions', causes);
}

/** The version to begin from; undefined for the present state, any version of it. @throws StatusError 500, as a real server answers */
export function parseSince(source: string): number | undefined {
  if (source === '' || source === '0') return undefined;
  if (/^\d{1,15}$/.test(source)) return Number(source);
  const problem = `resourceVersion: Invalid value: "${source}": strconv.ParseUint: parsing "${source}": invalid syntax`;
  throw new StatusError(500, '', problem);
}

type Write = (event: Pick<StoreEvent, 'type' | 'object' | 'previous'>) => void;

function replay(
  context: Context,
  resource: Resource,
  choice: Choice,
  { since, initial }: { since: number | undefined; initial: boolean },
  write: Write,
): void {
  if (initial) {
    const namespace = choice.namespace === '' ? {} : { namespace: choice.namespace };
    for (const object of context.store.list(resource.collection, namespace)) write({ type: 'ADDED', object });
    return;
  }
  if (since === undefined) return;
  if (since < resource.since) throw new CompactedError(since, resource.since);
  for (const event of context.store.since(since)) if (event.collection === resource.collection) write(event);
}

/** Turns store events into what this watch's selectors see: entering the choice is ADDED, leaving it DELETED. */
function eventWriter(choice: Choice, format: WatchFormat, queue: LineQueue): Write {
  let first = true;
  return ({ type, object, previous }) => {
    const is = type !== 'DELETED' && chosen(choice, object);
    const was = previous !== undefined && chosen(choice, previous);
    if (!is && !was) return;
    const seen = is ? (was ? 'MODIFIED' : 'ADDED') : 'DELETED';
    // Who loses sight of an object sees its last visible state, at the revision that took it away.
    const shown =
      seen === 'DELETED' && type !== 'DELETED' && previous !== undefined ? restamp(previous, object.revision) : object;
    queue.push(line(seen, format.object(shown, first)));
    first = false;
  };
}

function restamp(stored: StoredObject, revision: number): StoredObject {
  const object = JSON.parse(stored.text) as JsonObject;
  return { ...stored, revision, text: JSON.stringify(withMetadata(object, { resourceVersion: String(revision) })) };
}

function line(type: string, object: string): string {
  return `{"type":"${type}","object":${object}}\n`;
}

/** A watch that only tells why there is none. */
function refused(queue: LineQueue, error: StatusError): AsyncIterable<string> {
  queue.push(line('ERROR', JSON.stringify(failure(error))));
  queue.end();
  return queue.lines(() => {});
}

function scheduleBookmarks(context: Context, end: number, send: () => void): () => void {
  let cancel = (): void => {};
  const next = (): void => {
    const now = context.clock.now();
    const beforeEnd = end - lastBookmark - now;
    const wait = beforeEnd > 0 && beforeEnd < bookmarkEvery ? beforeEnd : bookmarkEvery;
    cancel = context.clock.schedule(wait, () => {
      send();
      next();
    });
  };
  next();
  return () => cancel();
}

/** The plain form: objects as they are stored. */
export function plainWatch(resource: Resource): WatchFormat {
  return {
    object: (stored) => textOf(resource, stored),
    bookmark: (revision, initialEnd) => {
      const metadata: JsonObject = initialEnd
        ? { annotations: { 'k8s.io/initial-events-end': 'true' }, resourceVersion: String(revision) }
        : { resourceVersion: String(revision) };
      return JSON.stringify({ apiVersion: apiVersionOf(resource), kind: resource.kind, metadata });
    },
  };
}
