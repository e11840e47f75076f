/** When to look again. */
import type { StepResult } from './act/act.ts';
import type { Plan } from './decide/graph.ts';
import type { Observation, Watched } from './model.ts';
import { isSettling, settlingPeriod } from './settling.ts';
import { begun } from './watch.ts';

/** The shortest pause, and the longest while something is under way. */
const SOONEST_MS = 1_000;
const LATEST_MS = 15_000;
/** Of the time waited so far: a transition is then seen at most this much later than it took. */
const SHARE = 0.16;
/** Services take some seconds, endpoints tens of them (alibaba-cloud-api §10.1): looking for them every second would mostly be in vain. */
const SOONEST_OF: Readonly<Record<Watched, number>> = {
  services: 1.3 * SOONEST_MS,
  resources: SOONEST_MS,
  groups: SOONEST_MS,
  zones: SOONEST_MS,
  attached: SOONEST_MS,
  endpoints: 2 * SOONEST_MS,
};

/**
 * The pause until the next look. While the cloud is at work it grows with the time waited, so that what takes long is not asked for often and
 * what takes seconds is seen in seconds; at rest it is the period of the fast tier.
 */
export function pause(plan: Plan, results: readonly StepResult[], observation: Observation, restMs: number): number {
  const { at } = observation;
  const waits = begun(plan, results);
  const pauses = waits.map((wait) =>
    clamp(wait.since === undefined ? 0 : (at - wait.since) * SHARE, SOONEST_OF[wait.watched]),
  );
  for (const node of plan.nodes) {
    if (node.kind === 'step' && node.heldUntil !== undefined) pauses.push(Math.max(SOONEST_MS, node.heldUntil - at));
  }
  for (const { step } of results) {
    const failure = observation.memory.failures.get(step.id);
    if (failure !== undefined) pauses.push(Math.max(SOONEST_MS, failure.until - at));
  }
  // A step that only awaited another step's effect, or a plan that changed by what was just done.
  if (results.some((result) => result.outcome.ok) && waits.length === 0) pauses.push(SOONEST_MS);
  if (isSettling(plan, observation)) pauses.push(settlingPeriod(observation.memory, at, plan.links.length / 2));
  return Math.min(restMs, ...pauses);
}

function clamp(ms: number, soonest: number): number {
  return Math.min(LATEST_MS, Math.max(soonest, ms));
}
