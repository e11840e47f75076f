/**
 * One pass of link over one object: observe, decide, act, report. It composes; it decides nothing itself.
 */
import { type ASMPvlConfig, annotations } from '@asm-privatelink/api';
import { type Cloud, isCloudError } from '@asm-privatelink/cloud';
import {
  act,
  type CertificatePolicy,
  decide,
  type Memory,
  meshOf,
  newMemory,
  nextLook,
  Observer,
  type Plan,
  problemFrom,
  report,
  reportUnreadable,
  type Source,
  type StepResult,
  type Tiers,
  type Watch,
  wishOf,
} from '@asm-privatelink/link';
import { type Clock, elapsed } from './clock.ts';
import type { Log } from './log.ts';
import { changeEvents, stepEvent } from './narrate.ts';
import type { Outcome, OutcomeEvent, Pass, Reconcile } from './pass.ts';
import type { Tracing } from './spans.ts';
import { noTracing } from './tracing.ts';

export interface ReconcileOptions {
  cloud: Cloud;
  source: Source;
  clock: Clock;
  log: Log;
  /** From 0 to 1, for jitter. */
  random: () => number;
  tiers?: Tiers;
  /** What is remembered between passes; its own when left out. */
  memory?: Memory;
  /** How objects are found: by our tags while managing, by the status' ids as a companion. */
  find?: 'tags' | 'status';
  /** What to do about certificates that lack the domain of their endpoint; `report` when left out. */
  certificates?: CertificatePolicy;
  /** A span for each pass, and in it one for each part of it. */
  tracing?: Tracing;
  /** Shown every plan, what came of it, and the object it was made for: for the progress view, metrics and the console. */
  onPlan?: (plan: Plan, results: readonly StepResult[], object: ASMPvlConfig) => void;
}

/** How long the cloud may be unreadable, by a fault that passes, before the status says so. */
const PATIENCE_MS = 60_000;
const FIRST_RETRY_MS = 1_000;
const LAST_RETRY_MS = 30_000;
const REST_MS = 30_000;

/** What must be empty before the object may go. */
const OWN_LISTS = ['services', 'endpoints', 'groups'] as const;

/** A clock that differs by more from how time went on since the last pass has been set, not slewed. */
const CLOCK_SET_MS = 5_000;

/** Known from earlier passes. All of it may be forgotten at any moment. */
interface Known {
  memory: Memory;
  observer: Observer;
  watch: Watch;
  unreadableSince?: number;
  unreadableTimes: number;
}

