import type { Lock } from './action.ts';
import { type ActionName, type ActionRequest, type ActionResponse, actions } from './actions.ts';
import { type Clock, elapsed } from './clock.ts';
import type { CallOptions, Cloud } from './cloud.ts';
import { aborted, CloudError, isCloudError, notYet } from './errors.ts';
import { createLingering } from './lingering.ts';
import { createLocks } from './locks.ts';
import { patience } from './patience.ts';
import { createRateWindow, type RateState, type RateWindow, Resting, type Turn } from './rate-window.ts';
import { createSlots } from './slots.ts';

export interface BudgetOptions {
  readonly clock: Clock;
  /** The part of each published rate to use, above 0 up to 1. Default one half: others share the account. */
  readonly share?: number | undefined;
}

/** Calls under way at a time, of all actions: a mesh of hundreds of clusters asks for thousands of things, and each call has a connection. */
const IN_FLIGHT = 64;

export interface BudgetedCloud extends Cloud {
  /** How the rate of each action stands that was called so far. */
  rates(): ReadonlyMap<ActionName, RateState>;
}

/**
 * The same cloud, kept within the published rates and the vendor's locks. A call waits for the locks its action names
 * (per account, per service, per endpoint; one call at a time for each), then for its action's rate, and then for one of
 * 64 connections; there is no lock over all. Waiting calls can be given up, and with `patienceMs` are, as `NotYet`. Nothing is repeated here: a
 * collision the cloud reports all the same (`ConcurrentCallNotSupported`, `…Locked`) comes back as a CloudError of kind
 * `retry`, to a patient caller as `NotYet` where a call of ours may be what still holds the lock; a throttled call as
 * `throttled`. After that the action rests for as long as the cloud asks and goes on more slowly; the
 * cloud counts by action (alibaba-cloud-api §2.5), so no other action does. A rest too long to wait for is told to
 * whoever calls meanwhile (`Resting`, kind `throttled`).
 */
export function withBudget(cloud: Cloud, { clock, share = 0.5 }: BudgetOptions): BudgetedCloud {
  if (!(share > 0 && share <= 1)) throw new RangeError(`share is ${share}: give a number above 0, up to 1`);
  const locks = createLocks();
  const lingering = createLingering();
  const windows = new Map<ActionName, RateWindow>();
  const connections = createSlots(IN_FLIGHT);

  function windowOf(name: ActionName): RateWindow {
    const known = windows.get(name);
    if (known !== undefined) return known;
    const window = createRateWindow(clock, actions[name].rate, share);
    windows.set(name, window);
    return window;
  }

  /** Waits for the rate, and not for what is beyond the caller's patience. */
  async function turnOf(
    name: ActionName,
    keys: readonly string[],
    signal: AbortSignal | undefined,
    patienceMs: number | undefined,
  ): Promise<Turn> {
    const window = windowOf(name);
    if (patienceMs !== undefined) {
      const lingers = lingering.wait(keys, elapsed(clock));
      const wait = Math.max(lingers, window.wait());
      if (lingers > 0 || wait > patienceMs) throw notYet(name, wait);
    }
    return window.take(signal);
  }

  /** What to say of a refusal by a lock that a call of ours may still hold. */
  function heldByOurs(name: ActionName, keys: readonly string[], error: unknown, patienceMs: number | undefined) {
    if (!isCloudError(error) || !heldCodes.has(error.code)) return undefined;
    const waitMs = lingering.refused(keys, elapsed(clock));
    return waitMs === undefined || patienceMs === undefined ? undefined : notYet(name, waitMs);
  }

  return {
    region: cloud.region,
    async call<Name extends ActionName>(
      name: Name,
      request: ActionRequest<Name>,
      options: CallOptions = {},
    ): Promise<ActionResponse<Name>> {
      const { signal, patienceMs } = options;
      const keys = lockKeys(name, request);
      const line = patience(name, clock, signal, patienceMs);
      const unlock = await locks.acquire(keys, line.signal).catch((error: unknown) => {
        line.end();
        throw notSent(name, error, signal);
      });
      try {
        const turn = await turnOf(name, keys, line.signal, patienceMs).catch((error: unknown) => {
          throw notSent(name, error, signal);
        });
        line.end();
        let disconnect = () => {};
        try {
          disconnect = await connections.take(signal).catch((error: unknown) => {
            throw notSent(name, error, signal);
          });
          const answer = await cloud.call(name, request, options);
          lingering.answered(keys, elapsed(clock));
          return answer;
        } catch (error) {
          if (isCloudError(error) && error.kind === 'throttled') turn.throttled(error.retryAfterMs);
          throw heldByOurs(name, keys, error, patienceMs) ?? error;
        } finally {
          disconnect();
          turn.end();
        }
      } finally {
        line.end();
        unlock();
      }
    },
    rates: () => new Map([...windows].map(([name, window]) => [name, window.state()])),
  };
}

/** Codes by which the cloud says that another call's lock is in the way. */
const heldCodes = new Set(['ConcurrentCallNotSupported', 'EndpointLocked', 'EndpointServiceLocked']);

/** Why a call did not leave. */
function notSent(action: ActionName, error: unknown, signal: AbortSignal | undefined): unknown {
  if (error instanceof Resting) {
    return new CloudError({ code: 'Resting', action, message: error.message, retryAfterMs: error.restMs });
  }
  return signal?.aborted && !isCloudError(error) ? aborted(action, signal) : error;
}

/** The keys of the locks a call needs: `account`, `service/<id>`, `endpoint/<id>`. */
export function lockKeys(name: ActionName, request: object): string[] {
  const fields: Readonly<Record<string, unknown>> = { ...request };
  const keyOf = (lock: Lock) => (lock.scope === 'account' ? 'account' : `${lock.scope}/${String(fields[lock.field])}`);
  return (actions[name].locks ?? []).map(keyOf);
}
