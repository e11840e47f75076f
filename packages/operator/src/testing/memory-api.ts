import { isRecord } from '../kube/resource.ts';
import type { KubeRequest, KubeResponse, KubeTransport } from '../kube/transport.ts';
import { statusBody } from './scripted-server.ts';

type Json = Record<string, unknown>;
interface Stored extends Json {
  metadata: Json & { name: string; uid: string; resourceVersion: string; finalizers?: string[] };
}

export interface MemoryApi {
  transport: KubeTransport;
  /** Every request, as `METHOD path`. */
  requests: string[];
  /** The object at a path, as it is now. */
  at(path: string): Stored | undefined;
  /** A person's write: merge patch, or creation if there is nothing. */
  put(path: string, patch: Json): void;
  /** A person's deletion. */
  remove(path: string): void;
  /** Answers the next matching requests with an error; returns how to end that. */
  failing(match: RegExp, status: number, reason: string): () => void;
}

/** As much of an API server as the operator's tests need: objects by path, versions, finalizers, the status subresource, watches. */
export function memoryApi(): MemoryApi {
  const objects = new Map<string, Stored>();
  const history: { version: number; path: string; line: string }[] = [];
  const watches = new Set<{ path: string; send(line: string): void }>();
  const failures = new Set<{ match: RegExp; status: number; reason: string }>();
  const requests: string[] = [];
  let version = 100;

  function tell(type: string, path: string, object: Stored): void {
    const line = `${JSON.stringify({ type, object })}\n`;
    history.push({ version, path, line });
    for (const open of watches) if (path.startsWith(`${open.path}/`)) open.send(line);
  }

  function save(path: string, object: Json & { metadata: Json }, type: 'ADDED' | 'MODIFIED'): Stored {
    version += 1;
    const name = path.slice(path.lastIndexOf('/') + 1);
    const stored = {
      ...object,
      metadata: { uid: `uid-${version}`, generation: 1, ...object.metadata, name, resourceVersion: `${version}` },
    };
    const { finalizers } = stored.metadata as { finalizers?: string[] };
    if ('deletionTimestamp' in stored.metadata && (finalizers ?? []).length === 0) {
      objects.delete(path);
      tell('DELETED', path, stored);
    } else {
      objects.set(path, stored);
      tell(type, path, stored);
    }
    return stored;
  }

  function patch(path: string, status: boolean, change: Json): KubeResponse {
    const before = objects.get(path);
    if (before === undefined) return refuse(404, 'NotFound');
    const expected = isRecord(change['metadata']) ? change['metadata']['resourceVersion'] : undefined;
    if (expected !== undefined && expected !== before.metadata.resourceVersion) return refuse(409, 'Conflict');
    const after = merge(before, status ? { status: change['status'] } : change);
    if (JSON.stringify(after) === JSON.stringify(before)) return json(200, before);
    return json(200, save(path, after as Json & { metadata: Json }, 'MODIFIED'));
  }

  function remove(path: string): KubeResponse {
    const object = objects.get(path);
    if (object === undefined) return refuse(404, 'NotFound');
    return json(
      200,
      save(path, merge(object, { metadata: { deletionTimestamp: '2026-01-01T00:00:00Z' } }) as Stored, 'MODIFIED'),
    );
  }

  function watch(path: string, from: number, signal: AbortSignal | undefined): KubeResponse {
    const missed = history.filter((entry) => entry.version > from && entry.path.startsWith(`${path}/`));
    const lines = missed.map(({ line }) => line);
    let wake = (): void => undefined;
    const send = (line: string) => {
      lines.push(line);
      wake();
    };
    const entry = { path, send };
    watches.add(entry);
    signal?.addEventListener('abort', () => wake());
    async function* body(): AsyncGenerator<string> {
      try {
        for (;;) {
          for (let line = lines.shift(); line !== undefined; line = lines.shift()) yield line;
          if (signal?.aborted) throw new Error('aborted');
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
      } finally {
        watches.delete(entry);
      }
    }
    return { status: 200, headers: {}, body: body() };
  }

  function answer({ method, path: whole, body, signal }: KubeRequest): KubeResponse {
    const { pathname, searchParams } = new URL(whole, 'http://api');
    for (const failure of failures) {
      if (failure.match.test(`${method} ${pathname}`)) return refuse(failure.status, failure.reason);
    }
    const sent: Json = body === undefined ? {} : JSON.parse(body);
    const status = pathname.endsWith('/status');
    const path = status ? pathname.slice(0, -'/status'.length) : pathname;
    const found = objects.get(path);
    switch (method) {
      case 'PATCH':
        return patch(path, status, sent);
      case 'DELETE':
        return remove(path);
      case 'POST': {
        const name = isRecord(sent['metadata']) ? sent['metadata']['name'] : undefined;
        const at = `${path}/${String(name)}`;
        if (objects.has(at)) return refuse(409, 'AlreadyExists');
        return json(201, save(at, { ...sent, metadata: isRecord(sent['metadata']) ? sent['metadata'] : {} }, 'ADDED'));
      }
      default:
        if (found !== undefined) return json(200, found);
        if (/^\/apis?\/.*\/(asmpvlconfigs|events|leases)$/.test(path)) {
          if (searchParams.has('watch')) return watch(path, Number(searchParams.get('resourceVersion')), signal);
          const items = [...objects].filter(([at]) => at.startsWith(`${path}/`)).map(([, object]) => object);
          return json(200, { metadata: { resourceVersion: `${version}` }, items });
        }
        return refuse(404, 'NotFound');
    }
  }

  return {
    requests,
    transport: async (request) => {
      requests.push(
        `${request.method} ${request.path.split('?', 1)[0]}${request.path.includes('watch=1') ? ' watch' : ''}`,
      );
      return answer(request);
    },
    at: (path) => objects.get(path),
    put(path, change) {
      const before = objects.get(path);
      save(path, merge(before ?? { metadata: {} }, change) as Stored, before === undefined ? 'ADDED' : 'MODIFIED');
    },
    remove: (path) => void remove(path),
    failing(match, status, reason) {
      const failure = { match, status, reason };
      failures.add(failure);
      return () => failures.delete(failure);
    },
  };
}

function merge(before: unknown, change: Json): Json {
  const after: Json = isRecord(before) ? { ...before } : {};
  for (const [name, value] of Object.entries(change)) {
    if (value === null || value === undefined) delete after[name];
    else after[name] = isRecord(value) ? merge(after[name], value) : value;
  }
  return after;
}

function json(status: number, body: unknown): KubeResponse {
  async function* once(): AsyncGenerator<string> {
    yield JSON.stringify(body);
  }
  return { status, headers: {}, body: once() };
}

function refuse(status: number, reason: string): KubeResponse {
  return json(status, statusBody(status, reason));
}
