/**
 * How long the cloud takes for what it does by itself: learnt in this process, and presumed until then. From it follows when a look is worth
 * its call.
 */
import type { ChangeKind, Durations } from './model.ts';

/** The first look of the vendor's own tools, in ms (alibaba-cloud-api §10.1): the only published hint of how long things take. */
const FIRST_LOOKS: Readonly<Record<ChangeKind, number>> = {
  'services/status/Creating': 5_000,
  'services/status/Deleting': 5_000,
  'services/status/Pending': 5_000,
  'endpoints/status/Creating': 60_000,
  'endpoints/status/Deleting': 5_000,
  'endpoints/status/Pending': 60_000,
  'endpoints/connection/Connecting': 5_000,
  'endpoints/connection/Disconnecting': 5_000,
  'zones/zone/Creating': 60_000,
  'zones/zone/Connecting': 5_000,
  'zones/zone/Deleting': 5_000,
};
/** Under it stands the pace over all kinds. */
const ALL: ChangeKind = '*';
/** What is presumed is looked for at this part of their first look, for they look when it is probably over. */
const EARLY = 1 / 8;
/** While nothing at all is known of this cloud, the first look is a try whether it is a quick one. */
const TRY_MS = 250;
/** Between two looks, at least: after what is not known yet (of a cloud of ordinary pace), and ever. */
const UNKNOWN_STEP_MS = 2_500;
export const SOONEST_MS = 100;
/** Between two looks, of the time waited so far: what takes long is asked for seldom, and seen at most this much later than it came. */
const SHARE = 0.25;
const LATEST_MS = 15_000;
/**
 * The weight of a new sample: at first an eighth (as TCP weighs round trips, RFC 6298), later that of one among many. What began together ends in the
 * order of its length, so a few samples that came last would tell of the slowest alone.
 */
const MOST_WEIGHT = 1 / 8;
const LEAST_WEIGHT = 1 / 512;

/** Takes note that a change of this kind took so long. */
export function learn(durations: Durations, kind: ChangeKind, ms: number): void {
  const presumed = FIRST_LOOKS[kind];
  if (presumed === undefined) return;
  sample(durations, kind, ms);
  sample(durations, ALL, Math.min(1, ms / presumed));
}

function sample(durations: Durations, kind: ChangeKind, value: number): void {
  const known = durations.get(kind);
  if (known === undefined) {
    durations.set(kind, { mean: value, deviation: value / 2, samples: 1 });
    return;
  }
  const samples = known.samples + 1;
  const weight = Math.max(LEAST_WEIGHT, Math.min(MOST_WEIGHT, 1 / samples));
  const away = Math.abs(value - known.mean);
  durations.set(kind, {
    mean: known.mean + (value - known.mean) * weight,
    deviation: known.deviation + (away - known.deviation) * 2 * weight,
    samples,
  });
}

/** How long things take in this cloud as a part of what is presumed, over all kinds; undefined while nothing is known. */
function paceOf(durations: Durations): number | undefined {
  return durations.get(ALL)?.mean;
}

/**
 * When to look for the end of a change that began at `since`, having looked for it last at `looked` (before `since` if never): a time on the
 * same scale.
 */
export function lookAt(durations: Durations, kind: ChangeKind | undefined, since: number, looked: number): number {
  const { first, step } = expectation(durations, kind);
  const trying = paceOf(durations) === undefined && kind !== undefined;
  if (looked <= since) return since + (trying ? Math.min(first, TRY_MS) : first);
  const next = looked + Math.min(LATEST_MS, Math.max(step, (looked - since) * SHARE));
  return Math.max(next, since + first);
}

function expectation(durations: Durations, kind: ChangeKind | undefined): { first: number; step: number } {
  const pace = paceOf(durations) ?? 1;
  const known = kind === undefined ? undefined : durations.get(kind);
  if (known !== undefined) {
    const first = Math.max(0, known.mean - 2 * known.deviation);
    return { first: Math.max(SOONEST_MS, first), step: Math.max(SOONEST_MS, known.mean * SHARE) };
  }
  const presumed = (kind === undefined ? 0 : (FIRST_LOOKS[kind] ?? 0)) * EARLY;
  return { first: Math.max(SOONEST_MS, presumed * pace), step: Math.max(SOONEST_MS, UNKNOWN_STEP_MS * pace) };
}
