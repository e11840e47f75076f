/** Tries a channel as its dialler would: name, connection, certificate, answer. Whatever fails is part of what is found. */
import type net from 'node:net';
import type { Dial, Probe } from '@asm-privatelink/link';
import { codeOf } from '../code-of.ts';
import { askApiServer } from './ask-api-server.ts';
import { askPilot } from './ask-pilot.ts';
import { connectTo, type Patience, secure } from './connect.ts';
import type { Ground } from './ground.ts';

export interface Channel {
  readonly channel: 'api-server' | 'pilot';
  readonly fromVpc: string;
  /** The endpoint's domain. */
  readonly host: string;
  /** The name that the dialler asks for, and wants in the certificate. */
  readonly servername: string;
  /** That of the answer comes first; the others are only dialled. */
  readonly ports: readonly number[];
  /** The authority that the dialler trusts, PEM; without it trust is not judged. */
  readonly ca?: string | undefined;
}

export async function probe(
  ground: Ground,
  { channel, fromVpc, host, servername, ports, ca }: Channel,
  { signal, ...patience }: Patience & { readonly signal: AbortSignal },
): Promise<Probe> {
  const why = ground.elsewhere(fromVpc);
  if (why !== undefined) return { kind: 'elsewhere', why };
  const found = await Promise.all(ports.map((port) => ground.arrivals(fromVpc, host, port, signal)));
  const addresses = found[0]?.map(({ ip }) => ip);
  const common = { kind: 'tried', from: fromVpc, host, servername, addresses } as const;
  const dialled = await Promise.all(
    ports.flatMap((port, index) =>
      (found[index] ?? []).map(async (arrival): Promise<{ dial: Dial; socket?: net.Socket }> => {
        const { ip, zoneId } = arrival;
        const dial = { ip, zoneId, port };
        if ('code' in arrival) return { dial: { ...dial, failed: { code: arrival.code, message: arrival.message } } };
        try {
          return { dial, socket: await connectTo(arrival.place, patience) };
        } catch (error) {
          return { dial: { ...dial, failed: failureOf(error) } };
        }
      }),
    ),
  );
  const dials = dialled.map(({ dial }) => dial);
  try {
    const socket = dialled.find(({ dial, socket: open }) => dial.port === ports[0] && open !== undefined)?.socket;
    if (socket === undefined) return { ...common, dials };
    return { ...common, dials, ...(await speak(socket, { channel, servername, ca }, patience)) };
  } finally {
    for (const { socket } of dialled) socket?.destroy();
  }
}

/** What is spoken after TLS, as ALPN has it. */
export const protocols = { 'api-server': ['http/1.1'], pilot: ['h2'] } as const satisfies Record<
  Channel['channel'],
  unknown
>;

type Spoken = Pick<Extract<Probe, { kind: 'tried' }>, 'tls' | 'answer'>;

async function speak(
  socket: net.Socket,
  { channel, servername, ca }: Pick<Channel, 'channel' | 'servername' | 'ca'>,
  patience: Patience,
): Promise<Spoken> {
  try {
    const { secured, served } = await secure(socket, { servername, ca, protocols: protocols[channel] }, patience);
    const ask = channel === 'pilot' ? askPilot : askApiServer;
    const answer = await ask(secured, servername, patience).catch((error: unknown) => {
      const { code, message } = failureOf(error);
      return { ok: false, text: `${message} (${code})` };
    });
    return { tls: { served }, answer };
  } catch (error) {
    return { tls: { failed: failureOf(error) } };
  }
}

function failureOf(error: unknown): { code: string; message: string } {
  return { code: codeOf(error), message: error instanceof Error ? error.message : String(error) };
}
