/** Who is calling (alibaba-cloud-api §8). */
import { createHash } from 'node:crypto';
import type { Handler } from '../../handler.ts';

export const getCallerIdentity: Handler<'sts.GetCallerIdentity'> = (_world, _params, { account, caller }) => {
  const { identity, principal } = caller;
  switch (identity) {
    case 'Account':
      return {
        AccountId: account.id,
        Arn: `acs:ram::${account.id}:root`,
        IdentityType: identity,
        PrincipalId: account.id,
        UserId: account.id,
      };
    case 'RAMUser': {
      const id = principalId(account.id, `user/${principal}`);
      return {
        AccountId: account.id,
        Arn: `acs:ram::${account.id}:user/${principal}`,
        IdentityType: identity,
        PrincipalId: id,
        UserId: id,
      };
    }
    case 'AssumedRoleUser': {
      const [roleName = '', session = ''] = principal.split('/');
      const id = principalId(account.id, `role/${roleName}`);
      return {
        AccountId: account.id,
        Arn: `acs:ram::${account.id}:assumed-role/${roleName}/${session}`,
        IdentityType: identity,
        PrincipalId: `${id}:${session}`,
        RoleId: id,
      };
    }
  }
};

/** The number that RAM knows a user or role by: the same name, the same number. */
export function principalId(accountId: string, name: string): string {
  const hash = createHash('sha256').update(`${accountId}/${name}`).digest();
  return `3${String(hash.readUIntBE(0, 6)).padStart(15, '0').slice(-15)}`;
}
