/** The whitelist of a service: accounts that may connect to it. The owner is on it from the start. */
import { ApiError } from '../../errors.ts';
import type { Handler } from '../../handler.ts';
import { pageByToken, SHORT } from '../../paging.ts';
import { checkServiceActive } from './check.ts';
import { ownService } from './find.ts';

export const addUser: Handler<'privatelink.AddUserToVpcEndpointService'> = (world, params, context) => {
  const service = ownService(world, params.ServiceId, context);
  checkServiceActive(service);
  const user = userOf(params);
  context.proceed();
  service.users.add(user);
  world.touch('service', service.id);
  return {};
};

/** Existing connections of the account stay as they are. */
export const removeUser: Handler<'privatelink.RemoveUserFromVpcEndpointService'> = (world, params, context) => {
  const service = ownService(world, params.ServiceId, context);
  checkServiceActive(service);
  const user = userOf(params);
  context.proceed();
  service.users.delete(user);
  world.touch('service', service.id);
  return {};
};

export const listUsers: Handler<'privatelink.ListVpcEndpointServiceUsers'> = (world, params, context) => {
  const service = ownService(world, params.ServiceId, context);
  const users = [...new Set([service.accountId, ...service.users])];
  const found = params.UserId === undefined ? users : users.filter((user) => user === String(params.UserId));
  const { items, MaxResults, NextToken, TotalCount } = pageByToken(found, (user) => user, params, SHORT);
  const asArns = params.UserListType?.toLowerCase() === 'userarn';
  return {
    MaxResults,
    NextToken,
    TotalCount: String(TotalCount),
    UserARNs: asArns ? items.map((user) => ({ UserARN: `acs:ram:*:${user}:*` })) : [],
    Users: asArns ? [] : items.filter((user) => user !== '*').map((user) => ({ UserId: Number(user) })),
  };
};

function userOf({ UserId, UserARN }: { UserId?: number; UserARN?: string }): string {
  const fromArn = UserARN === undefined || UserARN === '' ? undefined : /^acs:ram:\*:(\d+|\*):\*$/.exec(UserARN)?.[1];
  if (UserARN && fromArn === undefined) {
    throw new ApiError(
      'IllegalParamFormat.UserARN',
      'The parameter UserARN must be of the form acs:ram:*:<account>:*.',
    );
  }
  if (UserId !== undefined && fromArn !== undefined && String(UserId) !== fromArn) {
    throw new ApiError('Mismatch.UserIdAndUserArn', `UserId ${UserId} and UserARN ${UserARN} are different accounts.`);
  }
  const user = fromArn ?? (UserId === undefined ? undefined : String(UserId));
  if (user === undefined) {
    throw new ApiError('MissingParam.UserArn', 'One of the parameters UserId and UserARN is required.');
  }
  return user;
}
