/** Whether an operator is still there: what is taken away by hand it would make anew. */
import { leaseName, resource } from '@asm-privatelink/api';
import {
  isKubeError,
  type KubeClient,
  KubeconfigError,
  type KubeObject,
  parseObject,
  type Resource,
} from '@asm-privatelink/operator';
import { type Context, say } from '../context.ts';
import { Failure } from '../failure.ts';
import { type OpenKube, openKube } from '../kube/open.ts';
import type { Configuration } from '../operator/configuration.ts';

const leases: Resource<KubeObject> = {
  group: 'coordination.k8s.io',
  version: 'v1',
  plural: 'leases',
  kind: 'Lease',
  parse: parseObject,
};
const configs: Resource<KubeObject> = { ...resource, parse: parseObject };

const NOT_KNOWN = 'so it is not known whether an operator still runs: it would make everything anew.';

/**
 * Looks where --kubeconfig leads, else where KUBECONFIG does: of these two only the first must answer, for the cluster may be gone already.
 *
 * @throws Failure while the Lease of an operator is being renewed; says what else a person should know
 */
export async function checkUnmanaged({ kubeconfig, lease }: Configuration, { err, env }: Context): Promise<void> {
  if (kubeconfig.path === undefined && !env['KUBECONFIG']) {
    say(err, `Neither --kubeconfig nor KUBECONFIG is given, ${NOT_KNOWN}`);
    return;
  }
  try {
    await look(await openKube({ kubeconfig: kubeconfig.path, context: kubeconfig.context }, env), lease, err);
  } catch (error) {
    const unasked = isKubeError(error) || error instanceof KubeconfigError;
    if (!unasked || kubeconfig.path !== undefined) throw error;
    say(err, `The API server of KUBECONFIG could not be asked (${error.message}), ${NOT_KNOWN}`);
  }
}

async function look(kube: OpenKube, lease: Configuration['lease'], err: Context['err']): Promise<void> {
  const { client } = kube;
  try {
    for (const held of await leasesOf(client, lease, kube.namespace)) {
      const holder = liveHolder(held, Date.now());
      if (holder === undefined) continue;
      throw new Failure({
        code: 'StillManaged',
        what: 'an operator still runs: it would make everything anew',
        where: `Lease ${held.metadata.namespace}/${held.metadata.name}, held by ${holder}`,
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

/** In every namespace, where nobody says which: an operator leads from that of its pod. Where they may not all be read, in `usual`. */
async function leasesOf(client: KubeClient, lease: Configuration['lease'], usual: string): Promise<KubeObject[]> {
  const name = lease?.name || leaseName;
  const one = async (namespace: string) => {
    const found = await find(client, leases, { namespace, name });
    return found === undefined ? [] : [found];
  };
  if (lease?.namespace !== undefined) return one(lease.namespace);
  try {
    const found: KubeObject[] = [];
    for await (const { items } of client.list(leases, { limit: 500 })) {
      found.push(...items.filter(({ metadata }) => metadata.name === name));
    }
    return found;
  } catch (error) {
    if (isKubeError(error) && error.status === 403) return one(usual);
    throw error;
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
