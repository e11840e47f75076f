/**
 * The way of one call, from its name to its answer: who asks, whether they may, what befalls it, its parameters, its token, its lock, its
 * handler, its latency. Whatever a handler throws becomes an answer.
 */
import { STATUS_CODES } from 'node:http';
import type { Backends } from './backends.ts';
import { AnswerLost, type CallRequest, type CallResponse, GatewayAnswer } from './call.ts';
import { authorise, type Caller, keyIdOf } from './caller.ts';
import type { Clock } from './clock.ts';
import { envelope, type Failure } from './envelope.ts';
import { ApiError } from './errors.ts';
import { befall, slowness, throttledFor, unlistedFor } from './faults/befall.ts';
import type { Faults, StruckCall } from './faults/faults.ts';
import type { CallEffect } from './faults/schema.ts';
import type { UnlistedObjects } from './faults/unlisted.ts';
import { checkAction, findAction } from './find-action.ts';
import type { Switches } from './guesses.ts';
import type { Context, Handlers } from './handler.ts';
import type { Ids } from './ids.ts';
import { type Ledger, objectsOf } from './ledger.ts';
import { type Hold, type Locks, lockScopes } from './locks.ts';
import type { Log } from './log.ts';
import { inWordsOf, parseParams } from './params.ts';
import { draw, type Profile } from './profiles.ts';
import type { Random } from './random.ts';
import type { Rates } from './rates.ts';
import type { ActionReference, Reference } from './reference.ts';
import { type Attempt, checkToken, type Tokens } from './tokens.ts';
import type { Transitions } from './transitions.ts';
import type { World } from './world.ts';

export interface DispatchParts {
  readonly world: World;
  readonly reference: Reference;
  readonly handlers: Handlers;
  readonly clock: Clock;
  readonly profile: Profile;
  /** Undefined where the published call rates are not kept. */
  readonly rates: Rates | undefined;
  readonly tokens: Tokens;
  readonly locks: Locks;
  readonly random: Random;
  readonly ids: Ids;
  readonly switches: Switches;
  readonly transitions: Transitions;
  readonly faults: Faults;
  readonly unlisted: UnlistedObjects;
  readonly ledger: Ledger;
  readonly backends: Backends;
  /** Told when a call has taken its effect, and before anybody hears of it. */
  readonly onEffect: () => void;
  readonly strict: boolean;
  readonly log: Log;
}

/** How long a ClientToken is remembered; the vendor publishes no figure. */
const TOKEN_LIFETIME_MS = 24 * 3_600_000;

/** Of what a caller names, how much is written down. */
const LONGEST_NAME = 64;
const MOST_NAMES = 20;

/** A call that has been let in. */
interface Admitted {
  readonly action: ActionReference;
  readonly caller: Caller;
  readonly regionId: string;
  readonly host: string | undefined;
  readonly latencyMs: number;
  /** What must happen when the answer goes out. */
  readonly atEnd: (() => void)[];
}

type Params = Record<string, unknown>;
type AnyHandler = (world: World, params: Params, context: Context) => unknown;
type Outcome = { readonly value: unknown } | { readonly error: unknown };

