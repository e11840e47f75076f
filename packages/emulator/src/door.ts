/**
 * A port that takes HTTP and HTTPS, told apart by the first byte, and that nobody can hold on to: what comes too slowly is cut, and more
 * connections than it can bear are not taken.
 */
import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import type { Duplex } from 'node:stream';

export interface DoorOptions {
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  /** Asked for when the first TLS connection comes. */
  readonly tls: () => Promise<TlsKeys>;
  readonly limits?: Partial<DoorLimits>;
}

/** PEM. */
export interface TlsKeys {
  readonly key: string;
  readonly cert: string;
}

export interface DoorLimits {
  /** Until the first byte of a connection, and until the headers of a request are whole. */
  readonly headersMs: number;
  /** Until a request is whole. */
  readonly requestMs: number;
  readonly connections: number;
}

export interface Door {
  readonly port: number;
  /** Takes no more connections and cuts those that are open. */
  close(): Promise<void>;
}

const LIMITS: DoorLimits = { headersMs: 10_000, requestMs: 30_000, connections: 2000 };
/** Room for a whole query in the request line. */
const LARGEST_HEAD_BYTES = 64 * 1024;
/** The first byte of a TLS connection: a handshake record. */
const TLS_HANDSHAKE = 0x16;

/** Rejects when the port cannot be had. */
export async function openDoor(options: DoorOptions, serve: http.RequestListener): Promise<Door> {
  const limits = { ...LIMITS, ...options.limits };
  const settings = {
    headersTimeout: limits.headersMs,
    requestTimeout: limits.requestMs,
    connectionsCheckingInterval: Math.min(1000, limits.headersMs),
    maxHeaderSize: LARGEST_HEAD_BYTES,
  };
  const plain = http.createServer(settings, serve);
  ready(plain);
  let secured: Promise<https.Server> | undefined;
  const secure = async () => {
    const { key, cert } = await options.tls();
    const server = https.createServer({ ...settings, key, cert, handshakeTimeout: limits.headersMs }, serve);
    ready(server);
    return server;
  };
  const sockets = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    sockets.add(socket);
    const silent = setTimeout(() => socket.destroy(), limits.headersMs);
    socket.once('close', () => {
      clearTimeout(silent);
      sockets.delete(socket);
    });
    socket.on('error', () => socket.destroy());
    socket.once('data', (first) => {
      clearTimeout(silent);
      socket.pause();
      socket.unshift(first);
      if (first[0] !== TLS_HANDSHAKE) {
        plain.emit('connection', socket);
        socket.resume();
        return;
      }
      secured ??= secure();
      secured.then(
        (opened) => opened.emit('connection', socket), // which reads what lies there by itself
        () => socket.destroy(),
      );
    });
  });
  server.maxConnections = limits.connections;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, resolve);
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : options.port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        plain.close();
        void secured?.then((made) => made.close());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

function ready(server: http.Server | https.Server): void {
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => refuse(error, socket));
  server.emit('listening'); // what starts its watch over slow requests; it is handed connections, and never listens
}

/** What is not HTTP is told so, and cut. */
function refuse(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const [status, why] = REFUSALS.get(error.code ?? '') ?? [400, 'The request is not HTTP.'];
  const body = JSON.stringify({ Code: 'InvalidRequest', Message: why });
  const head = `HTTP/1.1 ${status} ${http.STATUS_CODES[status]}\r\ncontent-type: application/json\r\n`;
  socket.end(`${head}content-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`, () =>
    socket.destroy(),
  );
}

const REFUSALS: ReadonlyMap<string, readonly [status: number, why: string]> = new Map([
  ['HPE_HEADER_OVERFLOW', [431, `The request line and headers are larger than ${LARGEST_HEAD_BYTES} bytes.`]],
  ['ERR_HTTP_REQUEST_TIMEOUT', [408, 'The request did not arrive in time.']],
]);
