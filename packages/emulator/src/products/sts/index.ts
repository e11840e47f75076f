import type { Handlers } from '../../handler.ts';
import { assumeRole, assumeRoleWithOidc } from './assume-role.ts';
import { getCallerIdentity } from './identity.ts';

/** STS 2015-04-01. */
export const sts = {
  'sts.AssumeRole': assumeRole,
  'sts.AssumeRoleWithOIDC': assumeRoleWithOidc,
  'sts.GetCallerIdentity': getCallerIdentity,
} satisfies Handlers;
