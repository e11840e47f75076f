/** The inspection API over HTTP, beside the cloud's own. */
import type http from 'node:http';
import * as z from 'zod';
import { ApiError } from '../errors.ts';
import { type BodyReader, jsonOf } from '../read-body.ts';
import { deepestIssues } from '../schema-issues.ts';
import { StateError } from '../state/saved.ts';
import { guard } from './guard.ts';
import type { Inspected } from './inspected.ts';
import { openApi } from './openapi.ts';
import { InspectError, type Live, REFUSALS, type Refusal, type Route } from './route.ts';
import { findRoute, PREFIX } from './routes.ts';

export interface InspectServer {
  /** Whether the request is one for the inspection API. */
  takes(request: http.IncomingMessage): boolean;
  serve(request: http.IncomingMessage, response: http.ServerResponse): Promise<void>;
}

/** How much of a live answer may wait for a slow reader before it is cut. */
const LARGEST_BACKLOG_BYTES = 1024 * 1024;

export function inspectServer(inspected: Inspected, bodies: BodyReader, anywhere: boolean): InspectServer {
  async function answer(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    guard(request, anywhere);
    const url = new URL(request.url ?? '', 'http://emulator');
    const path = url.pathname.slice(PREFIX.length);
    if (path === '/openapi.json' && request.method === 'GET') {
      send(response, 200, openApi());
      return;
    }
    const found = findRoute(request.method ?? '', path);
    if (found.route === undefined) throw unknown(request.method, path, found.methods, response);
    const { route, params } = found;
    const query = read(route.query ?? z.strictObject({}), Object.fromEntries(url.searchParams), 'query');
    const body = await bodies.read(request);
    const json = body.length === 0 ? {} : jsonOf(body);
    const input = { path: params, query, body: read(route.body ?? z.strictObject({}), json, 'body') };
    const value = await route.handle(inspected, input);
    inspected.emulator.state.commit();
    reply(response, route, value);
  }

  return {
    takes: ({ url = '' }) => url === PREFIX || url.startsWith(`${PREFIX}/`),
    async serve(request, response) {
      try {
        await answer(request, response);
      } catch (error) {
        const { code, status, message } = refusal(error);
        if (!request.complete) response.setHeader('connection', 'close');
        send(response, status, { error: { code, message } });
      }
    },
  };
}

function unknown(
  method: string | undefined,
  path: string,
  methods: readonly string[],
  response: http.ServerResponse,
): InspectError {
  if (methods.length === 0) {
    return new InspectError('NotFound', `there is no ${PREFIX}${path}; see ${PREFIX}/openapi.json`);
  }
  response.setHeader('allow', methods.join(', '));
  return new InspectError('MethodNotAllowed', `${PREFIX}${path} takes ${methods.join(' and ')}, not ${method}`);
}

/** Throws InspectError with every reason why the value does not fit. */
function read(schema: NonNullable<Route['body']>, value: unknown, where: string): unknown {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const reasons = deepestIssues(parsed.error.issues).map(
    ({ path, message }) => `${[where, ...path].join('.')}: ${message}`,
  );
  throw new InspectError('BadRequest', reasons.join('; '));
}

function refusal(error: unknown): { code: Refusal | 'InternalError'; status: number; message: string } {
  if (error instanceof InspectError) return { code: error.code, status: REFUSALS[error.code], message: error.message };
  if (error instanceof ApiError) {
    const tooLarge = error.status === 413;
    return { code: tooLarge ? 'TooLarge' : 'BadRequest', status: error.status ?? 400, message: error.message };
  }
  if (error instanceof StateError) {
    const code = error.code === 'SnapshotUnknown' ? 'NotFound' : error.code;
    if (code in REFUSALS) return { code: code as Refusal, status: REFUSALS[code as Refusal], message: error.message }; // just found there
  }
  return { code: 'InternalError', status: 500, message: error instanceof Error ? error.message : 'unknown' };
}

function reply(response: http.ServerResponse, { answer }: Route, value: unknown): void {
  if (answer === 'text/event-stream') {
    stream(response, value as Live); // what a route of this type answers
  } else if (typeof answer === 'string') {
    sendText(response, answer, String(value));
  } else {
    send(response, 200, value);
  }
}

function send(response: http.ServerResponse, status: number, value: unknown): void {
  sendText(response, 'application/json', JSON.stringify(value), status);
}

function sendText(response: http.ServerResponse, type: string, text: string, status = 200): void {
  response.writeHead(status, {
    'content-type': `${type}; charset=utf-8`,
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  response.end(text);
}

/** One event a value, until the caller goes away or reads too slowly. */
function stream(response: http.ServerResponse, live: Live): void {
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store' });
  response.write(': live\n\n');
  const end = live.subscribe((value) => {
    response.write(`data: ${JSON.stringify(value)}\n\n`);
    if (response.writableLength > LARGEST_BACKLOG_BYTES) response.destroy();
  });
  response.once('close', end);
}
