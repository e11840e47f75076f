/** STS 2015-04-01 (alibaba-cloud-api §8): who calls. No published rates in the reference. */
import * as z from 'zod';
import { type Action, takes } from './action.ts';
import { id, text } from './fields.ts';

export const sts = {
  GetCallerIdentity: {
    product: 'sts',
    version: '2015-04-01',
    style: 'RPC',
    method: 'POST',
    pathname: '/',
    params: 'query',
    regional: false,
    access: 'read',
    ram: 'sts:GetCallerIdentity',
    request: takes<Record<never, never>>(),
    /** IdentityType: Account, RAMUser, AssumedRoleUser. */
    response: z.object({ AccountId: id, Arn: text, IdentityType: text, PrincipalId: text, UserId: text, RoleId: text }),
  },
} as const satisfies Record<string, Action>;
