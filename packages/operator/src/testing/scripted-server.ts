import type { KubeRequest, KubeResponse, KubeTransport } from '../kube/transport.ts';

/** A request that waits for the test to answer it. */
export interface Exchange {
  request: KubeRequest;
  method: string;
  path: string;
  query: URLSearchParams;
  /** The request's body, parsed. */
  sent: unknown;
  json(status: number, body: unknown, headers?: Record<string, string>): void;
  /** Answers with a body that stays open. */
  stream(): Stream;
  /** No answer at all. */
  refuse(message?: string): void;
}

export interface Stream {
  event(type: string, object: unknown): void;
  raw(text: string): void;
  end(): void;
  reset(): void;
}

export interface ScriptedServer {
  transport: KubeTransport;
  /** The next request, as soon as it is made. */
  next(): Promise<Exchange>;
  /** Requests made and not yet taken by the test. */
  waiting(): Exchange[];
}

/** An API server whose every answer is written by the test, in the order in which the requests come. */
export function scriptedServer(): ScriptedServer {
  const queue: Exchange[] = [];
  const takers: ((exchange: Exchange) => void)[] = [];
  return {
    transport: (request) =>
      new Promise((resolve, reject) => {
        if (request.signal?.aborted) return reject(new Error('aborted'));
        request.signal?.addEventListener('abort', () => reject(new Error('aborted')));
        const exchange = exchangeOf(request, resolve, reject);
        const taker = takers.shift();
        if (taker === undefined) queue.push(exchange);
        else taker(exchange);
      }),
    next: () =>
      new Promise((resolve) => {
        const exchange = queue.shift();
        if (exchange === undefined) takers.push(resolve);
        else resolve(exchange);
      }),
    waiting: () => [...queue],
  };
}

function exchangeOf(
  request: KubeRequest,
  resolve: (response: KubeResponse) => void,
  reject: (error: Error) => void,
): Exchange {
  const { pathname, searchParams } = new URL(request.path, 'http://api');
  return {
    request,
    method: request.method,
    path: pathname,
    query: searchParams,
    sent: request.body === undefined ? undefined : JSON.parse(request.body),
    json(status, body, headers = {}) {
      resolve({ status, headers, body: once(typeof body === 'string' ? body : JSON.stringify(body)) });
    },
    stream() {
      const { body, stream } = openBody(request.signal);
      resolve({ status: 200, headers: {}, body });
      return stream;
    },
    refuse: (message = 'connect ECONNREFUSED') => reject(new Error(message)),
  };
}

async function* once(text: string): AsyncGenerator<string> {
  yield text;
}

function openBody(signal: AbortSignal | undefined): { body: AsyncIterable<string>; stream: Stream } {
  const chunks: string[] = [];
  let ended = false;
  let failure: Error | undefined;
  let wake = (): void => undefined;
  const fail = (error: Error) => {
    failure = error;
    wake();
  };
  signal?.addEventListener('abort', () => fail(new Error('aborted')));

  async function* body(): AsyncGenerator<string> {
    for (;;) {
      for (let chunk = chunks.shift(); chunk !== undefined; chunk = chunks.shift()) yield chunk;
      if (failure !== undefined) throw failure;
      if (ended) return;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  }

  const raw = (text: string) => {
    chunks.push(text);
    wake();
  };
  return {
    body: body(),
    stream: {
      raw,
      event: (type, object) => raw(`${JSON.stringify({ type, object })}\n`),
      end: () => {
        ended = true;
        wake();
      },
      reset: () => fail(new Error('read ECONNRESET')),
    },
  };
}

/** What a Kubernetes API server sends with a refusal. */
export function statusBody(code: number, reason: string, message: string = reason, details: object = {}): object {
  return { kind: 'Status', apiVersion: 'v1', status: 'Failure', code, reason, message, details };
}
