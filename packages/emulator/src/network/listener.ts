/**
 * One wire held open: a real listener, and the connections it forwards.
 */
import net from 'node:net';
import { listen, type SocketPlace } from './addresses.ts';
import { codeOf } from './errors.ts';
import { cut, forward } from './forward.ts';
import { type Hop, hopKey, type Wire } from './layout.ts';

/** What went through so far. Bytes `in` go towards the service, bytes `out` come back. */
export interface Traffic {
  readonly connections: number;
  readonly active: number;
  readonly bytesIn: number;
  readonly bytesOut: number;
}

/** Where a hop stands on this machine now; undefined while nothing serves there. */
export type Locate = (hop: Hop) => SocketPlace | undefined;

interface Link {
  readonly client: net.Socket;
  readonly upstream: net.Socket;
  readonly hop: string;
}

export class Listener {
  /** Where it stands on this machine. */
  readonly place: SocketPlace;
  #wire: Wire;
  readonly #server: net.Server;
  readonly #locate: Locate;
  readonly #links = new Set<Link>();
  #connections = 0;
  #bytesIn = 0;
  #bytesOut = 0;

  private constructor(wire: Wire, server: net.Server, place: SocketPlace, locate: Locate) {
    this.#wire = wire;
    this.#server = server;
    this.place = place;
    this.#locate = locate;
    server.on('connection', (client) => this.#accept(client));
  }

  /** Opens at the wished place, or at any port of it if another program holds the wished one. */
  static async open(wire: Wire, wished: SocketPlace, locate: Locate): Promise<Listener> {
    const server = net.createServer({ allowHalfOpen: true, noDelay: true });
    try {
      return new Listener(wire, server, await listen(server, wished), locate);
    } catch (error) {
      if (codeOf(error) !== 'EADDRINUSE') throw error;
      return new Listener(wire, server, await listen(server, { host: wished.host, port: 0 }), locate);
    }
  }

  get wire(): Wire {
    return this.#wire;
  }

  get traffic(): Traffic {
    let { bytesIn, bytesOut } = { bytesIn: this.#bytesIn, bytesOut: this.#bytesOut };
    for (const { client } of this.#links) {
      bytesIn += client.bytesRead;
      bytesOut += client.bytesWritten;
    }
    return { connections: this.#connections, active: this.#links.size, bytesIn, bytesOut };
  }

  /** Hears of connections the system cannot give (too many open files). */
  onError(report: (error: Error) => void): void {
    this.#server.on('error', report);
  }

  /** Sends new connections along the new wire, and cuts those that took a way it does not have. */
  rewire(wire: Wire): void {
    this.#wire = wire;
    const ways = new Set(wire.to.map(hopKey));
    this.#cut((link) => !ways.has(link.hop));
  }

  /** Cuts the connections that went to this hop. */
  cutHop(key: string): void {
    this.#cut((link) => link.hop === key);
  }

  /** Stops listening and cuts every connection. */
  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.#cut(() => true);
    await closed;
  }

  #accept(client: net.Socket): void {
    this.#connections += 1;
    // The hops take turns, as a balancer's backends do; one where nothing serves is skipped.
    const { to } = this.#wire;
    for (let turn = 0; turn < to.length; turn += 1) {
      const hop = to[(this.#connections + turn) % to.length];
      const place = hop && this.#locate(hop);
      if (hop && place) return this.#link(client, hopKey(hop), place);
    }
    client.on('error', () => undefined);
    cut(client);
  }

  #link(client: net.Socket, hop: string, place: SocketPlace): void {
    const upstream = net.connect({ ...place, allowHalfOpen: true, noDelay: true });
    const link = { client, upstream, hop };
    this.#links.add(link);
    client.once('close', () => {
      this.#links.delete(link);
      this.#bytesIn += client.bytesRead;
      this.#bytesOut += client.bytesWritten;
    });
    forward(client, upstream);
  }

  #cut(which: (link: Link) => boolean): void {
    for (const link of this.#links) {
      if (!which(link)) continue;
      cut(link.client);
      cut(link.upstream);
    }
  }
}
