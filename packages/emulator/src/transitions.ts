/**
 * Changes that take time. Each is a timer on the clock, of a length drawn from the profile or told by a fault, and is written down for
 * `floor.ts`. What is under way is plain data (`changes.ts`): it can be saved, and taken up again.
 */
import type { After, Endings, Later } from './changes.ts';
import type { Clock } from './clock.ts';
import type { Faults } from './faults/faults.ts';
import type { Switches } from './guesses.ts';
import type { Hold, Locks } from './locks.ts';
import type { Log } from './log.ts';
import { draw, type Profile, type TransitionKind } from './profiles.ts';
import type { Random } from './random.ts';
import { rememberStates, type SavedStates, takeBackStates } from './states.ts';
import type { World } from './world.ts';

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

/** A change under way. */
export interface SavedChange {
  /** Tells the changes under way apart. */
  readonly id: number;
  readonly kind: TransitionKind;
  readonly object: string;
  readonly details: unknown;
  /** When it ends; null when a fault keeps it from ending. */
  readonly dueAt: number | null;
  /** What it keeps locked. */
  readonly lock: string | null;
  /** So long after its end it goes back. */
  readonly flipsBackMs: number | null;
  /** Of one that has ended and goes back when it is due: what it goes back to. */
  readonly back: SavedStates | null;
}

export interface TransitionParts {
  readonly world: World;
  readonly clock: Clock;
  readonly profile: Profile;
  readonly random: Random;
  readonly faults: Faults;
  readonly locks: Locks;
  readonly switches: Switches;
  readonly endings: Endings;
  readonly log: Log;
  /** Told of each change that begins (with its data) or is over (without). */
  readonly onChange?: (id: number, change: SavedChange | undefined) => void;
  /** How many records are kept. */
  readonly history: number;
}

interface Pending {
  readonly change: SavedChange;
  cancel: () => void;
  readonly release: (() => void) | undefined;
}

export class Transitions {
  readonly #parts: TransitionParts;
  readonly #pending = new Map<number, Pending>();
  #nextId = 1;
  #records: TransitionRecord[] = [];

  constructor(parts: TransitionParts) {
    this.#parts = parts;
  }

  /** What a call begins changes with. The first that it begins has waited for the call's latency; what follows of itself has not. */
  after(hold: Hold | undefined, latencyMs: number): After {
    let waited = latencyMs;
    return (kind, object, ...[details]) => {
      this.#begin(kind, object, details, hold, waited);
      waited = 0;
    };
  }

  /** What was drawn so far, oldest first. */
  records(): readonly TransitionRecord[] {
    return this.#records;
  }

  /** What is under way, in order of its beginning. */
  pending(): SavedChange[] {
    return [...this.#pending.values()].map(({ change }) => change);
  }

  /** Ends all that is under way, without effect, and takes up these: `dueAt` is on this clock. Locks are those that they hold. */
  restore(saved: readonly SavedChange[]): void {
    this.close();
    this.#parts.locks.clear();
    for (const change of saved) {
      this.#nextId = Math.max(this.#nextId, change.id + 1);
      this.#hold(change, change.lock === null ? undefined : this.#parts.locks.takeBack(change.lock));
    }
  }

  /** Ends all that is under way, without effect. */
  close(): void {
    for (const { cancel } of this.#pending.values()) cancel();
    this.#pending.clear();
  }

  #begin(kind: TransitionKind, object: string, details: unknown, hold: Hold | undefined, latencyMs: number): void {
    const { clock, profile, random, faults } = this.#parts;
    const { takesMs, delayMs, flipsBackMs } = faults.script(kind, object);
    const drawn = draw(profile.transitions[kind], random);
    const durationMs = (takesMs ?? drawn) + delayMs;
    const startedAt = clock.now();
    this.#write({ kind, object, startedAt, durationMs, latencyMs });
    const change: SavedChange = {
      id: this.#nextId++,
      kind,
      object,
      details: details ?? null,
      dueAt: Number.isFinite(durationMs) ? startedAt + durationMs : null,
      lock: hold?.key ?? null,
      flipsBackMs: flipsBackMs ?? null,
      back: null,
    };
    this.#hold(change, hold);
  }

  #hold(change: SavedChange, hold: Hold | undefined): void {
    const { clock, onChange } = this.#parts;
    const pending: Pending = { change, cancel: () => {}, release: hold?.share() };
    this.#pending.set(change.id, pending);
    onChange?.(change.id, change);
    if (change.dueAt === null) return; // never over: what it holds stays held
    pending.cancel = clock.schedule(change.dueAt - clock.now(), () => this.#end(pending, hold));
  }

  #end({ change, release }: Pending, hold: Hold | undefined): void {
    const { world, log, onChange } = this.#parts;
    const { id, kind, object, details, back, flipsBackMs } = change;
    this.#pending.delete(id);
    try {
      if (back !== null) {
        takeBackStates(world, back);
        this.#begin(kind, object, details, hold, 0);
        return;
      }
      const before = flipsBackMs === null ? undefined : rememberStates(world, object);
      this.#ending(kind)(world, object, this.#later(hold), details ?? undefined);
      if (before !== undefined && flipsBackMs !== null) this.#flipBack(change, before, flipsBackMs);
    } catch (error) {
      log('a transition failed', { kind, object, error });
    } finally {
      release?.();
      onChange?.(id, undefined);
    }
  }

  /** It has ended; but not for long. Nothing is locked meanwhile. */
  #flipBack(change: SavedChange, back: SavedStates, flipsBackMs: number): void {
    const dueAt = this.#parts.clock.now() + flipsBackMs;
    this.#hold({ ...change, id: this.#nextId++, dueAt, lock: null, flipsBackMs: null, back }, undefined);
  }

  #later(hold: Hold | undefined): Later {
    const { switches, clock } = this.#parts;
    return { switches, now: () => clock.now(), after: this.after(hold, 0) };
  }

  /** The details of a change were given, and typed, by its kind. */
  #ending(kind: TransitionKind): (world: World, object: string, later: Later, details: unknown) => void {
    return this.#parts.endings[kind] as (world: World, object: string, later: Later, details: unknown) => void;
  }

  #write(record: TransitionRecord): void {
    const { history } = this.#parts;
    this.#records.push(record);
    if (this.#records.length > 2 * history) this.#records = this.#records.slice(-history);
  }
}
