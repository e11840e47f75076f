import { cloudOptions } from '../cloud/options.ts';
import { defineCommand } from '../command/command.ts';
import { outputOption } from '../command/format.ts';
import { flag, text, words } from '../command/option.ts';
import { kubeOptions } from '../kube/options.ts';
import { fromOption } from '../probe/options.ts';

export const diagnoseCommand = defineCommand({
  name: 'diagnose',
  summary: 'what is wrong, on which object, and what mends it',
  description: [
    'Walks each channel from what is written to what answers: object, cloud objects, zones, connection, security group, name, TCP connection, certificate, answer. It stops at the first that does not hold, and says what is wrong, on which object, what was seen, and the command or the place in a console that mends it. Nothing is written; what a step would meet is asked by dry run.',
    'It works whoever’s controller reconciles the object, and without one: where the vendor’s does, cloud objects are found by the ids in status.',
    'The last four are tried from inside the VPC of who dials: in the emulated cloud always, on the real one when this machine stands there. Elsewhere they are not tried, and never told as broken for that.',
    'With --bundle it writes all that it stands on as an archive for whoever helps: object, events, lease, diagnosis, plan, objects of the cloud, versions. Secrets are removed (keys, tokens, passwords, private keys, data of Secrets, signatures), only you can read the file, and it is written even where no diagnosis can be made. Look through it before you give it away.',
  ],
  examples: [
    { purpose: 'Everything', args: 'diagnose' },
    { purpose: 'One cluster, with what holds as well', args: 'diagnose cab9ace222210457a83f09fcd42e9f1d7 -o wide' },
    {
      purpose: 'All that somebody needs who is to help',
      args: 'diagnose --bundle asmpvl.tar.gz --log operator.log',
    },
    {
      purpose: 'The commands that mend it',
      args: "diagnose -o json | jq -r '.channels[].checks[].command | values'",
    },
  ],
  options: {
    clusters: words({ name: 'CLUSTER', doc: 'only the channels of these clusters, by their ids' }),
    output: outputOption('wide'),
    from: fromOption(),
    bundle: text({ name: 'bundle', value: 'file', doc: 'write a support archive, such as asmpvl.tar.gz' }),
    log: text({ name: 'log', value: 'file', doc: 'with --bundle: a log of the operator to add' }),
    force: flag({ name: 'force', doc: 'with --bundle: write over a file that is there' }),
    ...cloudOptions,
    ...kubeOptions,
  },
  exits: {
    ok: 'nothing is wrong, as far as can be seen from here',
    unhealthy: 'something is wrong that a person has to mend',
    progressing: 'something does not hold yet, and nobody has to do anything',
    noAccess: 'credentials are missing, refused or expired, or may not read',
    noAnswer: 'the API server or the cloud does not answer',
  },
  output: async () => (await import('zod')).z.toJSONSchema((await import('@asm-privatelink/console')).diagnosisSchema),
  load: async () => (await import('./diagnose.ts')).diagnoseChannels,
});
