/** What the API server knows: the object, the news about it, who leads. */
import { leaseName } from '@asm-privatelink/api';
import { resource } from '@asm-privatelink/api/names';
import { type KubeObject, parseObject, type Resource } from '@asm-privatelink/operator/client';
import type { OpenKube } from '../kube/open.ts';
import type { Part } from './collect.ts';

/** Any of them as it is: a bundle shows also what nobody expected. */
function anyOf(group: string, version: string, plural: string, kind: string): Resource<KubeObject> {
  return { group, version, plural, kind, parse: parseObject };
}

const configs = anyOf(resource.group, resource.version, resource.plural, resource.kind);
const events = anyOf('', 'v1', 'events', 'Event');
const leases = anyOf('coordination.k8s.io', 'v1', 'leases', 'Lease');

/** Events of cluster-scoped objects live here. */
const EVENTS_IN = 'default';
const PAGE = 500;
/** Events and Leases that are looked through at most. */
const MOST = 10_000;

export function kubernetesParts({ client, transport, namespace, server }: OpenKube, signal: AbortSignal): Part[] {
  const all = async (
    of: Resource<KubeObject>,
    where: { namespace?: string },
    wanted: (each: KubeObject) => boolean,
  ) => {
    const found: KubeObject[] = [];
    let seen = 0;
    for await (const { items } of client.list(of, { ...where, limit: PAGE, signal })) {
      found.push(...items.filter(wanted));
      seen += items.length;
      if (seen >= MOST) break;
    }
    return found;
  };
  return [
    {
      name: 'config.yaml',
      about: 'the ASMPvlConfig with its status, as the API server has it',
      read: () => client.get(configs, { name: resource.objectName }, { signal }),
    },
    {
      name: 'events.yaml',
      about: 'the events about it, the oldest first',
      read: async () => {
        const about = ({ involvedObject }: KubeObject) => Object(involvedObject)['kind'] === resource.kind;
        const found = await all(events, { namespace: EVENTS_IN }, about);
        return found.sort((a, b) => timeOf(a).localeCompare(timeOf(b)));
      },
    },
    {
      name: 'lease.yaml',
      about: 'the Lease by which one operator leads, in whichever namespace',
      read: async () => {
        const ofOperator = ({ metadata }: KubeObject) => metadata.name === leaseName;
        // Who may not look everywhere may look where the kubeconfig points.
        return all(leases, {}, ofOperator).catch(() => all(leases, { namespace }, ofOperator));
      },
    },
    {
      name: 'api-server.json',
      about: 'the API server: where, and which version',
      read: async () => {
        const answer = await transport({ method: 'GET', path: '/version', signal });
        let text = '';
        for await (const chunk of answer.body) text += chunk;
        return { server, status: answer.status, version: JSON.parse(text) };
      },
    },
  ];
}

function timeOf({ lastTimestamp, metadata }: KubeObject): string {
  return typeof lastTimestamp === 'string' ? lastTimestamp : (metadata.creationTimestamp ?? '');
}
