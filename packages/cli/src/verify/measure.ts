/** How long a channel takes to answer: a few requests, each on a connection of its own. */
import type { Clock } from '@asm-privatelink/cloud';
import { askApiServer } from '../probe/ask-api-server.ts';
import { askPilot } from '../probe/ask-pilot.ts';
import { connectTo, secure } from '../probe/connect.ts';
import type { Ground } from '../probe/ground.ts';
import { type Channel, protocols } from '../probe/probe.ts';
import type { VerifiedLink } from './schema.ts';

export interface MeasureOptions {
  readonly ground: Ground;
  readonly clock: Clock;
  readonly timeoutMs: number;
  readonly tries: number;
  /** Milliseconds from any start. */
  readonly now: () => number;
  readonly signal: AbortSignal;
}

interface Times {
  readonly connectMs: number;
  readonly tlsMs: number;
  readonly answerMs: number;
}

/** Null when no try was answered. */
export async function measure(channel: Channel, options: MeasureOptions): Promise<VerifiedLink['latency']> {
  const { tries, signal } = options;
  const times: Times[] = [];
  for (let index = 0; index < tries; index += 1) {
    signal.throwIfAborted();
    const found = await once(channel, options).catch(() => undefined);
    if (found !== undefined) times.push(found);
  }
  if (times.length === 0) return null;
  const of = (read: (each: Times) => number) => ({
    p50: quantile(times.map(read), 0.5),
    p99: quantile(times.map(read), 0.99),
  });
  return {
    tries,
    failed: tries - times.length,
    connectMs: of(({ connectMs }) => connectMs),
    tlsMs: of(({ tlsMs }) => tlsMs),
    answerMs: of(({ answerMs }) => answerMs),
    totalMs: of(({ connectMs, tlsMs, answerMs }) => connectMs + tlsMs + answerMs),
  };
}

async function once(
  { channel, fromVpc, host, servername, ports, ca }: Channel,
  options: MeasureOptions,
): Promise<Times | undefined> {
  const { ground, clock, timeoutMs, now, signal } = options;
  const [port = 0] = ports;
  const patience = { clock, timeoutMs };
  const arrivals = await ground.arrivals(fromVpc, host, port, signal);
  const place = arrivals?.flatMap((each) => ('place' in each ? [each.place] : []))[0];
  if (place === undefined) return undefined;
  const begun = now();
  const socket = await connectTo(place, patience);
  try {
    const connected = now();
    const { secured } = await secure(socket, { servername, ca, protocols: protocols[channel] }, patience);
    const encrypted = now();
    const { ok } = await (channel === 'pilot' ? askPilot : askApiServer)(secured, servername, patience);
    if (!ok) return undefined;
    return { connectMs: connected - begun, tlsMs: encrypted - connected, answerMs: now() - encrypted };
  } finally {
    socket.destroy();
  }
}

/** By the nearest rank, in hundredths. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)] ?? 0;
  return Math.round(value * 100) / 100;
}
