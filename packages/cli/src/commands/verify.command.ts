import { cloudOptions } from '../cloud/options.ts';
import { defineCommand } from '../command/command.ts';
import { outputOption } from '../command/format.ts';
import { valueOf } from '../command/option.ts';
import { kubeOptions } from '../kube/options.ts';
import { parseCount } from '../options.ts';
import { fromOption } from '../probe/options.ts';

export const verifyCommand = defineCommand({
  name: 'verify',
  summary: 'prove both channels with real requests, and how long they take',
  description: [
    'Sends what the mesh and the sidecars send: to each API server TLS with the endpoint’s domain and GET /version, to Pilot TLS with istiod’s name and the first request of an xDS stream. Then it says how the mesh shows each cluster: Running is the end of the guide. Nothing is changed anywhere.',
    'A channel can only be tried from inside the VPC of who dials: the mesh’s for API servers, the cluster’s for Pilot. On a real cloud run it there, once in each; in the emulated cloud every VPC can be stood in, and all channels are tried.',
  ],
  examples: [
    { purpose: 'Both channels of every cluster', args: 'verify' },
    { purpose: 'From a machine that is known to be in the mesh’s VPC', args: 'verify --from vpc-… --tries 100' },
  ],
  options: {
    tries: valueOf(
      { name: 'tries', value: 'number', doc: 'requests to time, of each channel', default: '10', completes: 'nothing' },
      parseCount(1, 10_000),
    ),
    from: fromOption(),
    output: outputOption<never>(),
    ...cloudOptions,
    ...kubeOptions,
  },
  exits: {
    ok: 'every channel that can be tried from here is proven',
    failed: 'none can be tried from here',
    unhealthy: 'a channel is broken, or cannot come about until a person acts',
    progressing:
      'nothing is broken, but a channel has no endpoint yet, or the mesh does not show a cluster as Running yet',
    noAccess: 'credentials are missing, refused or expired, or may not read',
    noAnswer: 'the cloud or the API server of the mesh does not answer',
  },
  output: async () => (await import('zod')).z.toJSONSchema((await import('../verify/schema.ts')).verifySchema),
  load: async () => (await import('./verify.ts')).verify,
});
