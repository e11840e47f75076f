import type { ActionName, ActionRequest, ActionResponse } from './actions.ts';
import type { Clock } from './clock.ts';
import type { CallOptions, Cloud } from './cloud.ts';
import { CloudError } from './errors.ts';

/** As long as a call may take, in milliseconds. The vendor publishes no figure; its own clients give up after 10 s. */
export const callDeadlineMs = 10_000;

/**
 * The same cloud, in which no call lasts longer than `ms`: after that it is given up with `ReadTimeout`. Whether it took its effect is then not
 * known, so whoever repeats a create uses the same ClientToken. Put it inside the budget: time in line does not count, and a call that is given
 * up holds no lock any more.
 */
export function withDeadline(
  cloud: Cloud,
  { clock, ms = callDeadlineMs }: { readonly clock: Clock; readonly ms?: number | undefined },
): Cloud {
  return {
    region: cloud.region,
    async call<Name extends ActionName>(
      name: Name,
      request: ActionRequest<Name>,
      options: CallOptions = {},
    ): Promise<ActionResponse<Name>> {
      const { signal: given } = options;
      const deadline = new AbortController();
      const abort = () => deadline.abort(given?.reason);
      let late = false;
      const cancel = clock.schedule(ms, () => {
        late = true;
        deadline.abort();
      });
      given?.addEventListener('abort', abort, { once: true });
      if (given?.aborted) abort();
      try {
        return await cloud.call(name, request, { ...options, signal: deadline.signal });
      } catch (error) {
        if (!late) throw error;
        const message = `no answer in ${ms / 1000} s; it is not known whether it took its effect`;
        throw new CloudError({ code: 'ReadTimeout', action: name, message, cause: error });
      } finally {
        cancel();
        given?.removeEventListener('abort', abort);
      }
    },
  };
}
