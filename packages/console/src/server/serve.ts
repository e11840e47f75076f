/** The pages and the API behind them over HTTP. */
import { once, setMaxListeners } from 'node:events';
import type http from 'node:http';
import { isCloudError } from '@asm-privatelink/cloud';
import * as z from 'zod';
import { InspectionRefused } from '../inspection.ts';
import { type Assets, sendAsset } from './assets.ts';
import { readJson } from './body.ts';
import { cookieName, type GuardOptions, guardApi, guardSite, sameSecret } from './guard.ts';
import { openApi } from './openapi.ts';
import { ApiError, type ApiErrorCode, apiErrors, type World } from './route.ts';
import { findRoute, PREFIX } from './routes.ts';

export interface ServeOptions extends GuardOptions {
  readonly world: World;
  readonly assets: Assets;
  /** Aborted when the server ends: so do its streams. */
  readonly signal: AbortSignal;
}

/** Nothing but what this server sends may run, be shown or be asked, and no text becomes markup. */
const security = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; '),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
} as const;

export function requestListener(options: ServeOptions): http.RequestListener {
  return (request, response) => {
    for (const [name, value] of Object.entries(security)) response.setHeader(name, value);
    answer(request, response, options).catch((error: unknown) => {
      if (response.headersSent) {
        response.destroy();
        return;
      }
      const { code, status, message } = refusal(error, options);
      if (!request.complete) response.setHeader('connection', 'close');
      send(response, status, { error: { code, message } });
    });
  };
}

async function answer(request: http.IncomingMessage, response: http.ServerResponse, options: ServeOptions) {
  guardSite(request, options);
  const url = new URL(request.url ?? '/', 'http://console');
  if (!url.pathname.startsWith(`${PREFIX}/`)) {
    const asset = options.assets.get(url.pathname);
    const reads = request.method === 'GET' || request.method === 'HEAD';
    if (asset === undefined || !reads) throw new ApiError('NotFound', 'there is no such page');
    sendAsset(request, response, asset);
    return;
  }
  const path = url.pathname.slice(PREFIX.length);
  if (path === '/session' && request.method === 'POST') {
    await openSession(request, response, options);
    return;
  }
  guardApi(request, options);
  if (path === '/openapi.json' && request.method === 'GET') {
    send(response, 200, openApi());
    return;
  }
  const { route, params } = routeOf(request, response, path);
  const signal = goneOrEnded(response, options.signal);
  const query = read(route.query ?? z.strictObject({}), Object.fromEntries(url.searchParams), 'query');
  const body = read(route.body ?? z.strictObject({}), await readJson(request), 'body');
  const value = route.handle(options.world, { path: params, query, body, signal });
  // What a route that streams answers.
  if (route.streams) await stream(response, value as AsyncIterable<unknown>);
  else send(response, 200, await value);
}

function routeOf(request: http.IncomingMessage, response: http.ServerResponse, path: string) {
  const found = findRoute(request.method ?? '', path);
  if (found.route !== undefined) return found;
  const { methods } = found;
  if (methods.length === 0) {
    throw new ApiError('NotFound', `there is no ${PREFIX}${path.slice(0, 200)}; see ${PREFIX}/openapi.json`);
  }
  response.setHeader('allow', methods.join(', '));
  throw new ApiError('MethodNotAllowed', `it takes ${methods.join(' and ')}, not ${request.method}`);
}

/** The token for a cookie that scripts cannot read and other sites cannot make a browser send. */
async function openSession(request: http.IncomingMessage, response: http.ServerResponse, options: ServeOptions) {
  guardApi(request, { ...options, token: undefined });
  const { token } = read(z.strictObject({ token: z.string().max(200) }), await readJson(request), 'body');
  if (options.token === undefined || !sameSecret(token, options.token)) {
    throw new ApiError('TokenMissing', 'that is not the token that the console printed when it started');
  }
  response.setHeader('set-cookie', `${cookieName}=${token}; Path=/; HttpOnly; Secure; SameSite=Strict`);
  send(response, 200, {});
}

/** @throws ApiError with every reason why the value does not fit */
function read<S extends z.ZodType>(schema: S, value: unknown, where: string): z.output<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const reasons = parsed.error.issues.map(({ path, message }) => `${[where, ...path].join('.')}: ${message}`);
  throw new ApiError('BadRequest', reasons.join('; '));
}

function refusal(error: unknown, { world }: ServeOptions): { code: string; status: number; message: string } {
  const by = (code: ApiErrorCode, message: string, shown: string = code) => ({
    code: shown,
    status: apiErrors[code],
    message,
  });
  if (error instanceof ApiError) return by(error.code, error.message);
  if (error instanceof InspectionRefused) return { code: error.code, status: error.status, message: error.message };
  const { code, what, now } = world.sources.explain(error);
  return by(isCloudError(error) ? 'CloudFailed' : 'InternalError', [what, now].filter(Boolean).join(' '), code);
}

function send(response: http.ServerResponse, status: number, value: unknown): void {
  const text = JSON.stringify(value);
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
  });
  response.end(text);
}

/** One event a value; a slow reader is waited for. */
async function stream(response: http.ServerResponse, values: AsyncIterable<unknown>): Promise<void> {
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store' });
  response.flushHeaders();
  for await (const value of values) {
    if (response.destroyed) break;
    const taken = response.write(`data: ${JSON.stringify(value)}\n\n`);
    if (!taken) await Promise.race([once(response, 'drain'), closed(response)]);
  }
  response.end();
}

function closed(response: http.ServerResponse): Promise<unknown> {
  return response.destroyed ? Promise.resolve() : once(response, 'close');
}

function goneOrEnded(response: http.ServerResponse, ended: AbortSignal): AbortSignal {
  const gone = new AbortController();
  // A diagnosis has many calls in flight, and each listens.
  setMaxListeners(0, gone.signal);
  const end = () => gone.abort();
  response.once('close', () => {
    ended.removeEventListener('abort', end);
    gone.abort();
  });
  ended.addEventListener('abort', end, { once: true });
  if (ended.aborted) gone.abort();
  return gone.signal;
}
