/** The calls that reached the emulator. */
import * as z from 'zod';
import { fits, type LedgerFilter } from '../ledger.ts';
import { type Live, type Route, route } from './route.ts';

const entry = z.object({
  n: z.int().describe('Counts from 1'),
  at: z.number().describe('When it arrived, in milliseconds of the emulator’s time'),
  endedAt: z.number(),
  product: z.string(),
  action: z.string(),
  write: z.boolean(),
  regionId: z.string(),
  caller: z.string().describe('The access key id'),
  status: z.int(),
  outcome: z.string().describe('OK, the error code, or Lost'),
  requestId: z.string(),
  objects: z.array(z.string()).describe('Ids that the call or its answer names'),
  unknown: z.array(z.string()).describe('Parameters that the reference does not know'),
});

const filter = z.strictObject({
  product: z.string().optional(),
  action: z.string().optional(),
  caller: z.string().optional().describe('An access key id'),
  object: z.string().optional().describe('An id that the call or its answer names'),
  outcome: z.string().optional().describe('OK, an error code, or Lost'),
  write: z.stringbool({ truthy: ['true'], falsy: ['false'], case: 'sensitive' }).optional(),
  after: z.coerce.number().int().min(0).optional().describe('Only calls after this one'),
});

export const ledgerRoutes: Route[] = [
  route('GET', '/ledger', {
    id: 'listCalls',
    summary: 'The latest calls that fit, oldest first',
    query: filter.extend({ limit: z.coerce.number().int().min(1).max(10_000).default(100) }),
    answer: z.object({ last: z.int(), items: z.array(entry) }),
    handle: ({ emulator: { ledger } }, { query: { limit, ...wanted } }) => ({
      last: ledger.last,
      items: ledger.entries(given(wanted)).slice(-limit),
    }),
  }),
  route('GET', '/ledger/counts', {
    id: 'countCalls',
    summary: 'How often each action was called',
    answer: z.record(z.string(), z.int()),
    handle: ({ emulator: { ledger } }) => ledger.counts(),
  }),
  route('GET', '/ledger/live', {
    id: 'watchCalls',
    summary: 'Each call that fits, as it is answered: server-sent events, one entry of the ledger each',
    query: filter,
    answer: 'text/event-stream',
    handle: ({ emulator: { ledger } }, { query }): Live => ({
      subscribe: (send) =>
        ledger.onCall((call) => {
          if (fits(call, given(query))) send(call);
        }),
    }),
  }),
];

/** Without what was left out. */
function given(wanted: { [K in keyof LedgerFilter]: LedgerFilter[K] | undefined }): LedgerFilter {
  return Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined));
}
