/** Whether an operator is still there: what is taken away by hand it would make anew. */
import { leaseName, resource } from '@asm-privatelink/api';
import {
  connectKube,
  isKubeError,
  type KubeClient,
  type KubeObject,
  kubeClient,
  parseObject,
  type Resource,
  systemClock,
} from '@asm-privatelink/operator';
import { type Context, say } from '../context.ts';
import { Failure } from '../failure.ts';
import type { Configuration } from '../operator/configuration.ts';

const leases: Resource<KubeObject> = {
  group: 'coordination.k8s.io',
  version: 'v1',
  plural: 'leases',
  kind: 'Lease',
  parse: parseObject,
};
const configs: Resource<KubeObject> = { ...resource, parse: parseObject };

/** @throws Failure while the Lease of an operator is being renewed; says what else a person should know */
export async function checkUnmanaged({ kubeconfig, lease }: Configuration, { err }: Context): Promise<void> {
  if (kubeconfig.path === undefined) {
    say(err, 'Without --kubeconfig it is not known whether an operator still runs: it would make everything anew.');
    return;
  }
  const kube = await connectKube(kubeconfig);
  try {
    const client = kubeClient({ transport: kube.transport, clock: systemClock() });
    const at = { namespace: lease?.namespace ?? kube.namespace, name: lease?.name ?? leaseName };
    const held = await find(client, leases, at);
    const holder = held === undefined ? undefined : liveHolder(held, Date.now());
    if (holder !== undefined) {
      throw new Failure({
        code: 'StillManaged',
        what: 'an operator still runs: it would make everything anew',
        where: `Lease ${at.namespace}/${at.name}, held by ${holder}`,
        now: `Delete the ASMPvlConfig instead (kubectl delete ${resource.singular} ${resource.objectName}), or stop the operator first.`,
      });
    }
    if ((await find(client, configs, { name: resource.objectName })) !== undefined) {
      say(
        err,
        `The ASMPvlConfig "${resource.objectName}" is still there: an operator that is started again makes everything anew.`,
      );
    }
  } finally {
    await kube.close();
  }
}

async function find(client: KubeClient, kind: Resource<KubeObject>, at: { namespace?: string; name: string }) {
  try {
    return await client.get(kind, at);
  } catch (error) {
    if (isKubeError(error) && error.status === 404) return undefined;
    throw error;
  }
}

/** Who holds a Lease that has not run out, by this machine's clock. */
function liveHolder({ spec }: KubeObject, now: number): string | undefined {
  if (typeof spec !== 'object' || spec === null) return undefined;
  const { holderIdentity, renewTime, leaseDurationSeconds } = spec as Record<string, unknown>; // read field by field below
  if (typeof holderIdentity !== 'string' || holderIdentity === '') return undefined;
  const until = Date.parse(String(renewTime)) + Number(leaseDurationSeconds) * 1_000;
  return until > now ? holderIdentity : undefined;
}
