/** What `asmpvl sweep --output json` writes. */
import { z } from 'zod';

export const sweepSchema = z
  .object({
    mesh: z.string(),
    region: z.string(),
    found: z.array(z.string()).describe('What bore the tags of the mesh, a line for each object.'),
    done: z.array(z.string()).describe('What was done about it, in its order.'),
  })
  .meta({ title: 'asmpvl sweep --output json' });

export type SweepData = z.infer<typeof sweepSchema>;
