/**
 * One wire held open: a real listener, and the connections it forwards.
 */
import net from 'node:net';
import { listen, type SocketPlace } from './addresses.ts';
import { codeOf } from './errors.ts';
import { type Buffers, cut, forward } from './forward.ts';
import { backendKey, type Wire } from './layout.ts';
import type { BackendView } from './view.ts';

/** What went through so far. Bytes `in` go towards the service, bytes `out` come back. */
export interface Traffic {
  /** All that were accepted. */
  readonly connections: number;
  /** Those that are open now. */
  readonly active: number;
  /** Those that found no backend. */
  readonly unserved: number;
  readonly bytesIn: number;
  readonly bytesOut: number;
}

/** A backend on this machine. */
export interface Standing {
  readonly place: SocketPlace;
  /** Its health check says so; always, where there is none. */
  readonly healthy: boolean;
}

/**
 * What a client sees of a listener without a healthy backend: its connection is accepted and reset; it is accepted and never
 * answered; or it goes to a backend all the same, healthy or not.
 */
export type NoneHealthy = 'reset' | 'hang' | 'try-all';

export interface Behind {
  /** Where a backend stands now; undefined while nothing serves there. */
  find(backend: BackendView): Standing | undefined;
  readonly noneHealthy: NoneHealthy;
  readonly buffers: Buffers;
}

interface Link {
  readonly client: net.Socket;
  /** Missing for a client that hangs without a backend. */
  readonly way?: { readonly upstream: net.Socket /** `backendKey`. */; readonly to: string };
}

export class Listener {
  /** Where it stands on this machine. */
  readonly place: SocketPlace;
  #wire: Wire;
  readonly #server: net.Server;
  readonly #behind: Behind;
  readonly #links = new Set<Link>();
  #connections = 0;
  #unserved = 0;
  #bytesIn = 0;
  #bytesOut = 0;

  private constructor(wire: Wire, server: net.Server, place: SocketPlace, behind: Behind) {
    this.#wire = wire;
    this.#server = server;
    this.place = place;
    this.#behind = behind;
    server.on('connection', (client) => this.#accept(client));
  }

  /** Opens at the wished place, or at any port of it if another program holds the wished one. */
  static async open(wire: Wire, wished: SocketPlace, behind: Behind): Promise<Listener> {
    const server = net.createServer({ allowHalfOpen: true, noDelay: true });
    try {
      return new Listener(wire, server, await listen(server, wished), behind);
    } catch (error) {
      if (codeOf(error) !== 'EADDRINUSE') throw error;
      return new Listener(wire, server, await listen(server, { host: wished.host, port: 0 }), behind);
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
    const active = this.#links.size;
    return { connections: this.#connections, active, unserved: this.#unserved, bytesIn, bytesOut };
  }

  /** Hears of connections the system cannot give (too many open files). */
  onError(report: (error: Error) => void): void {
    this.#server.on('error', report);
  }

  /** Sends new connections along the new wire, and cuts those that took a way it does not have. */
  rewire(wire: Wire): void {
    this.#wire = wire;
    const ways = new Set(wire.to.map(backendKey));
    this.#cut(({ way }) => way !== undefined && !ways.has(way.to));
  }

  /** Cuts the connections that went to this backend. */
  cutBackend(key: string): void {
    this.#cut(({ way }) => way?.to === key);
  }

  /** Stops listening and cuts every connection. */
  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.#cut(() => true);
    await closed;
    // The server's own end may be told before those of its sockets.
    for (const link of this.#links) this.#drop(link);
  }

  #accept(client: net.Socket): void {
    this.#connections += 1;
    const chosen = this.#choose(true) ?? (this.#behind.noneHealthy === 'try-all' ? this.#choose(false) : undefined);
    if (chosen) return this.#link(client, chosen.to, chosen.place);
    this.#unserved += 1;
    client.on('error', () => undefined);
    // Accepted first, reset then: at once, a dialler in this process would not see that it was accepted.
    if (this.#behind.noneHealthy !== 'hang') return void setImmediate(() => cut(client));
    this.#keep({ client });
    // What it sends is taken and lost; when it gives up, so does this side.
    client.on('end', () => client.end()).resume();
  }

  /** The backends take turns; one that does not serve, or that must be healthy and is not, is passed over. */
  #choose(healthy: boolean): { to: string; place: SocketPlace } | undefined {
    const { to } = this.#wire;
    for (let turn = 0; turn < to.length; turn += 1) {
      const backend = to[(this.#connections + turn) % to.length];
      const standing = backend && this.#behind.find(backend);
      if (standing && (standing.healthy || !healthy)) return { to: backendKey(backend), place: standing.place };
    }
    return undefined;
  }

  #link(client: net.Socket, to: string, place: SocketPlace): void {
    const upstream = forward(client, place, this.#behind.buffers);
    this.#keep({ client, way: { upstream, to } });
  }

  #keep(link: Link): void {
    this.#links.add(link);
    link.client.once('close', () => this.#drop(link));
  }

  #drop(link: Link): void {
    if (!this.#links.delete(link)) return;
    this.#bytesIn += link.client.bytesRead;
    this.#bytesOut += link.client.bytesWritten;
  }

  #cut(which: (link: Link) => boolean): void {
    for (const link of this.#links) {
      if (!which(link)) continue;
      cut(link.client);
      if (link.way) cut(link.way.upstream);
    }
  }
}
