/** What `asmpvl check --output json` writes. */
import { z } from 'zod';

const abouts = [
  'schema',
  'kubernetes',
  'mesh',
  'activation',
  'cluster',
  'certificates',
  'link',
  'addresses',
  'groups',
  'quotas',
  'permissions',
] as const;

const item = z.object({
  about: z.enum(abouts).describe('What was looked at.'),
  subject: z.string().describe('The object or field it is about.'),
  verdict: z.enum(['pass', 'warn', 'fail', 'unknown']).describe('unknown: it could not be found out.'),
  reason: z.string().nullable().describe('Stable; scripts may match it.'),
  message: z.string(),
  remedy: z.string().nullable(),
  line: z.int().nullable(),
  column: z.int().nullable(),
});

export const checkSchema = z
  .object({ file: z.string(), pass: z.int(), warn: z.int(), fail: z.int(), unknown: z.int(), items: z.array(item) })
  .meta({ title: 'asmpvl check --output json' });

export type CheckData = z.infer<typeof checkSchema>;
export type Item = CheckData['items'][number];
