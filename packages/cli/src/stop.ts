/** Ctrl-C and its relatives: the first asks for an orderly end, the second ends at once. */
import { setMaxListeners } from 'node:events';
import { constants } from 'node:os';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
export type StopSignal = (typeof signals)[number];

/** How long an orderly end may take. */
const GRACE_MS = 2_000;

/** The reason with which everything is aborted when the process is asked to end. */
export class Stopped extends Error {
  override readonly name = 'Stopped';
  readonly code = 'Stopped';
  readonly signal: StopSignal;

  constructor(signal: StopSignal) {
    super(`stopped by ${signal}`);
    this.signal = signal;
  }

  /** What a shell expects of a program that a signal has ended. */
  get exitCode(): number {
    return 128 + constants.signals[this.signal];
  }
}

/** Listens until the process ends. The signal is aborted at the first request to stop; a second one, or 2 s, ends the process. */
export function stopOnSignals(): AbortSignal {
  const stop = new AbortController();
  // Each call in flight listens, and many are.
  setMaxListeners(0, stop.signal);
  for (const name of signals) {
    process.on(name, () => {
      const reason = new Stopped(name);
      if (stop.signal.aborted) process.exit(reason.exitCode);
      setTimeout(() => process.exit(reason.exitCode), GRACE_MS).unref();
      stop.abort(reason);
    });
  }
  return stop.signal;
}

/** Resolves when the process is asked to stop. */
export function stopped(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
