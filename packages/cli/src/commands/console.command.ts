import { cloudOptions } from '../cloud/options.ts';
import { defineCommand } from '../command/command.ts';
import { text } from '../command/option.ts';
import { kubeOptions } from '../kube/options.ts';
import { portOption } from '../options.ts';
import { fromOption } from '../probe/options.ts';

const group = 'Other machines';

export const consoleCommand = defineCommand({
  name: 'console',
  summary: 'web pages that show the mesh and its links, live',
  description: [
    'Serves pages for a browser: the topology with both channels of each cluster, endpoint services and endpoints, the configuration with its plan, a diagnosis of each channel, the certificates of the clusters. Of an emulated cloud its calls, clock, faults, snapshots and traffic as well.',
    'The pages are in English and in Chinese. In Chinese, what a reason means and what to do about it come first; the sentences that name the objects, what was seen and the words of the cloud follow as they are, in English.',
    'It shows; changing stays with kubectl and the other commands. What it knows it reads with the credentials that are given here, and it writes nothing to the cloud or the cluster.',
    'It answers this machine alone, on 127.0.0.1. With --host it answers others too, and then only over TLS and only those who know the token, which it prints; ASMPVL_CONSOLE_TOKEN sets one.',
  ],
  examples: [
    { purpose: 'For this machine', args: 'console' },
    { purpose: 'On a port of your choice', args: 'console --port 8080' },
    {
      purpose: 'For others',
      args: 'console --host 0.0.0.0 --port 8443 --name console.example.com --tls-cert tls.crt --tls-key tls.key',
    },
  ],
  options: {
    port: portOption('where to listen'),
    host: text({
      name: 'host',
      value: 'address',
      doc: 'the address to listen on, for other machines',
      completes: 'nothing',
      group,
    }),
    name: text({
      name: 'name',
      value: 'dns-name',
      doc: 'the name under which others ask for it',
      completes: 'nothing',
      group,
    }),
    tlsCert: text({ name: 'tls-cert', value: 'file', doc: 'its certificate (PEM)', group }),
    tlsKey: text({ name: 'tls-key', value: 'file', doc: 'the key of the certificate (PEM)', group }),
    from: fromOption(),
    ...cloudOptions,
    ...kubeOptions,
  },
  load: async () => (await import('./console.ts')).serveConsole,
});
