/** Everything that can befall a call of the operator. */
import { type ActionName, actions } from '@asm-privatelink/cloud';
import type { CallFault } from '@asm-privatelink/emulator';
import { codesOf, rightAfter, statusOf } from './reference-codes.ts';

/** A fault that the emulator places, or answers that are given again (see `stale-reads.ts`). */
export type Effect = CallFault['effect'] | { kind: 'stale'; ms: number };

export interface Case {
  action: ActionName;
  /** As it is counted. */
  kind: string;
  effect: Effect;
  /** How often it strikes; Infinity, until a person was told and has mended it. */
  times: number;
  right: ReturnType<typeof rightAfter>;
}

const MINUTE_MS = 60_000;
/** Less than the 30 s after which an object that no list shows counts as gone (design §5). */
const LAG_MS = 20_000;

type Moment = 'before' | 'after';

export function casesOf(action: ActionName): Case[] {
  const write = actions[action].access === 'write';
  const moments: readonly Moment[] = write ? ['before', 'after'] : ['before'];
  const of = (kind: string, effect: Effect, times: number, right: Case['right'] = 'any'): Case => ({
    action,
    kind,
    effect,
    times,
    right,
  });
  return [
    ...codesOf(action).flatMap((code) => moments.map((when) => refusal(action, code, when))),
    ...moments.flatMap((when) => [
      of(`reset ${when} the effect`, { kind: 'reset', when }, 2, 'soon'),
      of(`HTML 502 ${when} the effect`, { kind: 'html', when }, 2, 'soon'),
      of(`hang ${when} the effect`, { kind: 'hang', when, ms: MINUTE_MS }, 2),
    ]),
    of('latency of 8 s', { kind: 'latency', ms: 8_000 }, 5),
    of('throttled for 60 s', { kind: 'throttle', ms: MINUTE_MS }, 1),
    ...(write
      ? [of('locked for 60 s', { kind: 'lock', ms: MINUTE_MS }, 1), of('answer lost', { kind: 'lost' }, 2)]
      : []),
    ...(action.startsWith('Create') ? [of('not listed for 20 s', { kind: 'unlisted', ms: LAG_MS }, 5)] : []),
    ...(/^List|SecurityGroup/.test(action) && !write ? [of('stale for 20 s', { kind: 'stale', ms: LAG_MS }, 1)] : []),
  ];
}

function refusal(action: ActionName, code: string, when: Moment): Case {
  // What took its effect all the same is found, and the call not made again: there is nothing left to tell.
  const right = when === 'before' ? rightAfter(action, code) : 'any';
  const status = statusOf(action, code);
  return {
    action,
    kind: `error ${when} the effect`,
    effect: { kind: 'error', when, code, ...(status === undefined ? {} : { status }) },
    times: right === 'person' || right === 'told' ? Number.POSITIVE_INFINITY : 3,
    right,
  };
}
