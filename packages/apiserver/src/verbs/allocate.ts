import { decode } from '../codec.ts';
import type { Context } from '../context.ts';
import { metadataOf, nameOf, text } from '../meta/object.ts';
import { kindOf, type Others, type Resource } from '../resource.ts';
import type { JsonObject } from '../schema/json.ts';
import { invalidObject } from '../status.ts';

/** The object with what only one of its kind may have. @throws StatusError 422 when it asks for what another has */
export function allocated(
  context: Context,
  resource: Resource,
  object: JsonObject,
  before: JsonObject | undefined,
): JsonObject {
  const { allocate, validateAllocation } = resource.strategy;
  if (allocate === undefined) return object;
  const [namespace, name] = [text(metadataOf(object)['namespace']), nameOf(object)];
  const stored = () =>
    context.store.list(resource.collection).filter((other) => !(other.name === name && other.namespace === namespace));
  const others: Others = {
    have: (field, value) => stored().some(({ fields }) => fields[field] === value),
    all: () => stored().map((other) => decode(resource, other)),
  };
  const causes = validateAllocation?.(object, before, others) ?? [];
  if (causes.length > 0) throw invalidObject(kindOf(resource), name, causes);
  return allocate(object, others);
}
