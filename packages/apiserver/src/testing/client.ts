import type { Clock } from '../clock.ts';
import type { KubeResponse } from '../http/types.ts';
import { isObject, type Json, type JsonObject } from '../schema/json.ts';
import { type ApiServer, type ApiServerOptions, startApiServer } from '../server.ts';

/** A server without a socket, and short ways to ask it; for tests. */
export interface TestServer {
  server: ApiServer;
  clock: TestClock;
  call(method: string, path: string, body?: Json | string, headers?: Record<string, string>): Promise<Result>;
  /** @throws Error when the answer is no success */
  must(method: string, path: string, body?: Json | string, headers?: Record<string, string>): Promise<JsonObject>;
  watch(path: string, headers?: Record<string, string>): Promise<TestWatch>;
}

export interface Result {
  status: number;
  headers: Record<string, string>;
  json: JsonObject;
  text: string;
}

export interface TestWatch {
  /** The next event; undefined at the end. */
  next(): Promise<JsonObject | undefined>;
  stop(): void;
}

/** A clock that stands still until it is moved. */
export interface TestClock extends Clock {
  advance(ms: number): void;
}

function testClock(start = Date.parse('2026-01-02T03:04:05Z')): TestClock {
  let now = start;
  let timers: { at: number; fn: () => void }[] = [];
  return {
    now: () => now,
    schedule(ms, fn) {
      const timer = { at: now + ms, fn };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    busy: () => () => {},
    advance(ms) {
      const end = now + ms;
      for (;;) {
        const due = timers.filter(({ at }) => at <= end).sort((left, right) => left.at - right.at)[0];
        if (due === undefined) break;
        timers = timers.filter((other) => other !== due);
        now = Math.max(now, due.at);
        due.fn();
      }
      now = end;
    },
  };
}

export async function startTestServer(options: ApiServerOptions = {}): Promise<TestServer> {
  const clock = testClock();
  const server = await startApiServer({ clock, listen: false, ...options });
  const ask = (
    method: string,
    path: string,
    body?: Json | string,
    headers: Record<string, string> = {},
  ): Promise<KubeResponse> =>
    server.handle({
      method,
      path,
      headers: { 'user-agent': 'test/1', ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
  const call: TestServer['call'] = async (method, path, body, headers) => {
    const response = await ask(method, path, body, headers);
    const text = await read(response);
    return { status: response.status, headers: response.headers, text, json: parse(text) };
  };
  return {
    server,
    clock,
    call,
    async must(...request) {
      const result = await call(...request);
      if (result.status >= 300) throw new Error(`${result.status}: ${result.text}`);
      return result.json;
    },
    async watch(path, headers) {
      return openWatch(await ask('GET', path, undefined, headers));
    },
  };
}

async function read({ body }: KubeResponse): Promise<string> {
  if (typeof body === 'string') return body;
  if (body instanceof Uint8Array) return Buffer.from(body).toString('utf8');
  let text = '';
  for await (const chunk of body) text += chunk;
  return text;
}

function parse(text: string): JsonObject {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}

function openWatch({ body }: KubeResponse): TestWatch {
  if (typeof body === 'string' || body instanceof Uint8Array) throw new Error(`no watch: ${body.toString()}`);
  const iterator = body[Symbol.asyncIterator]();
  let lines: string[] = [];
  return {
    async next() {
      if (lines.length === 0) {
        const { done, value } = await iterator.next();
        if (done === true) return undefined;
        lines = value.split('\n').filter((line) => line !== '');
      }
      return parse(lines.shift() ?? '');
    },
    stop: () => void iterator.return?.(),
  };
}

/** A CustomResourceDefinition of demo.example.com/v1 Widget, cluster-scoped unless said otherwise. */
export function widgetDefinition(spec: JsonObject = {}, version: JsonObject = {}): JsonObject {
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'widgets.demo.example.com' },
    spec: {
      group: 'demo.example.com',
      scope: 'Cluster',
      names: { plural: 'widgets', kind: 'Widget', shortNames: ['wd'] },
      versions: [
        {
          name: 'v1',
          served: true,
          storage: true,
          subresources: { status: {} },
          additionalPrinterColumns: [{ name: 'Size', type: 'integer', jsonPath: '.spec.size' }],
          schema: {
            openAPIV3Schema: {
              type: 'object',
              required: ['spec'],
              properties: {
                spec: {
                  type: 'object',
                  required: ['size'],
                  properties: {
                    size: { type: 'integer', minimum: 1, maximum: 100 },
                    color: { type: 'string', default: 'red' },
                  },
                },
                status: { type: 'object', properties: { phase: { type: 'string' } } },
              },
            },
          },
          ...version,
        },
      ],
      ...spec,
    },
  };
}

export const widgets = '/apis/demo.example.com/v1/widgets';
export const definitions = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';

export function widget(name: string, spec: JsonObject = { size: 1 }, metadata: JsonObject = {}): JsonObject {
  return { apiVersion: 'demo.example.com/v1', kind: 'Widget', metadata: { name, ...metadata }, spec };
}
