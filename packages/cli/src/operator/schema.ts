/** What `asmpvl operator --output json` writes once it runs. */
import { z } from 'zod';

export const operatorSchema = z
  .object({
    mode: z.enum(['manage', 'companion']).describe('A companion writes nothing.'),
    source: z.enum(['asm', 'given']).describe('Where the control plane is read from.'),
    mesh: z.string(),
    metrics: z.string().nullable().describe('The URL of /metrics, /healthz and /readyz; null when they are off.'),
    settings: z
      .record(z.string(), z.object({ value: z.string(), from: z.enum(['flag', 'env', 'default']) }))
      .describe('What is in force, by flag; secrets are hidden.'),
  })
  .meta({ title: 'asmpvl operator --output json' });

export type OperatorData = z.infer<typeof operatorSchema>;
