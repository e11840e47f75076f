import { cloudOptions } from '../cloud/options.ts';
import { defineCommand } from '../command/command.ts';
import { outputOption } from '../command/format.ts';
import { argument } from '../command/option.ts';
import { kubeOptions } from '../kube/options.ts';

export const checkCommand = defineCommand({
  name: 'check',
  summary: 'everything that can be known before the first write',
  description: [
    'Looks at the file (as kubectl reads it: YAML 1.1), at the API server, and at the cloud: the mesh, activation, each cluster and its membership, the zones of each link, free addresses, security groups, certificates, quotas, and what the credentials may do. Each with a remedy. Nothing is written; permissions are asked by dry run.',
  ],
  examples: [
    { purpose: 'Before applying', args: 'check asmpvlconfig.yaml' },
    {
      purpose: 'What fails, for a script',
      args: 'check asmpvlconfig.yaml -o json | jq \'.items[] | select(.verdict == "fail")\'',
    },
  ],
  options: {
    file: argument({ name: 'FILE', doc: 'an ASMPvlConfig; - for standard input' }),
    output: outputOption<never>(),
    ...cloudOptions,
    ...kubeOptions,
  },
  exits: {
    ok: 'nothing failed; there may be warnings',
    unhealthy: 'something failed',
    noAccess: 'credentials are missing, refused or expired',
    noAnswer: 'the cloud does not answer',
  },
  output: async () => (await import('zod')).z.toJSONSchema((await import('@asm-privatelink/console')).checkSchema),
  load: async () => (await import('./check.ts')).check,
});
