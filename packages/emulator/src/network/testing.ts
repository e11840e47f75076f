/** A small network for the tests of this folder: two VPCs with the same addresses, a balancer in one, an endpoint in the other. */
import net from 'node:net';
import type { SocketPlace } from './addresses.ts';
import { listen } from './addresses.ts';
import type { BalancerView, EndpointView, NetworkView } from './view.ts';
import { emptyView } from './view.ts';

export const domain = 'ep-1.epsrv-1.cn-hangzhou.privatelink.aliyuncs.com';
export const zoneDomain = 'ep-1-cn-hangzhou-i.epsrv-1.cn-hangzhou.privatelink.aliyuncs.com';

/** The balancer lb-1 at vpc-ack/10.0.0.10, with one listener in front of the process `server/1`. */
export function balancer(change: Partial<BalancerView> = {}): BalancerView {
  return {
    id: 'lb-1',
    vpcId: 'vpc-ack',
    addresses: [{ zoneId: 'cn-hangzhou-i', ip: '10.0.0.10' }],
    listeners: [{ port: 6443, running: true, backends: [{ target: 'server/1', port: 6443 }] }],
    ...change,
  };
}

/** The endpoint ep-1 at vpc-asm/10.0.0.10: the same address, in another VPC. */
export function endpoint(change: Partial<EndpointView> = {}, open = true): EndpointView {
  return {
    id: 'ep-1',
    vpcId: 'vpc-asm',
    domain,
    zoneAffinity: false,
    zones: [{ zoneId: 'cn-hangzhou-i', ip: '10.0.0.10', domain: zoneDomain, open, balancerId: 'lb-1' }],
    allows: () => true,
    ...change,
  };
}

export function linked(change: Partial<NetworkView> = {}): NetworkView {
  return { ...emptyView, balancers: [balancer()], endpoints: [endpoint()], ...change };
}

export interface TestServer {
  readonly place: SocketPlace;
  readonly sockets: net.Socket[];
  /** Takes no more connections; those that are open stay. */
  stopListening(): void;
  close(): Promise<void>;
}

/** A TCP server that does as told with each socket. */
export async function serve(handle: (socket: net.Socket) => void, port = 0): Promise<TestServer> {
  const sockets: net.Socket[] = [];
  const server = net.createServer({ allowHalfOpen: true }, (socket) => {
    sockets.push(socket);
    socket.on('error', () => undefined);
    handle(socket);
  });
  const place = await listen(server, { host: '127.0.0.1', port });
  return {
    place,
    sockets,
    stopListening: () => void server.close(),
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

/** Everything a socket sends until it ends its half; leaves the other half open. Rejects with the socket's error. */
export function readAll(socket: net.Socket): Promise<Buffer> {
  const chunks: Buffer[] = [];
  return new Promise((resolve, reject) => {
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    socket.once('end', () => resolve(Buffer.concat(chunks)));
    socket.once('error', reject);
  });
}

/** Resolves when the socket has closed, however it did. */
export function closed(socket: net.Socket): Promise<void> {
  socket.on('error', () => undefined);
  return new Promise((resolve) => socket.once('close', () => resolve()));
}

/** Resolves when the condition holds, looked at once a turn of the event loop; rejects after `limitMs`. */
export async function until(holds: () => boolean, limitMs = 10_000): Promise<void> {
  const end = Date.now() + limitMs;
  while (!holds()) {
    if (Date.now() > end) throw new Error(`did not come about within ${limitMs} ms: ${holds.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}
