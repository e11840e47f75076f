import * as z from 'zod';
import { type ActionName, type ActionRequest, type ActionResponse, actions } from './actions.ts';
import type { CallOptions, Cloud } from './cloud.ts';
import { aborted, CloudError, isCloudError, isRecord } from './errors.ts';
import { type Transport, wireRequest } from './wire.ts';

/**
 * The typed client over a transport: fills in RegionId, sends once, reads the answer by the action's schema.
 *
 * @example
 * const cloud = createCloud({ region: 'cn-hangzhou', transport: sdkTransport({ region: 'cn-hangzhou' }) });
 * const { EndpointStatus } = await cloud.call('GetVpcEndpointAttribute', { EndpointId: 'ep-…' });
 */
export function createCloud({ region, transport }: { readonly region: string; readonly transport: Transport }): Cloud {
  return {
    region,
    async call<Name extends ActionName>(
      name: Name,
      request: ActionRequest<Name>,
      { signal, onSent, mayLeave }: CallOptions = {},
    ): Promise<ActionResponse<Name>> {
      if (signal?.aborted) throw aborted(name, signal);
      const wire = wireRequest(name, request, { region, signal });
      if (mayLeave?.() === false) throw aborted(name);
      onSent?.();
      const answer = await unlessAborted(name, signal, transport(wire)).catch((error: unknown) => {
        if (isCloudError(error)) throw error;
        throw new CloudError({ code: 'TransportFailed', action: name, message: 'no answer', cause: error });
      });
      const parsed = actions[name].response.safeParse(hasNull(answer) ? withoutNulls(answer) : answer);
      if (!parsed.success) {
        const message = `the answer is not what the reference promises: ${z.prettifyError(parsed.error)}`;
        throw new CloudError({ code: 'UnexpectedAnswer', action: name, message, cause: parsed.error });
      }
      // The schema of this very action made it; the table only forgets which one.
      return parsed.data as ActionResponse<Name>;
    },
  };
}

/** A null member is an absent one: some products send the one, some the other. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((item) => item !== null).map(withoutNulls);
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== null)
      .map(([name, member]) => [name, withoutNulls(member)]),
  );
}

/** Few answers have one: the others, some of which are long, need no copy. */
function hasNull(value: unknown): boolean {
  if (value === null) return true;
  if (Array.isArray(value)) return value.some(hasNull);
  return isRecord(value) && Object.values(value).some(hasNull);
}

/** The answer, unless the caller gives up first. A transport need not know how to stop: it is no longer listened to. */
async function unlessAborted<T>(name: ActionName, signal: AbortSignal | undefined, answer: Promise<T>): Promise<T> {
  if (signal === undefined) return answer;
  let giveUp: (() => void) | undefined;
  const given = new Promise<never>((_, reject) => {
    giveUp = () => reject(aborted(name, signal));
    signal.addEventListener('abort', giveUp, { once: true });
  });
  try {
    return await Promise.race([answer, given]);
  } finally {
    if (giveUp !== undefined) signal.removeEventListener('abort', giveUp);
  }
}
