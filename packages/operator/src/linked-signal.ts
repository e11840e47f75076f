import { setMaxListeners } from 'node:events';

/**
 * A signal that is aborted with the first of several others. Unlike `AbortSignal.any`, which in Node 20 leaves a trace on a long-lived
 * signal for every call, it leaves none once `release` is called.
 */
export function linkedSignal(...sources: (AbortSignal | undefined)[]): { signal: AbortSignal; release(): void } {
  const controller = new AbortController();
  // One pass may have any number of calls in flight, each listening.
  setMaxListeners(0, controller.signal);
  const links: (() => void)[] = [];
  const release = () => {
    for (const unlink of links.splice(0)) unlink();
  };
  for (const source of sources) {
    if (source === undefined) continue;
    const abort = () => {
      release();
      controller.abort(source.reason);
    };
    if (source.aborted) {
      abort();
      break;
    }
    source.addEventListener('abort', abort);
    links.push(() => source.removeEventListener('abort', abort));
  }
  return { signal: controller.signal, release };
}
