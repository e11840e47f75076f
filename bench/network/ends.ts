/** The two ends between which forwarding is measured: a server that sends or echoes, and a client that counts. */
import net from 'node:net';
import type { Role } from '../support/actors.ts';

export interface Place {
  readonly host: string;
  readonly port: number;
}

export interface Load {
  readonly kind: 'stream' | 'connect';
  readonly at: Place;
  readonly connections: number;
  readonly ms: number;
}

const chunk = Buffer.alloc(64 * 1024);
/** The first byte tells what is wanted: bytes without end, or this byte back. */
const wants = { stream: 's', echo: 'e' } as const;

/** Asked for nothing: it serves. */
export const server: Role<null, Place, null, null> = async () => {
  const host = '127.0.0.1';
  const listening = net.createServer({ noDelay: true }, (socket) => {
    socket.on('error', () => socket.destroy());
    socket.once('data', (first) => {
      if (first.toString('latin1', 0, 1) === wants.echo) return void socket.end(first);
      const send = () => {
        while (!socket.destroyed && socket.write(chunk)) continue;
      };
      socket.on('drain', send);
      send();
    });
  });
  await new Promise<void>((resolve) => listening.listen(0, host, 1024, resolve));
  const address = listening.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return { ready: { host, port }, answer: async () => null };
};

/** Answers bytes a second, or connections a second. */
export const client: Role<null, null, Load, number> = async () => ({
  ready: null,
  answer: ({ kind, at, connections, ms }) =>
    kind === 'stream' ? bytesPerSecond(at, connections, ms) : connectionsPerSecond(at, connections, ms),
});

async function bytesPerSecond(at: Place, connections: number, ms: number): Promise<number> {
  let bytes = 0;
  const sockets = Array.from({ length: connections }, () => {
    const socket = net.connect(at, () => socket.write(wants.stream));
    socket.on('data', (data) => {
      bytes += data.length;
    });
    socket.on('error', () => undefined);
    return socket;
  });
  await pause(300);
  const [from, before] = [performance.now(), bytes];
  await pause(ms);
  const rate = ((bytes - before) * 1000) / (performance.now() - from);
  for (const socket of sockets) socket.destroy();
  return rate;
}

/** Each connection is opened, carries a byte there and back, and is closed from the other side. */
async function connectionsPerSecond(at: Place, atOnce: number, ms: number): Promise<number> {
  let done = 0;
  const from = performance.now();
  const until = from + ms;
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (performance.now() < until) {
        await connectOnce(at);
        done += 1;
      }
    }),
  );
  return (done * 1000) / (performance.now() - from);
}

function connectOnce(at: Place): Promise<void> {
  return new Promise((resolve, reject) => {
    let echoed = false;
    const socket = net.connect({ ...at, noDelay: true }, () => socket.write(wants.echo));
    socket.on('data', () => {
      echoed = true;
    });
    socket.once('error', reject);
    socket.once('close', () => (echoed ? resolve() : reject(new Error('a connection ended without its byte'))));
  });
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
