import { cloudOptions } from '../cloud/options.ts';
import { defineCommand } from '../command/command.ts';
import { argument, choice, flag, text } from '../command/option.ts';
import { kubeOptions } from '../kube/options.ts';

export const handoffCommand = defineCommand({
  name: 'handoff',
  summary: 'what an Istio of your own needs to use the links of a cluster',
  description: [
    'Prints two objects. For the cluster in which istiod runs, the remote secret of the data-plane cluster: its API server under the endpoint’s domain, verified by a name that is in its certificate anyway, so nothing has to be added to the certificate and no API server restarts. For the data-plane cluster, the Service under istiod’s own name that leads to the endpoint of Pilot, so sidecars dial and verify what they always do.',
    'As whom istiod enters the cluster is taken from --cluster-kubeconfig: a token or a client certificate, best that of the istio-reader service account. The remote secret holds it: print it only into a pipe.',
    'With --write both are applied: the secret to the API server of --kubeconfig, the Service to that of --cluster-kubeconfig.',
    'A managed ASM instance does all this by itself.',
  ],
  examples: [
    {
      purpose: 'Look at what would be written to the data-plane cluster',
      args: 'handoff c0123456789abcdef --cluster-kubeconfig reader.kubeconfig --for cluster',
    },
    { purpose: 'Write both', args: 'handoff c0123456789abcdef --cluster-kubeconfig reader.kubeconfig --write' },
  ],
  options: {
    cluster: argument({ name: 'CLUSTER', doc: 'the id of the data-plane cluster' }),
    clusterKubeconfig: text({
      name: 'cluster-kubeconfig',
      value: 'file',
      doc: 'of the data-plane cluster: as whom istiod enters it, and where the Service is written',
    }),
    part: choice({
      name: 'for',
      value: 'which',
      choices: ['both', 'control-plane', 'cluster'],
      default: 'both',
      doc: 'only what belongs into the cluster of istiod, or into the data-plane cluster',
    }),
    serverName: text({
      name: 'server-name',
      value: 'name',
      doc: 'a name in the API server’s certificate',
      default: 'kubernetes.default.svc, which all have',
      completes: 'nothing',
    }),
    revision: text({
      name: 'revision',
      value: 'name',
      doc: 'of the control plane, where it has one: the Service is istiod-NAME then',
      completes: 'nothing',
    }),
    write: flag({ name: 'write', doc: 'apply them instead of printing them' }),
    ...cloudOptions,
    ...kubeOptions,
  },
  exits: {
    ok: 'both are printed, or written',
    unhealthy: 'a link of the cluster cannot come about until a person acts',
    progressing: 'a link of the cluster has no endpoint yet',
    noAccess: 'credentials are missing, refused or expired, or may not read or write',
    noAnswer: 'the cloud or an API server does not answer',
  },
  load: async () => (await import('./handoff.ts')).handoff,
});
