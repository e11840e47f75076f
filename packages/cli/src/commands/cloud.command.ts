import { Command } from 'commander';
import type { Context } from '../context.ts';
import { portOption, profileOption, scenarioOption } from '../options.ts';
import type { CloudOptions } from './cloud.ts';

export function cloudCommand(context: Context): Command {
  return new Command('cloud')
    .summary('the emulated cloud alone, for any SDK')
    .description('Serves the emulated cloud on 127.0.0.1: the wire API, its states and its network.')
    .addOption(portOption('where to listen'))
    .addOption(scenarioOption())
    .addOption(profileOption())
    .option('--data <dir>', 'a folder to keep the cloud in, so that it goes on from there at the next start')
    .option('--strict', 'refuse parameters that the API reference does not know')
    .option('--print-scenario', 'print the scenario of the guide as YAML, to start one of your own, and end')
    .action(async (options: CloudOptions) => {
      const { cloud } = await import('./cloud.ts');
      await cloud(options, context);
    });
}
