/** The emulator on a port, HTTP and HTTPS on the same one. Every signature is checked. */
import type http from 'node:http';
import { createSecureContext } from 'node:tls';
import { AnswerLost, type CallRequest, type CallResponse } from './call.ts';
import type { Clock } from './clock.ts';
import { type DoorLimits, openDoor } from './door.ts';
import { ApiError } from './errors.ts';
import type { Inspected } from './inspect/inspected.ts';
import { PREFIX } from './inspect/routes.ts';
import { inspectServer } from './inspect/serve.ts';
import type { LinkTraffic } from './network/links.ts';
import type { Network } from './network/network.ts';
import { once } from './once.ts';
import { createAuthority } from './pki.ts';
import { BodyReader } from './read-body.ts';
import type { Reference } from './reference.ts';
import { Nonces, type Verifier, verify } from './signature.ts';
import { findTarget, readRequest } from './wire.ts';
import type { World } from './world.ts';
import { xmlDocument } from './xml.ts';

export interface ListenOptions {
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** Default 0: any free port. */
  readonly port?: number;
  /** Serve this product alone, whatever a request says: `privatelink`. Default: all, told apart by host name, version or path. */
  readonly product?: string;
  /** PEM. Left out, a certificate is made for this run: for 127.0.0.1, localhost and the host names of the products. */
  readonly tls?: Tls;
  /** The time of the world outside, against which the dates of requests are held. Default Date.now. */
  readonly now?: () => number;
  /** The inspection API, below `/-` on the same port. */
  readonly inspect?: InspectOptions;
  /** How slow a caller may be, and how many there may be at one time. */
  readonly limits?: Partial<DoorLimits>;
}

export interface InspectOptions {
  /** What each link carries. */
  readonly links?: () => readonly LinkTraffic[];
  /** Where dials arrive. */
  readonly network?: Pick<Network, 'resolve' | 'route'>;
  /** Callers on other machines are answered too. Default false. */
  readonly anywhere?: boolean;
}

export interface Listening {
  /** `http://127.0.0.1:40123`; `https://` is served there too. */
  readonly url: string;
  /** The authority (PEM) of the certificate that HTTPS shows. */
  ca(): Promise<string>;
  readonly port: number;
  /** Where the inspection API stands. */
  readonly inspectUrl: string;
  close(): Promise<void>;
}

export interface ListenParts {
  readonly world: World;
  readonly reference: Reference;
  readonly clock: Clock;
  readonly call: (request: CallRequest) => Promise<CallResponse>;
  readonly emulator: Inspected['emulator'];
}

export interface Tls {
  readonly key: string;
  readonly cert: string;
  /** The authority that callers must trust. */
  readonly ca: string;
}

/** Rejects when the port cannot be had or the certificate given is none, with RangeError when there is no such product. */
export async function listen(parts: ListenParts, options: ListenOptions = {}): Promise<Listening> {
  const { host = '127.0.0.1', port = 0, product, now = Date.now, limits, inspect = {} } = options;
  checkProduct(product, parts.reference);
  if (options.tls !== undefined) createSecureContext(options.tls); // throws now, not at the first caller
  const tls = once(async () => options.tls ?? (await ownCertificate(parts)));
  const ca = () => tls().then((made) => made.ca);
  const verifier: Verifier = { keys: parts.world.keys, nonces: new Nonces(), now };
  const bodies = new BodyReader();
  const inspected = { emulator: parts.emulator, links: inspect.links, network: inspect.network, ca };
  const inspector = inspectServer(inspected, bodies, inspect.anywhere ?? false);
  const door = await openDoor({ host, port, tls, ...(limits && { limits }) }, (request, response) => {
    const served = inspector.takes(request)
      ? inspector.serve(request, response)
      : respond(parts, { verifier, bodies, product }, request, response);
    served.catch(() => response.destroy());
  });
  const url = `http://${printHost(host)}:${door.port}`;
  return { url, ca, port: door.port, inspectUrl: `${url}${PREFIX}/`, close: () => door.close() };
}

function checkProduct(product: string | undefined, { products }: Reference): void {
  if (product === undefined || products.has(product)) return;
  throw new RangeError(`there is no product ${product}; there are ${[...products.keys()].sort().join(', ')}`);
}

/** An IPv6 address as URLs have it. */
function printHost(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}

