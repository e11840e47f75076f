/**
 * The floor of a workload: what an ideal client could have taken for the same links, made or taken away, under the same rates, locks,
 * latencies and durations. A bench divides what a client took by this.
 *
 * The steps are those that cannot be left out: of a link that comes up, its service, its endpoint and their connection; of one that goes,
 * the endpoint's zones, the endpoint, the service's resources and the service. How long each took, and the latency of its call, are the
 * figures that were drawn in the run itself. What costs little and excludes nothing is left out, in the ideal client's favour: reads, the
 * security groups, and the two halves of a first call's and a last answer's way.
 */
import { type LockScope, lockScopes } from './locks.ts';
import type { TransitionKind } from './profiles.ts';
import type { Reference } from './reference.ts';
import { type Step, shortestTime } from './schedule.ts';
import type { TransitionRecord } from './transitions.ts';

export interface Link {
  readonly serviceId: string;
  readonly endpointId: string;
}

export interface FloorRules {
  readonly reference: Reference;
  /** Published rates are kept in this run. */
  readonly rates: boolean;
  readonly lockLasts: 'transition' | 'call';
  readonly accountId: string;
}

/** The call that begins each; a connection comes up by itself. */
const CALLS: Partial<Record<TransitionKind, string>> = {
  'service.create': 'privatelink.CreateVpcEndpointService',
  'endpoint.create': 'privatelink.CreateVpcEndpoint',
  'zone.delete': 'privatelink.RemoveZoneFromVpcEndpoint',
  'endpoint.delete': 'privatelink.DeleteVpcEndpoint',
  'resource.detach': 'privatelink.DetachResourceFromVpcEndpointService',
  'service.delete': 'privatelink.DeleteVpcEndpointService',
};

/**
 * In milliseconds. Of the records those count that began at or after `since`, so that making the links and taking them away have a floor
 * each. 0 when nothing of these links has been done.
 */
export function floorOf(
  records: readonly TransitionRecord[],
  links: readonly Link[],
  rules: FloorRules,
  since = Number.NEGATIVE_INFINITY,
): number {
  const serviceOf = new Map(links.map(({ serviceId, endpointId }) => [endpointId, serviceId]));
  const services = new Set(serviceOf.values());
  const steps = new Map<string, Step>();
  const done = records.filter(({ startedAt, durationMs }) => startedAt >= since && Number.isFinite(durationMs));
  const idsOf = (kind: TransitionKind, fits: (object: string) => boolean) =>
    done.flatMap((record) => (record.kind === kind && fits(record.object) ? [stepId(record)] : []));
  const zones = groupBy(
    idsOf('zone.delete', (object) => serviceOf.has(endpointOf(object))),
    (id) => endpointOf(idObject(id)),
  );
  const endpoints = groupBy(
    idsOf('endpoint.delete', (id) => serviceOf.has(id)),
    (id) => serviceOf.get(idObject(id)) ?? '',
  );
  const after: Partial<Record<TransitionKind, (object: string) => readonly string[]>> = {
    'service.create': () => [],
    'endpoint.create': (id) => [`service.create ${serviceOf.get(id)}`],
    'connection.connect': (id) => [`endpoint.create ${id}`],
    'zone.delete': () => [],
    'endpoint.delete': (id) => zones.get(id) ?? [],
    'resource.detach': (id) => endpoints.get(id) ?? [],
    'service.delete': (id) => [`resource.detach ${id}`, ...(endpoints.get(id) ?? [])],
  };
  for (const record of done) {
    const { kind, object, latencyMs, durationMs } = record;
    const before = after[kind]?.(object);
    const ours = services.has(object) || serviceOf.has(endpointOf(object));
    if (before === undefined || !ours || steps.has(stepId(record))) continue;
    const action = rules.reference.actions.get(CALLS[kind] ?? '');
    steps.set(stepId(record), {
      id: stepId(record),
      after: before,
      latencyMs,
      durationMs,
      rate: rules.rates && action?.rate !== undefined ? { name: action.key, limit: action.rate } : undefined,
      lock: action && lockOf(lockScopes[action.key], object, rules),
      holdsThrough: rules.lockLasts === 'transition',
    });
  }
  return shortestTime([...steps.values()]);
}

function stepId({ kind, object }: TransitionRecord): string {
  return `${kind} ${object}`;
}

function idObject(id: string): string {
  return id.slice(id.indexOf(' ') + 1);
}

/** A zone's object is `endpoint/zone`. */
function endpointOf(object: string): string {
  return object.split('/', 1)[0] ?? '';
}

function lockOf(scope: LockScope | undefined, object: string, { accountId }: FloorRules): string | undefined {
  if (scope === undefined) return undefined;
  return scope === 'account' ? `account/${accountId}` : `${scope}/${endpointOf(object)}`;
}

function groupBy(ids: readonly string[], keyOf: (id: string) => string): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const id of ids) groups.set(keyOf(id), [...(groups.get(keyOf(id)) ?? []), id]);
  return groups;
}
