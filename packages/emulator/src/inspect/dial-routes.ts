/** Where dials arrive, for programs of this machine that dial as one in a VPC would. */
import * as z from 'zod';
import { arrivals } from '../network/arrivals.ts';
import { InspectError, type Route, route } from './route.ts';

const arrival = z.object({
  ip: z.string().describe('In the VPC'),
  zoneId: z.string().optional(),
  place: z.object({ host: z.string(), port: z.int() }).optional().describe('Where it stands on this machine'),
  code: z.enum(['ENOTFOUND', 'ETIMEDOUT', 'ECONNREFUSED', 'ECANCELED']).optional().describe('How the dial fails'),
  message: z.string().optional(),
});

export const dialRoutes: Route[] = [
  route('GET', '/dial', {
    id: 'whereDialsArrive',
    summary: 'What a name answers, and where a dial from a VPC to each of its addresses arrives on this machine',
    query: z.strictObject({
      from: z.string().describe('The VPC of who dials'),
      zone: z.string().optional().describe('The zone of who dials: matters where zone affinity is on'),
      host: z.string().describe('A domain, or an address of that VPC'),
      port: z.coerce.number().int().min(1).max(65535),
    }),
    answer: z.object({ resolves: z.boolean(), addresses: z.array(arrival) }),
    refusals: ['NotFound'],
    handle({ network }, { query: { from: fromVpc, zone, host, port } }) {
      if (network === undefined) throw new InspectError('NotFound', 'no network runs beside this emulator');
      const target = { fromVpc, host, port, ...(zone === undefined ? {} : { fromZone: zone }) };
      const found = arrivals(network, target);
      return { resolves: found !== undefined, addresses: found ?? [] };
    },
  }),
];
