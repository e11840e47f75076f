import { defineCommand } from '../command/command.ts';
import { outputOption } from '../command/format.ts';
import { flag } from '../command/option.ts';
import { settingOptions } from '../operator/setting-options.ts';

export const sweepCommand = defineCommand({
  name: 'sweep',
  summary: 'remove what is left in the cloud after the operator has gone',
  description: [
    'Finds by its tags what the operator has made for one mesh, shows it, asks, and takes it away in the order that the cloud needs: endpoints, endpoint services, security groups. What was adopted loses our tags and stays; what others use is named.',
    'While an operator runs, delete the ASMPvlConfig instead. With --kubeconfig or KUBECONFIG its Lease is looked for, in every namespace or that of --lease-namespace, and a live one is a reason to refuse.',
  ],
  examples: [
    { purpose: 'Look, then decide', args: 'sweep --region cn-hangzhou --mesh c0123456789abcdef' },
    { purpose: 'In a script', args: 'sweep --region cn-hangzhou --mesh prod --kubeconfig ./kube.config --yes' },
  ],
  exits: { ok: 'nothing of the mesh is left', unhealthy: 'something keeps an object from being deleted; it is named' },
  options: {
    ...settingOptions('region', 'mesh', 'cloudEndpoint', 'cloudNetwork', 'rateShare'),
    ...settingOptions('kubeconfig', 'context', 'leaseName'),
    leaseNamespace: {
      ...settingOptions('leaseNamespace').leaseNamespace,
      doc: 'where the Lease is looked for; default every namespace ($ASMPVL_LEASE_NAMESPACE)',
    },
    output: outputOption<never>(),
    yes: flag({ name: 'yes', doc: 'do not ask' }),
  },
  output: async () => (await import('zod')).z.toJSONSchema((await import('../sweep/schema.ts')).sweepSchema),
  load: async () => (await import('./sweep.ts')).sweep,
});
