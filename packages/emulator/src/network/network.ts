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
import { latest } from './latest.ts';
import { type Address, hostKey, layOut, type NameAddress } from './layout.ts';
import { Switchboard, type ZoneTraffic } from './switchboard.ts';
import { type BackendView, emptyView, type NetworkView } from './view.ts';

export interface Network {
  /** Makes the network as the view says, and resolves when it is. Calls queue; of those that wait, the newest view wins. */
  apply(view: NetworkView): Promise<void>;
  /** Puts a process behind the balancers that name it; the returned function takes it away and cuts its connections. */
  attach(backend: BackendView, place: SocketPlace): () => void;
  /** What the name resolves to, from anywhere, as public DNS answers (§C.7); undefined while it does not exist. */
  resolve(name: string): readonly NameAddress[] | undefined;
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

  constructor({ clock, log = () => undefined, mode }: NetworkOptions) {
    this.#clock = clock;
    this.#board = new Switchboard(log, mode);
  }

  apply(view: NetworkView): Promise<void> {
    return this.#views.set(view);
  }

  attach(backend: BackendView, place: SocketPlace): () => void {
    return this.#board.attach(backend, place);
  }

  resolve(name: string): readonly NameAddress[] | undefined {
    return this.#layout.names.get(name.toLowerCase());
  }

  locate(address: Address): SocketPlace | undefined {
    return this.#board.locate(address);
  }

  route(target: Target): SocketPlace {
    const { host, fromVpc } = target;
    const addresses = net.isIP(host) ? [{ vpcId: fromVpc, ip: host }] : this.resolve(host);
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
    const refusal = `${host.title} has no running listener on port ${port}`;
    return this.#board.locate({ vpcId, ip, port }) ?? new DialError('ECONNREFUSED', target, refusal);
  }
}
