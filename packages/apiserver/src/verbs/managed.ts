import { timestamp } from '../clock.ts';
import type { Context } from '../context.ts';
import { withMetadata } from '../meta/object.ts';
import { resetFields, trackUpdate } from '../patch/index.ts';
import { apiVersionOf, type Resource } from '../resource.ts';
import type { JsonObject } from '../schema/json.ts';

/** `after` with the managedFields that a write by `manager` leaves. */
export function withManagedFields(
  context: Context,
  resource: Resource,
  before: JsonObject | undefined,
  after: JsonObject,
  manager: string,
  subresource: string,
): JsonObject {
  const managedFields = trackUpdate({
    before,
    after,
    manager,
    operation: 'Update',
    subresource,
    schema: resource.schema,
    now: timestamp(context.clock.now()),
    apiVersion: apiVersionOf(resource),
    versions: resource.versions,
    zero: resource.zero ?? {},
    reset: resetFields(subresource, resource.status),
  });
  return withMetadata(after, { managedFields: managedFields?.length === 0 ? undefined : managedFields });
}