/** Rejects only with AnswerLost; everything else is an answer. */
export function createDispatcher(parts: DispatchParts): (request: CallRequest) => Promise<CallResponse> {
  const { world, reference, clock, ids, faults, unlisted, ledger, switches, tokens, locks, rates } = parts;
  const handlers = new Map<string, unknown>(Object.entries(parts.handlers));

  async function call(request: CallRequest): Promise<CallResponse> {
    const at = clock.now();
    const requestId = ids.requestId();
    const action = findAction(reference, request);
    const regionId = regionOf(world, request);
    const unknown: string[] = [];
    const outcome = await answer(request, action, regionId, unknown);
    const named = { product: request.product, action: action?.name ?? request.action.slice(0, LONGEST_NAME) };
    const error = 'error' in outcome ? outcome.error : undefined;
    const lost = error instanceof AnswerLost;
    const failure =
      error === undefined || lost
        ? undefined
        : error instanceof GatewayAnswer
          ? gatewayPage(error)
          : envelope(parts, named, regionId, requestId, refusal(error, named, requestId));
    ledger.record({
      at,
      endedAt: clock.now(),
      ...named,
      write: action?.write ?? false,
      regionId: regionId.slice(0, LONGEST_NAME),
      caller: keyIdOf(world, request),
      status: failure?.status ?? 200,
      outcome: lost ? 'Lost' : (failure?.code ?? 'OK'),
      requestId,
      objects: objectsOf(request.path ?? '', request.params, 'value' in outcome ? outcome.value : undefined),
      unknown: unknown.slice(0, MOST_NAMES).map((name) => name.slice(0, LONGEST_NAME)),
    });
    if (lost) throw error;
    const headers = { 'content-type': 'application/json; charset=utf-8', 'x-acs-request-id': requestId };
    if (failure !== undefined) {
      return { status: failure.status, headers: { ...headers, ...failure.headers }, body: failure.body };
    }
    const value = 'value' in outcome ? outcome.value : undefined;
    return {
      status: 200,
      headers,
      body: request.product === 'cs' ? value : { ...toObject(value), RequestId: requestId },
    };
  }

  /** Half of the latency passes before the effect, half after it. */
  async function answer(
    request: CallRequest,
    found: ActionReference | undefined,
    regionId: string,
    unknown: string[],
  ): Promise<Outcome> {
    const atEnd: (() => void)[] = [];
    let latencyMs = 0;
    let outcome: Outcome;
    try {
      if (request.refused !== undefined) throw request.refused;
      const action = checkAction(found, request);
      const caller = authorise(world, switches, request, action, regionId, clock.now());
      const effects = faults.strike(struck(action, request), clock.now());
      latencyMs = draw(parts.profile.latency, parts.random) + slowness(effects);
      await wait(clock, latencyMs / 2);
      const admitted: Admitted = { action, caller, regionId, host: request.host, latencyMs, atEnd };
      throttle(admitted, effects);
      await befall(effects, 'before', action.name, clock);
      const value = await perform(admitted, paramsOf(action, request, unknown));
      const hiddenMs = unlistedFor(effects);
      if (hiddenMs > 0) unlisted.hide(action.name, value, clock.now() + hiddenMs);
      parts.onEffect();
      outcome = { value: unlisted.filter(action.name, value, clock.now()) };
      await befall(effects, 'after', action.name, clock);
    } catch (error) {
      outcome = { error: inWordsOf(found, error) };
    }
    await wait(clock, latencyMs / 2);
    for (const end of atEnd) end();
    return outcome;
  }

  function throttle({ action, caller, regionId }: Admitted, effects: readonly CallEffect[]): void {
    const key = `${regionId}/${action.key}/${caller.account.id}`;
    const placedMs = throttledFor(effects);
    const known = world.regions.has(regionId);
    const waitMs = placedMs || (action.rate && known ? (rates?.take(key, action.rate, clock.now()) ?? 0) : 0);
    if (waitMs === 0) return;
    throw new ApiError('Throttling.User', `Request was denied due to user flow control: ${action.name}.`, {
      status: 400,
      headers: { 'x-acs-retry-after': String(Math.ceil(waitMs)) },
    });
  }

  function paramsOf(action: ActionReference, request: CallRequest, unknown: string[]): Params {
    const parsed = parseParams(action, { flat: request.params, body: request.body, path: request.path });
    unknown.push(...parsed.unknown);
    if (parts.strict && unknown.length > 0) {
      throw new ApiError('InvalidParameter', `strict: ${action.name} has no parameter ${unknown.join(', ')}.`, {
        status: 400,
      });
    }
    checkRegion(world, action, parsed.params);
    return parsed.params;
  }

  async function perform(admitted: Admitted, params: Params): Promise<unknown> {
    const { action, atEnd } = admitted;
    const handler = handlerOf(handlers, action);
    const dryRun = params['DryRun'] === true;
    const attempt = dryRun ? undefined : begin(admitted, params);
    if (attempt !== undefined && 'answer' in attempt) return attempt.answer;
    try {
      const hold = dryRun ? undefined : lock(admitted, params);
      if (hold !== undefined) atEnd.push(hold.share());
      const value = await handler(world, params, contextOf(parts, admitted, dryRun, hold));
      if (dryRun) throw dryRunPassed();
      attempt?.succeed(value);
      if (attempt !== undefined) atEnd.push(() => attempt.end());
      return value;
    } catch (error) {
      attempt?.fail();
      throw error;
    }
  }

  function begin({ action, caller, regionId }: Admitted, params: Params): { answer: unknown } | Attempt | undefined {
    const token = action.clientToken === undefined ? undefined : params[action.clientToken];
    if (!action.write || typeof token !== 'string' || token === '') return undefined;
    checkToken(token);
    const key = JSON.stringify([caller.account.id, regionId, action.key, token]);
    return tokens.begin(action.product, key, JSON.stringify(params), clock.now(), TOKEN_LIFETIME_MS);
  }

  function lock({ action, caller }: Admitted, params: Params): Hold | undefined {
    const scope = lockScopes[action.key];
    if (scope === undefined) return undefined;
    const holders = { account: caller.account.id, service: params['ServiceId'], endpoint: params['EndpointId'] };
    const object = String(holders[scope]);
    const hold = locks.take(`${scope}/${object}${switches.lockCovers === 'action' ? `/${action.name}` : ''}`);
    if (hold !== undefined) return hold;
    throw new ApiError(
      'ConcurrentCallNotSupported',
      `Another operation on ${scope} ${object} is still running; ${action.name} may not run beside it.`,
    );
  }

  /** What is not a refusal is a mistake of ours: it is logged, and answered as such. */
  function refusal(error: unknown, named: { product: string; action: string }, requestId: string): ApiError {
    if (error instanceof ApiError) return error;
    parts.log('a handler failed', { ...named, requestId, error });
    return new ApiError('InternalError', 'The request failed for an unknown reason.', { status: 500 });
  }

  return call;
}

