/** The picture as it is told: whole at first, then only what has changed. */
import { z } from 'zod';
import { topologySchema } from './schema.ts';

const problem = z.object({ code: z.string(), what: z.string(), now: z.string() });

export const liveSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('whole'),
    topology: topologySchema,
    problem: problem.nullable().describe('Why not everything is known.'),
    object: z.boolean().describe('Whether there is an ASMPvlConfig.'),
  }),
  z.object({
    kind: z.literal('clusters'),
    status: z.string(),
    clusters: topologySchema.shape.clusters.describe('Those that have changed, each whole.'),
  }),
]);
export type Live = z.infer<typeof liveSchema>;
