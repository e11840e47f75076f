import { defineCommand } from '../command/command.ts';
import { outputOption } from '../command/format.ts';
import { flag } from '../command/option.ts';
import { kubeOptions } from '../kube/options.ts';

export const statusCommand = defineCommand({
  name: 'status',
  summary: 'how the links are, on one screen',
  description: [
    'Shows the state of ASMPvlConfig default: the whole in a word, each link with its service, endpoint, connection and zones, and what deserves a look. It reads that one object and nothing else: no cloud credentials are needed, and it does not matter whose controller writes the status, ours or the vendor’s.',
  ],
  examples: [
    { purpose: 'Once; the exit code says how it is', args: 'status' },
    { purpose: 'Go on showing it until Ctrl-C', args: 'status --watch' },
    {
      purpose: 'The domains that belong into the certificates',
      args: "status -o json | jq -r '.clusters[].apiServer.domainName'",
    },
  ],
  options: {
    watch: flag({ name: 'watch', short: 'w', doc: 'go on, and show every change; with json one document a line' }),
    output: outputOption('wide'),
    ...kubeOptions,
  },
  exits: {
    ok: 'Available',
    unhealthy: 'Degraded or Failed',
    progressing: 'Pending, Provisioning or Deleting, or the last change has not been looked at yet',
    noAccess: 'the API server does not take these credentials, or they may not read the object',
    noAnswer: 'the API server does not answer',
  },
  output: async () => (await import('zod')).z.toJSONSchema((await import('../status/schema.ts')).statusSchema),
  load: async () => (await import('./status.ts')).status,
});
