/** What `asmpvl status --output json` writes. */
import { z } from 'zod';

const part = (what: string) =>
  z
    .object({
      id: z.string().describe('Its id.'),
      status: z.string().describe('Its state, in the cloud’s own word.'),
    })
    .nullable()
    .describe(`${what}; null while there is none.`);

const link = z.object({
  up: z.boolean().describe('Service Active, endpoint Active, connection Connected.'),
  service: part('The endpoint service'),
  endpoint: part('The endpoint'),
  connection: z.string().nullable().describe('State of the connection; Connected when it carries traffic.'),
  domainName: z.string().nullable().describe('Domain name of the endpoint.'),
  zones: z
    .array(z.string())
    .describe('Zones in which the endpoint has an address; empty where the controller does not say.'),
  reason: z.string().nullable().describe('Where the link stands, in one word; null where the controller does not say.'),
  message: z.string().nullable().describe('What is wrong or awaited, and what to do.'),
});

export const statusSchema = z
  .object({
    name: z.literal('default'),
    status: z.string().describe('status.status of the object; Pending while there is none.'),
    health: z.enum(['good', 'progressing', 'bad']).describe('The exit code in a word: 0, 4 or 3.'),
    current: z
      .boolean()
      .nullable()
      .describe('Whether the status was made from the present spec; null where the controller does not say.'),
    controller: z.string().nullable().describe('Who writes the status, by its field manager.'),
    linksUp: z.int(),
    links: z.int(),
    clusters: z.array(z.object({ clusterId: z.string(), apiServer: link, pilot: link })),
    notes: z
      .array(z.object({ type: z.string(), reason: z.string(), message: z.string() }))
      .describe('Conditions that deserve a look.'),
  })
  .meta({ title: 'asmpvl status --output json' });

export type StatusData = z.infer<typeof statusSchema>;
