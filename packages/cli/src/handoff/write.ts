/** Puts an object where it belongs, by server-side apply; what others own is left to them. */
import { isKubeError, type KubeObject, parseObject, type Resource } from '@asm-privatelink/operator/client';
import { Failure } from '../failure.ts';
import type { OpenKube } from '../kube/open.ts';
import { NAMESPACE } from './objects.ts';

interface Core {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace: string };
}

/** @throws Failure where the namespace is not there, or another manager owns what would change */
export async function writeObject(object: Core, { client, server }: OpenKube, signal: AbortSignal): Promise<void> {
  const { kind, metadata } = object;
  const core: Resource<KubeObject> = {
    group: '',
    version: 'v1',
    plural: `${kind.toLowerCase()}s`,
    kind,
    parse: parseObject,
  };
  const what = `${kind} ${metadata.name} in ${server}`;
  try {
    await client.apply(core, metadata, object, { signal });
  } catch (error) {
    if (!isKubeError(error)) throw error;
    if (error.status === 404) {
      throw new Failure({
        code: 'NamespaceMissing',
        what: `there is no namespace ${NAMESPACE}`,
        where: what,
        now: `Make it there: kubectl create namespace ${NAMESPACE}.`,
        cause: error,
      });
    }
    if (error.status !== 409) throw error;
    throw new Failure({
      code: error.reason,
      what: 'it is there already, and another manager owns what would change',
      where: `${what}: ${error.message}`,
      now: 'If that one is not needed any more, delete it and write again: a cluster with an istiod of its own needs none of ours.',
      cause: error,
    });
  }
}
