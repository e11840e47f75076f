/** Who calls, and whether they may: RAM, in small. */
import type { CallRequest } from './call.ts';
import { ApiError } from './errors.ts';
import type { Switches } from './guesses.ts';
import { resourcesOf } from './ram-resources.ts';
import type { ActionReference } from './reference.ts';
import { actionPattern, wildcard } from './wildcard.ts';
import type { AccessKey, Account, Policy, Statement, World } from './world.ts';

export interface Caller {
  readonly key: AccessKey;
  readonly account: Account;
}

/** The id of the key that a call is made with; empty for an anonymous one. */
export function keyIdOf(world: World, request: CallRequest): string {
  return request.accessKeyId ?? world.keys.keys().next().value ?? '';
}

/** Throws ApiError for a key that is unknown, has expired, or may not do this. */
export function authorise(
  world: World,
  switches: Switches,
  request: CallRequest,
  action: ActionReference,
  regionId: string,
  now: number,
): Caller {
  if (action.anonymous) return nobody(world);
  const id = keyIdOf(world, request);
  const key = world.keys.get(id);
  const account = key && world.accounts.get(key.accountId);
  if (key === undefined || account === undefined) {
    throw new ApiError('InvalidAccessKeyId.NotFound', `The access key "${id}" is not known.`, { status: 404 });
  }
  if (key.expiresAt !== undefined && key.expiresAt <= now) {
    throw new ApiError('InvalidSecurityToken.Expired', 'The security token has expired.', { status: 400 });
  }
  for (const policy of key.policies) {
    const about = () => resourcesOf(`${action.product}:${action.name}`, request, { regionId, accountId: account.id });
    const named = switches.resourcesInPolicies === 'checked' && namesResources(policy);
    checkPolicy(policy, action, named ? about() : undefined, switches);
  }
  return { key, account };
}

/** An anonymous action proves by its parameters who calls; that is its handler's to check. */
function nobody(world: World): Caller {
  const [account] = world.accounts.values();
  if (account === undefined) throw new Error('the world has no account');
  const key = { id: '', secret: '', accountId: account.id, identity: 'Account', principal: '', policies: [] } as const;
  return { key, account };
}

function namesResources({ allow, deny }: Policy): boolean {
  const named = ({ resources }: Statement) => !resources.includes('*');
  return allow.some(named) || deny.some(named);
}

/** @param resources of the call; undefined where every statement is for all of them */
function checkPolicy(
  { allow, deny }: Policy,
  { product, name }: ActionReference,
  resources: readonly string[] | undefined,
  switches: Switches,
): void {
  const about = (statements: readonly Statement[]) =>
    statements.filter(({ actions }) => actions.some((pattern) => actionPattern(pattern)(product, name)));
  const covers = (statement: Statement, resource: string) =>
    statement.resources.some((pattern) => wildcard(pattern)(resource));
  const [allowing, denying] = [about(allow), about(deny)];
  const forbidden =
    resources?.some((each) => denying.some((statement) => covers(statement, each))) ?? denying.length > 0;
  const allowed =
    resources?.every((each) => allowing.some((statement) => covers(statement, each))) ?? allowing.length > 0;
  if (allowed && !forbidden) return;
  const message = `User not authorized to operate on the specified resource: ${product}:${name}.`;
  const denial = forbidden ? 'ExplicitDeny' : 'ImplicitDeny';
  throw product === 'privatelink' && switches.deniedCode === 'product'
    ? new ApiError('NoPermission', message, { denial })
    : new ApiError('Forbidden.RAM', message, { status: 403, denial });
}
