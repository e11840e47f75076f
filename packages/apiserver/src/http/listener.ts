import { type IncomingMessage, ServerResponse } from 'node:http';
import { createSecureServer, type Http2SecureServer, type Http2ServerRequest } from 'node:http2';
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { maxBodyBytes, tooLarge } from '../decode/body.ts';
import { failure, StatusError } from '../status.ts';
import type { KeyPair } from '../tls/certificates.ts';
import { identityOfCertificate } from '../tls/identity.ts';
import type { Identity, KubeRequest, KubeResponse } from './types.ts';
import { asksForWebSocket, plainResponse, sendEvents, type Upgrade } from './websocket.ts';

export interface ListenerOptions {
  host: string;
  port: number;
  certificate: KeyPair;
  /** CAs whose client certificates are accepted. */
  clientCas: readonly string[];
  serve(request: KubeRequest, certificateUser: Identity | undefined): Promise<KubeResponse>;
}

/** Of either protocol: HTTP/2 where the client offers it, as clients in Go do, else HTTP/1.1. */
type Message = IncomingMessage | Http2ServerRequest;

/** What the answers of both have. */
interface Reply {
  readonly headersSent: boolean;
  readonly writableFinished: boolean;
  writeHead(status: number, headers: Record<string, string>): unknown;
  flushHeaders(): void;
  /** False when it is time to wait for `drain`. */
  write(chunk: string): boolean;
  end(chunk?: string | Uint8Array): unknown;
  destroy(): unknown;
  on(event: 'close' | 'drain' | 'error', listener: () => void): unknown;
  off(event: 'drain', listener: () => void): unknown;
}

/** The TLS port in front of the handler. */
export interface Listener {
  host: string;
  port: number;
  /** New connections see this certificate and these client CAs. */
  setSecureContext(certificate: KeyPair, clientCas: readonly string[]): void;
  closeConnections(): void;
  close(): Promise<void>;
}

/** Of HTTP/1.1; milliseconds for the head of a request, for all of it, and between two. */
const http1 = { headersTimeout: 20_000, requestTimeout: 60_000, keepAliveTimeout: 90_000, maxHeaderSize: 64 * 1024 };
/** Of HTTP/2: the streams of one connection and how much of a body may be on its way are those of kube-apiserver. */
const http2 = {
  settings: { maxConcurrentStreams: 250, initialWindowSize: 256 * 1024, maxHeaderListSize: 64 * 1024 },
  /** MiB that one connection may take; more than one answer must find room. */
  maxSessionMemory: 128,
};

export async function listen(options: ListenerOptions): Promise<Listener> {
  const server = createSecureServer({
    ...secureContext(options.certificate, options.clientCas),
    requestCert: true,
    // Who shows no certificate may have a token; who shows a wrong one is nobody.
    rejectUnauthorized: false,
    allowHTTP1: true,
    // As servers of HTTP/1.1 have it by themselves: an event is not held back for more.
    noDelay: true,
    ...http2,
  });
  // What speaks HTTP/1.1 reads these of the server; options for them came after Node 20.
  Object.assign(server, http1);
  const sockets = new Set<Socket>();
  const users: Users = new WeakMap();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  server.on('request', (request, response) => {
    // The compatible API of HTTP/2 has all of it; its declarations lack flushHeaders.
    void handle(request, response as unknown as Reply, options, users);
  });
  // Whoever asks for a protocol that is not spoken here is answered in HTTP.
  server.on('upgrade', (message: IncomingMessage, _: unknown, head: Buffer) => {
    const upgrade = { message, head };
    void handle(message, plainResponse(upgrade), options, users, asksForWebSocket(message) ? upgrade : undefined);
  });
  await started(server, options);
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : options.port;
  const closeConnections = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    host: options.host,
    port,
    setSecureContext: (certificate, clientCas) => server.setSecureContext(secureContext(certificate, clientCas)),
    closeConnections,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        closeConnections();
      }),
  };
}

function secureContext({ cert, key }: KeyPair, clientCas: readonly string[]) {
  return { cert, key, ca: [...clientCas], minVersion: 'TLSv1.2' as const };
}

