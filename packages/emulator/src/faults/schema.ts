/** What a fault is, as a scenario and the inspection API write it. */
import * as z from 'zod';
import { transitionKinds } from '../profiles.ts';

const ms = z
  .number()
  .min(0)
  .max(30 * 86_400_000);
const when = z.enum(['before', 'after']).default('before');

/** Which of the calls or changes that fit are struck. */
const trigger = {
  /** The n-th that fits (from 1) and the ones after it. Default 1. */
  nth: z.int().min(1).optional(),
  /** How many are struck. Default 1. */
  times: z.int().min(1).optional(),
  /** Of being struck. Default 1; chances follow from the emulator's seed. */
  probability: z.number().min(0).max(1).optional(),
};

/** `when`: before the effect, so that nothing was done; or after it. */
export const callEffectSchema = z.discriminatedUnion('kind', [
  /** Refused with this code. */
  z.strictObject({
    kind: z.literal('error'),
    when,
    code: z.string().min(1).max(128),
    status: z.int().min(400).max(599).optional(),
    message: z.string().max(1000).optional(),
  }),
  /** Done, but the caller never hears of it: the connection is closed. */
  z.strictObject({ kind: z.literal('lost') }),
  /** The connection is reset. */
  z.strictObject({ kind: z.literal('reset'), when }),
  /** A gateway's HTML page in place of an answer. */
  z.strictObject({ kind: z.literal('html'), when, status: z.int().min(400).max(599).default(502) }),
  /** No answer for so long (default ten minutes), then the connection is closed. */
  z.strictObject({ kind: z.literal('hang'), when, ms: ms.default(600_000) }),
  /** Slower by so much. */
  z.strictObject({ kind: z.literal('latency'), ms }),
  /** Every call that fits is throttled, from the one struck until `ms` later. */
  z.strictObject({ kind: z.literal('throttle'), ms }),
  /** Every write that fits finds its object locked by another operation, from the one struck until `ms` later. */
  z.strictObject({ kind: z.literal('lock'), ms }),
  /** What a call that creates has made is not listed until `ms` later (eventual consistency); read by its id it is there. */
  z.strictObject({ kind: z.literal('unlisted'), ms }),
]);

export const callFaultSchema = z.strictObject({
  /** `Action`, `product:Action` or a pattern with `*`. */
  action: z.string().min(1).max(200),
  /** Only calls that name this object in a parameter or in their path. */
  resource: z.string().min(1).max(200).optional(),
  ...trigger,
  effect: callEffectSchema,
});

export const transitionFaultSchema = z
  .strictObject({
    /** The change that it befalls, whichever call began it. */
    transition: z.enum(transitionKinds),
    /** Only of this object; left out, of any. */
    object: z.string().min(1).max(200).optional(),
    ...trigger,
    /** It takes this much longer. With none of these three, it never ends. */
    delayMs: ms.optional(),
    /** It takes exactly this long. */
    takesMs: ms.optional(),
    /** So long after its end everything it changed is back in the state before, and it takes its time once more. */
    flipsBackMs: ms.optional(),
  })
  .refine((fault) => fault.delayMs === undefined || fault.takesMs === undefined, {
    message: 'give delayMs or takesMs, not both',
    path: ['takesMs'],
  })
  .refine((fault) => fault.flipsBackMs === undefined || !/\.(delete|detach)$/.test(fault.transition), {
    message: 'what is gone does not come back; choose a transition that does not delete or detach',
    path: ['flipsBackMs'],
  });

export const faultSchema = z.union([callFaultSchema, transitionFaultSchema]);

export type CallFault = z.input<typeof callFaultSchema>;
export type TransitionFault = z.input<typeof transitionFaultSchema>;
export type Fault = CallFault | TransitionFault;
export type CallEffect = z.output<typeof callEffectSchema>;
