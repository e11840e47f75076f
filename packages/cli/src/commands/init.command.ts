import { cloudOptions } from '../cloud/options.ts';
import { defineCommand } from '../command/command.ts';
import { outputOption } from '../command/format.ts';
import { flag, text, valueOf } from '../command/option.ts';
import { parseCount } from '../options.ts';

export const initCommand = defineCommand({
  name: 'init',
  summary: 'write an ASMPvlConfig for a mesh and its clusters',
  description: [
    'Finds the mesh, its clusters, their VPCs, the load balancers in front of Pilot and of each API server with the zones they serve, and the vSwitches that lie in these zones; and writes a config in which a comment says why each vSwitch stands there.',
    'It asks only where there is a choice (which mesh, which of several vSwitches of a zone), and only on a terminal: elsewhere flags say it, and the vSwitch with the most free addresses is taken. It makes nothing in the cloud: where a vSwitch is missing it prints how to make one.',
  ],
  examples: [
    { purpose: 'In a new mesh', args: 'init --region cn-hangzhou' },
    { purpose: 'In a script, to standard output', args: 'init --mesh c0123456789abcdef --file - --yes' },
    {
      purpose: 'For an Istio of your own',
      args: 'init --given-name prod --vpc vpc-… --pilot-load-balancer lb-… --cluster c…,c…',
    },
  ],
  options: {
    file: text({
      name: 'file',
      short: 'f',
      value: 'file',
      doc: 'where to write; - for standard output',
      default: 'asmpvlconfig.yaml',
    }),
    force: flag({ name: 'force', doc: 'overwrite the file' }),
    cluster: text({
      name: 'cluster',
      value: 'ids',
      doc: 'only these, separated by commas',
      default: 'every member of the mesh that can be connected',
      completes: 'nothing',
    }),
    zones: valueOf(
      {
        name: 'zones',
        value: 'number',
        doc: 'zones of each endpoint at most, where the load balancer serves so many; each costs by the hour',
        default: '2',
        completes: 'nothing',
      },
      parseCount(1, 10),
    ),
    yes: flag({ name: 'yes', doc: 'do not ask' }),
    output: outputOption<never>(),
    ...cloudOptions,
  },
  exits: {
    ok: 'the config has every cluster that was asked for',
    unhealthy: 'a cluster is left out, or has no place for an endpoint; what is missing is said',
    usage: 'the file is there already (--force), or a flag is wrong',
    noAccess: 'credentials are missing, refused or expired, or may not read',
    noAnswer: 'the cloud does not answer',
  },
  output: async () => (await import('zod')).z.toJSONSchema((await import('../init/schema.ts')).initSchema),
  load: async () => (await import('./init.ts')).init,
});
