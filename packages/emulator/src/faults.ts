/**
 * Faults placed on purpose: a call that fails before its effect or after it, an answer that is lost, slowness, throttling, a state that
 * never ends.
 */

import type { TransitionKind } from './profiles.ts';
import type { Random } from './random.ts';

export interface CallFault {
  /** `Action`, `product:Action` or a pattern with `*`. */
  readonly action: string;
  /** Strikes the n-th matching call (from 1) and the ones after it. Default 1. */
  readonly nth?: number | undefined;
  /** How many calls it strikes. Default 1. */
  readonly times?: number | undefined;
  /** Of striking a call that matches. Default 1. */
  readonly probability?: number | undefined;
  readonly effect: CallEffect;
}

export type CallEffect =
  /** Refused, nothing done; or done, and refused all the same. */
  | {
      readonly kind: 'error';
      readonly when: 'before' | 'after';
      readonly code: string;
      readonly status?: number | undefined;
      readonly message?: string | undefined;
    }
  /** Done, but the caller never hears of it. */
  | { readonly kind: 'lost' }
  | { readonly kind: 'latency'; readonly ms: number }
  /** Every matching call is throttled from the first one struck until `ms` later. */
  | { readonly kind: 'throttle'; readonly ms: number };

export interface TransitionFault {
  readonly transition: TransitionKind;
  /** Only of this object; left out, of any. */
  readonly object?: string | undefined;
  /** How many transitions it strikes. Default 1. */
  readonly times?: number | undefined;
  /** How much longer it takes; left out, it never ends. */
  readonly delayMs?: number | undefined;
}

export type Fault = CallFault | TransitionFault;

interface Placed<F> {
  readonly fault: F;
  readonly matches: (product: string, action: string) => boolean;
  seen: number;
  struck: number;
  throttledUntil: number;
}

export class Faults {
  readonly #calls = new Set<Placed<CallFault>>();
  readonly #transitions = new Set<{ readonly fault: TransitionFault; struck: number }>();
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  /** Places a fault; the returned function takes it away. */
  add(fault: Fault): () => void {
    if ('transition' in fault) {
      const placed = { fault, struck: 0 };
      this.#transitions.add(placed);
      return () => this.#transitions.delete(placed);
    }
    const placed = { fault, matches: actionPattern(fault.action), seen: 0, struck: 0, throttledUntil: 0 };
    this.#calls.add(placed);
    return () => this.#calls.delete(placed);
  }

  clear(): void {
    this.#calls.clear();
    this.#transitions.clear();
  }

  /** What befalls this call. */
  strike(product: string, action: string, now: number): CallEffect[] {
    return [...this.#calls].flatMap((placed) => {
      if (!placed.matches(product, action)) return [];
      const { fault } = placed;
      if (fault.effect.kind === 'throttle' && placed.throttledUntil > now) {
        return [{ kind: 'throttle', ms: placed.throttledUntil - now }];
      }
      placed.seen++;
      if (placed.seen < (fault.nth ?? 1) || placed.struck >= (fault.times ?? 1)) return [];
      if (fault.probability !== undefined && this.#random.next() >= fault.probability) return [];
      placed.struck++;
      if (fault.effect.kind === 'throttle') placed.throttledUntil = now + fault.effect.ms;
      return [fault.effect];
    });
  }

  /** How much longer this transition takes than it would: 0, or Infinity when it never ends. */
  delay(kind: TransitionKind, object: string): number {
    let delay = 0;
    for (const placed of this.#transitions) {
      const { fault } = placed;
      if (fault.transition !== kind || (fault.object !== undefined && fault.object !== object)) continue;
      if (placed.struck >= (fault.times ?? 1)) continue;
      placed.struck++;
      delay += fault.delayMs ?? Number.POSITIVE_INFINITY;
    }
    return delay;
  }
}

/** Matches `Action`, `product:Action` and patterns of them, in any case. */
export function actionPattern(pattern: string): (product: string, action: string) => boolean {
  const withProduct = pattern.includes(':') || pattern === '*' ? pattern : `*:${pattern}`;
  const source = withProduct
    .split('*')
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*');
  const expression = new RegExp(`^${source}$`, 'i');
  return (product, action) => expression.test(`${product}:${action}`);
}
