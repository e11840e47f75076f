/**
 * The way of one call, from its name to its answer: who asks, whether they may, what befalls it, its parameters, its token, its lock, its
 * handler, its latency. Whatever a handler throws becomes an answer.
 */
import type { Backends } from './backends.ts';
import type { Clock } from './clock.ts';
import { ApiError } from './errors.ts';
import { actionPattern, type CallEffect, type Faults } from './faults.ts';
import type { Switches } from './guesses.ts';
import type { Context, Handlers } from './handler.ts';
import type { Ids } from './ids.ts';
import type { Ledger } from './ledger.ts';
import { type Hold, Locks, lockScopes } from './locks.ts';
import type { Log } from './log.ts';
import { matchPath, parseParams } from './params.ts';
import { draw, type Profile } from './profiles.ts';
import type { Random } from './random.ts';
import { Rates } from './rates.ts';
import type { ActionReference, Reference } from './reference.ts';
import { Tokens } from './tokens.ts';
import type { Transitions } from './transitions.ts';
import type { AccessKey, Account, World } from './world.ts';

/** A call whose signature has been checked, or needs no check. */
export interface CallRequest {
  readonly product: string;
  readonly version: string;
  readonly action: string;
  /** Flat, as on the wire: `Zone.1.VSwitchId`. */
  readonly params: Readonly<Record<string, string>>;
  /** A JSON body (ROA). */
  readonly body?: unknown;
  readonly method?: string;
  /** Of a ROA call, with its path parameters. */
  readonly path?: string;
  /** Left out, the first key of the scenario. */
  readonly accessKeyId?: string;
  /** The region of the host that was called, for actions without RegionId. */
  readonly regionId?: string | undefined;
  /** Why the request was found wanting before it became a call, its signature above all. */
  readonly refused?: unknown;
}

export interface CallResponse {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: unknown;
}

/** Thrown in place of an answer that a fault has lost on the way. */
export class AnswerLost extends Error {
  override readonly name = 'AnswerLost';
  readonly code = 'ECONNRESET';
}

export interface DispatchParts {
  readonly world: World;
  readonly reference: Reference;
  readonly handlers: Handlers;
  readonly clock: Clock;
  readonly profile: Profile;
  readonly rates: boolean;
  readonly random: Random;
  readonly ids: Ids;
  readonly switches: Switches;
  readonly transitions: Transitions;
  readonly faults: Faults;
  readonly ledger: Ledger;
  readonly backends: Backends;
  readonly strict: boolean;
  readonly log: Log;
}

/** How long a ClientToken is remembered; the vendor publishes no figure. */
const TOKEN_LIFETIME_MS = 24 * 3_600_000;

type AnyHandler = (world: World, params: Record<string, unknown>, context: Context) => unknown;

interface Caller {
  readonly key: AccessKey;
  readonly account: Account;
}

