/** Changes that take time. Each is a timer on the clock, of a length drawn from the profile, and is written down for `floor.ts`. */
import type { Clock } from './clock.ts';
import type { Faults } from './faults.ts';
import type { Hold } from './locks.ts';
import type { Log } from './log.ts';
import { draw, type Profile, type TransitionKind } from './profiles.ts';
import type { Random } from './random.ts';

export interface TransitionRecord {
  readonly kind: TransitionKind;
  /** Id of what changed; of a zone, `endpoint/zone`. */
  readonly object: string;
  readonly startedAt: number;
  /** Infinity when a fault keeps it from ending. */
  readonly durationMs: number;
  /** Of the call that started it; 0 when another transition did. */
  readonly latencyMs: number;
}

export interface TransitionOptions {
  readonly latencyMs?: number;
  readonly hold?: Hold | undefined;
}

/** How many records are kept. */
const KEPT = 100_000;

export class Transitions {
  readonly #clock: Clock;
  readonly #profile: Profile;
  readonly #random: Random;
  readonly #faults: Faults;
  readonly #log: Log;
  readonly #pending = new Set<() => void>();
  #records: TransitionRecord[] = [];

  constructor(parts: { clock: Clock; profile: Profile; random: Random; faults: Faults; log: Log }) {
    this.#clock = parts.clock;
    this.#profile = parts.profile;
    this.#random = parts.random;
    this.#faults = parts.faults;
    this.#log = parts.log;
  }

  /** Runs `then` when the change is over. */
  start(kind: TransitionKind, object: string, then: () => void, options: TransitionOptions = {}): void {
    const durationMs = draw(this.#profile.transitions[kind], this.#random) + this.#faults.delay(kind, object);
    this.#write({ kind, object, startedAt: this.#clock.now(), durationMs, latencyMs: options.latencyMs ?? 0 });
    const release = options.hold?.share();
    if (!Number.isFinite(durationMs)) return; // never over: what it holds stays held
    const cancel = this.#clock.schedule(durationMs, () => {
      this.#pending.delete(cancel);
      try {
        then();
      } catch (error) {
        this.#log('a transition failed', { kind, object, error });
      } finally {
        release?.();
      }
    });
    this.#pending.add(cancel);
  }

  /** What was drawn so far, oldest first. */
  records(): readonly TransitionRecord[] {
    return this.#records;
  }

  /** Ends all that is under way, without effect. */
  close(): void {
    for (const cancel of this.#pending) cancel();
    this.#pending.clear();
  }

  #write(record: TransitionRecord): void {
    this.#records.push(record);
    if (this.#records.length > 2 * KEPT) this.#records = this.#records.slice(-KEPT);
  }
}
