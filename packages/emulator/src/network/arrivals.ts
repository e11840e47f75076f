/** What a program of this machine must know to dial as one in a VPC would: what the name answers, and where each address stands here. */
import net from 'node:net';
import type { SocketPlace } from './addresses.ts';
import type { Target } from './dial.ts';
import { type DialCode, DialError } from './errors.ts';
import type { Network } from './network.ts';

/** One address that was answered, and where a dial to it arrives, or how it fails. */
export type Arrival = { readonly ip: string; readonly zoneId?: string } & (
  | { readonly place: SocketPlace }
  | { readonly code: DialCode; readonly message: string }
);

/** Every address of the target's host in the order of the answer; undefined while the name does not resolve. */
export function arrivals(network: Pick<Network, 'resolve' | 'route'>, target: Target): Arrival[] | undefined {
  const { host, fromZone } = target;
  const addresses = net.isIP(host) ? [{ ip: host }] : network.resolve(host, fromZone);
  return addresses?.map((address): Arrival => {
    const { ip } = address;
    const found = 'zoneId' in address ? { ip, zoneId: address.zoneId } : { ip };
    try {
      return { ...found, place: network.route({ ...target, host: ip }) };
    } catch (error) {
      if (!(error instanceof DialError)) throw error;
      return { ...found, code: error.code, message: error.why };
    }
  });
}
