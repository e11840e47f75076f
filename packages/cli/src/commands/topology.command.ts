import { cloudOptions } from '../cloud/options.ts';
import { defineCommand } from '../command/command.ts';
import { outputOption } from '../command/format.ts';
import { kubeOptions } from '../kube/options.ts';

export const topologyCommand = defineCommand({
  name: 'topology',
  summary: 'the mesh, its clusters and every link, as a picture',
  description: [
    'Draws the VPC of the mesh, those of the clusters, and the channels between them, each with its endpoint and endpoint service. Health is told by colour and by sign: ✓ up, ◌ on its way, ✗ needs a person, · nothing yet. Many clusters become a table of signs, those that are not well first.',
  ],
  examples: [
    { purpose: 'In the terminal', args: 'topology' },
    { purpose: 'For a page or a report', args: 'topology -o svg > mesh.svg' },
  ],
  options: { output: outputOption('svg'), ...cloudOptions, ...kubeOptions },
  exits: {
    ok: 'Available',
    unhealthy: 'Degraded or Failed',
    progressing: 'Pending, Provisioning or Deleting',
    noAccess: 'credentials are missing, refused or expired, or may not read',
    noAnswer: 'the cloud or the API server of the mesh does not answer',
  },
  output: async () => (await import('zod')).z.toJSONSchema((await import('@asm-privatelink/console')).topologySchema),
  load: async () => (await import('./topology.ts')).topology,
});
