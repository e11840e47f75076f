import type { Clock } from '../clock.ts';
import { linkedSignal } from '../linked-signal.ts';
import { fromStatus, KubeError } from './errors.ts';
import { lines } from './lines.ts';
import { isRecord, type Place, pathOf, type Resource } from './resource.ts';
import type { KubeRequest, KubeResponse, KubeTransport } from './transport.ts';

/** The name under which our writes stand in `managedFields`. */
export const FIELD_MANAGER = 'asm-privatelink';

/** A write is given up after this long: less than a lease outlasts our trust in it. */
export const longestWriteMs = 12_000;

export interface KubeClientOptions {
  transport: KubeTransport;
  clock: Clock;
  fieldManager?: string;
  /** A request that is not a watch gets this long; default 30 s. A write never gets longer than `longestWriteMs`. */
  timeoutMs?: number;
}

export interface Page<T> {
  items: T[];
  /** The version from which a watch goes on without a gap. */
  resourceVersion: string;
}

export interface Named extends Place {
  name: string;
}

export interface WatchEvent {
  type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK' | 'ERROR';
  object: unknown;
}

/** The few verbs a controller needs. Every method rejects with KubeError, and with nothing else unless `signal` is aborted. */
export interface KubeClient {
  get<T>(resource: Resource<T>, at: Named, options?: CallOptions): Promise<T>;
  /** Page by page, in one consistent snapshot. */
  list<T>(
    resource: Resource<T>,
    options?: CallOptions & { namespace?: string; limit?: number },
  ): AsyncGenerator<Page<T>>;
  create<T>(resource: Resource<T>, at: Place, object: object, options?: CallOptions): Promise<T>;
  /** JSON merge patch (RFC 7396). A `metadata.resourceVersion` in the patch makes it fail with Conflict if the object has moved on. */
  mergePatch<T>(resource: Resource<T>, at: Named, patch: object, options?: CallOptions): Promise<T>;
  /** Server-side apply under our field manager. */
  apply<T>(resource: Resource<T>, at: Named, object: object, options?: CallOptions & { force?: boolean }): Promise<T>;
  delete(resource: Resource<unknown>, at: Named, options?: CallOptions & { resourceVersion?: string }): Promise<void>;
  /** Events until the server ends the stream. ERROR events are given, not thrown; they come with a `Status` as the object. */
  watch(resource: Resource<unknown>, options: WatchOptions): AsyncGenerator<WatchEvent>;
}

export interface CallOptions {
  signal?: AbortSignal;
}

export interface WatchOptions {
  namespace?: string;
  resourceVersion: string;
  /** The server ends the stream after this long. */
  timeoutSeconds: number;
  signal: AbortSignal;
  /** Called when the server has accepted the watch. */
  opened?: () => void;
}

type Query = Record<string, string | number | boolean | undefined>;

