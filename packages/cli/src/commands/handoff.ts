/** `asmpvl handoff`: what an Istio of one's own needs to use the links of a cluster, printed or applied. */
import { reasons } from '@asm-privatelink/api';
import type { LinkPlan } from '@asm-privatelink/link';
import type { CloudFlags } from '../cloud/options.ts';
import { type Context, say } from '../context.ts';
import { Failure } from '../failure.ts';
import { accessIn } from '../handoff/access.ts';
import { pilotService, remoteSecret } from '../handoff/objects.ts';
import { writeObject } from '../handoff/write.ts';
import { openKube } from '../kube/open.ts';
import type { KubeFlags } from '../kube/options.ts';
import { controlPlaneIn } from '../look/control-plane.ts';
import { type Look, lookLive } from '../look/look.ts';
import { channelOf, OWN_NAME } from '../probe/channel-of.ts';
import { toYaml } from '../to-yaml.ts';

export interface HandoffOptions extends KubeFlags, CloudFlags {
  readonly cluster: string;
  readonly clusterKubeconfig: string | undefined;
  readonly part: 'both' | 'control-plane' | 'cluster';
  readonly serverName: string | undefined;
  readonly revision: string | undefined;
  readonly write: boolean;
}

export async function handoff(options: HandoffOptions, context: Context): Promise<void> {
  const { cluster: clusterId, part, serverName = OWN_NAME, revision } = options;
  const file = options.clusterKubeconfig ?? refuseWithout(options);
  const access = part === 'cluster' ? undefined : accessIn(file, context.env);
  const look = await lookLive(options, context);
  controlPlaneIn(look.observation);
  const [secret, service] = [
    access && remoteSecret({ clusterId, ...reach(look, 'api-server', clusterId), serverName, access }),
    part === 'control-plane' ? undefined : pilotService({ ...pilotOf(look, clusterId), revision }),
  ];
  if (options.write) {
    const { env, stop } = context;
    if (secret !== undefined) await write(secret, options);
    if (service !== undefined) await write(service, { kubeconfig: file, context: undefined });
    async function write(object: Parameters<typeof writeObject>[0], flags: KubeFlags): Promise<void> {
      const kube = await openKube(flags, env);
      try {
        await writeObject(object, kube, stop);
        say(context.err, `Wrote ${object.kind} ${object.metadata.name} to ${kube.server}.`);
      } finally {
        await kube.close();
      }
    }
    return;
  }
  const documents = [
    ...(secret === undefined ? [] : ['# For the cluster in which istiod runs. It holds credentials.', toYaml(secret)]),
    ...(service === undefined ? [] : [`---\n# For the data-plane cluster ${clusterId}.`, toYaml(service)]),
  ];
  context.out.write(documents.map((text) => `${text.trimEnd()}\n`).join(''));
}

function refuseWithout({ part }: HandoffOptions): string {
  if (part === 'cluster') return '';
  throw new Failure({
    code: 'ClusterKubeconfigMissing',
    what: 'as whom istiod is to enter the cluster is not given',
    where: '--cluster-kubeconfig',
    now: 'Give a kubeconfig of the data-plane cluster with a token or a client certificate, or ask for the Service alone with --for cluster.',
    exit: 'usage',
  });
}

function pilotOf(look: Look, clusterId: string) {
  const { host, ports } = wayOf(look, 'pilot', clusterId);
  return { domain: host, ports };
}

function reach(look: Look, channel: LinkPlan['channel'], clusterId: string) {
  const { host, ports } = wayOf(look, channel, clusterId);
  return { host, port: ports[0] ?? 6443 };
}

/** @throws Failure for a cluster that is not in the object, or whose link has no endpoint yet */
function wayOf({ plan, observation, wish }: Look, channel: LinkPlan['channel'], clusterId: string) {
  const link = plan.links.find((each) => each.channel === channel && each.clusterIds.includes(clusterId));
  if (link === undefined) {
    throw new Failure({
      code: 'ClusterUnknown',
      what: `the ASMPvlConfig has no cluster ${clusterId}`,
      where: 'spec.ackVpcEndpoint',
      now: `It has: ${wish.clusters.map((each) => each.clusterId).join(', ')}.`,
      exit: 'usage',
    });
  }
  const way = channelOf(link, observation);
  if (way !== undefined) return way;
  const problem = link.problems.find(({ severity }) => severity === 'person') ?? link.problems[0];
  const forPerson = problem?.severity === 'person';
  throw new Failure({
    code: 'LinkNotUp',
    what: problem?.message ?? `the ${channel} link has no endpoint yet`,
    where: `cluster ${clusterId}`,
    now: forPerson
      ? `${reasons[problem.reason].action} "asmpvl diagnose" says more.`
      : 'Wait until it is up: asmpvl status --watch; if it does not come: asmpvl diagnose.',
    exit: forPerson ? 'unhealthy' : 'progressing',
  });
}
