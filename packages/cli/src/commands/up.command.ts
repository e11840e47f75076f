import { defineCommand } from '../command/command.ts';
import { outputOption } from '../command/format.ts';
import { flag, text, valueOf } from '../command/option.ts';
import { parseSeconds, portOption, profileOption, scenarioOption } from '../options.ts';

export const upCommand = defineCommand({
  name: 'up',
  summary: 'everything in one process: connect, prove, keep serving',
  description: [
    'Brings up the cloud of a scenario, the Kubernetes API server of the mesh, those of its clusters and the operator; applies an ASMPvlConfig; shows how the links come about; proves both channels with a real request; adds the name of the endpoint to the certificate of each API server; waits until the mesh shows each cluster as Running. Then serves until Ctrl-C.',
    'With --output json the talk goes to standard error, and one document to standard output once all is proven, or was given up.',
    'It prints the address of its console, pages that show all of this live. It prints, and writes as env.sh, what to export so that every other command works on this world.',
  ],
  examples: [
    { purpose: 'The world of the guide, until Ctrl-C', args: 'up' },
    { purpose: 'Only the proof, as fast as it goes', args: 'up --once --profile instant' },
    { purpose: 'A world in which nothing is connected yet', args: 'up --empty' },
    {
      purpose: 'Three clusters, with files that can be found again',
      args: 'up --scenario examples/scenarios/three-clusters.yaml --data ./world',
    },
  ],
  options: {
    scenario: scenarioOption(),
    config: text({
      name: 'config',
      value: 'file',
      doc: 'the ASMPvlConfig to apply',
      default: 'examples/asmpvlconfig.yaml, or one made for the scenario',
    }),
    profile: profileOption(),
    data: text({
      name: 'data',
      value: 'dir',
      doc: 'where kubeconfigs and state go',
      default: 'a temporary folder, removed at the end',
      completes: 'folders',
    }),
    once: flag({ name: 'once', doc: 'end after the proof: with 0 if all of it held' }),
    timeout: valueOf(
      {
        name: 'timeout',
        value: 'seconds',
        doc: 'give up waiting',
        default: '120, with profile realistic 1800',
        completes: 'nothing',
      },
      parseSeconds,
    ),
    output: outputOption<never>(),
    empty: flag({
      name: 'empty',
      doc: 'apply nothing: begin with an empty mesh, and type the rest (docs/walkthrough.md)',
    }),
    consolePort: portOption('where the console listens', 'console-port'),
    noOperator: flag({ name: 'no-operator', doc: 'without the operator: run "asmpvl operator" yourself' }),
  },
  output: async () => (await import('zod')).z.toJSONSchema((await import('../up/schema.ts')).upSchema),
  load: async () => (await import('./up.ts')).up,
});
