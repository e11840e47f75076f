/**
 * Runs the steps of a plan that can be run now. A step never waits: what the cloud does by itself is seen in a later observation.
 */
import { type ActionRequest, type Cloud, type CloudError, isCloudError } from '@asm-privatelink/cloud';
import { canonical } from '../canonical.ts';
import type { Output, Plan, Step, WriteAction } from '../decide/graph.ts';
import { noteBegun } from '../effects.ts';
import { type Failure, LOOK_AGAIN_MS, type Memory } from '../model.ts';
import { problemFrom } from '../problems.ts';
import { clientToken } from './token.ts';

/** How one step went. */
export interface StepResult {
  step: Step;
  /** What the cloud answered, or why it did not. */
  outcome: { ok: true; answer: Readonly<Record<string, unknown>> } | { ok: false; error: CloudError };
}

export interface ActOptions {
  cloud: Cloud<WriteAction>;
  memory: Memory;
  now: () => number;
  /** From 0 to 1, for jitter. */
  random: () => number;
  signal: AbortSignal;
  /** Asked before every write: false once the lease can no longer be trusted. */
  allowed: () => boolean;
}

/** How long a step waits for its turn at most: a pass must not stand still while others of its steps could follow from what has changed. */
const PATIENCE_MS = 2_500;
/** Attempts at a step after which a held lock is worth telling a person. */
const QUIET_ATTEMPTS = 5;
const FIRST_BACKOFF_MS = 1_000;
const LAST_BACKOFF_MS = 60_000;

/**
 * Runs every step whose predecessors are done, side by side, and goes on along each path as far as steps lead to steps. Stops at waits, and
 * at steps whose turn has not come, by the rates and locks of the cloud: they are held until it may have. Results are of what was sent, in the
 * order in which it ended.
 */
export async function act(plan: Plan, options: ActOptions): Promise<StepResult[]> {
  const results: StepResult[] = [];
  const answers = new Map<string, Readonly<Record<string, unknown>>>();
  const steps = plan.nodes.filter((node): node is Step => node.kind === 'step');
  const followers = new Map<string, Step[]>();
  for (const step of steps) {
    for (const id of step.after) followers.set(id, [...(followers.get(id) ?? []), step]);
  }

  const start = async (candidates: readonly Step[]): Promise<void> => {
    const ready = candidates.filter(
      (step) =>
        options.allowed() && (step.heldUntil ?? 0) <= options.now() && step.after.every((id) => answers.has(id)),
    );
    await Promise.all(
      ready.map(async (step) => {
        const result = await run(step, answers, options);
        if (result === undefined) return;
        results.push(result);
        if (!result.outcome.ok) return;
        answers.set(step.id, result.outcome.answer);
        await start(followers.get(step.id) ?? []);
      }),
    );
  };
  await start(steps);
  return results;
}

/** Undefined for a step that was not sent. */
async function run(
  step: Step,
  answers: ReadonlyMap<string, Readonly<Record<string, unknown>>>,
  options: ActOptions,
): Promise<StepResult | undefined> {
  const request = resolve(step.request, answers);
  try {
    const token =
      step.creates === undefined ? {} : { ClientToken: clientToken(step.action, request, step.creates.predecessor) };
    const answer = await send(step.action, { ...request, ...token }, options);
    succeeded(step, request, answer, options);
    return { step, outcome: { ok: true, answer } };
  } catch (error) {
    if (!isCloudError(error)) throw error;
    if (error.code === 'NotYet') {
      options.memory.failures.set(step.id, held(step, error, options));
      return undefined;
    }
    // What is to be deleted and is not there any more has been deleted.
    if (step.deletes !== undefined && error.kind === 'gone') {
      succeeded(step, request, {}, options);
      return { step, outcome: { ok: true, answer: {} } };
    }
    options.memory.failures.set(step.id, failure(step, error, options));
    return { step, outcome: { ok: false, error } };
  }
}

/** One call by name. The request was checked against the action when the step was made; here only the union is untied. */
async function send(
  action: WriteAction,
  request: object,
  { cloud, signal, allowed }: ActOptions,
): Promise<Readonly<Record<string, unknown>>> {
  // Asked once more when the request leaves: it may have waited long for its turn.
  return cloud.call(action, request as ActionRequest<typeof action>, {
    signal,
    mayLeave: allowed,
    patienceMs: PATIENCE_MS,
  });
}

