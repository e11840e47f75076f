/** The CustomResourceDefinition of ASMPvlConfig, for an API server that does not have it yet. */
import { customResourceDefinition, resource } from '@asm-privatelink/api';
import { type KubeClient, type KubeObject, parseObject, type Resource } from '@asm-privatelink/operator';
import { type Deadline, poll } from '../deadline.ts';

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

function isEstablished(status: unknown): boolean {
  const conditions: unknown = Object(status)['conditions'];
  return (
    Array.isArray(conditions) &&
    conditions.some((each: unknown) => Object(each)['type'] === 'Established' && Object(each)['status'] === 'True')
  );
}
