/**
 * A DNS server for the names of the network: what public DNS answers in the cloud (§C.7), with the addresses that stand for the
 * cloud's on this machine. UDP and TCP, on one port of loopback.
 *
 * It is the authority for `aliyuncs.com` and for nothing else: it asks nobody, and refuses other names.
 */
import dgram from 'node:dgram';
import net from 'node:net';
import type { Log } from '../log.ts';
import { listen, type SocketPlace } from './addresses.ts';
import { type DnsAnswer, longestOverUdp, readQuery, recordTypes, responseCodes, writeAnswer } from './dns-message.ts';
import { codeOf } from './errors.ts';
import type { Network } from './network.ts';

export interface DnsOptions {
  readonly network: Pick<Network, 'resolve' | 'names' | 'hostOf'>;
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** Default 0: any that is free for both UDP and TCP. */
  readonly port?: number;
  /** The zone in which those who ask are taken to be: matters where zone affinity is on. */
  readonly fromZone?: string;
  readonly log?: Log;
}

export interface DnsServer extends SocketPlace {
  close(): Promise<void>;
}

const zone = 'aliyuncs.com';
/** Short, so that what follows a change of the world soon knows of it. The vendor's own figure is not published. */
const ttlSeconds = 5;
/** A TCP client that is silent so long is cut. */
const idleMs = 10_000;
const mostTcpClients = 128;
/** How often another port is tried when one is free for TCP and not for UDP. */
const portTries = 10;

/** Rejects with the system's error when the port cannot be had. */
export async function startDns(options: DnsOptions): Promise<DnsServer> {
  const { host = '127.0.0.1', port = 0, log = () => undefined } = options;
  for (let tries = 1; ; tries += 1) {
    const tcp = tcpServer(options);
    const place = await listen(tcp.server, { host, port });
    try {
      const udp = await udpServer(options, place);
      const report = (error: Error) => log('the DNS server has an error', { error: error.message });
      udp.on('error', report);
      tcp.server.on('error', report);
      let closing: Promise<unknown> | undefined;
      const close = async () => {
        closing ??= Promise.all([new Promise<void>((resolve) => udp.close(() => resolve())), tcp.close()]);
        await closing;
      };
      return { ...place, close };
    } catch (error) {
      await tcp.close();
      if (port !== 0 || tries === portTries || codeOf(error) !== 'EADDRINUSE') throw error;
    }
  }
}

function udpServer(options: DnsOptions, place: SocketPlace): Promise<dgram.Socket> {
  const socket = dgram.createSocket('udp4');
  socket.on('message', (message, from) => {
    const answer = respond(options, message, longestOverUdp);
    // Who does not get an answer asks again.
    if (answer) socket.send(answer, from.port, from.address, () => undefined);
  });
  return new Promise((resolve, reject) => {
    socket.once('error', (error) => {
      socket.close();
      reject(error);
    });
    socket.bind(place.port, place.host, () => {
      socket.removeAllListeners('error');
      resolve(socket);
    });
  });
}

function tcpServer(options: DnsOptions): { server: net.Server; close(): Promise<void> } {
  const clients = new Set<net.Socket>();
  const server = net.createServer((client) => {
    clients.add(client);
    client.once('close', () => clients.delete(client));
    client.on('error', () => client.destroy());
    client.setTimeout(idleMs, () => client.destroy());
    const queries = framed((message) => {
      const answer = respond(options, message);
      if (!answer) return void client.destroy();
      const length = Buffer.alloc(2);
      length.writeUInt16BE(answer.length);
      client.write(Buffer.concat([length, answer]));
    });
    client.on('data', queries);
  });
  server.maxConnections = mostTcpClients;
  return {
    server,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const client of clients) client.destroy();
      }),
  };
}

/** Over TCP each message has its length before it (RFC 1035 §4.2.2); it may come in any pieces. */
function framed(take: (message: Buffer) => void): (chunk: Buffer) => void {
  let pending = Buffer.alloc(0);
  return (chunk) => {
    pending = Buffer.concat([pending, chunk]);
    while (pending.length >= 2) {
      const end = 2 + pending.readUInt16BE(0);
      if (pending.length < end) break;
      take(pending.subarray(2, end));
      pending = pending.subarray(end);
    }
  };
}

function respond(options: DnsOptions, message: Buffer, limit?: number): Buffer | undefined {
  const query = readQuery(message);
  if (!query) return undefined;
  const code = (value: number): DnsAnswer => ({ code: value, addresses: [], ttlSeconds });
  if (query.opcode !== 0) return writeAnswer(query, code(responseCodes.notImplemented), limit);
  if (!query.question) return writeAnswer(query, code(responseCodes.formatError), limit);
  return writeAnswer(query, answerTo(options, query.question.name.toLowerCase(), query.question.type), limit);
}

function answerTo({ network, fromZone }: DnsOptions, name: string, type: number): DnsAnswer {
  if (name !== zone && !name.endsWith(`.${zone}`)) return { code: responseCodes.refused, addresses: [], ttlSeconds };
  const resolved = network.resolve(name, fromZone);
  if (!resolved) {
    // A name above others exists, without anything of its own (RFC 8020).
    const code = name === zone || hasBelow(network, name) ? responseCodes.ok : responseCodes.nameError;
    return { code, addresses: [], ttlSeconds, zone };
  }
  const asksForA = type === recordTypes.A || type === recordTypes.ANY;
  const addresses = asksForA ? resolved.flatMap(({ vpcId, ip }) => network.hostOf(vpcId, ip) ?? []) : [];
  return { code: responseCodes.ok, addresses: [...new Set(addresses)], ttlSeconds, zone };
}

function hasBelow(network: DnsOptions['network'], name: string): boolean {
  for (const one of network.names()) if (one.endsWith(`.${name}`)) return true;
  return false;
}
