/** What the emulated cloud shows beside its API, and how it is steered: its calls, its clock, faults, snapshots and traffic. */
import { z } from 'zod';

export const callSchema = z.object({
  n: z.int().describe('Counts from 1'),
  at: z.number().describe('When it arrived, in milliseconds of the emulator’s time'),
  endedAt: z.number(),
  product: z.string(),
  action: z.string(),
  write: z.boolean(),
  caller: z.string().describe('The access key id'),
  outcome: z.string().describe('OK, the error code, or Lost'),
  requestId: z.string(),
  objects: z.array(z.string()),
});
export type Call = z.infer<typeof callSchema>;

export const clockSchema = z.object({
  now: z.number().describe('Milliseconds since the epoch'),
  time: z.string(),
  controllable: z.boolean().describe('It can be made to leap'),
});

const most = 30 * 86_400_000;
export const advanceSchema = z.strictObject({ ms: z.number().min(0).max(most) });

export const faultRequestSchema = z.strictObject({
  action: z.string().min(1).max(200).describe('An action of the cloud, or a pattern with *'),
  resource: z.string().min(1).max(200).optional().describe('Only calls that name this object'),
  times: z.int().min(1).max(1_000_000).optional(),
  effect: z.union([
    z.strictObject({
      kind: z.literal('error'),
      code: z.string().min(1).max(128),
      when: z.enum(['before', 'after']).optional(),
    }),
    z.strictObject({ kind: z.literal('lost') }),
    z.strictObject({ kind: z.literal('latency'), ms: z.number().min(0).max(most) }),
    z.strictObject({ kind: z.literal('throttle'), ms: z.number().min(0).max(most) }),
    z.strictObject({ kind: z.literal('lock'), ms: z.number().min(0).max(most) }),
  ]),
});
export type FaultRequest = z.infer<typeof faultRequestSchema>;

export const faultSchema = z.object({
  id: z.int(),
  fault: z.record(z.string(), z.unknown()),
  seen: z.int().describe('How many calls or changes have fitted'),
  struck: z.int().describe('How many of them it has struck'),
});

export const snapshotSchema = z.object({ name: z.string(), at: z.number(), bytes: z.int() });

const counts = {
  connections: z.int(),
  active: z.int(),
  unserved: z.int(),
  bytesIn: z.int(),
  bytesOut: z.int(),
};
export const trafficSchema = z.object({
  endpointId: z.string(),
  serviceId: z.string(),
  vpcId: z.string(),
  connection: z.string(),
  ...counts,
  zones: z.array(z.object({ zoneId: z.string(), status: z.string(), balancerId: z.string(), ...counts })),
});

/** Refused by the emulator: its own code and words. */
export class InspectionRefused extends Error {
  override readonly name = 'InspectionRefused';
  readonly code: string;
  readonly status: number;

  constructor(code: string, status: number, message: string) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

/** Every method rejects with InspectionRefused for what the emulator will not do. */
export interface Inspection {
  calls(after: number, signal: AbortSignal): Promise<{ last: number; items: Call[] }>;
  /** Each call as it is answered, until the signal is aborted. */
  follow(signal: AbortSignal): AsyncIterable<Call>;
  clock(signal: AbortSignal): Promise<z.infer<typeof clockSchema>>;
  advance(ms: number, signal: AbortSignal): Promise<z.infer<typeof clockSchema>>;
  faults(signal: AbortSignal): Promise<z.infer<typeof faultSchema>[]>;
  place(fault: FaultRequest, signal: AbortSignal): Promise<z.infer<typeof faultSchema>>;
  remove(id: number, signal: AbortSignal): Promise<void>;
  snapshots(signal: AbortSignal): Promise<z.infer<typeof snapshotSchema>[]>;
  save(name: string, signal: AbortSignal): Promise<z.infer<typeof snapshotSchema>>;
  load(name: string, signal: AbortSignal): Promise<void>;
  forget(name: string, signal: AbortSignal): Promise<void>;
  traffic(signal: AbortSignal): Promise<z.infer<typeof trafficSchema>[]>;
}