/** Rejects only with AnswerLost; everything else is an answer. */
export function createDispatcher(parts: DispatchParts): (request: CallRequest) => Promise<CallResponse> {
  const { world, reference, clock, ids, faults, ledger } = parts;
  const tokens = new Tokens();
  const locks = new Locks();
  const rates = new Rates();
  const handlers = new Map<string, unknown>(Object.entries(parts.handlers));

  async function call(request: CallRequest): Promise<CallResponse> {
    const at = clock.now();
    const requestId = ids.requestId();
    const regionId = request.params['RegionId'] || request.regionId || world.defaultRegionId;
    const unknown: string[] = [];
    const answer = await outcome(request, regionId, unknown);
    const failure = 'error' in answer ? envelope(parts, request, regionId, requestId, answer.error) : undefined;
    const lost = answer.lost === true;
    ledger.record({
      at,
      endedAt: clock.now(),
      product: request.product,
      action: request.action,
      write: reference.actions.get(`${request.product}.${request.action}`)?.write ?? false,
      regionId,
      caller: request.accessKeyId ?? firstKey(world),
      status: failure?.status ?? 200,
      outcome: lost ? 'Lost' : (failure?.code ?? 'OK'),
      requestId,
      unknown,
    });
    if (lost) throw new AnswerLost(`the answer of ${request.action} was lost`);
    const headers = { 'content-type': 'application/json; charset=utf-8', 'x-acs-request-id': requestId };
    if (failure !== undefined)
      return { status: failure.status, headers: { ...headers, ...failure.headers }, body: failure.body };
    return {
      status: 200,
      headers,
      body: withRequestId('value' in answer ? answer.value : undefined, request, requestId),
    };
  }

  type Outcome = ({ value: unknown } | { error: unknown }) & { lost?: boolean };

  async function outcome(request: CallRequest, regionId: string, unknown: string[]): Promise<Outcome> {
    let effects: CallEffect[] = [];
    let answered: Outcome;
    let latencyMs = 0;
    const ending: (() => void)[] = [];
    try {
      if (request.refused !== undefined) throw request.refused;
      const action = findAction(reference, request);
      const caller = authorise(parts, request, action);
      effects = faults.strike(action.product, action.name, clock.now());
      latencyMs = draw(parts.profile.latency, parts.random) + extraLatency(effects);
      await wait(clock, latencyMs / 2);
      throttle(action, caller, regionId, effects);
      refuseBy(effects, 'before');
      const value = await perform(action, caller, regionId, request, unknown, latencyMs, ending);
      answered = { value, lost: effects.some((effect) => effect.kind === 'lost') };
      refuseBy(effects, 'after');
    } catch (error) {
      answered = { error };
    }
    await wait(clock, latencyMs / 2);
    for (const end of ending) end();
    return answered;
  }

  function throttle(action: ActionReference, caller: Caller, regionId: string, effects: CallEffect[]): void {
    const placed = effects.find((effect) => effect.kind === 'throttle');
    const key = `${regionId}/${action.key}/${caller.account.id}`;
    const waitMs = placed?.ms ?? (parts.rates && action.rate ? rates.take(key, action.rate, clock.now()) : 0);
    if (waitMs === 0) return;
    throw new ApiError('Throttling.User', `Request was denied due to user flow control: ${action.name}.`, {
      status: 400,
      headers: { 'x-acs-retry-after': String(Math.ceil(waitMs)) },
    });
  }

  /** `ending` collects what must happen when the answer has gone out. */
  async function perform(
    action: ActionReference,
    caller: Caller,
    regionId: string,
    request: CallRequest,
    unknown: string[],
    latencyMs: number,
    ending: (() => void)[],
  ): Promise<unknown> {
    const parsed = parseParams(action, { flat: request.params, body: request.body, path: request.path });
    unknown.push(...parsed.unknown);
    if (parts.strict && parsed.unknown.length > 0) {
      throw new ApiError('InvalidParameter', `strict: ${action.name} has no parameter ${parsed.unknown.join(', ')}.`, {
        status: 400,
      });
    }
    const { params } = parsed;
    checkRegion(world, action, params);
    const dryRun = params['DryRun'] === true;
    const attempt = dryRun ? undefined : begin(action, caller, regionId, params);
    if (attempt !== undefined && 'answer' in attempt) return attempt.answer;
    try {
      const hold = dryRun ? undefined : lock(action, caller, params);
      const release = hold?.share();
      if (release) ending.push(release);
      const kept = parts.switches.lockLasts === 'transition' ? hold : undefined;
      const context = contextOf(parts, caller, regionId, dryRun, latencyMs, kept);
      const value = await handlerOf(handlers, action)(world, params, context);
      ending.push(() => attempt?.succeed(value));
      return value;
    } catch (error) {
      attempt?.fail();
      throw error;
    }
  }

  function begin(action: ActionReference, caller: Caller, regionId: string, params: Record<string, unknown>) {
    const token = action.clientToken === undefined ? undefined : params[action.clientToken];
    if (!action.write || typeof token !== 'string' || token === '') return undefined;
    const key = JSON.stringify([caller.account.id, regionId, action.key, token]);
    return tokens.begin(action.product, key, JSON.stringify(params), clock.now(), TOKEN_LIFETIME_MS);
  }

  function lock(action: ActionReference, caller: Caller, params: Record<string, unknown>): Hold | undefined {
    const scope = lockScopes[action.key];
    if (scope === undefined) return undefined;
    const object = { account: caller.account.id, service: params['ServiceId'], endpoint: params['EndpointId'] }[scope];
    const key = `${scope}/${object}${parts.switches.lockCovers === 'action' ? `/${action.name}` : ''}`;
    const hold = locks.take(key);
    if (hold !== undefined) return hold;
    throw new ApiError(
      'ConcurrentCallNotSupported',
      `Another operation on ${scope} ${object} is still running; ${action.name} may not run beside it.`,
    );
  }

  return call;
}

function findAction(reference: Reference, request: CallRequest): ActionReference {
  const { product, version, action: name } = request;
  const action =
    reference.actions.get(`${product}.${name}`) ??
    [...reference.actions.values()].find(
      (candidate) =>
        name === '' &&
        candidate.product === product &&
        candidate.style === 'ROA' &&
        candidate.methods.includes(request.method ?? 'GET') &&
        matchPath(candidate.path, request.path ?? '') !== undefined,
    );
  if (action === undefined) {
    throw new ApiError('InvalidAction.NotFound', `The product ${product} has no action "${name}".`, { status: 404 });
  }
  if (version !== '' && version !== action.version) {
    throw new ApiError('NoSuchVersion', `The product ${product} has version ${action.version}, not "${version}".`, {
      status: 400,
    });
  }
  return action;
}

function handlerOf(handlers: ReadonlyMap<string, unknown>, action: ActionReference): AnyHandler {
  const handler = handlers.get(action.key);
  if (handler === undefined) {
    throw new ApiError('InvalidAction.NotFound', `${action.key} is not emulated.`, { status: 404 });
  }
  return handler as AnyHandler; // parseParams has checked the parameters against the reference that its types are made from
}