/** The world's own text of a known region's id, so that comparing it is cheap. */
function regionOf(world: World, request: CallRequest): string {
  const id = request.params['RegionId'] || request.regionId || world.defaultRegionId;
  return world.regions.get(id)?.id ?? id;
}

function checkRegion(world: World, action: ActionReference, params: Params): void {
  const id = params['RegionId'];
  if (typeof id !== 'string' || id === '' || world.regions.has(id)) return;
  if (action.product === 'privatelink') throw new ApiError('RegionNotFound', `The region "${id}" does not exist.`);
  throw new ApiError('InvalidRegionId.NotFound', `The region "${id}" does not exist.`, { status: 404 });
}

function handlerOf(handlers: ReadonlyMap<string, unknown>, action: ActionReference): AnyHandler {
  const handler = handlers.get(action.key);
  if (handler === undefined) {
    throw new ApiError('InvalidAction.NotFound', `${action.key} is not emulated.`, { status: 404 });
  }
  return handler as AnyHandler; // parseParams has checked the parameters against the reference that its types are made from
}

function contextOf(parts: DispatchParts, admitted: Admitted, dryRun: boolean, hold: Hold | undefined): Context {
  const { clock, ids, switches, backends, transitions } = parts;
  const { caller, regionId, host } = admitted;
  const held = switches.lockLasts === 'transition' ? hold : undefined;
  return {
    account: caller.account,
    caller: caller.key,
    regionId,
    host,
    ids,
    switches,
    backends,
    now: () => clock.now(),
    proceed() {
      if (dryRun) throw dryRunPassed();
    },
    after: transitions.after(held, admitted.latencyMs),
  };
}

/** That all is well is an error (alibaba-cloud-api §0.2). */
function dryRunPassed(): ApiError {
  return new ApiError('DryRunOperation', 'The request has passed all checks and would be carried out.');
}

function struck({ product, name, write }: ActionReference, { params, path = '' }: CallRequest): StruckCall {
  const names = (resource: string) => Object.values(params).includes(resource) || path.split('/').includes(resource);
  return { product, action: name, write, names };
}

function gatewayPage({ status }: GatewayAnswer): Failure {
  const title = `${status} ${STATUS_CODES[status] ?? 'Error'}`;
  return {
    code: `Gateway${status}`,
    status,
    headers: { 'content-type': 'text/html' },
    body: `<html>\n<head><title>${title}</title></head>\n<body>\n<center><h1>${title}</h1></center>\n</body>\n</html>\n`,
  };
}

async function wait(clock: Clock, ms: number): Promise<void> {
  if (ms > 0) await new Promise<void>((resolve) => void clock.schedule(ms, resolve));
}

function toObject(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {};
}
