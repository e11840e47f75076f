import { cloudOptions } from '../cloud/options.ts';
import { defineCommand } from '../command/command.ts';
import { outputOption } from '../command/format.ts';
import { argument, choice } from '../command/option.ts';
import { kubeOptions } from '../kube/options.ts';

export const planCommand = defineCommand({
  name: 'plan',
  summary: 'what the operator would do, in order, and what it means',
  description: [
    'Reads the cloud as the operator does and asks the same function what to do: every step and wait in its order, what goes on side by side, what it costs and what is interrupted. Nothing is written anywhere.',
    'Where the vendor’s controller writes the status, objects are found by the ids in it.',
  ],
  examples: [
    { purpose: 'What would happen if this were applied now', args: 'plan asmpvlconfig.yaml' },
    {
      purpose: 'The whole way, as if nothing had been made yet, as a picture',
      args: 'plan asmpvlconfig.yaml --against empty -o svg > plan.svg',
    },
    {
      purpose: 'The actions that will be called',
      args: "plan asmpvlconfig.yaml -o json | jq -r '.groups[][].action | values'",
    },
  ],
  options: {
    file: argument({ name: 'FILE', doc: 'an ASMPvlConfig; - for standard input' }),
    against: choice({
      name: 'against',
      value: 'what',
      choices: ['live', 'empty'],
      default: 'live',
      doc: 'begin with what is there, or with nothing of ours',
    }),
    output: outputOption('svg'),
    ...cloudOptions,
    ...kubeOptions,
  },
  exits: {
    ok: 'nothing stands in the way',
    unhealthy: 'a link cannot come about until a person acts',
    noAccess: 'credentials are missing, refused or expired, or may not read',
    noAnswer: 'the cloud does not answer',
  },
  output: async () => (await import('zod')).z.toJSONSchema((await import('@asm-privatelink/console')).planSchema),
  load: async () => (await import('./plan.ts')).plan,
});
