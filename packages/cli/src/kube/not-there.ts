/** What is missing where there is no ASMPvlConfig: the object, or its kind. */
import { resource } from '@asm-privatelink/api/names';
import { isKubeError } from '@asm-privatelink/operator/client';
import { Failure } from '../failure.ts';
import type { OpenKube } from './open.ts';

/** The usual mistake is the kubeconfig of the cluster in place of the mesh's. Whatever else went wrong is answered as it is. */
export async function explainNotThere(
  error: unknown,
  { client, server }: OpenKube,
  signal: AbortSignal,
): Promise<unknown> {
  if (!isKubeError(error) || error.status !== 404) return error;
  const anything = { ...resource, parse: (value: unknown) => value };
  const served = await client
    .list(anything, { signal, limit: 1 })
    .next()
    .then(
      () => true,
      () => false,
    );
  return served
    ? new Failure({
        code: 'NotFound',
        what: 'there is no ASMPvlConfig default',
        where: server,
        now: 'Apply one: asmpvl apply FILE.',
      })
    : new Failure({
        code: 'KindUnknown',
        what: 'this API server knows no ASMPvlConfig',
        where: server,
        now: 'On a managed mesh use the kubeconfig of the ASM instance, not that of the cluster; for an Istio of your own apply config/crd first.',
      });
}
