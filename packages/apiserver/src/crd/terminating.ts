import { isMarked } from '../codec.ts';
import type { Context } from '../context.ts';
import type { Resource } from '../resource.ts';
import { StatusError } from '../status.ts';

/** Nothing new may be made of a kind whose definition is being deleted. @throws StatusError 405 */
export function checkDefinitionOpen(context: Context, resource: Resource): void {
  if (resource.definition !== undefined) return;
  const definitions = 'apiextensions.k8s.io/customresourcedefinitions';
  const stored = context.store.get(definitions, '', `${resource.plural}.${resource.group}`);
  if (stored === undefined || !isMarked(stored)) return;
  const message = 'create not allowed while custom resource definition is terminating';
  throw new StatusError(405, 'MethodNotAllowed', message, { group: resource.group, kind: resource.plural });
}
