/** ASMPvlConfig objects through the Kubernetes API, as any client would. */
import { type ASMPvlConfig, customResourceDefinition, parseConfig, resource } from '@asm-privatelink/api';
import { isKubeError, type KubeClient, type KubeObject, parseObject, type Resource } from '@asm-privatelink/operator';
import { type Deadline, poll } from '../deadline.ts';

const configs: Resource<ASMPvlConfig> = {
  ...resource,
  parse(value) {
    const { config } = parseConfig(parseObject(value));
    if (config === undefined) throw new TypeError('the server holds an ASMPvlConfig that its schema would refuse');
    return config;
  },
};

const definitions: Resource<KubeObject> = {
  group: 'apiextensions.k8s.io',
  version: 'v1',
  plural: 'customresourcedefinitions',
  kind: 'CustomResourceDefinition',
  parse: parseObject,
};

/** Applies the CRD and waits until the server serves it. */
export async function applyDefinition(client: KubeClient, deadline: Deadline): Promise<void> {
  const { signal } = deadline;
  await client.apply(definitions, { name: resource.crd }, customResourceDefinition(), { signal });
  await poll(
    async () => {
      const { status } = await client.get(definitions, { name: resource.crd }, { signal });
      return isEstablished(status) ? true : undefined;
    },
    { everyMs: 50, deadline, awaited: () => `the API server to serve ${resource.crd}` },
  );
}

/** Server-side apply, whatever the manifest holds: to refuse it is the API server's business. */
export function applyConfig(client: KubeClient, manifest: unknown, signal: AbortSignal): Promise<ASMPvlConfig> {
  return client.apply(configs, { name: nameIn(manifest) }, Object(manifest), { signal, force: true });
}

/** The object now, and again at every change, until the signal is aborted. A broken watch is opened anew. */
export async function* followConfig(client: KubeClient, signal: AbortSignal): AsyncGenerator<ASMPvlConfig> {
  const at = { name: resource.objectName };
  while (!signal.aborted) {
    const object = await client.get(configs, at, { signal });
    yield object;
    const resourceVersion = object.metadata.resourceVersion ?? '0';
    try {
      for await (const event of client.watch(configs, { resourceVersion, timeoutSeconds: 300, signal })) {
        if (event.type === 'ERROR' || event.type === 'DELETED') break;
        if (event.type === 'ADDED' || event.type === 'MODIFIED') yield configs.parse(event.object);
      }
    } catch (error) {
      // What a broken watch has missed, the next get shows.
      if (!isKubeError(error)) throw error;
    }
  }
}

function nameIn(manifest: unknown): string {
  const metadata: unknown = Object(manifest)['metadata'];
  const name: unknown = Object(metadata)['name'];
  return typeof name === 'string' && name !== '' ? name : resource.objectName;
}

function isEstablished(status: unknown): boolean {
  const conditions: unknown = Object(status)['conditions'];
  return (
    Array.isArray(conditions) &&
    conditions.some((each: unknown) => Object(each)['type'] === 'Established' && Object(each)['status'] === 'True')
  );
}
