import type { ASMPvlConfig, ASMPvlConfigStatus } from '@asm-privatelink/api';
import { type Clock, elapsed } from './clock.ts';

/**
 * Measures how long a change takes: from the first look at a generation that is not Available yet to the first status that says it is.
 * A generation found Available, as after a restart, tells nothing.
 */
export function timeToAvailable(clock: Clock, report: (seconds: number) => void) {
  let generation = '';
  let since: number | undefined;

  return (object: ASMPvlConfig, status: ASMPvlConfigStatus | undefined): void => {
    const { uid, generation: number } = object.metadata;
    const isAvailable = (of: ASMPvlConfigStatus | undefined) =>
      of?.status === 'Available' && of.observedGeneration === number;
    if (generation !== `${uid}/${number}`) {
      generation = `${uid}/${number}`;
      since = isAvailable(object.status) ? undefined : elapsed(clock);
    }
    if (since === undefined || !isAvailable(status)) return;
    report((elapsed(clock) - since) / 1000);
    since = undefined;
  };
}