export function kubeClient({
  transport,
  clock,
  fieldManager = FIELD_MANAGER,
  timeoutMs = 30_000,
}: KubeClientOptions): KubeClient {
  /** One request and its whole answer. */
  async function call<T>(request: KubeRequest, parse: (value: unknown) => T): Promise<T> {
    const what = `${request.method} ${request.path.split('?', 1)[0]}`;
    const deadline = new AbortController();
    const limitMs = request.method === 'GET' ? timeoutMs : Math.min(timeoutMs, longestWriteMs);
    const cancel = clock.schedule(limitMs, () => deadline.abort());
    const idle = clock.busy();
    const { signal, release } = linkedSignal(request.signal, deadline.signal);
    try {
      const response = await transport({ ...request, signal });
      const body = await text(response);
      if (response.status < 200 || response.status > 299) throw refusal(what, response, body);
      return parsed(what, response.status, body, parse);
    } catch (error) {
      if (error instanceof KubeError) throw error;
      if (request.signal?.aborted) throw request.signal.reason;
      if (deadline.signal.aborted) {
        throw new KubeError({ status: 0, reason: 'Timeout', message: `${what}: no answer in ${limitMs / 1000} s` });
      }
      throw unreachable(what, error);
    } finally {
      cancel();
      release();
      idle();
    }
  }

  function write<T>(
    resource: Resource<T>,
    at: Place,
    method: string,
    type: string,
    body: object,
    query: Query,
    options: CallOptions = {},
  ) {
    const path = withQuery(pathOf(resource, at), query);
    return call(
      { method, path, headers: { 'content-type': type }, body: JSON.stringify(body), ...pick(options) },
      (value) => resource.parse(value),
    );
  }

  return {
    get: (resource, at, options = {}) =>
      call({ method: 'GET', path: pathOf(resource, at), ...pick(options) }, (value) => resource.parse(value)),

    async *list(resource, { namespace, limit, ...options } = {}) {
      let token: string | undefined;
      do {
        const path = withQuery(pathOf(resource, namespace === undefined ? {} : { namespace }), {
          limit,
          continue: token,
        });
        const page = await call({ method: 'GET', path, ...pick(options) }, (value) => parsePage(resource, value));
        yield page;
        token = page.next;
      } while (token !== undefined);
    },

    create: (resource, at, object, options) =>
      write(resource, at, 'POST', 'application/json', object, { fieldManager }, options),

    mergePatch: (resource, at, patch, options) =>
      write(resource, at, 'PATCH', 'application/merge-patch+json', patch, { fieldManager }, options),

    apply: (resource, at, object, { force, ...options } = {}) =>
      write(resource, at, 'PATCH', 'application/apply-patch+yaml', object, { fieldManager, force }, options),

    async delete(resource, at, { resourceVersion, ...options } = {}) {
      const body = {
        kind: 'DeleteOptions',
        apiVersion: 'v1',
        ...(resourceVersion === undefined ? {} : { preconditions: { resourceVersion } }),
      };
      const headers = { 'content-type': 'application/json' };
      await call(
        { method: 'DELETE', path: pathOf(resource, at), headers, body: JSON.stringify(body), ...pick(options) },
        () => undefined,
      );
    },

    async *watch(resource, { namespace, resourceVersion, timeoutSeconds, signal, opened }) {
      const query = { watch: 1, allowWatchBookmarks: true, resourceVersion, timeoutSeconds };
      const path = withQuery(pathOf(resource, namespace === undefined ? {} : { namespace }), query);
      const what = `watch ${pathOf(resource)}`;
      try {
        const response = await transport({ method: 'GET', path, signal });
        if (response.status !== 200) throw refusal(what, response, await text(response));
        opened?.();
        for await (const line of lines(response.body)) yield parsed(what, 200, line, parseEvent);
      } catch (error) {
        if (error instanceof KubeError || signal.aborted) throw error;
        throw unreachable(what, error);
      }
    },
  };
}

function parseEvent(value: unknown): WatchEvent {
  const type = isRecord(value) ? value['type'] : undefined;
  if (
    isRecord(value) &&
    (type === 'ADDED' || type === 'MODIFIED' || type === 'DELETED' || type === 'BOOKMARK' || type === 'ERROR')
  ) {
    return { type, object: value['object'] };
  }
  throw new TypeError('not an event of a watch');
}

function parsePage<T>(resource: Resource<T>, value: unknown): Page<T> & { next: string | undefined } {
  const metadata = isRecord(value) ? value['metadata'] : undefined;
  const items = isRecord(value) ? value['items'] : undefined;
  if (
    !isRecord(metadata) ||
    typeof metadata['resourceVersion'] !== 'string' ||
    !(Array.isArray(items) || items === null)
  ) {
    throw new TypeError('not a list of Kubernetes objects');
  }
  const next = metadata['continue'];
  return {
    items: (items ?? []).map((item) => resource.parse(item)),
    resourceVersion: metadata['resourceVersion'],
    next: typeof next === 'string' && next !== '' ? next : undefined,
  };
}

function parsed<T>(what: string, status: number, body: string, parse: (value: unknown) => T): T {
  try {
    return parse(JSON.parse(body));
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw new KubeError({
      status,
      reason: 'Malformed',
      message: `${what}: the answer cannot be read: ${detail}`,
      cause: error,
    });
  }
}

function refusal(what: string, response: KubeResponse, body: string): KubeError {
  let value: unknown = body;
  try {
    value = JSON.parse(body);
  } catch {
    // Not from the API server itself: a proxy's page, an empty body. The text serves as it is.
  }
  return fromStatus(what, response.status, value, response.headers['retry-after']);
}

function unreachable(what: string, cause: unknown): KubeError {
  const detail = cause instanceof Error ? cause.message : String(cause);
  return new KubeError({ status: 0, reason: 'Unreachable', message: `${what}: ${detail}`, cause });
}

async function text({ body }: KubeResponse): Promise<string> {
  let whole = '';
  for await (const chunk of body) whole += chunk;
  return whole;
}

function withQuery(path: string, query: Query): string {
  const given = Object.entries(query).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, String(value)]],
  );
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given).toString()}`;
}

/** `signal: undefined` is not the same as none. */
function pick({ signal }: CallOptions): CallOptions {
  return signal === undefined ? {} : { signal };
}
