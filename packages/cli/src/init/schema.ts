/** What `asmpvl init --output json` writes. */
import { z } from 'zod';

const entries = z.array(
  z.object({ vSwitchId: z.string(), zoneId: z.string(), freeAddresses: z.int(), why: z.string() }),
);

export const initSchema = z
  .object({
    file: z.string().nullable().describe('Where the config was written; null when it was not.'),
    mesh: z.string(),
    region: z.string(),
    meshVpc: z.string(),
    clusters: z.array(z.object({ clusterId: z.string(), name: z.string(), vpcId: z.string(), entries })),
    asm: entries,
    leftOut: z.array(z.object({ clusterId: z.string(), why: z.string() })),
    gaps: z
      .array(
        z.object({
          vpcId: z.string(),
          balancerId: z.string(),
          zones: z.array(z.string()),
          otherSide: z.string(),
          freeBlock: z.string().nullable().describe('Addresses that no vSwitch of the VPC has yet.'),
        }),
      )
      .describe('Where a vSwitch has to be made first.'),
  })
  .meta({ title: 'asmpvl init --output json' });

export type InitData = z.infer<typeof initSchema>;
