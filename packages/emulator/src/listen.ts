/** The emulator on a port: HTTP and HTTPS on the same one, told apart by the first byte. Every signature is checked. */
import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import { AnswerLost, type CallRequest, type CallResponse } from './call.ts';
import type { Clock } from './clock.ts';
import { ApiError } from './errors.ts';
import { createAuthority } from './pki.ts';
import type { Reference } from './reference.ts';
import { Nonces, type Verifier, verify } from './signature.ts';
import { findTarget, readRequest } from './wire.ts';
import type { World } from './world.ts';

export interface ListenOptions {
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** Default 0: any free port. */
  readonly port?: number;
  /** PEM. Left out, a certificate is made for this run: for 127.0.0.1, localhost and the host names of the products. */
  readonly tls?: Tls;
  /** The time of the world outside, against which the dates of requests are held. Default Date.now. */
  readonly now?: () => number;
}

export interface Listening {
  /** `http://127.0.0.1:40123`; `https://` is served there too. */
  readonly url: string;
  /** The authority (PEM) of the certificate that HTTPS shows. */
  readonly ca: string;
  readonly port: number;
  close(): Promise<void>;
}

export interface ListenParts {
  readonly world: World;
  readonly reference: Reference;
  readonly clock: Clock;
  readonly call: (request: CallRequest) => Promise<CallResponse>;
}

export interface Tls {
  readonly key: string;
  readonly cert: string;
  /** The authority that callers must trust. */
  readonly ca: string;
}

/** The first byte of a TLS connection: a handshake record. */
const TLS_HANDSHAKE = 0x16;
/** No request of the API comes near. */
const LARGEST_BODY_BYTES = 1024 * 1024;

/** Rejects when the port cannot be had. */
export async function listen(parts: ListenParts, options: ListenOptions = {}): Promise<Listening> {
  const { host = '127.0.0.1', port = 0, now = Date.now } = options;
  const tls = options.tls ?? (await ownCertificate(parts));
  const verifier: Verifier = { keys: parts.world.keys, nonces: new Nonces(), now };
  const serve: http.RequestListener = (request, response) => {
    respond(parts, verifier, request, response).catch(() => response.destroy());
  };
  const plain = http.createServer(serve);
  const secure = https.createServer({ key: tls.key, cert: tls.cert }, serve);
  const sockets = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    socket.once('data', (first) => {
      const chosen = first[0] === TLS_HANDSHAKE ? secure : plain;
      socket.pause();
      socket.unshift(first);
      chosen.emit('connection', socket);
      return chosen === plain ? socket.resume() : socket; // a TLS server reads what lies there by itself
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const address = server.address();
  const bound = typeof address === 'object' && address !== null ? address.port : port;
  return {
    url: `http://${host}:${bound}`,
    ca: tls.ca,
    port: bound,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
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
  verifier: Verifier,
  request: http.IncomingMessage,
  response: http.ServerResponse,
): Promise<void> {
  const idle = clock.busy();
  try {
    const body = await readBody(request);
    const made = toCall(reference, verifier, request, body);
    idle(); // from here on the call itself waits for the clock
    send(response, await call(made));
  } catch (error) {
    if (error instanceof AnswerLost) response.socket?.destroy();
    else throw error;
  } finally {
    idle();
  }
}

/** What is wrong with the request itself goes into the call, so that it is answered and written down like any refusal. */
function toCall(
  reference: Reference,
  verifier: Verifier,
  request: http.IncomingMessage,
  body: Buffer | undefined,
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
    if (body === undefined) {
      throw new ApiError('InvalidParameter', `The body is larger than ${LARGEST_BODY_BYTES} bytes.`, { status: 413 });
    }
    wire = readRequest(method, request.url ?? '/', headers, body);
    const target = findTarget(wire, reference);
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
    const target = findTarget(wire, reference);
    return { ...target, params: wire.params, method, path: wire.path, accessKeyId: '', refused: error };
  }
}

/** As the caller wrote it; where that is a product's own name, which leads here only on this machine, the address behind it. */
function reachedAt({ headers, socket }: http.IncomingMessage): string {
  const host = headers.host ?? '';
  return host === '' || /\.aliyuncs\.com(:\d+)?$/.test(host) ? `${socket.localAddress}:${socket.localPort}` : host;
}

/** Undefined when it is too large. */
async function readBody(request: http.IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size <= LARGEST_BODY_BYTES) chunks.push(chunk);
  }
  return size > LARGEST_BODY_BYTES ? undefined : Buffer.concat(chunks);
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
  const text = JSON.stringify(body);
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(text) });
  response.end(text);
}
