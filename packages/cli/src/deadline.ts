/** Waiting that ends: with what was awaited, with a time-out that says what that was, or because the process is asked to stop. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from './failure.ts';

export interface Deadline {
  /** Aborted when the time is up or the process is asked to stop. */
  readonly signal: AbortSignal;
  /** The error to end with once the signal is aborted. */
  error(awaited: string): unknown;
}

/** Counts from now. */
export function createDeadline(seconds: number, stop: AbortSignal): Deadline {
  const error = (awaited: string): unknown => {
    if (stop.aborted) return stop.reason;
    return new Failure({
      code: 'TimedOut',
      what: `gave up after ${seconds} s`,
      where: `still awaited: ${awaited}`,
      now: 'Give it longer with --timeout, or see with kubectl describe asmpvlconfig default what holds it up.',
    });
  };
  // Not AbortSignal.any of a timeout: in Node 20 that signal may be collected before its time, and then never comes.
  const over = new AbortController();
  // Whatever is in flight then ends with this reason.
  const abort = () => over.abort(error('an answer'));
  setTimeout(abort, seconds * 1000).unref();
  if (stop.aborted) abort();
  else stop.addEventListener('abort', abort, { once: true });
  return { signal: over.signal, error };
}

/**
 * Asks again and again until there is an answer.
 *
 * @throws what `deadline.error` gives, saying what was `awaited` at that moment
 */
export async function poll<T>(
  ask: () => Promise<T | undefined>,
  { everyMs, deadline, awaited }: { everyMs: number; deadline: Deadline; awaited: () => string },
): Promise<T> {
  for (;;) {
    if (deadline.signal.aborted) throw deadline.error(awaited());
    const answer = await ask();
    if (answer !== undefined) return answer;
    await sleep(everyMs, undefined, { signal: deadline.signal }).catch(() => undefined);
  }
}
