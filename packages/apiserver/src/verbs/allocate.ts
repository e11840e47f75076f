import type { Context } from '../context.ts';
import { metadataOf, nameOf, text } from '../meta/object.ts';
import { kindOf, type Resource, type Taken } from '../resource.ts';
import type { JsonObject } from '../schema/json.ts';
import { invalidObject } from '../status.ts';

/** The object with what only one of its kind may have. @throws StatusError 422 when it asks for what another has */
export function allocated(context: Context, resource: Resource, object: JsonObject): JsonObject {
  const { allocate, validateAllocation } = resource.strategy;
  if (allocate === undefined) return object;
  const [namespace, name] = [text(metadataOf(object)['namespace']), nameOf(object)];
  const taken: Taken = (field, value) =>
    context.store
      .list(resource.collection)
      .some((other) => other.fields[field] === value && !(other.name === name && other.namespace === namespace));
  const causes = validateAllocation?.(object, taken) ?? [];
  if (causes.length > 0) throw invalidObject(kindOf(resource), name, causes);
  return allocate(object, taken);
}
