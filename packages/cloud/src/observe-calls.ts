import type { ActionName, ActionRequest, ActionResponse } from './actions.ts';
import { type Clock, elapsed } from './clock.ts';
import type { CallOptions, Cloud } from './cloud.ts';
import type { ErrorKind } from './code-table.ts';
import { isCloudError } from './errors.ts';

/** One finished call, for metrics and logs. Holds no request, answer or key. */
export interface CallReport {
  readonly action: ActionName;
  /** `ok`, or the error's code. */
  readonly outcome: string;
  /** `ok`, or what to do about the error: few enough values for a metric's label. */
  readonly kind: 'ok' | ErrorKind;
  /** From asking to the end, in milliseconds. */
  readonly ms: number;
  /** The part of it spent waiting for rates and locks, before the request left; all of it when it never left. */
  readonly waitedMs: number;
  readonly sent: boolean;
  readonly requestId?: string | undefined;
}

/** The same cloud, telling a listener about every call. Put it outside the budget, so that waiting is seen. */
export function observeCalls(
  cloud: Cloud,
  { clock, listener }: { readonly clock: Clock; readonly listener: (report: CallReport) => void },
): Cloud {
  return {
    region: cloud.region,
    async call<Name extends ActionName>(
      name: Name,
      request: ActionRequest<Name>,
      options: CallOptions = {},
    ): Promise<ActionResponse<Name>> {
      const begin = elapsed(clock);
      let sentAt: number | undefined;
      const onSent = () => {
        sentAt = elapsed(clock);
        options.onSent?.();
      };
      const report = (kind: CallReport['kind'], outcome: string, requestId?: string) => {
        const end = elapsed(clock);
        const waitedMs = (sentAt ?? end) - begin;
        listener({ action: name, outcome, kind, ms: end - begin, waitedMs, sent: sentAt !== undefined, requestId });
      };
      try {
        const answer = await cloud.call(name, request, { ...options, onSent });
        report('ok', 'ok');
        return answer;
      } catch (error) {
        if (isCloudError(error)) report(error.kind, error.code, error.requestId);
        else report('bug', 'bug');
        throw error;
      }
    },
  };
}
