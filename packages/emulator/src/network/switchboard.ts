/**
 * The listeners of the network: opens and closes what a layout asks for, and knows where each stands on this machine.
 */

import type { Log } from '../log.ts';
import { AddressBook, type AddressMode, detectMode, type SocketPlace } from './addresses.ts';
import { codeOf } from './errors.ts';
import { type Address, addressKey, type Hop, hopKey, type Layout, type Wire, type ZoneOf, zoneKey } from './layout.ts';
import { Listener, type Traffic } from './listener.ts';
import type { BackendView } from './view.ts';

/** What went through one zone of an endpoint. */
export type ZoneTraffic = ZoneOf & Traffic;

export class Switchboard {
  readonly #log: Log;
  readonly #mode: AddressMode | undefined;
  #book: AddressBook | undefined;
  readonly #listeners = new Map<string, Listener>();
  readonly #backends = new Map<string, SocketPlace>();
  /** Traffic of interfaces that no longer listen. */
  #past = new Map<string, ZoneTraffic>();

  constructor(log: Log, mode?: AddressMode) {
    this.#log = log;
    this.#mode = mode;
  }

  /**
   * Closes what the layout does not have, then opens what it adds. Rejects with an `AggregateError` when something does not open;
   * the rest stands, and the next call tries again.
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
    const added = [...layout.wires].filter(([key]) => !this.#listeners.has(key));
    if (added.length === 0) return;
    this.#book ??= new AddressBook(this.#mode ?? (await this.#detect()));
    const book = this.#book;
    const results = await Promise.allSettled(added.map(([key, wire]) => this.#open(book, key, wire)));
    const errors = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []));
    if (errors.length > 0) {
      throw new AggregateError(
        errors,
        `${errors.length} of ${added.length} listeners did not open, first: ${String(errors[0])}`,
      );
    }
  }

  /** Puts a process behind the balancers that name it; the returned function takes it away and cuts its connections. */
  attach(backend: BackendView, place: SocketPlace): () => void {
    const key = hopKey({ kind: 'backend', ...backend });
    this.#backends.set(key, place);
    return () => {
      // Another process may have taken its place since.
      if (this.#backends.get(key) !== place) return;
      this.#backends.delete(key);
      for (const listener of this.#listeners.values()) listener.cutHop(key);
    };
  }

  locate(address: Address): SocketPlace | undefined {
    return this.#listeners.get(addressKey(address))?.place;
  }

  counters(): ZoneTraffic[] {
    const sums = new Map(this.#past);
    for (const listener of this.#listeners.values()) addTraffic(sums, listener);
    return [...sums.values()];
  }

  async close(): Promise<void> {
    await Promise.all([...this.#listeners.keys()].map((key) => this.#close(key)));
  }

  async #detect(): Promise<AddressMode> {
    const mode = await detectMode();
    if (mode === 'ports') {
      this.#log('only 127.0.0.1 can be bound here: every address of the network is a port of 127.0.0.1');
    }
    return mode;
  }

  async #open(book: AddressBook, key: string, wire: Wire): Promise<void> {
    const wished = book.place(wire.at);
    try {
      const listener = await Listener.open(wire, wished, (hop) => this.#find(hop));
      listener.onError((error) => this.#log('a listener cannot accept', { address: key, error: error.message }));
      this.#listeners.set(key, listener);
    } catch (cause) {
      book.release(wire.at);
      const why = codeOf(cause) === 'EMFILE' ? 'too many open files, raise `ulimit -n`' : String(cause);
      throw new Error(`cannot listen for ${key} at ${wished.host}:${wished.port}: ${why}`, { cause });
    }
  }

  async #close(key: string): Promise<void> {
    const listener = this.#listeners.get(key);
    if (!listener) return;
    this.#listeners.delete(key);
    await listener.close();
    this.#book?.release(listener.wire.at);
    addTraffic(this.#past, listener);
  }

  #find(hop: Hop): SocketPlace | undefined {
    return hop.kind === 'address' ? this.locate(hop) : this.#backends.get(hopKey(hop));
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
  const before = sums.get(key) ?? { ...zone, connections: 0, active: 0, bytesIn: 0, bytesOut: 0 };
  const { connections, active, bytesIn, bytesOut } = listener.traffic;
  sums.set(key, {
    ...zone,
    connections: before.connections + connections,
    active: before.active + active,
    bytesIn: before.bytesIn + bytesIn,
    bytesOut: before.bytesOut + bytesOut,
  });
}
