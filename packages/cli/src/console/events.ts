/** The events of Kubernetes that are about the object, the latest first. */
import { resource } from '@asm-privatelink/api/names';
import type { ObjectEvent } from '@asm-privatelink/console';
import {
  isKubeError,
  type KubeClient,
  type KubeObject,
  parseObject,
  type Resource,
} from '@asm-privatelink/operator/client';

/** Those of cluster-scoped objects live here: `kubectl describe` looks for them in this namespace. */
const NAMESPACE = 'default';

const events: Resource<KubeObject> = {
  group: '',
  version: 'v1',
  plural: 'events',
  kind: 'Event',
  parse: parseObject,
};

/** None where they may not be read. @throws KubeError for anything else */
export async function objectEvents(client: KubeClient, signal: AbortSignal): Promise<ObjectEvent[]> {
  try {
    const found: ObjectEvent[] = [];
    for await (const page of client.list(events, { namespace: NAMESPACE, limit: 500, signal })) {
      found.push(...page.items.filter(isAboutUs).map(eventOf));
    }
    return found.sort((a, b) => (a.at < b.at ? 1 : -1));
  } catch (error) {
    if (isKubeError(error) && (error.status === 403 || error.status === 404)) return [];
    throw error;
  }
}

function isAboutUs(event: KubeObject): boolean {
  const { kind } = Object(event['involvedObject']);
  return kind === resource.kind;
}

function eventOf(event: KubeObject): ObjectEvent {
  const text = (name: string) => (typeof event[name] === 'string' ? event[name] : '');
  const count = typeof event['count'] === 'number' ? event['count'] : 1;
  return {
    type: text('type'),
    reason: text('reason'),
    message: text('message'),
    count,
    at: text('lastTimestamp') || text('eventTime'),
  };
}
