/**
 * The time-table of an ideal client: it knows how long everything will take, sends each call so that it takes effect in the very
 * millisecond in which that becomes possible, never polls, and lets those steps go first that most still depends on. It is bound by what
 * binds everybody: a step waits for the steps before it, for room in the published rate of its action, and for its lock.
 *
 * Going first by the longest way still to go is best where one rate or one lock is the bottleneck (Jackson's rule); where several are, the
 * time-table may be a little longer than the best there is, and can be kept nevertheless.
 */
import type { Rate } from './reference.ts';

export interface Step {
  readonly id: string;
  /** Those that must be over before it takes effect; ids that are not among the steps count as over. */
  readonly after: readonly string[];
  /** Of its call, half before the effect and half after it; 0 for what follows without a call. */
  readonly latencyMs: number;
  /** From the effect until it is over. */
  readonly durationMs: number;
  /** Calls that count together towards a rate; undefined where none is published. */
  readonly rate: { readonly name: string; readonly limit: Rate } | undefined;
  /** What no two steps may hold at once. */
  readonly lock: string | undefined;
  /** The lock is held until the step is over, else until its call is answered. */
  readonly holdsThrough: boolean;
}

/** When the last step is over, from the start, in milliseconds. */
export function shortestTime(steps: readonly Step[]): number {
  const known = new Map(steps.map((step) => [step.id, step]));
  const waysToGo = longestWays(steps);
  const waiting = [...steps].sort((a, b) => (waysToGo.get(b.id) ?? 0) - (waysToGo.get(a.id) ?? 0));
  const over = new Map<string, number>();
  const free = new Map<string, number>();
  const effects = new Map<string, number[]>();
  let end = 0;
  for (let now = 0; waiting.length > 0; ) {
    let next = Number.POSITIVE_INFINITY;
    for (let i = 0; i < waiting.length; ) {
      const step = waiting[i];
      if (step === undefined) break;
      const at = earliest(step, known, over, free, effects);
      if (at > now) {
        next = Math.min(next, at);
        i++;
        continue;
      }
      waiting.splice(i, 1);
      const { id, latencyMs, durationMs, rate, lock, holdsThrough } = step;
      over.set(id, now + durationMs);
      end = Math.max(end, now + durationMs);
      if (lock !== undefined) free.set(lock, now + Math.max(latencyMs / 2, holdsThrough ? durationMs : 0));
      if (rate !== undefined) effects.set(rate.name, latest(effects.get(rate.name) ?? [], now, rate.limit.calls));
    }
    if (waiting.length > 0 && next === Number.POSITIVE_INFINITY) throw new Error('the steps wait for each other');
    now = next;
  }
  return end;
}

/** Infinity while it waits for a step that has not begun. */
function earliest(
  { after, latencyMs, rate, lock }: Step,
  known: ReadonlyMap<string, Step>,
  over: ReadonlyMap<string, number>,
  free: ReadonlyMap<string, number>,
  effects: ReadonlyMap<string, readonly number[]>,
): number {
  let at = latencyMs / 2;
  for (const id of after) if (known.has(id)) at = Math.max(at, over.get(id) ?? Number.POSITIVE_INFINITY);
  if (lock !== undefined) at = Math.max(at, free.get(lock) ?? 0);
  const counted = (rate && effects.get(rate.name)) ?? [];
  const [oldest] = counted;
  const full = rate !== undefined && counted.length >= rate.limit.calls;
  return full && oldest !== undefined ? Math.max(at, oldest + rate.limit.windowMs) : at;
}

/** Of the effects that count towards a rate, as many as its window may hold. */
function latest(before: readonly number[], now: number, calls: number): number[] {
  const all = [...before, now];
  return all.slice(Math.max(0, all.length - calls));
}

/** From the effect of each step to the end of the last that depends on it. */
function longestWays(steps: readonly Step[]): Map<string, number> {
  const dependents = new Map<string, Step[]>();
  for (const step of steps) {
    for (const id of step.after) dependents.set(id, [...(dependents.get(id) ?? []), step]);
  }
  const ways = new Map<string, number>();
  const way = (step: Step): number => {
    const known = ways.get(step.id);
    if (known !== undefined) return known;
    ways.set(step.id, step.durationMs); // a circle ends here; shortestTime tells of it
    const longest = step.durationMs + Math.max(0, ...(dependents.get(step.id) ?? []).map(way));
    ways.set(step.id, longest);
    return longest;
  };
  for (const step of steps) way(step);
  return ways;
}