function authorise({ world, switches, clock }: DispatchParts, request: CallRequest, action: ActionReference): Caller {
  const id = request.accessKeyId ?? firstKey(world);
  const key = world.keys.get(id);
  const account = key && world.accounts.get(key.accountId);
  if (key === undefined || account === undefined) {
    throw new ApiError('InvalidAccessKeyId.NotFound', `The access key "${id}" is not known.`, { status: 404 });
  }
  if (key.expiresAt !== undefined && key.expiresAt <= clock.now()) {
    throw new ApiError('InvalidSecurityToken.Expired', 'The security token has expired.', { status: 400 });
  }
  if (!key.deny.some((pattern) => actionPattern(pattern)(action.product, action.name))) return { key, account };
  const message = `User not authorized to operate on the specified resource: ${action.product}:${action.name}.`;
  if (action.product === 'privatelink' && switches.deniedCode === 'product')
    throw new ApiError('NoPermission', message);
  throw new ApiError('Forbidden.RAM', message, { status: 403 });
}

function firstKey(world: World): string {
  return world.keys.keys().next().value ?? '';
}

function checkRegion(world: World, action: ActionReference, params: Record<string, unknown>): void {
  const id = params['RegionId'];
  if (typeof id !== 'string' || id === '' || world.regions.has(id)) return;
  if (action.product === 'privatelink') throw new ApiError('RegionNotFound', `The region "${id}" does not exist.`);
  throw new ApiError('InvalidRegionId.NotFound', `The region "${id}" does not exist.`, { status: 404 });
}

function contextOf(
  parts: DispatchParts,
  caller: Caller,
  regionId: string,
  dryRun: boolean,
  latencyMs: number,
  hold: Hold | undefined,
): Context {
  const { clock, ids, switches, backends, transitions } = parts;
  let started = false;
  return {
    account: caller.account,
    caller: caller.key,
    regionId,
    ids,
    switches,
    backends,
    now: () => clock.now(),
    proceed() {
      if (dryRun) throw new ApiError('DryRunOperation', 'The request has passed all checks and would be carried out.');
    },
    after(kind, object, then) {
      transitions.start(kind, object, then, { latencyMs: started ? 0 : latencyMs, hold });
      started = true;
    },
  };
}

function refuseBy(effects: readonly CallEffect[], when: 'before' | 'after'): void {
  for (const effect of effects) {
    if (effect.kind !== 'error' || effect.when !== when) continue;
    const options = effect.status === undefined ? {} : { status: effect.status };
    throw new ApiError(effect.code, effect.message ?? `A fault placed in the emulator: ${effect.code}.`, options);
  }
}

function extraLatency(effects: readonly CallEffect[]): number {
  return effects.reduce((sum, effect) => sum + (effect.kind === 'latency' ? effect.ms : 0), 0);
}

async function wait(clock: Clock, ms: number): Promise<void> {
  if (ms > 0) await new Promise<void>((resolve) => void clock.schedule(ms, resolve));
}

function withRequestId(value: unknown, request: CallRequest, requestId: string): unknown {
  if (request.product === 'cs') return value;
  return { ...(typeof value === 'object' ? value : {}), RequestId: requestId };
}

interface Failure {
  readonly code: string;
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: Record<string, unknown>;
}

/** The error envelope of alibaba-cloud-api §1.6. What is not an ApiError is a mistake of ours: it is logged, and answered InternalError. */
export function envelope(
  parts: Pick<DispatchParts, 'reference' | 'switches' | 'log'>,
  request: Pick<CallRequest, 'product' | 'action'>,
  regionId: string,
  requestId: string,
  error: unknown,
): Failure {
  if (!(error instanceof ApiError)) {
    parts.log('a handler failed', { product: request.product, action: request.action, requestId, error });
  }
  const known =
    error instanceof ApiError
      ? error
      : new ApiError('InternalError', 'The request failed for an unknown reason.', { status: 500 });
  const statuses = parts.reference.products.get(request.product)?.statuses;
  const lower = request.product === 'cs' && parts.switches.csErrorCase === 'lower';
  return {
    code: known.code,
    status: known.status ?? statuses?.get(known.code) ?? 400,
    headers: known.headers,
    body: lower
      ? { requestId, code: known.code, message: known.message }
      : {
          RequestId: requestId,
          HostId: `${request.product}.${regionId}.aliyuncs.com`,
          Code: known.code,
          Message: known.message,
          Recommend: `https://api.aliyun.com/troubleshoot?q=${encodeURIComponent(known.code)}&product=${request.product}`,
          ...(/^(NoPermission|Forbidden)/.test(known.code) && {
            AccessDeniedDetail: {
              AuthAction: `${request.product}:${request.action}`,
              NoPermissionType: 'ExplicitDeny',
            },
          }),
        },
  };
}
