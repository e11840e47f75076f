/** The certificate that an API server serves, by whichever way there is from here. */
import { systemClock } from '@asm-privatelink/cloud';
import { connectTo, secure } from '../probe/connect.ts';
import type { Ground } from '../probe/ground.ts';
import type { Subject } from './subjects.ts';

const TIMEOUT_MS = 5_000;

/** Its names; undefined when no way leads there, or nothing serves there now. */
export async function readServed(
  ground: Ground,
  { ways }: Subject,
  signal: AbortSignal,
): Promise<readonly string[] | undefined> {
  for (const { fromVpc, host, port } of ways) {
    if (ground.elsewhere(fromVpc) !== undefined) continue;
    for (const arrival of (await ground.arrivals(fromVpc, host, port, signal)) ?? []) {
      const names = 'place' in arrival ? await namesAt(arrival.place, host) : undefined;
      if (names !== undefined) return names;
    }
  }
  return undefined;
}

async function namesAt(
  place: { host: string; port: number },
  servername: string,
): Promise<readonly string[] | undefined> {
  const patience = { clock: systemClock(), timeoutMs: TIMEOUT_MS };
  try {
    const socket = await connectTo(place, patience);
    try {
      return (await secure(socket, { servername }, patience)).served.names;
    } finally {
      socket.destroy();
    }
  } catch {
    return undefined; // it restarts, or is not to be reached this way
  }
}