function succeeded(
  step: Step,
  request: object,
  answer: Readonly<Record<string, unknown>>,
  { memory, now }: ActOptions,
): void {
  memory.failures.delete(step.id);
  noteBegun(step, { ...request, ...answer }, memory, now());
  if (step.deletes !== undefined) memory.removed.set(step.deletes, now());
  if (step.claims !== undefined) memory.claim = { serviceId: step.claims, state: 'tried', at: now() };
  if (step.releases !== undefined) forget(memory, step.releases);
  if (step.action === 'ModifyCluster') noteTask(step, answer, memory, now());
  if (step.action === 'AuthorizeSecurityGroup' && 'SecurityGroupId' in request) {
    memory.made.set(String(request.SecurityGroupId), now());
  }
  if (step.creates === undefined) return;
  const { key, idField, vanished } = step.creates;
  const id = String(answer[idField]);
  memory.created.set(key, { id, at: now() });
  if (step.action === 'CreateVpcEndpointService' || step.action === 'CreateVpcEndpoint') memory.made.set(id, now());
  if (vanished) memory.recreated.set(key, now());
}

/** The change is done when its task is (alibaba-cloud-api §5). */
function noteTask(
  { request }: Extract<Step, { action: 'ModifyCluster' }>,
  { task_id: id }: Readonly<Record<string, unknown>>,
  { certificateTasks }: Memory,
  at: number,
): void {
  const [domain] = request.api_server_custom_cert_sans.subject_alternative_names;
  const { ClusterId: clusterId } = request;
  if (typeof id !== 'string' || id === '' || typeof domain !== 'string' || typeof clusterId !== 'string') return;
  certificateTasks.set(clusterId, { id, domain, at });
}

/** What was given back is not ours any more, nor its place one of which something vanished. */
function forget(memory: Memory, id: string): void {
  memory.connected.delete(id);
  for (const [key, last] of memory.last) if (last === id) memory.last.delete(key);
}

/** Its turn has not come: no attempt was made, and what is known of earlier ones stays. */
function held(step: Step, error: CloudError, { memory, now }: ActOptions): Failure {
  const request = canonical(step.request);
  const last = memory.failures.get(step.id);
  const before = last?.request === request ? last : { code: error.code, request, attempts: 0 };
  return { ...before, until: now() + (error.retryAfterMs ?? 0) };
}

function failure(step: Step, error: CloudError, { memory, now, random }: ActOptions): Failure {
  const request = canonical(step.request);
  const last = memory.failures.get(step.id);
  const attempts = last?.request === request ? last.attempts + 1 : 1;
  const patient = error.kind === 'person' || error.kind === 'bug';
  const backoff = Math.min(LAST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** Math.min(attempts - 1, 6)) * (0.5 + random() / 2);
  const wait = patient ? LOOK_AGAIN_MS : Math.max(backoff, error.retryAfterMs ?? 0);
  const said = patient || error.kind === 'throttled' || attempts >= QUIET_ATTEMPTS;
  return {
    code: error.code,
    request,
    until: now() + wait,
    attempts,
    ...(said ? { problem: problemFrom(error, step.what) } : {}),
  };
}

/** The request with the answers of earlier steps in the place of the outputs that stand for them. */
function resolve(request: object, answers: ReadonlyMap<string, Readonly<Record<string, unknown>>>): object {
  return Object.fromEntries(Object.entries(request).map(([key, field]) => [key, substitute(field, answers)]));
}

function substitute(value: unknown, answers: ReadonlyMap<string, Readonly<Record<string, unknown>>>): unknown {
  if (Array.isArray(value)) return value.map((item) => substitute(item, answers));
  if (typeof value !== 'object' || value === null) return value;
  if (isOutput(value)) return answers.get(value.step)?.[value.field];
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, substitute(field, answers)]));
}

function isOutput(value: object): value is Output {
  return 'step' in value && 'field' in value && Object.keys(value).length === 2;
}
