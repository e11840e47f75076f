/** What `asmpvl up --output json` writes once everything is up and proven, or was given up. */
import { z } from 'zod';

const proof = z
  .object({ ok: z.boolean(), message: z.string().describe('The answer, or why there was none.') })
  .nullable()
  .describe('Null where there was no link to prove.');

const link = z.object({
  up: z.boolean(),
  endpointId: z.string().nullable(),
  domainName: z.string().nullable(),
  reason: z.string(),
  proof,
});

export const upSchema = z
  .object({
    status: z.string().nullable().describe('Of the ASMPvlConfig; null when none was applied, or it never had one.'),
    tookMs: z.number().nullable().describe('From apply until its links were as they are.'),
    clusters: z.array(
      z.object({
        clusterId: z.string(),
        apiServer: link,
        pilot: link,
        member: z.string().nullable().describe('How the mesh shows the cluster: Running is the end of the guide.'),
      }),
    ),
    failure: z.string().nullable().describe('The code of what did not come about.'),
    endpoint: z.string().describe('Of the emulated cloud.'),
    region: z.string(),
    mesh: z.string(),
    accessKeyId: z.string(),
    accessKeySecret: z.string(),
    kubeconfigs: z.object({ mesh: z.string(), clusters: z.array(z.string()) }),
    config: z.string().describe('The ASMPvlConfig, as a file.'),
    env: z.string().describe('To be sourced: it points every other command at this world.'),
  })
  .meta({ title: 'asmpvl up --output json' });

export type UpData = z.infer<typeof upSchema>;
