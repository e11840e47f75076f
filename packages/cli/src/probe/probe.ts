/** Tries a channel as its dialler would: name, connection, certificate, answer. Whatever fails is part of what is found. */
import type net from 'node:net';
import type { Dial, Probe } from '@asm-privatelink/link';
import { codeOf } from '../code-of.ts';
import { askApiServer } from './ask-api-server.ts';
import { askPilot } from './ask-pilot.ts';
import { connectTo, type Patience, secure } from './connect.ts';
import type { Ground } from './ground.ts';

/** What a sidecar verifies in Pilot's certificate, whatever name it dialled (Istio's default). */
const ISTIOD = 'istiod.istio-system.svc';

export interface Channel {
  readonly channel: 'api-server' | 'pilot';
  readonly fromVpc: string;
  /** The endpoint's domain. */
  readonly host: string;
  /** That of the answer comes first; the others are only dialled. */
  readonly ports: readonly number[];
  /** The authority that the dialler trusts, PEM; without it trust is not judged. */
  readonly ca?: string | undefined;
}

export async function probe(
  ground: Ground,
  { channel, fromVpc, host, ports, ca }: Channel,
  { signal, ...patience }: Patience & { readonly signal: AbortSignal },
): Promise<Probe> {
  const why = ground.elsewhere(fromVpc);
  if (why !== undefined) return { kind: 'elsewhere', why };
  const found = await Promise.all(ports.map((port) => ground.arrivals(fromVpc, host, port, signal)));
  const addresses = found[0]?.map(({ ip }) => ip);
  const common = { kind: 'tried', from: fromVpc, host, addresses } as const;
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
    return { ...common, dials, ...(await speak(socket, { channel, host, ca }, patience)) };
  } finally {
    for (const { socket } of dialled) socket?.destroy();
  }
}

/** The name that the dialler asks for and finds in the certificate, and what it speaks then. */
export function spokenTo(channel: Channel['channel'], host: string): { servername: string; protocols: string[] } {
  return channel === 'pilot'
    ? { servername: ISTIOD, protocols: ['h2'] }
    : { servername: host, protocols: ['http/1.1'] };
}

type Spoken = Pick<Extract<Probe, { kind: 'tried' }>, 'tls' | 'answer'>;

async function speak(
  socket: net.Socket,
  { channel, host, ca }: Pick<Channel, 'channel' | 'host' | 'ca'>,
  patience: Patience,
): Promise<Spoken> {
  const { servername, protocols } = spokenTo(channel, host);
  try {
    const { secured, served } = await secure(socket, { servername, ca, protocols }, patience);
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
