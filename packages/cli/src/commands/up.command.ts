import { Command, Option } from 'commander';
import type { Context } from '../context.ts';
import { parseSeconds, profileOption, scenarioOption } from '../options.ts';
import type { UpOptions } from './up.ts';

export function upCommand(context: Context): Command {
  return new Command('up')
    .summary('everything in one process: connect, prove, keep serving')
    .description(
      'Brings up the cloud of a scenario, the Kubernetes API server of the mesh, those of its clusters and the operator; applies an ASMPvlConfig; shows how the links come about; proves both channels with a real request; adds the name of the endpoint to the certificate of each API server; waits until the mesh shows each cluster as Running. Then serves until Ctrl-C.',
    )
    .addOption(scenarioOption())
    .option(
      '--config <file>',
      'the ASMPvlConfig to apply; default examples/asmpvlconfig.yaml, or one made for the scenario',
    )
    .addOption(profileOption())
    .option('--data <dir>', 'where kubeconfigs and state go; default a temporary folder, removed at the end')
    .option('--once', 'end after the proof: with 0 if all of it held')
    .addOption(
      new Option('--timeout <seconds>', 'give up waiting; default 120, with profile realistic 1800').argParser(
        parseSeconds,
      ),
    )
    .option('--no-operator', 'without the operator: run "asmpvl operator" yourself')
    .action(async (options: UpOptions) => {
      const { up } = await import('./up.ts');
      await up(options, context);
    });
}
