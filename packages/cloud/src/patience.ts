import type { Clock } from './clock.ts';
import { notYet } from './errors.ts';

export interface Patience {
  /** Fires when the caller gives up or its patience ends. */
  readonly signal: AbortSignal | undefined;
  /** The turn has come: patience is over. */
  end(): void;
}

/** What a call waits with for its turn: the caller's signal, and no longer than `ms`. */
export function patience(
  action: string,
  clock: Clock,
  signal: AbortSignal | undefined,
  ms: number | undefined,
): Patience {
  if (ms === undefined) return { signal, end: () => undefined };
  const turn = new AbortController();
  const give = () => turn.abort(signal?.reason);
  if (signal?.aborted) give();
  signal?.addEventListener('abort', give, { once: true });
  const cancel = clock.schedule(ms, () => turn.abort(notYet(action, 0)));
  return {
    signal: turn.signal,
    end() {
      cancel();
      signal?.removeEventListener('abort', give);
    },
  };
}