function started(server: Http2SecureServer, { host, port }: ListenerOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

/** Whose certificate a connection showed: asked of OpenSSL once, and not with each request. */
type Users = WeakMap<Socket, Identity>;

async function handle(
  message: Message,
  response: Reply,
  options: ListenerOptions,
  users: Users,
  upgrade?: Upgrade,
): Promise<void> {
  const gone = new AbortController();
  // After a whole answer there is nobody to tell.
  response.on('close', () => response.writableFinished || gone.abort());
  // A client that resets its connection or its stream is no fault of this server; `close` follows.
  message.on('error', () => {});
  response.on('error', () => {});
  try {
    const body = await readBody(message);
    const request: KubeRequest = {
      method: message.method ?? 'GET',
      path: message.url ?? '/',
      headers: headersOf(message),
      ...(body === undefined ? {} : { body }),
      signal: gone.signal,
    };
    const answer = await options.serve(request, userOf(socketOf(message), users));
    if (upgrade !== undefined && response instanceof ServerResponse && isStream(answer.body)) {
      await sendEvents(upgrade, response, answer.body, gone);
    } else await send(response, answer, message.method === 'HEAD', gone.signal);
  } catch (error) {
    refuse(response, error, gone.signal);
  }
}

/** That of the connection, which is one for all of its streams. */
function socketOf(message: Message): Socket | undefined {
  return 'stream' in message ? message.stream.session?.socket : message.socket;
}

function userOf(socket: Socket | undefined, users: Users): Identity | undefined {
  if (socket === undefined) return undefined;
  const known = users.get(socket);
  if (known !== undefined) return known;
  if (!(socket instanceof TLSSocket) || !socket.authorized) return undefined;
  const user = identityOfCertificate(socket.getPeerCertificate());
  if (user !== undefined) users.set(socket, user);
  return user;
}

/** HTTP/2 says the host, and what HTTP/1.1 has in its first line, in headers of its own. */
function headersOf({ headers }: Message): Record<string, string> {
  const result: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined || name.startsWith(':')) continue;
    result[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  const authority = headers[':authority'];
  return typeof authority === 'string' ? { host: authority, ...result } : result;
}

/** @throws StatusError 413 */
async function readBody(message: Message): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of message) {
    if (!(chunk instanceof Uint8Array)) continue;
    size += chunk.byteLength;
    if (size > maxBodyBytes) throw tooLarge();
    chunks.push(chunk);
  }
  return size === 0 ? undefined : Buffer.concat(chunks);
}

function isStream(body: KubeResponse['body']): body is AsyncIterable<string> {
  return typeof body !== 'string' && !(body instanceof Uint8Array);
}

async function send(
  response: Reply,
  { status, headers, body }: KubeResponse,
  headOnly: boolean,
  gone: AbortSignal,
): Promise<void> {
  if (gone.aborted) return;
  response.writeHead(status, inBytes(headers));
  if (!isStream(body)) {
    response.end(headOnly ? undefined : body);
    return;
  }
  response.flushHeaders();
  for await (const lines of body) {
    if (gone.aborted) return;
    if (!response.write(lines)) await drained(response, gone);
  }
  response.end();
}

/** Headers are text in UTF-8 and given to Node byte by byte: a warning may name a field in any language. */
function inBytes(headers: Record<string, string>): Record<string, string> {
  const { warning } = headers;
  return warning === undefined ? headers : { ...headers, warning: Buffer.from(warning).toString('latin1') };
}

/** Until the client has taken what is buffered, or is gone. */
function drained(response: Reply, gone: AbortSignal): Promise<void> {
  if (gone.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const done = (): void => {
      response.off('drain', done);
      gone.removeEventListener('abort', done);
      resolve();
    };
    response.on('drain', done);
    gone.addEventListener('abort', done);
  });
}

function refuse(response: Reply, error: unknown, gone: AbortSignal): void {
  if (response.headersSent || gone.aborted) {
    response.destroy();
    return;
  }
  const status =
    error instanceof StatusError ? error : new StatusError(400, 'BadRequest', 'the request could not be read');
  // What is still to come of a body that was not read ends with the connection; a stream of HTTP/2 is closed alone.
  const end = response instanceof ServerResponse ? { connection: 'close' } : {};
  response.writeHead(status.code, { 'content-type': 'application/json', ...end });
  response.end(`${JSON.stringify(failure(status))}\n`);
}
