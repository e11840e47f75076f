/** Faults placed on purpose, and which of them strikes a call or a change. What a strike does to a call is in `befall.ts`. */
import type { TransitionKind } from '../profiles.ts';
import type { Random, RandomState } from '../random.ts';
import { actionPattern } from '../wildcard.ts';
import { type CallEffect, type Fault, faultSchema } from './schema.ts';

/** A call as faults look at it. */
export interface StruckCall {
  readonly product: string;
  readonly action: string;
  readonly write: boolean;
  /** It names this object in a parameter or in its path. */
  names(resource: string): boolean;
}

/** What befalls a change that takes time. */
export interface ChangeScript {
  /** Exactly this long; undefined, as long as the profile says. */
  readonly takesMs: number | undefined;
  /** Infinity: it never ends. */
  readonly delayMs: number;
  readonly flipsBackMs: number | undefined;
}

/** A fault with what it has done so far. */
export interface PlacedFault {
  readonly id: number;
  readonly fault: Fault;
  /** How many calls or changes have fitted, and how many of them it has struck. */
  readonly seen: number;
  readonly struck: number;
  /** Of a throttle or a lock: when it is over. */
  readonly until: number;
}

export interface SavedFaults {
  readonly placed: readonly PlacedFault[];
  readonly nextId: number;
  readonly random: RandomState;
}

type Parsed = ReturnType<typeof faultSchema.parse>;
type Placed = { readonly id: number; readonly fault: Parsed; seen: number; struck: number; until: number } & (
  | { readonly kind: 'call'; readonly matches: (product: string, action: string) => boolean }
  | { readonly kind: 'change' }
);

export class Faults {
  readonly #placed = new Map<number, Placed>();
  readonly #random: Random;
  readonly #onChange: () => void;
  #nextId = 1;

  /** `onChange` is told when a fault comes, goes or strikes. */
  constructor(random: Random, onChange: () => void = () => {}) {
    this.#random = random;
    this.#onChange = onChange;
  }

  /** Places a fault; the returned function takes it away. Throws ZodError for one that cannot be. */
  add(fault: Fault): () => void {
    const { id } = this.place(fault);
    return () => {
      this.remove(id);
    };
  }

  place(fault: Fault): PlacedFault {
    const placed = place({ id: this.#nextId++, fault, seen: 0, struck: 0, until: 0 });
    this.#placed.set(placed.id, placed);
    this.#onChange();
    return show(placed);
  }

  /** False when there is none of that id. */
  remove(id: number): boolean {
    const removed = this.#placed.delete(id);
    if (removed) this.#onChange();
    return removed;
  }

  clear(): void {
    this.#placed.clear();
    this.#onChange();
  }

  /** In order of coming. */
  list(): PlacedFault[] {
    return [...this.#placed.values()].map(show);
  }

  /** What befalls this call. */
  strike(call: StruckCall, now: number): CallEffect[] {
    const effects: CallEffect[] = [];
    for (const placed of this.#placed.values()) {
      const { fault } = placed;
      if (placed.kind !== 'call' || !('action' in fault) || !placed.matches(call.product, call.action)) continue;
      if (fault.resource !== undefined && !call.names(fault.resource)) continue;
      const { effect } = fault;
      const lasts = effect.kind === 'throttle' || effect.kind === 'lock';
      if (effect.kind === 'lock' && !call.write) continue;
      if (lasts && placed.until > now) {
        effects.push({ ...effect, ms: placed.until - now });
      } else if (this.#hits(placed)) {
        if (lasts) placed.until = now + effect.ms;
        effects.push(effect);
      }
    }
    return effects;
  }

  /** What befalls a change that begins. Of several faults, delays add up and the last other word counts. */
  script(kind: TransitionKind, object: string): ChangeScript {
    let script: ChangeScript = { takesMs: undefined, delayMs: 0, flipsBackMs: undefined };
    for (const placed of this.#placed.values()) {
      const { fault } = placed;
      if (!('transition' in fault) || fault.transition !== kind) continue;
      if ((fault.object !== undefined && fault.object !== object) || !this.#hits(placed)) continue;
      const { delayMs, takesMs = script.takesMs, flipsBackMs = script.flipsBackMs } = fault;
      const forEver = delayMs === undefined && fault.takesMs === undefined && fault.flipsBackMs === undefined;
      const more = forEver ? Number.POSITIVE_INFINITY : (delayMs ?? 0);
      script = { takesMs, delayMs: script.delayMs + more, flipsBackMs };
    }
    return script;
  }

  save(): SavedFaults {
    return { placed: this.list(), nextId: this.#nextId, random: this.#random.save() };
  }

  /** These and no others. */
  restore({ placed, nextId, random }: SavedFaults): void {
    this.#placed.clear();
    for (const one of placed) this.#placed.set(one.id, place(one));
    this.#nextId = nextId;
    this.#random.restore(random);
  }

  #hits(placed: Placed): boolean {
    const { nth = 1, times = 1, probability } = placed.fault;
    if (placed.struck >= times) return false;
    placed.seen++;
    this.#onChange();
    if (placed.seen < nth) return false;
    if (probability !== undefined && this.#random.next() >= probability) return false;
    placed.struck++;
    return true;
  }
}

function place({ id, fault, seen, struck, until }: PlacedFault): Placed {
  const parsed = faultSchema.parse(fault);
  const common = { id, fault: parsed, seen, struck, until };
  return 'action' in parsed
    ? { kind: 'call', ...common, matches: actionPattern(parsed.action) }
    : { kind: 'change', ...common };
}

function show({ id, fault, seen, struck, until }: Placed): PlacedFault {
  return { id, fault, seen, struck, until };
}
