import { cloudOptions } from '../cloud/options.ts';
import { defineCommand } from '../command/command.ts';
import { outputOption } from '../command/format.ts';
import { choiceArgument, flag, text, valueOf } from '../command/option.ts';
import { kubeOptions } from '../kube/options.ts';
import { parseSeconds } from '../options.ts';
import { fromOption } from '../probe/options.ts';

export const sanCommand = defineCommand({
  name: 'san',
  summary: 'the names in the API servers’ certificates: show, add, verify',
  description: [
    'The mesh dials an API server by the domain of its endpoint, so the certificate must bear that domain: the last step of the guide. The domain is known as soon as the endpoint is there, and is another one whenever the endpoint is made anew.',
    'show reads the certificate that is served, where it can be reached from here, else the cluster’s setting, marked unverified; and says what is missing.',
    'add appends the domain of the endpoint to the API server (never that of the one to Pilot), leaving all other names as they are. The API server then restarts for a moment: clients of the cluster must try again. So it asks first, and with several clusters one restarts at a time. Only managed clusters take a name after they were made. It waits until the certificate is served.',
    'verify makes the handshake as the mesh does: through the endpoint, with its domain, against the authority of the cluster.',
  ],
  examples: [
    { purpose: 'What is missing', args: 'san show' },
    { purpose: 'Add what is missing, without being asked', args: 'san add --yes' },
    { purpose: 'Prove it, from inside the mesh’s VPC', args: 'san verify' },
  ],
  options: {
    action: choiceArgument({ name: 'ACTION', doc: 'show, add or verify', choices: ['show', 'add', 'verify'] }),
    cluster: text({
      name: 'cluster',
      value: 'ids',
      doc: 'only these, separated by commas',
      default: 'all of the ASMPvlConfig',
      completes: 'nothing',
    }),
    yes: flag({ name: 'yes', doc: 'add without being asked' }),
    timeout: valueOf(
      { name: 'timeout', value: 'seconds', doc: 'give up waiting', default: '900', completes: 'nothing' },
      parseSeconds,
    ),
    from: fromOption(),
    output: outputOption<never>(),
    ...cloudOptions,
    ...kubeOptions,
  },
  exits: {
    ok: 'every certificate bears its domain',
    unhealthy: 'one lacks it, or cannot take it',
    progressing: 'there is no domain yet, a restart is not over, or it could not be verified from here',
    noAccess: 'credentials are missing, refused or expired, or may not call ModifyCluster',
    noAnswer: 'the cloud or the API server of the mesh does not answer',
  },
  output: async () => (await import('zod')).z.toJSONSchema((await import('@asm-privatelink/console')).sanSchema),
  load: async () => (await import('./san.ts')).san,
});
