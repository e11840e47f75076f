import type { Context } from '../context.ts';
import { serverManager } from '../crd/controller.ts';
import { metadataOf, text } from '../meta/object.ts';
import type { JsonObject } from '../schema/json.ts';
import { createObject } from '../verbs/create.ts';
import { initialNamespaces } from './namespaces.ts';

/** What a cluster has before anybody asks: its namespaces, and the Service of its own API. Made again at a start that misses them. */
export function createInitialObjects(context: Context): void {
  for (const name of initialNamespaces) {
    create(context, 'namespaces', '', { apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
  }
  create(context, 'services', 'default', {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'kubernetes', labels: { component: 'apiserver', provider: 'kubernetes' } },
    spec: { clusterIP: '10.96.0.1', ports: [{ name: 'https', port: 443, protocol: 'TCP', targetPort: 6443 }] },
  });
}

function create(context: Context, plural: string, namespace: string, object: JsonObject): void {
  const resource = context.registry.find('', 'v1', plural);
  if (resource === undefined) throw new Error(`no resource ${plural}`);
  const { name } = metadataOf(object);
  if (context.store.get(resource.collection, namespace, text(name)) !== undefined) return;
  createObject(context, resource, { namespace, object, manager: serverManager, dryRun: false, warnings: [] });
}
