import { timestamp } from '../clock.ts';
import type { Context } from '../context.ts';
import { withMetadata } from '../meta/object.ts';
import { resetFields, trackUpdate } from '../patch/index.ts';
import { apiVersionOf, type Resource } from '../resource.ts';
import type { JsonObject } from '../schema/json.ts';

/** What is known of a kind whose owners are recorded. */
export type Tracked = Pick<Resource, 'group' | 'version' | 'schema' | 'versions' | 'zero' | 'status'>;

/** `after` with the managedFields that a write by `manager` leaves. */
export function withManagedFields(
  context: Context,
  kind: Tracked,
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
    schema: kind.schema,
    now: timestamp(context.clock.now()),
    apiVersion: apiVersionOf(kind),
    versions: kind.versions,
    zero: kind.zero ?? {},
    reset: resetFields(subresource, kind.status),
  });
  return withMetadata(after, { managedFields: managedFields?.length === 0 ? undefined : managedFields });
}
