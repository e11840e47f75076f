/** What `asmpvl diagnose --output json` writes. */
import { checkNames, verdicts } from '@asm-privatelink/link';
import { z } from 'zod';

const verdict = z
  .enum(verdicts)
  .describe(
    'ok: it holds. warning: it holds, and deserves a look. unknown: it could not be found out from here. waiting: not yet, and nobody has to do anything. broken: not until a person acts. behind: not looked at, for something before it does not hold.',
  );

const check = z.object({
  check: z.enum(checkNames).describe('The part of the way, in its order.'),
  verdict,
  on: z.string().describe('The object that it is about: an id, a field or a domain.'),
  reason: z.string().nullable().describe('Stable; scripts may match it.'),
  text: z.string(),
  evidence: z.array(z.string()).describe('What was seen that says so.'),
  remedy: z.string().nullable().describe('What to do.'),
  command: z.string().nullable().describe('The command that does it.'),
});

export const diagnosisSchema = z
  .object({
    mesh: z.string(),
    verdict: verdict.describe('The worst of all.'),
    general: z.array(check).describe('What concerns no channel alone.'),
    channels: z.array(
      z.object({
        channel: z.enum(['api-server', 'pilot']),
        link: z.string(),
        clusterIds: z.array(z.string()).describe('A Pilot channel serves all clusters of a VPC.'),
        verdict,
        break: z.enum(checkNames).nullable().describe('The first check that does not hold.'),
        checks: z.array(check),
      }),
    ),
  })
  .meta({ title: 'asmpvl diagnose --output json' });

export type DiagnosisData = z.infer<typeof diagnosisSchema>;
export type CheckData = DiagnosisData['general'][number];
