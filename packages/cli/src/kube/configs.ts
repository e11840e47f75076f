/** ASMPvlConfig objects through the Kubernetes API, as any client would. */
import type { ASMPvlConfig } from '@asm-privatelink/api';
import { resource } from '@asm-privatelink/api/names';
import type { Clock } from '@asm-privatelink/cloud';
import {
  isKubeError,
  type KubeClient,
  type KubeError,
  parseObject,
  pause,
  type Resource,
} from '@asm-privatelink/operator/client';

/**
 * Whichever controller writes the object, the server has held it to the schema of its definition. So only what everything here stands on is looked
 * at again, and by hand: loading the schema would take longer than asking the server.
 */
export const configs: Resource<ASMPvlConfig> = {
  ...resource,
  parse(value) {
    const object = parseObject(value);
    const entries: unknown = Object(object['spec'])['ackVpcEndpoint'];
    if (!Array.isArray(entries) || entries.some((entry) => typeof Object(entry)['clusterId'] !== 'string')) {
      throw new TypeError('the server holds an ASMPvlConfig without spec.ackVpcEndpoint[].clusterId');
    }
    return object as unknown as ASMPvlConfig; // by the schema of the server, as said above
  },
};

/** Server-side apply, whatever the manifest holds: to refuse it is the API server's business. */
export function applyConfig(
  client: KubeClient,
  manifest: unknown,
  options: { readonly signal: AbortSignal; readonly force: boolean },
): Promise<ASMPvlConfig> {
  return client.apply(configs, { name: nameIn(manifest) }, Object(manifest), options);
}

/** @throws KubeError, with status 404 when it is not there */
export function getConfig(client: KubeClient, signal: AbortSignal): Promise<ASMPvlConfig> {
  return client.get(configs, { name: resource.objectName }, { signal });
}

/** Before a watch that told nothing is opened anew. */
const AGAIN_MS = 1_000;

/**
 * The object now, and again at every change, until the signal is aborted. A broken watch is opened anew.
 *
 * @throws KubeError when the object may not be read or watched, or is not there
 */
export async function* followConfig(
  client: Pick<KubeClient, 'get' | 'watch'>,
  clock: Clock,
  signal: AbortSignal,
): AsyncGenerator<ASMPvlConfig> {
  const at = { name: resource.objectName };
  while (!signal.aborted) {
    const object = await client.get(configs, at, { signal });
    yield object;
    const resourceVersion = object.metadata.resourceVersion ?? '0';
    let told = false;
    try {
      for await (const event of client.watch(configs, { resourceVersion, timeoutSeconds: 300, signal })) {
        if (event.type === 'ERROR') break;
        told = true;
        if (event.type === 'DELETED') break;
        if (event.type === 'ADDED' || event.type === 'MODIFIED') yield configs.parse(event.object);
      }
    } catch (error) {
      // What a broken watch has missed, the next get shows.
      if (!isKubeError(error) || refuses(error)) throw error;
    }
    if (!told) await pause(clock, AGAIN_MS, signal);
  }
}

/** Asking again would be refused again; other than for a version that is too old, and when it is asked too often. */
function refuses({ status }: KubeError): boolean {
  return status >= 400 && status < 500 && status !== 410 && status !== 429;
}

function nameIn(manifest: unknown): string {
  const metadata: unknown = Object(manifest)['metadata'];
  const name: unknown = Object(metadata)['name'];
  return typeof name === 'string' && name !== '' ? name : resource.objectName;
}
