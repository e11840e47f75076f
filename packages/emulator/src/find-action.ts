/** Which action a call means. */
import type { CallRequest } from './call.ts';
import { ApiError } from './errors.ts';
import { matchPath } from './params.ts';
import type { ActionReference, Reference } from './reference.ts';

/** By name, or by method and path where a ROA call has no name. Undefined for one that does not exist. */
export function findAction(reference: Reference, request: CallRequest): ActionReference | undefined {
  const { product, action: name, method = 'GET', path = '' } = request;
  if (name !== '') return reference.actions.get(`${product}.${name}`);
  return [...reference.actions.values()].find(
    (action) =>
      action.product === product &&
      action.style === 'ROA' &&
      action.methods.includes(method) &&
      matchPath(action.path, path) !== undefined,
  );
}

/** Throws ApiError unless the action exists, in the version that is asked for. */
export function checkAction(action: ActionReference | undefined, request: CallRequest): ActionReference {
  const { product, version, action: name } = request;
  if (action === undefined) {
    throw new ApiError('InvalidAction.NotFound', `The product ${product} has no action "${name}".`, { status: 404 });
  }
  if (version === '' || version === action.version) return action;
  throw new ApiError('NoSuchVersion', `The product ${product} has version ${action.version}, not "${version}".`, {
    status: 400,
  });
}
