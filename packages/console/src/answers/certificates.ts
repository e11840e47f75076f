/** What `asmpvl san --output json` writes. */
import { z } from 'zod';

const verdicts = ['present', 'missing', 'restarting', 'set', 'unset', 'early', 'unknown'] as const;

const cluster = z.object({
  clusterId: z.string(),
  name: z.string(),
  type: z.string().describe('ManagedKubernetes, Kubernetes (dedicated), …'),
  domainName: z
    .string()
    .nullable()
    .describe('What the certificate must bear: the domain of the endpoint to this API server.'),
  setting: z.array(z.string()).describe('The custom names as the cluster is set, by the cloud’s API.'),
  served: z
    .array(z.string())
    .nullable()
    .describe('The names of the certificate that the API server serves; null where it cannot be reached from here.'),
  verdict: z
    .enum(verdicts)
    .describe(
      'present: it is served. missing: another certificate is served, and the setting lacks it too. restarting: set, but not served yet. set and unset: by the setting alone, unverified. early: there is no domain yet. unknown: the cluster could not be read.',
    ),
  message: z.string(),
  remedy: z.string().nullable(),
});

export const sanSchema = z
  .object({
    verified: z.boolean().describe('Every verdict is from a served certificate.'),
    from: z.string().describe('Where the certificates were looked at from.'),
    clusters: z.array(cluster),
  })
  .meta({ title: 'asmpvl san --output json' });

export type SanData = z.infer<typeof sanSchema>;
export type SanCluster = SanData['clusters'][number];
