/** The network of an emulated cloud: its inspection API tells where a dial from any VPC arrives on this machine. */
import { z } from 'zod';
import type { Ground } from './ground.ts';

const arrival = z.union([
  z.object({
    ip: z.string(),
    zoneId: z.string().optional(),
    place: z.object({ host: z.string(), port: z.number() }),
  }),
  z.object({ ip: z.string(), zoneId: z.string().optional(), code: z.string(), message: z.string() }),
]);
const answer = z.object({ resolves: z.boolean(), addresses: z.array(arrival) });

/**
 * @param url where the cloud's API is
 * @returns undefined when no emulator with a network answers there
 */
export async function emulatedGround(url: string, signal: AbortSignal): Promise<Ground | undefined> {
  const ask = async (query: Record<string, string>): Promise<z.infer<typeof answer> | undefined> => {
    const response = await fetch(new URL(`/-/dial?${new URLSearchParams(query).toString()}`, url), { signal }).catch(
      () => undefined,
    );
    return response?.ok ? answer.parse(await response.json()) : undefined;
  };
  if ((await ask({ from: 'vpc-none', host: 'nothing.aliyuncs.com', port: '443' })) === undefined) return undefined;
  return {
    elsewhere: () => undefined,
    async arrivals(from, host, port) {
      const found = await ask({ from, host, port: String(port) });
      return found?.resolves ? found.addresses : undefined;
    },
  };
}
