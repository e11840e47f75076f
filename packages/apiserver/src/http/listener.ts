import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
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

/** The TLS port in front of the handler. */
export interface Listener {
  host: string;
  port: number;
  /** New connections see this certificate and these client CAs. */
  setSecureContext(certificate: KeyPair, clientCas: readonly string[]): void;
  closeConnections(): void;
  close(): Promise<void>;
}

/** Milliseconds for the head of a request, and for all of it. */
const headersTimeout = 20_000;
const requestTimeout = 60_000;
const maxHeaderSize = 64 * 1024;

export async function listen(options: ListenerOptions): Promise<Listener> {
  const server = createServer({
    ...secureContext(options.certificate, options.clientCas),
    requestCert: true,
    // Who shows no certificate may have a token; who shows a wrong one is nobody.
    rejectUnauthorized: false,
    maxHeaderSize,
    headersTimeout,
    requestTimeout,
    keepAliveTimeout: 90_000,
  });
  const sockets = new Set<Socket>();
  const users: Users = new WeakMap();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  server.on('request', (request, response) => void handle(request, response, options, users));
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

function started(server: Server, { host, port }: ListenerOptions): Promise<void> {
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
  message: IncomingMessage,
  response: ServerResponse,
  options: ListenerOptions,
  users: Users,
  upgrade?: Upgrade,
): Promise<void> {
  const gone = new AbortController();
  // After a whole answer there is nobody to tell.
  response.on('close', () => response.writableFinished || gone.abort());
  // A client that resets its connection is no fault of this server; `close` follows.
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
    const user = users.get(message.socket) ?? userOf(message.socket);
    if (user !== undefined) users.set(message.socket, user);
    const answer = await options.serve(request, user);
    if (upgrade !== undefined && isStream(answer.body)) await sendEvents(upgrade, response, answer.body, gone);
    else await send(response, answer, message.method === 'HEAD');
  } catch (error) {
    refuse(response, error);
  }
}

function userOf(socket: Socket): Identity | undefined {
  if (!(socket instanceof TLSSocket) || !socket.authorized) return undefined;
  return identityOfCertificate(socket.getPeerCertificate());
}

function headersOf({ headers }: IncomingMessage): Record<string, string> {
  const result: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) result[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return result;
}

/** @throws StatusError 413 */
async function readBody(message: IncomingMessage): Promise<Uint8Array | undefined> {
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

async function send(response: ServerResponse, answer: KubeResponse, headOnly: boolean): Promise<void> {
  response.writeHead(answer.status, answer.headers);
  const { body } = answer;
  if (!isStream(body)) {
    response.end(headOnly ? undefined : body);
    return;
  }
  response.flushHeaders();
  for await (const lines of body) {
    if (response.destroyed) break;
    if (!response.write(lines)) await drained(response);
  }
  response.end();
}

/** Until the client has taken what is buffered, or is gone. */
function drained(response: ServerResponse): Promise<void> {
  if (response.destroyed) return Promise.resolve();
  return new Promise((resolve) => {
    const done = (): void => {
      response.off('drain', done);
      response.off('close', done);
      resolve();
    };
    response.on('drain', done);
    response.on('close', done);
  });
}

function refuse(response: ServerResponse, error: unknown): void {
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  const status =
    error instanceof StatusError ? error : new StatusError(400, 'BadRequest', 'the request could not be read');
  response.writeHead(status.code, { 'content-type': 'application/json', connection: 'close' });
  response.end(`${JSON.stringify(failure(status))}\n`);
}
