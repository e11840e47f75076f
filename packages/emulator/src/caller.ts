/** Who calls, and whether they may. */
import type { CallRequest } from './call.ts';
import { ApiError } from './errors.ts';
import { actionPattern } from './faults.ts';
import type { Switches } from './guesses.ts';
import type { ActionReference } from './reference.ts';
import type { AccessKey, Account, World } from './world.ts';

export interface Caller {
  readonly key: AccessKey;
  readonly account: Account;
}

/** The id of the key that a call is made with. */
export function keyIdOf(world: World, request: CallRequest): string {
  return request.accessKeyId ?? world.keys.keys().next().value ?? '';
}

/** Throws ApiError for a key that is unknown, has expired, or is denied the action. */
export function authorise(
  world: World,
  switches: Switches,
  request: CallRequest,
  { product, name }: ActionReference,
  now: number,
): Caller {
  const id = keyIdOf(world, request);
  const key = world.keys.get(id);
  const account = key && world.accounts.get(key.accountId);
  if (key === undefined || account === undefined) {
    throw new ApiError('InvalidAccessKeyId.NotFound', `The access key "${id}" is not known.`, { status: 404 });
  }
  if (key.expiresAt !== undefined && key.expiresAt <= now) {
    throw new ApiError('InvalidSecurityToken.Expired', 'The security token has expired.', { status: 400 });
  }
  if (!key.deny.some((pattern) => actionPattern(pattern)(product, name))) return { key, account };
  const message = `User not authorized to operate on the specified resource: ${product}:${name}.`;
  throw product === 'privatelink' && switches.deniedCode === 'product'
    ? new ApiError('NoPermission', message)
    : new ApiError('Forbidden.RAM', message, { status: 403 });
}
