import { isQualifiedName } from '../meta/names.ts';
import { child, metadataOf, number, text } from '../meta/object.ts';
import { invalid, required } from '../schema/cause.ts';
import { isObject, type JsonObject } from '../schema/json.ts';
import type { Cause } from '../schema/types.ts';

/**
 * What events must be, read from their core form, in the words of Kubernetes' core validation. Events written through
 * core/v1 are held to little, for old clients' sake; those through events.k8s.io/v1 to all of it.
 */

/** What both groups ask. */
export function eventCauses(event: JsonObject, controllerField: string): Cause[] {
  const isNew = event['eventTime'] !== null;
  const causes = namespaceCauses(event, isNew);
  if (!isNew) return causes;
  const controller = text(event['reportingComponent']);
  if (controller === '') causes.push(required(controllerField));
  causes.push(...isQualifiedName(controller).map((problem) => invalid(controllerField, controller, problem)));
  for (const { field, limit, isRequired } of [
    { field: 'reportingInstance', limit: 128, isRequired: true },
    { field: 'action', limit: 128, isRequired: true },
    { field: 'reason', limit: 128, isRequired: true },
    { field: 'message', limit: 1024, isRequired: false },
  ]) {
    const value = text(event[field]);
    if (value === '' && isRequired) causes.push(required(field));
    if (Buffer.byteLength(value) > limit) causes.push(invalid(field, '', `can have at most ${limit} characters`));
  }
  return causes;
}

function namespaceCauses(event: JsonObject, isNew: boolean): Cause[] {
  const own = text(metadataOf(event)['namespace']);
  const about = text(child(event, 'involvedObject')['namespace']);
  // Of what has no namespace tell events in `default`, new ones also in `kube-system`.
  const allowed = about === '' ? ['default', ...(isNew ? ['kube-system'] : [])] : isNew ? [own] : [about];
  return allowed.includes(own) ? [] : [invalid('involvedObject.namespace', about, 'does not match event.namespace')];
}

/** What events.k8s.io/v1 asks of a new event besides. */
export function newEventCauses(event: JsonObject): Cause[] {
  const type = text(event['type']);
  const causes = seriesCauses(event);
  if (event['eventTime'] === null) causes.push(required('eventTime'));
  if (type !== 'Normal' && type !== 'Warning') causes.push(invalid('type', '', `has invalid value: ${type}`));
  const { component, host } = child(event, 'source');
  const older = {
    firstTimestamp: event['firstTimestamp'] !== null,
    lastTimestamp: event['lastTimestamp'] !== null,
    count: number(event['count']) !== 0,
    source: text(component) !== '' || text(host) !== '',
  };
  for (const [field, isSet] of Object.entries(older)) if (isSet) causes.push(invalid(field, '', 'needs to be unset'));
  return causes;
}

function seriesCauses({ series }: JsonObject): Cause[] {
  if (!isObject(series)) return [];
  const causes: Cause[] = [];
  if (number(series['count']) < 2) causes.push(invalid('series.count', '', 'should be at least 2'));
  if ((series['lastObservedTime'] ?? null) === null) causes.push(required('series.lastObservedTime'));
  return causes;
}
