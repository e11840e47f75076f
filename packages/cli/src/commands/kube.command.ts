import { defineCommand } from '../command/command.ts';
import { outputOption } from '../command/format.ts';
import { text } from '../command/option.ts';
import { portOption } from '../options.ts';

export const kubeCommand = defineCommand({
  name: 'kube',
  summary: 'the Kubernetes API server alone',
  description: [
    'Serves a Kubernetes API on 127.0.0.1 in which ASMPvlConfig is known. Nothing runs behind it; objects live in memory, or in the folder of --data.',
  ],
  examples: [{ purpose: 'With a kubeconfig where one can find it', args: 'kube --kubeconfig ./kube.config' }],
  options: {
    port: portOption('where to listen'),
    data: text({
      name: 'data',
      value: 'dir',
      doc: 'a folder to keep the objects in, so that they are there at the next start',
      completes: 'folders',
    }),
    output: outputOption<never>(),
    kubeconfig: text({
      name: 'kubeconfig',
      value: 'file',
      doc: 'where to write the kubeconfig',
      default: 'in the folder of --data, else a temporary file, removed at the end',
    }),
  },
  output: async () => (await import('zod')).z.toJSONSchema((await import('../serve/kube-schema.ts')).kubeSchema),
  load: async () => (await import('./kube.ts')).kube,
});
