/**
 * The listeners of the network: opens and closes what a layout asks for, and knows where each stands on this machine.
 */
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { AddressBook, type AddressMode, detectMode, type SocketPlace } from './addresses.ts';
import { codeOf, TooManyFilesError } from './errors.ts';
import { Buffers } from './forward.ts';
import { HealthCheck, type HealthTiming } from './health.ts';
import { type Address, addressKey, backendKey, type Layout, type Wire, type ZoneOf, zoneKey } from './layout.ts';
import { type Behind, Listener, type NoneHealthy, type Traffic } from './listener.ts';
import type { BackendView } from './view.ts';

/** What went through one zone of an endpoint. */
export type ZoneTraffic = ZoneOf & Traffic;

/** All at once would take a lot of memory for thousands, and no less time. */
const openedAtOnce = 256;

export interface SwitchboardOptions {
  readonly clock: Clock;
  readonly log: Log;
  /** How addresses stand on this machine; found out by trying, unless given. */
  readonly mode?: AddressMode | undefined;
  readonly noneHealthy: NoneHealthy;
  readonly healthTiming: HealthTiming;
}

/** A process behind balancers; without a check it is healthy as long as it is here. */
interface Attached {
  readonly place: SocketPlace;
  readonly check: HealthCheck | undefined;
}

export class Switchboard {
  readonly #options: SwitchboardOptions;
  #book: AddressBook | undefined;
  readonly #listeners = new Map<string, Listener>();
  readonly #backends = new Map<string, Attached>();
  readonly #behind: Behind;
  /** Traffic of interfaces that no longer listen. */
  #past = new Map<string, ZoneTraffic>();

  constructor(options: SwitchboardOptions) {
    this.#options = options;
    const { noneHealthy } = options;
    this.#behind = { find: (backend) => this.#find(backend), noneHealthy, buffers: new Buffers() };
  }

  /**
   * Closes what the layout does not have, then opens what it adds. Rejects with an `AggregateError` when something does not open, with
   * `TooManyFilesError` when that is for want of files; the rest stands, and the next call tries again.
   */
  async hold(layout: Layout): Promise<void> {
    await Promise.all(
      [...this.#listeners.keys()].filter((key) => !layout.wires.has(key)).map((key) => this.#close(key)),
    );
    for (const [key, listener] of this.#listeners) {
      const wire = layout.wires.get(key);
      if (wire) listener.rewire(wire);
    }
    this.#forget(layout);
    if (layout.hosts.size > 0) this.#book ??= new AddressBook(this.#options.mode ?? (await this.#detect()));
    this.#book?.hold(layout.hosts);
    const added = [...layout.wires].filter(([key]) => !this.#listeners.has(key));
    const book = this.#book;
    if (!book) return;
    const wished = added.length;
    const errors: unknown[] = [];
    while (added.length > 0) {
      const some = added.splice(0, openedAtOnce).map(([key, wire]) => this.#open(book, key, wire));
      for (const result of await Promise.allSettled(some)) if (result.status === 'rejected') errors.push(result.reason);
    }
    if (errors.length === 0) return;
    const all = new AggregateError(
      errors,
      `${errors.length} of ${wished} listeners did not open, first: ${String(errors[0])}`,
    );
    if (!errors.some((error) => codeOf(error) === 'EMFILE')) throw all;
    throw new TooManyFilesError(
      `${errors.length} of ${wished} listeners did not open: too many open files, raise \`ulimit -n\``,
      { cause: all },
    );
  }

  /** See `Network.attach`. */
  attach(backend: BackendView, place: SocketPlace, checked: boolean): () => void {
    const key = backendKey(backend);
    this.#backends.get(key)?.check?.close();
    const attached = { place, check: checked ? this.#startCheck(key, place) : undefined };
    this.#backends.set(key, attached);
    return () => {
      // Another process may have taken its place since.
      if (this.#backends.get(key) !== attached) return;
      attached.check?.close();
      this.#backends.delete(key);
      for (const listener of this.#listeners.values()) listener.cutBackend(key);
    };
  }

  locate(address: Address): SocketPlace | undefined {
    return this.#listeners.get(addressKey(address))?.place;
  }

  /** Where a host of a VPC stands, whether anything listens there or not. */
  host(vpcId: string, ip: string): string | undefined {
    return this.#book?.host(vpcId, ip);
  }

  counters(): ZoneTraffic[] {
    const sums = new Map(this.#past);
    for (const listener of this.#listeners.values()) addTraffic(sums, listener);
    return [...sums.values()];
  }

  async close(): Promise<void> {
    for (const { check } of this.#backends.values()) check?.close();
    await Promise.all([...this.#listeners.keys()].map((key) => this.#close(key)));
  }

  async #detect(): Promise<AddressMode> {
    const mode = await detectMode();
    if (mode === 'ports') {
      this.#options.log('only 127.0.0.1 can be bound here: every address of the network is a port of 127.0.0.1');
    }
    return mode;
  }

  async #open(book: AddressBook, key: string, wire: Wire): Promise<void> {
    const wished = book.place(wire.at);
    try {
      const listener = await Listener.open(wire, wished, this.#behind);
      listener.onError((error) =>
        this.#options.log('a listener cannot accept', { address: key, error: error.message }),
      );
      this.#listeners.set(key, listener);
    } catch (cause) {
      const what = `cannot listen for ${key} at ${wished.host}:${wished.port}: ${String(cause)}`;
      throw codeOf(cause) === 'EMFILE' ? new TooManyFilesError(what, { cause }) : new Error(what, { cause });
    }
  }

  async #close(key: string): Promise<void> {
    const listener = this.#listeners.get(key);
    if (!listener) return;
    this.#listeners.delete(key);
    await listener.close();
    addTraffic(this.#past, listener);
  }

  #find(backend: BackendView): { place: SocketPlace; healthy: boolean } | undefined {
    const attached = this.#backends.get(backendKey(backend));
    return attached && { place: attached.place, healthy: attached.check?.healthy ?? true };
  }

  #startCheck(key: string, place: SocketPlace): HealthCheck {
    const { clock, log, healthTiming } = this.#options;
    return new HealthCheck(clock, place, healthTiming, (healthy) =>
      log(healthy ? 'a backend is healthy again' : 'a backend is unhealthy: it gets no new connections', {
        backend: key,
        ...place,
      }),
    );
  }

  /** Drops the counts of endpoint zones that are no more. */
  #forget(layout: Layout): void {
    this.#past = new Map([...this.#past].filter(([key]) => layout.zones.has(key)));
  }
}

function addTraffic(sums: Map<string, ZoneTraffic>, listener: Listener): void {
  const { zone } = listener.wire;
  if (!zone) return;
  const key = zoneKey(zone);
  const before = sums.get(key) ?? { ...zone, connections: 0, active: 0, unserved: 0, bytesIn: 0, bytesOut: 0 };
  const { connections, active, unserved, bytesIn, bytesOut } = listener.traffic;
  sums.set(key, {
    ...zone,
    connections: before.connections + connections,
    active: before.active + active,
    unserved: before.unserved + unserved,
    bytesIn: before.bytesIn + bytesIn,
    bytesOut: before.bytesOut + bytesOut,
  });
}
