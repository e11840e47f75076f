/**
 * Where on this machine an address of a VPC stands.
 *
 * On Linux every (VPC, ip) gets an address of its own in 127.80.0.0/16, and ports stay what they are, so that two VPCs with the
 * same CIDR never clash and the ports one sees are the cloud's. Where only 127.0.0.1 can be bound (macOS), every listener gets a
 * port of 127.0.0.1 instead.
 */
import net from 'node:net';
import { codeOf } from './errors.ts';
import type { Address } from './layout.ts';
import { hostKey } from './layout.ts';

/** `addresses`: one 127.80.x.y per (VPC, ip). `ports`: one port of 127.0.0.1 per listener. */
export type AddressMode = 'addresses' | 'ports';

/** Where to listen; port 0 lets the system choose. */
export interface SocketPlace {
  readonly host: string;
  readonly port: number;
}

/** Ports below 1024 need privileges to bind: 443 stands at 10443. */
const privileged = { below: 1024, shift: 10_000 };
const poolSize = 0xffff;

/** Gives every (VPC, ip) that there is an address of this machine, the same one as long as it is there, listening or not. */
export class AddressBook {
  readonly #mode: AddressMode;
  readonly #hosts = new Map<string, number>();
  readonly #free: number[] = [];
  #next = 1;

  constructor(mode: AddressMode) {
    this.#mode = mode;
  }

  /** Takes the `hostKey`s that there are now, as many as there are addresses; those that have one keep it. */
  hold(hosts: { has(key: string): boolean; keys(): Iterable<string> }): void {
    for (const [key, index] of this.#hosts) {
      if (hosts.has(key)) continue;
      this.#hosts.delete(key);
      this.#free.push(index);
    }
    for (const key of hosts.keys()) {
      if (this.#hosts.has(key)) continue;
      const index = this.#free.shift() ?? this.#next++;
      if (index > poolSize) return void this.#next--;
      this.#hosts.set(key, index);
    }
  }

  /** The address that stands for a host; undefined for one that has none. */
  host(vpcId: string, ip: string): string | undefined {
    const index = this.#hosts.get(hostKey(vpcId, ip));
    if (index === undefined) return undefined;
    return this.#mode === 'ports' ? '127.0.0.1' : `127.80.${index >> 8}.${index & 0xff}`;
  }

  /** A place for a listener of a host. Throws when the host has no address since all are in use. */
  place({ vpcId, ip, port }: Address): SocketPlace {
    const host = this.host(vpcId, ip);
    if (host === undefined) {
      throw new Error(
        `no place for ${ip} of ${vpcId}: all ${poolSize} addresses of 127.80.0.0/16 are in use; use a smaller scenario`,
      );
    }
    if (this.#mode === 'ports') return { host, port: 0 };
    return { host, port: port < privileged.below ? port + privileged.shift : port };
  }
}

/** Whether this machine can bind 127.x addresses other than 127.0.0.1, found by binding one. */
export async function detectMode(): Promise<AddressMode> {
  const server = net.createServer();
  try {
    await listen(server, { host: '127.80.255.255', port: 0 });
    await new Promise<void>((resolve) => server.close(() => resolve()));
    return 'addresses';
  } catch (error) {
    const code = codeOf(error);
    if (code === 'EADDRNOTAVAIL' || code === 'EINVAL') return 'ports';
    throw error;
  }
}

/** Listens and answers where. Rejects with the system's error. */
export function listen(server: net.Server, place: SocketPlace): Promise<SocketPlace> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(place.port, place.host, () => {
      server.off('error', reject);
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : place.port;
      resolve({ host: place.host, port });
    });
  });
}
