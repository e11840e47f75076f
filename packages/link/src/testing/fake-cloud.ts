/** A cloud that answers from a table, keeps what it was asked, and fails once where it is told to. */
import {
  type ActionName,
  type ActionRequest,
  type ActionResponse,
  type CallOptions,
  type Cloud,
  CloudError,
} from '@asm-privatelink/cloud';

export interface RecordedCall {
  action: ActionName;
  request: Readonly<Record<string, unknown>>;
}

/** Answers by action: a value, or a function of the request that returns one or throws. */
export type Answers = Partial<Record<ActionName, unknown>>;

export interface FakeCloud extends Cloud {
  readonly calls: RecordedCall[];
  /** Change it to change the world. */
  readonly answers: Answers;
  /** The next call of this action fails with this code. */
  failOnce(action: ActionName, code: string, fields?: { status?: number; retryAfterMs?: number }): void;
  /** How often each action was called since the last time this was asked, as `{ ListVpcEndpoints: 1 }`. */
  counts(): Record<string, number>;
}

export function fakeCloud(answers: Answers = {}): FakeCloud {
  const calls: RecordedCall[] = [];
  const failures = new Map<ActionName, CloudError[]>();
  let counted = 0;
  return {
    region: 'cn-hangzhou',
    calls,
    answers,
    failOnce(action, code, fields = {}) {
      const error = new CloudError({ action, code, message: 'as the test says', requestId: 'R-1', ...fields });
      failures.set(action, [...(failures.get(action) ?? []), error]);
    },
    counts() {
      const counts: Record<string, number> = {};
      for (const { action } of calls.slice(counted)) counts[action] = (counts[action] ?? 0) + 1;
      counted = calls.length;
      return counts;
    },
    async call<N extends ActionName>(
      action: N,
      request: ActionRequest<N>,
      { mayLeave }: CallOptions = {},
    ): Promise<ActionResponse<N>> {
      if (mayLeave?.() === false) throw new CloudError({ code: 'Aborted', action, message: 'not any more' });
      calls.push({ action, request: { ...request } });
      const failure = failures.get(action)?.shift();
      if (failure !== undefined) throw failure;
      const answer: unknown = answers[action];
      // The table of a test is as true as the test; the real client parses every answer.
      return (typeof answer === 'function' ? answer(request) : (answer ?? {})) as ActionResponse<N>;
    },
  };
}

/** The refusal of a call, for an answer that always fails. */
export function refusing(action: ActionName, code: string): () => never {
  return () => {
    throw new CloudError({ action, code, message: 'as the test says' });
  };
}
