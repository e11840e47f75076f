import { Command } from 'commander';
import type { Context } from '../context.ts';
import { portOption } from '../options.ts';
import type { KubeOptions } from './kube.ts';

export function kubeCommand(context: Context): Command {
  return new Command('kube')
    .summary('the Kubernetes API server alone')
    .description(
      'Serves a Kubernetes API on 127.0.0.1 in which ASMPvlConfig is known. Nothing runs behind it; objects live in memory, or in the folder of --data.',
    )
    .addOption(portOption('where to listen'))
    .option('--data <dir>', 'a folder to keep the objects in, so that they are there at the next start')
    .option(
      '--kubeconfig <file>',
      'where to write the kubeconfig; default in the folder of --data, else a temporary file, removed at the end',
    )
    .action(async (options: KubeOptions) => {
      const { kube } = await import('./kube.ts');
      await kube(options, context);
    });
}
