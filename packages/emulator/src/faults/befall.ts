/** What the faults that strike a call do to it: they slow it, or throw what the caller gets in place of an answer. */
import { AnswerLost, GatewayAnswer } from '../call.ts';
import type { Clock } from '../clock.ts';
import { ApiError } from '../errors.ts';
import type { CallEffect } from './schema.ts';

/** How much slower the call is, in milliseconds. */
export function slowness(effects: readonly CallEffect[]): number {
  return effects.reduce((sum, effect) => sum + (effect.kind === 'latency' ? effect.ms : 0), 0);
}

/** How long the call's caller is throttled for, in milliseconds; 0 when it is not. */
export function throttledFor(effects: readonly CallEffect[]): number {
  return effects.reduce((most, effect) => Math.max(most, effect.kind === 'throttle' ? effect.ms : 0), 0);
}

/** For how long what the call makes is not listed, in milliseconds. */
export function unlistedFor(effects: readonly CallEffect[]): number {
  return effects.reduce((most, effect) => Math.max(most, effect.kind === 'unlisted' ? effect.ms : 0), 0);
}

/** Throws ApiError, AnswerLost or GatewayAnswer where a fault strikes the call before, or after, its effect. */
export async function befall(
  effects: readonly CallEffect[],
  when: 'before' | 'after',
  action: string,
  clock: Clock,
): Promise<void> {
  for (const effect of effects) {
    if (momentOf(effect) !== when) continue;
    switch (effect.kind) {
      case 'error':
        throw new ApiError(effect.code, effect.message ?? `A fault placed in the emulator: ${effect.code}.`, {
          ...(effect.status !== undefined && { status: effect.status }),
        });
      case 'lock':
        throw new ApiError('ConcurrentCallNotSupported', `Another operation is still running; ${action} may not run.`);
      case 'lost':
        throw new AnswerLost(`the answer of ${action} was lost`);
      case 'reset':
        throw new AnswerLost(`the connection of ${action} was reset`, { reset: true });
      case 'html':
        throw new GatewayAnswer(effect.status);
      case 'hang':
        await new Promise<void>((resolve) => void clock.schedule(effect.ms, resolve));
        throw new AnswerLost(`${action} was not answered for ${effect.ms} ms`);
      case 'latency':
      case 'throttle':
      case 'unlisted': // of which the functions above tell
    }
  }
}

/** When the call is struck; undefined for what does not strike it. */
function momentOf(effect: CallEffect): 'before' | 'after' | undefined {
  if ('when' in effect) return effect.when;
  if (effect.kind === 'lock') return 'before';
  return effect.kind === 'lost' ? 'after' : undefined;
}
