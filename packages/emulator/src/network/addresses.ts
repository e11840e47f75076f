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

/** Gives out addresses of this machine, the same one to a (VPC, ip) as long as anything stands there. */
export class AddressBook {
  readonly #mode: AddressMode;
  readonly #used = new Map<string, { index: number; listeners: number }>();
  readonly #free: number[] = [];
  #next = 1;

  constructor(mode: AddressMode) {
    this.#mode = mode;
  }

  /** A place for a listener. Each call is to be matched by one `release`. Throws when 65,535 addresses are in use. */
  place(address: Address): SocketPlace {
    if (this.#mode === 'ports') return { host: '127.0.0.1', port: 0 };
    const key = hostKey(address.vpcId, address.ip);
    const entry = this.#used.get(key) ?? { index: this.#take(), listeners: 0 };
    entry.listeners += 1;
    this.#used.set(key, entry);
    const port = address.port < privileged.below ? address.port + privileged.shift : address.port;
    return { host: `127.80.${entry.index >> 8}.${entry.index & 0xff}`, port };
  }

  release(address: Address): void {
    const key = hostKey(address.vpcId, address.ip);
    const entry = this.#used.get(key);
    if (!entry) return;
    entry.listeners -= 1;
    if (entry.listeners > 0) return;
    this.#used.delete(key);
    this.#free.push(entry.index);
  }

  #take(): number {
    const free = this.#free.shift();
    if (free !== undefined) return free;
    if (this.#next > poolSize) {
      throw new Error(
        `the network is full: all ${poolSize} addresses of 127.80.0.0/16 are in use; use a smaller scenario`,
      );
    }
    return this.#next++;
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