/** A reconcile for one mesh. It remembers, between passes, only what may be forgotten (see link's Memory). */
export function createReconcile(options: ReconcileOptions): Reconcile {
  const { cloud, source, clock, tracing = noTracing } = options;
  const tiers = options.tiers ?? { fastMs: REST_MS, auditMs: 10 * 60_000 };
  const now = () => clock.now();
  const knowing = (memory: Memory): Known => {
    const observer = new Observer({ cloud, source, memory, tiers, now, find: options.find ?? 'tags' });
    return { memory, observer, watch: new Map(), unreadableTimes: 0 };
  };
  let known = knowing(options.memory ?? newMemory());
  let offset = now() - elapsed(clock);
  let decided = '';

  const unreadable = (pass: Pass, error: unknown): Outcome => {
    if (!isCloudError(error)) throw error;
    const problem = problemFrom(error, 'read the PrivateLink objects of this mesh');
    known.unreadableSince ??= now();
    known.unreadableTimes += 1;
    const wait =
      Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(known.unreadableTimes - 1, 5)) *
      (0.5 + options.random() / 2);
    options.log.warn({ reason: problem.reason, code: error.code, action: error.action }, 'the cloud could not be read');
    const say = problem.severity === 'person' || now() - known.unreadableSince > PATIENCE_MS;
    return {
      ...(say ? { status: reportUnreadable(pass.object, problem, now()) } : {}),
      events: say ? [{ type: 'Warning', reason: problem.reason, message: problem.message, key: 'cloud' }] : [],
      againInMs: Math.max(wait, error.retryAfterMs ?? 0),
      finished: false,
    };
  };

  /** One line when what is to be done is not what it was. */
  const tellDecision = ({ metadata }: ASMPvlConfig, plan: Plan): void => {
    const { name, generation } = metadata;
    const fields = { object: name, generation, ...summaryOf(plan) };
    const text = JSON.stringify(fields);
    if (text !== decided) options.log.info(fields, 'decided');
    decided = text;
  };

  /** What is remembered bears times of the wall clock. Set back by an hour, it would all count as fresh for an hour. */
  function forgetIfClockWasSet(): void {
    const before = offset;
    offset = now() - elapsed(clock);
    if (Math.abs(offset - before) < CLOCK_SET_MS) return;
    options.log.warn({ byMs: Math.round(offset - before) }, 'the clock was set');
    known = knowing(newMemory());
  }

  let term: unknown;

  /** Who was frozen and leads again must not act on what it read before: another may have led meanwhile. */
  function forgetIfAnotherMayHaveLed(pass: Pass): void {
    if (pass.term === term) return;
    if (term !== undefined) known = knowing(newMemory());
    term = pass.term;
  }

  const look: Reconcile = async (pass) => {
    const { object, signal } = pass;
    if (keeps(object)) return keptOutcome(object);
    forgetIfClockWasSet();
    forgetIfAnotherMayHaveLed(pass);
    const { memory, observer } = known;
    const wish = wishOf(object, meshOf(source), options.certificates);
    const see = async (watch: Watch) => {
      const observation = await tracing.span('observe', {}, () => observer.observe(wish, watch, signal));
      return { observation, plan: await tracing.span('decide', {}, async () => decide(wish, observation)) };
    };
    const began = now();
    let seen: Awaited<ReturnType<typeof see>>;
    try {
      seen = await see(known.watch);
      // Nothing is let go on the word of a list that was read before: what was made since, by an answer that was lost, is not in it.
      const old = OWN_LISTS.filter((list) => (seen.observation.readAt[list] ?? 0) < began);
      if (seen.plan.finished && old.length > 0) seen = await see(new Map(old.map((list) => [list, began])));
    } catch (error) {
      return unreadable(pass, error);
    }
    delete known.unreadableSince;
    known.unreadableTimes = 0;

    const { observation, plan } = seen;
    tellDecision(object, plan);
    const allowed = () => pass.leader && !signal.aborted;
    const acting = { cloud, memory, now, random: options.random, signal, allowed };
    const results = allowed() ? await tracing.span('act', {}, () => act(plan, acting)) : [];
    for (const result of results) logStep(options.log, result);
    const next = nextLook(plan, results, observation, now(), tiers.fastMs);
    known.watch = next.watch;
    options.onPlan?.(plan, results, object);

    const status = await tracing.span('report', {}, async () => report(object, wish, observation, plan));
    const events: OutcomeEvent[] = [...results.flatMap(stepEvent), ...changeEvents(object, status)];
    const againInMs = allowed() || !pass.paused ? next.againInMs : tiers.fastMs;
    return { status, events, againInMs, finished: plan.finished };
  };

  return (pass) => {
    const { generation = 0, deletionTimestamp } = pass.object.metadata;
    const attributes = {
      generation,
      deleting: deletionTimestamp !== undefined,
      leader: pass.leader,
      paused: pass.paused,
    };
    return tracing.span('pass', attributes, async (note) => {
      const outcome = await look(pass);
      note({ status: outcome.status?.status, 'again.ms': Math.round(outcome.againInMs), finished: outcome.finished });
      return outcome;
    });
  };
}

function keeps(object: ASMPvlConfig): boolean {
  return object.metadata.deletionTimestamp !== undefined && object.metadata.annotations?.[annotations.keep] === 'true';
}

function keptOutcome(object: ASMPvlConfig): Outcome {
  const message =
    'Deleted with the keep annotation: the endpoint services and endpoints stay in the cloud, with our tags.';
  return {
    events: [{ type: 'Normal', reason: 'Kept', message, key: object.metadata.name }],
    againInMs: 0,
    finished: true,
  };
}

/** Counts, so that the line of five hundred clusters is as short as that of one. */
function summaryOf({ nodes, links, problems, finished }: Plan): object {
  const steps = nodes.flatMap((node) => (node.kind === 'step' ? [node.action] : []));
  const reasons = [...problems, ...links.flatMap((link) => link.problems)].map(({ reason }) => reason);
  return { steps: counted(steps), waits: nodes.length - steps.length, problems: counted(reasons), finished };
}

function counted(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

function logStep(log: Log, { step, outcome }: StepResult): void {
  const { id, link, action, what, why } = step;
  const fields = { step: id, link, action, what, ...(why === undefined ? {} : { why }) };
  if (outcome.ok) {
    log.info(fields, 'step done');
    return;
  }
  const { code, kind, requestId } = outcome.error;
  log.warn({ ...fields, code, kind, requestId }, 'step failed');
}
