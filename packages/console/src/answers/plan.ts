/** What `asmpvl plan --output json` writes. */
import { z } from 'zod';

const node = z.object({
  kind: z
    .enum(['step', 'wait'])
    .describe('A write that the operator sends, or something that the cloud does by itself.'),
  id: z.string(),
  link: z.string().describe('The link or the object it is for.'),
  what: z.string(),
  why: z.string().nullable(),
  action: z.string().nullable().describe('The action of the cloud’s API; null for a wait.'),
  request: z
    .record(z.string(), z.unknown())
    .nullable()
    .describe('Its parameters. {step, field} stands for what that step will answer.'),
  after: z.array(z.string()).describe('Ids of the nodes that must be done before.'),
});

const money = z.object({ usd: z.number(), cny: z.number() });

export const planSchema = z
  .object({
    mesh: z.string(),
    against: z.enum(['live', 'empty']),
    controller: z.string().nullable().describe('Who reconciles the object, if that is not our operator.'),
    steps: z.int(),
    groups: z.array(z.array(node)).describe('In order; what stands in one group can go on side by side.'),
    problems: z.array(
      z.object({
        severity: z.enum(['person', 'wait', 'warning']),
        reason: z.string(),
        message: z.string(),
        link: z.string().nullable(),
        field: z.string().nullable(),
        line: z.int().nullable(),
        column: z.int().nullable(),
      }),
    ),
    interruptions: z.array(z.object({ link: z.string(), what: z.string() })).describe('What stops while this is done.'),
    cost: z
      .object({
        endpointZonesNow: z.int(),
        endpointZonesAfter: z.int(),
        perHourNow: money,
        perHourAfter: money,
      })
      .describe('Endpoint zones are billed by the hour; traffic comes on top.'),
  })
  .meta({ title: 'asmpvl plan --output json' });

export type PlanData = z.infer<typeof planSchema>;
