/** STS 2015-04-01: who is calling (alibaba-cloud-api §8). */
import type { Handler, Handlers } from '../../handler.ts';

const getCallerIdentity: Handler<'sts.GetCallerIdentity'> = (_world, _params, { account, caller }) => {
  const { identity, principal } = caller;
  const userId = identity === 'Account' ? account.id : `2${account.id.slice(1)}`;
  const [roleName = '', session = ''] = principal.split('/');
  switch (identity) {
    case 'Account':
      return {
        AccountId: account.id,
        Arn: `acs:ram::${account.id}:root`,
        IdentityType: identity,
        PrincipalId: account.id,
        UserId: account.id,
      };
    case 'RAMUser':
      return {
        AccountId: account.id,
        Arn: `acs:ram::${account.id}:user/${principal}`,
        IdentityType: identity,
        PrincipalId: userId,
        UserId: userId,
      };
    case 'AssumedRoleUser':
      return {
        AccountId: account.id,
        Arn: `acs:ram::${account.id}:assumed-role/${roleName}/${session}`,
        IdentityType: identity,
        PrincipalId: `${userId}:${session}`,
        RoleId: userId,
      };
  }
};

export const sts = { 'sts.GetCallerIdentity': getCallerIdentity } satisfies Handlers;
