/** When to look again, and at what: so that a change is seen soon after it came, and few calls are spent on looking for it. */
import type { StepResult } from './act/act.ts';
import type { Plan, Step, Wait } from './decide/graph.ts';
import { lookAt, SOONEST_MS } from './durations.ts';
import { changeBegunBy, effects } from './effects.ts';
import type { ChangeKind, Observation, Watched } from './model.ts';
import type { Watch } from './observe/observe.ts';
import { isSettling, settlingPeriod } from './settling.ts';

/** Objects on one page of a list, and the time in which one page more may be read: a quarter of the published 1,000 calls a minute. */
const PAGE = 50;
const MS_PER_PAGE = 240;

/** Before what was done, or looked at, of one object is looked at again. */
const AFTER_WRITE_MS = 1_000;
/** Tasks take minutes: what has been waited for long is looked at this seldom. */
const LATEST_MS = 15_000;

export interface NextLook {
  watch: Watch;
  /** The pause until then, at most the period of the fast tier. */
  againInMs: number;
}

/** Looks ahead at `now`, once the steps of a plan have been run. */
export function nextLook(
  plan: Plan,
  results: readonly StepResult[],
  observation: Observation,
  now: number,
  restMs: number,
): NextLook {
  const { memory, readAt } = observation;
  const watch = new Map<string, number>();
  const pauses: number[] = [];
  /** Read again from `due` on, with a pass of its own at `at`. */
  const look = (key: string, due: number, at = due) => {
    watch.set(key, Math.min(due, watch.get(key) ?? Number.POSITIVE_INFINITY));
    pauses.push(at - now);
  };
  const more = hasMoreToDo(plan, results, now + restMs);
  const needed = new Set(plan.nodes.flatMap(({ after }) => after));
  /** What goes, and has nothing waiting for it, may do so unseen while there is more to do: the last of all tells of the others. */
  const mayGoUnseen = (wait: string | undefined, kind: ChangeKind | undefined) =>
    more && kind?.endsWith('/Deleting') === true && !(wait !== undefined && needed.has(wait));
  const lookForChange = (list: Watched, kind: ChangeKind | undefined, since: number) => {
    const last = readAt[list] ?? Number.NEGATIVE_INFINITY;
    look(list, Math.max(last + gap(list, observation), lookAt(memory.durations, kind, since, last)));
  };

  const waits = plan.nodes.filter((node): node is Wait => node.kind === 'wait');
  const waitAfter = new Map(waits.flatMap(({ id, after }) => after.map((step) => [step, id])));
  for (const { step, outcome } of results) {
    const { shows, begins } = effects[step.action];
    // When it failed its answer may have been lost: what is there is read before it is tried again.
    const failedUntil = outcome.ok ? undefined : (memory.failures.get(step.id)?.until ?? now);
    for (const list of shows) {
      if (outcome.ok && isList(list) && (step.creates !== undefined || begins !== undefined)) {
        const change = changeBegunBy(step.action);
        if (!mayGoUnseen(waitAfter.get(step.id), change)) lookForChange(list, change, now);
        continue;
      }
      const key = isList(list) ? list : objectOf(step, list);
      // It shows at once, and is not done again because a list lags behind.
      if (key !== undefined) look(key, now, failedUntil ?? now + AFTER_WRITE_MS);
    }
  }
  for (const { id, after, watched, about, change, since = now } of waits) {
    if (after.length > 0 || mayGoUnseen(id, change)) continue;
    if (about === undefined) lookForChange(watched, change, since);
    else look(`${watched}/${about}`, now + pauseBefore(watched, now - since));
  }

  for (const node of plan.nodes) {
    const until = node.kind === 'step' ? (memory.failures.get(node.id)?.until ?? 0) : 0;
    if (until > observation.at) pauses.push(until - now);
  }
  if (isSettling(plan, observation)) pauses.push(settlingPeriod(memory, now, plan.links.length / 2));
  return { watch, againInMs: Math.max(SOONEST_MS, Math.min(restMs, ...pauses)) };
}

/** Before the next look at one object. */
function pauseBefore(watched: Watched, waitedMs: number): number {
  if (watched === 'resources') return 0; // never read yet
  return watched === 'task' ? Math.min(LATEST_MS, Math.max(AFTER_WRITE_MS, waitedMs / 8)) : AFTER_WRITE_MS;
}

/** Whether steps are left that may be run before `soon`. */
function hasMoreToDo(plan: Plan, results: readonly StepResult[], soon: number): boolean {
  const done = new Set(results.flatMap(({ step, outcome }) => (outcome.ok ? [step.id] : [])));
  return plan.nodes.some((node) => node.kind === 'step' && !done.has(node.id) && (node.heldUntil ?? 0) < soon);
}

/** Between two readings of a list: the longer it is, the more calls it costs. */
function gap(list: Watched, { services, endpoints, foreign, groups }: Observation): number {
  const lengths: Partial<Record<Watched, number>> = {
    services: services.length,
    endpoints: endpoints.length,
    zones: endpoints.length + foreign.length,
    groups: groups.length,
  };
  return Math.max(0, Math.ceil((lengths[list] ?? 0) / PAGE) - 1) * MS_PER_PAGE;
}

/** What is read of one object alone, and where a step names that object. */
const NAMES = {
  resources: 'ServiceId',
  attached: 'EndpointId',
  rules: 'SecurityGroupId',
  cluster: 'ClusterId',
  task: 'taskId',
} as const;

type Part = keyof typeof NAMES;

function isList(watched: Watched): watched is Exclude<Watched, Part> {
  return !Object.hasOwn(NAMES, watched);
}

/** What has to be read anew of the one object that a step changed: a service's resources, an endpoint's groups, a group's rules. */
function objectOf({ request }: Step, part: Part): string | undefined {
  const fields: Readonly<Record<string, unknown>> = { ...request };
  const id = fields[NAMES[part]];
  return typeof id === 'string' ? `${part}/${id}` : undefined;
}
