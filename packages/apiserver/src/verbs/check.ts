import { finalizersOf, standardFinalizerCauses } from '../meta/finalizers.ts';
import { nameOf } from '../meta/object.ts';
import { validateMetadata, validateMetadataUpdate } from '../meta/validate.ts';
import { kindOf, type Resource } from '../resource.ts';
import { blockingCause, validate, validateRules } from '../schema/index.ts';
import type { JsonObject } from '../schema/json.ts';
import type { Cause } from '../schema/types.ts';
import { invalidObject } from '../status.ts';

/**
 * `warnings` takes what is let pass because it was so before.
 * @throws StatusError 422 with everything that is wrong with a new object, or with one that replaces `before`
 */
export function checkObject(
  resource: Resource,
  object: JsonObject,
  warnings: string[],
  before?: JsonObject,
  subresource: '' | 'status' = '',
): void {
  const { strategy } = resource;
  const causes = [
    ...metadataCauses(resource, object, before, subresource),
    ...(resource.definition === undefined ? schemaCauses(resource, object, warnings, before, subresource) : []),
    ...(before === undefined || strategy.validateUpdate === undefined
      ? (strategy.validate?.(object) ?? [])
      : strategy.validateUpdate(object, before)),
  ];
  if (causes.length > 0) throw invalidObject(kindOf(resource), nameOf(before ?? object), causes);
}

/** What every kind asks, and then the kind itself: a real server lists the answers to both in the causes. */
function metadataCauses(
  resource: Resource,
  object: JsonObject,
  before: JsonObject | undefined,
  subresource: '' | 'status',
): Cause[] {
  const { standardFinalizers, atUpdate } = resource.ownMetadata;
  const standard = standardFinalizers ? standardFinalizerCauses(finalizersOf(object)) : [];
  const whole = validateMetadata(object, resource);
  if (before === undefined) return [...whole, ...standard];
  const change = validateMetadataUpdate(object, before);
  const common = [...whole, ...change];
  if (atUpdate === 'none') return common;
  const own = [...change, ...standard];
  return [...common, ...own, ...(atUpdate === 'whole' && subresource === '' ? [...whole, ...standard] : [])];
}

/** The schema first; its CEL rules only on an object that has the schema's shape. */
function schemaCauses(
  resource: Resource,
  object: JsonObject,
  warnings: string[],
  before: JsonObject | undefined,
  subresource: '' | 'status',
): Cause[] {
  const causes =
    subresource === '' ? validate(resource.schema, object, '', before) : statusCauses(resource, object, before);
  if (!resource.rules) return causes;
  const blocking = blockingCause(causes);
  if (blocking !== undefined) return [...causes, blocking];
  const found = validateRules(resource.schema, object, before);
  warnings.push(...found.tolerated.map(({ field, message }) => `${field}: ${message}`));
  return [...causes, ...found.causes];
}

/** A write of the status is judged by the status alone, as a real server does it, which shows in its messages. */
function statusCauses({ schema }: Resource, { status }: JsonObject, before: JsonObject | undefined): Cause[] {
  const own = schema.properties?.['status'];
  return own === undefined || status === undefined ? [] : validate(own, status, 'status', before?.['status']);
}
