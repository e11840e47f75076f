/** The published call rates (alibaba-cloud-api §2.5): so many calls in any window of so long, per region, action and main account. */
import type { Rate } from './reference.ts';

export class Rates {
  readonly #calls = new Map<string, number[]>();

  /** Counts a call. Answers 0 when it is allowed, else after how many milliseconds one would be. */
  take(key: string, rate: Rate, now: number): number {
    const calls = this.#calls.get(key) ?? [];
    this.#calls.set(key, calls);
    const gone = calls.findIndex((at) => at > now - rate.windowMs);
    calls.splice(0, gone === -1 ? calls.length : gone);
    const oldest = calls[0];
    if (oldest !== undefined && calls.length >= rate.calls) return oldest + rate.windowMs - now;
    calls.push(now);
    return 0;
  }
}
