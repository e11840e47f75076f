/**
 * The network on this machine: what the view describes listens, forwards and resolves for real, and a dial reaches what a dial
 * from that VPC would reach. A picture is in README.md beside this file.
 */
import net from 'node:net';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { AddressMode, SocketPlace } from './addresses.ts';
import { connect, type DialRequest, givenUp, type Target, vanish } from './dial.ts';
import { DialError } from './errors.ts';
import { type HealthTiming, vendorHealthTiming } from './health.ts';
import { latest } from './latest.ts';
import { type Address, hostKey, layOut, type NameAddress } from './layout.ts';
import type { NoneHealthy } from './listener.ts';
import { Switchboard, type ZoneTraffic } from './switchboard.ts';
import { type BackendView, emptyView, type NetworkView } from './view.ts';

export interface Network {
  /** Makes the network as the view says, and resolves when it is. Calls queue; of those that wait, the newest view wins. */
  apply(view: NetworkView): Promise<void>;
  /**
   * Puts a process behind the balancers that name it; the returned function takes it away and cuts its connections. The balancers
   * check its health, unless `checked` is false: for one that comes and goes with its attachment.
   */
  attach(backend: BackendView, place: SocketPlace, options?: { readonly checked?: boolean }): () => void;
  /**
   * What the name resolves to, from anywhere, as public DNS answers (§C.7); undefined while it does not exist. Who asks from a zone
   * gets that zone's address first where zone affinity is on (§C.2).
   */
  resolve(name: string, fromZone?: string): readonly NameAddress[] | undefined;
  /** Every name that resolves. */
  names(): Iterable<string>;
  /** The address of this machine that stands for one of a VPC, whether anything listens there or not; undefined for an unknown one. */
  hostOf(vpcId: string, ip: string): string | undefined;
  /** Where an address of a VPC stands on this machine, for programs outside; undefined while nothing listens there. */
  locate(address: Address): SocketPlace | undefined;
  /** Where a dial arrives on this machine. Throws at once the `DialError` with which the dial would fail. */
  route(target: Target): SocketPlace;
  /** Connects from a VPC. Rejects with `DialError`; what vanishes in the cloud's network takes `timeoutMs` to fail, as there. */
  dial(request: DialRequest): Promise<net.Socket>;
  /** What went through each zone of each endpoint that lives. */
  counters(): readonly ZoneTraffic[];
  /** Closes every listener, cuts every connection, gives up every dial. */
  close(): Promise<void>;
}

export interface NetworkOptions {
  readonly clock: Clock;
  readonly log?: Log;
  /** How addresses stand on this machine; found out by trying, unless given. */
  readonly mode?: AddressMode;
  /** Default `reset`. */
  readonly noneHealthy?: NoneHealthy;
  /** Default what the vendor recommends. */
  readonly healthTiming?: HealthTiming;
}

export function createNetwork(options: NetworkOptions): Network {
  return new LoopbackNetwork(options);
}

class LoopbackNetwork implements Network {
  readonly #clock: Clock;
  readonly #board: Switchboard;
  readonly #dials = new Set<() => void>();
  #closed = false;
  #layout = layOut(emptyView);
  readonly #views = latest((view: NetworkView) => this.#make(view));

  constructor(options: NetworkOptions) {
    const { clock, log = () => undefined, mode } = options;
    const { noneHealthy = 'reset', healthTiming = vendorHealthTiming } = options;
    this.#clock = clock;
    this.#board = new Switchboard({ clock, log, mode, noneHealthy, healthTiming });
  }

  apply(view: NetworkView): Promise<void> {
    return this.#views.set(view);
  }

  attach(backend: BackendView, place: SocketPlace, { checked = true } = {}): () => void {
    return this.#board.attach(backend, place, checked);
  }

  resolve(name: string, fromZone?: string): readonly NameAddress[] | undefined {
    const found = this.#layout.names.get(name.toLowerCase());
    if (!found?.zoneAffinity) return found?.addresses;
    const isNear = ({ zoneId }: NameAddress) => Number(zoneId === fromZone);
    return [...found.addresses].sort((a, b) => isNear(b) - isNear(a));
  }

  names(): Iterable<string> {
    return this.#layout.names.keys();
  }

  hostOf(vpcId: string, ip: string): string | undefined {
    return this.#board.host(vpcId, ip);
  }

  locate(address: Address): SocketPlace | undefined {
    return this.#board.locate(address);
  }

  route(target: Target): SocketPlace {
    const { host, fromVpc, fromZone } = target;
    const addresses = net.isIP(host) ? [{ vpcId: fromVpc, ip: host }] : this.resolve(host, fromZone);
    if (!addresses) throw new DialError('ENOTFOUND', target, 'the name does not resolve: no endpoint has this domain');
    const errors: DialError[] = [];
    for (const address of addresses) {
      const place = this.#arrive(target, address);
      if (!(place instanceof DialError)) return place;
      errors.push(place);
    }
    throw errors[0] ?? new DialError('ETIMEDOUT', target, 'the name has no address: its endpoint has no zone');
  }

  async dial(dialled: DialRequest): Promise<net.Socket> {
    const given = new AbortController();
    const giveUp = () => given.abort();
    const request = { ...dialled, signal: given.signal };
    this.#dials.add(giveUp);
    dialled.signal?.addEventListener('abort', giveUp, { once: true });
    if (this.#closed || dialled.signal?.aborted) giveUp();
    try {
      // What was applied before this dial is in force for it.
      await this.#views.settled();
      if (given.signal.aborted) throw givenUp(request);
      return await connect(this.#clock, request, await this.#routeInTime(request));
    } finally {
      this.#dials.delete(giveUp);
      dialled.signal?.removeEventListener('abort', giveUp);
    }
  }

  counters(): readonly ZoneTraffic[] {
    return this.#board.counters();
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const giveUp of this.#dials) giveUp();
    this.#layout = layOut(emptyView);
    await this.#views.settled();
    await this.#board.close();
  }

  async #make(view: NetworkView): Promise<void> {
    if (this.#closed) return;
    const idle = this.#clock.busy();
    try {
      this.#layout = layOut(view);
      await this.#board.hold(this.#layout);
    } finally {
      idle();
    }
  }

  /** The route, with the time that a dial without one takes. */
  async #routeInTime(request: DialRequest): Promise<SocketPlace> {
    try {
      return this.route(request);
    } catch (error) {
      if (error instanceof DialError && error.code === 'ETIMEDOUT') await vanish(this.#clock, request);
      throw error;
    }
  }

  /** Where a dial to one address arrives, or why it does not. */
  #arrive(target: Target, { vpcId, ip }: { vpcId: string; ip: string }): SocketPlace | DialError {
    const { fromVpc, port } = target;
    const lost = (why: string) => new DialError('ETIMEDOUT', target, why);
    if (vpcId !== fromVpc) return lost(`${ip} is an address of ${vpcId}, and there is no route to it`);
    const host = this.#layout.hosts.get(hostKey(vpcId, ip));
    if (!host) return lost(`nothing has the address ${ip} in ${vpcId}`);
    const blocked = host.blocked(port);
    if (blocked) return lost(blocked);
    const refusal = `${host.title()} has no running listener on port ${port}`;
    return this.#board.locate({ vpcId, ip, port }) ?? new DialError('ECONNREFUSED', target, refusal);
  }
}
