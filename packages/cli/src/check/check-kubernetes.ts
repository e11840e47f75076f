/** Whether the object can be applied: the API server, its kind, the rights of the user. */
import { resource } from '@asm-privatelink/api';
import { isKubeError, KubeconfigError, type Resource } from '@asm-privatelink/operator';
import type { Environment } from '../context.ts';
import { type OpenKube, openKube } from '../kube/open.ts';
import type { KubeFlags } from '../kube/options.ts';
import type { ItemFields } from './item.ts';

const configs: Resource<unknown> = { ...resource, parse: (value) => value };
const reviews: Resource<unknown> = {
  group: 'authorization.k8s.io',
  version: 'v1',
  plural: 'selfsubjectaccessreviews',
  kind: 'SelfSubjectAccessReview',
  parse: (value) => value,
};

export async function checkKubernetes(flags: KubeFlags, env: Environment, signal: AbortSignal): Promise<ItemFields[]> {
  const item = (verdict: ItemFields['verdict'], message: string, remedy?: string): ItemFields[] => [
    { about: 'kubernetes', subject: 'the API server', verdict, message, remedy },
  ];
  try {
    const kube = await openKube(flags, env);
    try {
      await kube.client.list(configs, { signal, limit: 1 }).next();
      return (await mayApply(kube, signal))
        ? item('pass', `${kube.server} knows ${resource.kind}, and you may apply one`)
        : item(
            'fail',
            `you may not apply an ${resource.kind} to ${kube.server}`,
            'Use a kubeconfig whose user may patch it.',
          );
    } finally {
      await kube.close();
    }
  } catch (error) {
    if (isKubeError(error) && error.status === 404) return item('fail', `it knows no ${resource.kind}`, wrongServer);
    if (!isKubeError(error) && !(error instanceof KubeconfigError)) throw error;
    return item('fail', error.message, 'Name a kubeconfig that works with --kubeconfig and --context.');
  }
}

/** The usual mistake is the kubeconfig of the cluster in place of the mesh's. */
const wrongServer =
  'On a managed mesh use the kubeconfig of the ASM instance, not that of the cluster; for an Istio of your own apply config/crd first.';

async function mayApply({ client }: OpenKube, signal: AbortSignal): Promise<boolean> {
  const resourceAttributes = {
    group: resource.group,
    resource: resource.plural,
    name: resource.objectName,
    verb: 'patch',
  };
  const review = { apiVersion: 'authorization.k8s.io/v1', kind: reviews.kind, spec: { resourceAttributes } };
  const answer: unknown = await client.create(reviews, {}, review, { signal });
  return Object(Object(answer)['status'])['allowed'] === true;
}
