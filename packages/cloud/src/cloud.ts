import type { ActionName, ActionRequest, ActionResponse } from './actions.ts';

export interface CallOptions {
  /** Gives up the call: while it waits for its turn it is never sent; once sent, its answer is no longer waited for. */
  readonly signal?: AbortSignal | undefined;
  /**
   * How long to wait for a turn at most, in milliseconds. A call whose turn does not come within it is not sent: it fails with `NotYet`, and
   * `retryAfterMs` says when to ask again. Left out: as long as it takes.
   */
  readonly patienceMs?: number | undefined;
  /** Called when the request leaves for the cloud, after all waiting for rates and locks. */
  readonly onSent?: (() => void) | undefined;
  /** Asked when the request is about to leave, in the same turn, after all waiting: false gives the call up unsent (`Aborted`). */
  readonly mayLeave?: (() => boolean) | undefined;
}

/** The one door to the cloud, or to those of its actions that `Only` names. Every failure is a CloudError. */
export interface Cloud<Only extends ActionName = ActionName> {
  readonly region: string;
  call<Name extends Only>(
    name: Name,
    request: ActionRequest<Name>,
    options?: CallOptions,
  ): Promise<ActionResponse<Name>>;
}
