/** What `asmpvl cloud --output json` writes once it serves. */
import { z } from 'zod';

export const cloudSchema = z
  .object({
    endpoint: z.string().describe('For all products; HTTPS on the same port.'),
    region: z.string(),
    accessKeyId: z.string().describe('Of the emulated account.'),
    accessKeySecret: z
      .string()
      .describe('Known to everybody who reads the scenario: it opens nothing but this emulator.'),
    inspect: z.string().describe('The inspection API, on the same port.'),
    products: z.record(z.string(), z.string()).describe('The endpoints of products that have a port of their own.'),
    takenUp: z.boolean().describe('It goes on from where the folder of --data left it.'),
  })
  .meta({ title: 'asmpvl cloud --output json' });

export type CloudData = z.infer<typeof cloudSchema>;
