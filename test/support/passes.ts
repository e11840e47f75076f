/**
 * The reconcile of the operator, pass after pass, without Kubernetes around it: an object in memory, the emulated cloud, virtual time. For cases
 * that are many and that concern the cloud alone.
 */
import { setMaxListeners } from 'node:events';
import { type ASMPvlConfig, type ASMPvlConfigSpec, resource } from '@asm-privatelink/api';
import { type Cloud, withBudget, withDeadline } from '@asm-privatelink/cloud';
import type { VirtualClock } from '@asm-privatelink/emulator';
import { type CertificatePolicy, defaultTiers, type Source } from '@asm-privatelink/link';
import { createLog, createReconcile, type OutcomeEvent } from '@asm-privatelink/operator';

export interface PassesOptions {
  cloud: Cloud;
  source: Source;
  clock: VirtualClock;
  certificates?: CertificatePolicy | undefined;
}

/** One life of a reconcile over one object. */
export class Passes {
  readonly #clock: VirtualClock;
  readonly #reconcile: ReturnType<typeof createReconcile>;
  readonly #stopped = new AbortController();
  #object: ASMPvlConfig;
  /** The finalizer may go: the object is deleted and nothing of ours is left. */
  finished = false;
  /** The events of the last pass. */
  events: readonly OutcomeEvent[] = [];

  constructor({ cloud, source, clock, certificates = 'report' }: PassesOptions, object: ASMPvlConfig) {
    this.#clock = clock;
    this.#object = object;
    setMaxListeners(0, this.#stopped.signal); // any number of calls listen to it at a time
    this.#reconcile = createReconcile({
      cloud: withBudget(withDeadline(cloud, { clock }), { clock }),
      source,
      certificates,
      clock,
      log: createLog({ level: 'silent' }),
      random: () => 0.5,
      tiers: defaultTiers,
    });
  }

  get object(): ASMPvlConfig {
    return this.#object;
  }

  apply(spec: ASMPvlConfigSpec): void {
    const { metadata } = this.#object;
    this.#object = { ...this.#object, metadata: { ...metadata, generation: (metadata.generation ?? 0) + 1 }, spec };
  }

  delete(): void {
    const deletionTimestamp = new Date(this.#clock.now()).toISOString();
    this.#object = { ...this.#object, metadata: { ...this.#object.metadata, deletionTimestamp } };
  }

  /** Passes until it holds; false when it does not within `limitMs` of virtual time. */
  async until(holds: () => boolean, limitMs: number): Promise<boolean> {
    const end = this.#clock.now() + limitMs;
    while (!holds()) {
      if (this.#clock.now() >= end) return false;
      await this.#pass();
    }
    return true;
  }

  /** Passes for so long. */
  async rest(ms: number): Promise<void> {
    await this.until(() => false, ms);
  }

  stop(): void {
    this.#stopped.abort();
  }

  async #pass(): Promise<void> {
    const { signal } = this.#stopped;
    const outcome = this.#reconcile({ object: this.#object, leader: true, paused: false, signal });
    await this.#clock.run(outcome);
    const { status, events, againInMs, finished } = await outcome;
    if (status !== undefined) this.#object = { ...this.#object, status };
    this.events = events;
    this.finished = finished;
    // A pause of nothing would be a hot loop: no pass asks for one, and the rates of the cloud hold for those that are short.
    if (againInMs < 100 && !finished) throw new Error(`a pass wants the next one after ${againInMs} ms`);
    await this.#clock.advance(againInMs);
  }
}

export function newObject(spec: ASMPvlConfigSpec): ASMPvlConfig {
  const { apiVersion, kind, objectName: name } = resource;
  return { apiVersion, kind, metadata: { name, uid: 'uid-1', generation: 1 }, spec };
}
