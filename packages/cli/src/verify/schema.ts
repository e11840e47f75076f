/** What `asmpvl verify --output json` writes. */
import { z } from 'zod';

const milliseconds = z.object({ p50: z.number(), p99: z.number() });

const link = z.object({
  channel: z.enum(['api-server', 'pilot']),
  clusterIds: z
    .array(z.string())
    .describe('One for a channel to an API server; all clusters of the VPC for one to Pilot.'),
  from: z.string().nullable().describe('The VPC of who dials; null while there is no endpoint.'),
  host: z.string().nullable().describe('The endpoint’s domain.'),
  verdict: z
    .enum(['proven', 'broken', 'elsewhere', 'down'])
    .describe('elsewhere: it can be tried only from inside that VPC. down: there is no endpoint to dial yet.'),
  message: z.string().describe('What was answered, or what broke.'),
  trusted: z
    .boolean()
    .nullable()
    .describe('Whether the right authority signed the certificate; null where that authority could not be had.'),
  latency: z
    .object({
      tries: z.int(),
      failed: z.int(),
      connectMs: milliseconds.describe('Of the TCP connection.'),
      tlsMs: milliseconds.describe('Of the handshake after it.'),
      answerMs: milliseconds.describe('From the request to its answer.'),
      totalMs: milliseconds,
    })
    .nullable()
    .describe('Of requests on connections of their own; null when none was answered.'),
});

export const verifySchema = z
  .object({
    from: z.string().describe('Where it was tried from.'),
    proven: z.int(),
    broken: z.int(),
    untried: z.int().describe('elsewhere and down.'),
    links: z.array(link),
    members: z
      .array(z.object({ clusterId: z.string(), state: z.string(), message: z.string() }))
      .nullable()
      .describe(
        'How the mesh shows each cluster, as its console words it: Running, Connecting. null: it has no members of its own.',
      ),
  })
  .meta({ title: 'asmpvl verify --output json' });

export type VerifyData = z.infer<typeof verifySchema>;
export type VerifiedMember = NonNullable<VerifyData['members']>[number];
export type VerifiedLink = VerifyData['links'][number];