function ownCertificate({ world, clock }: ListenParts): Promise<Tls> {
  const hosts = [...world.regions.keys()].map((region) => `*.${region}.aliyuncs.com`);
  const names = ['127.0.0.1', 'localhost', '*.aliyuncs.com', ...hosts];
  return createAuthority('emulated cloud authority', clock).then((authority) =>
    authority.issue({ commonName: 'emulated cloud', names, usage: 'server' }),
  );
}

async function respond(
  { call, reference, clock }: ListenParts,
  { verifier, bodies, product }: { verifier: Verifier; bodies: BodyReader; product: string | undefined },
  request: http.IncomingMessage,
  response: http.ServerResponse,
): Promise<void> {
  const idle = clock.busy();
  try {
    const body = await bodies.read(request).catch((error: unknown) => {
      if (error instanceof ApiError) return error;
      throw error;
    });
    const made = toCall({ reference, verifier, product }, request, body);
    idle(); // from here on the call itself waits for the clock
    const answer = await call(made);
    if (body instanceof ApiError) cutAfter(response, request);
    send(response, wantsXml(made) ? asXml(made, answer) : answer);
  } catch (error) {
    if (!(error instanceof AnswerLost)) throw error;
    if (error.reset) request.socket.resetAndDestroy();
    else request.socket.destroy();
  } finally {
    idle();
  }
}

/** How long a caller whose body was not read may take to read why. */
const LINGER_MS = 1000;

/** The connection ends with this answer, however much the caller still wants to send. */
function cutAfter(response: http.ServerResponse, { socket }: http.IncomingMessage): void {
  response.setHeader('connection', 'close');
  response.once('finish', () => {
    const cut = setTimeout(() => socket.destroy(), LINGER_MS);
    socket.once('close', () => clearTimeout(cut));
  });
}

/** What is wrong with the request itself goes into the call, so that it is answered and written down like any refusal. */
function toCall(
  { reference, verifier, product }: { reference: Reference; verifier: Verifier; product: string | undefined },
  request: http.IncomingMessage,
  body: Buffer | ApiError,
): CallRequest {
  const method = request.method ?? 'GET';
  const headers = lowerCase(request.rawHeaders);
  const unread = {
    method,
    path: '/',
    headers,
    query: [],
    form: [],
    body: Buffer.alloc(0),
    params: {},
    json: undefined,
  };
  let wire = unread as ReturnType<typeof readRequest>;
  try {
    if (body instanceof ApiError) throw body;
    wire = readRequest(method, request.url ?? '/', headers, body);
    const target = findTarget(wire, reference, product);
    const anonymous = reference.actions.get(`${target.product}.${target.action}`)?.anonymous ?? false;
    return {
      ...target,
      params: wire.params,
      body: wire.json,
      method,
      path: wire.path,
      host: reachedAt(request),
      accessKeyId: anonymous ? '' : verify(wire, verifier).id,
    };
  } catch (error) {
    const target = findTarget(wire, reference, product);
    return { ...target, params: wire.params, method, path: wire.path, accessKeyId: '', refused: asError(error) };
  }
}

/** As the caller wrote it; where that is a product's own name, which leads here only on this machine, the address behind it. */
function reachedAt({ headers, socket }: http.IncomingMessage): string {
  const host = headers.host ?? '';
  return host === '' || /\.aliyuncs\.com(:\d+)?$/.test(host) ? `${socket.localAddress}:${socket.localPort}` : host;
}

/** Several of one name are joined by a comma, as signatures have it. */
function lowerCase(raw: readonly string[]): Map<string, string> {
  const headers = new Map<string, string>();
  for (let i = 0; i + 1 < raw.length; i += 2) {
    const name = raw[i]?.toLowerCase() ?? '';
    const value = raw[i + 1] ?? '';
    const earlier = headers.get(name);
    headers.set(name, earlier === undefined ? value : `${earlier},${value}`);
  }
  return headers;
}

function send(response: http.ServerResponse, { status, headers, body }: CallResponse): void {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(text) });
  response.end(text);
}

/** ROA knows no Format. */
function wantsXml({ product, params }: CallRequest): boolean {
  return product !== 'cs' && /^xml$/i.test(params['Format'] ?? '');
}

/** Pages of a gateway stay what they are. */
function asXml({ action }: CallRequest, { status, headers, body }: CallResponse): CallResponse {
  if (typeof body === 'string') return { status, headers, body };
  const text = xmlDocument(status < 400 ? `${action}Response` : 'Error', body);
  return { status, headers: { ...headers, 'content-type': 'text/xml; charset=utf-8' }, body: text };
}

function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
