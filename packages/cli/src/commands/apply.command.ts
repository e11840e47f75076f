import { defineCommand } from '../command/command.ts';
import { outputOption } from '../command/format.ts';
import { argument, flag, valueOf } from '../command/option.ts';
import { kubeOptions } from '../kube/options.ts';
import { parseSeconds } from '../options.ts';

export const applyCommand = defineCommand({
  name: 'apply',
  summary: 'apply an ASMPvlConfig, and see its links come up',
  description: [
    'Applies the file (server-side, as kubectl apply --server-side does), then shows each link and its stages until all are up or something needs a person. On a terminal the view is drawn in place; elsewhere each change is a line. Ctrl-C only ends the view: what was applied stays applied, and the operator goes on.',
  ],
  examples: [
    { purpose: 'Apply, and wait until everything is up', args: 'apply asmpvlconfig.yaml' },
    { purpose: 'In a pipeline', args: 'apply asmpvlconfig.yaml --timeout 600 -o json' },
  ],
  options: {
    file: argument({ name: 'FILE', doc: 'an ASMPvlConfig; - for standard input' }),
    timeout: valueOf(
      { name: 'timeout', value: 'seconds', doc: 'give up waiting', default: '900', completes: 'nothing' },
      parseSeconds,
    ),
    noWait: flag({ name: 'no-wait', doc: 'only apply' }),
    forceConflicts: flag({ name: 'force-conflicts', doc: 'take over fields that another manager owns' }),
    output: outputOption<never>(),
    ...kubeOptions,
  },
  exits: {
    ok: 'Available, or applied with --no-wait',
    failed: 'it was not applied, or was given up after --timeout',
    unhealthy: 'applied, but a link cannot come about until a person acts',
    noAccess: 'the API server does not take these credentials, or they may not apply the object',
    noAnswer: 'the API server does not answer',
  },
  output: async () => (await import('zod')).z.toJSONSchema((await import('../status/schema.ts')).statusSchema),
  load: async () => (await import('./apply.ts')).apply,
});
