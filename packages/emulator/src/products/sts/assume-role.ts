/** Sessions of RAM roles (alibaba-cloud-api §8; error codes of the vendor's STS pages): a temporary key with its token, which ends. */
import { ApiError } from '../../errors.ts';
import { formatTime } from '../../format.ts';
import type { Context, Handler } from '../../handler.ts';
import { wildcard } from '../../wildcard.ts';
import type { AccessKey, Role, World } from '../../world.ts';
import { principalId } from './identity.ts';
import { checkToken, failure } from './oidc.ts';
import { readPolicy } from './policy.ts';

const SHORTEST_SECONDS = 900;
const USUAL_SECONDS = 3600;
/** How long an ended session is told from one that never was. */
const REMEMBERED_MS = 24 * 3_600_000;

export const assumeRole: Handler<'sts.AssumeRole'> = (world, params, context) => {
  const { principal, identity } = context.caller;
  if (identity === 'Account' && !context.switches.rootAssumesRoles) {
    throw new ApiError('NoPermission', 'Roles may not be assumed by root accounts.', { status: 403 });
  }
  const { role, name } = findRole(world, params.RoleArn);
  const user = principal.split('/')[0] ?? '';
  if (!role.users.some((pattern) => wildcard(pattern)(user))) {
    throw new ApiError('NoPermission', `No permission to perform sts:AssumeRole on the role ${name} as ${user}.`, {
      status: 403,
    });
  }
  return {
    ...beginSession(world, role, name, params, context),
    SourceIdentity: params.SourceIdentity ?? '',
  };
};

/** Anonymous: the token proves who asks. */
export const assumeRoleWithOidc: Handler<'sts.AssumeRoleWithOIDC'> = (world, params, context) => {
  const { RoleArn = '', OIDCProviderArn = '', OIDCToken = '' } = params;
  const { role, name } = findRole(world, RoleArn);
  const provider = /^acs:ram::(\d+):oidc-provider\/(.+)$/.exec(OIDCProviderArn);
  if (provider === null || provider[1] !== role.accountId || !wildcard(role.oidc?.provider ?? '')(provider[2] ?? '')) {
    throw failure('NoPermission', `The role ${name} does not trust the OIDC provider "${OIDCProviderArn}".`);
  }
  if (OIDCToken === '') throw failure('OIDCToken.Invalid', 'The OIDCToken can not empty.');
  if (role.oidc === undefined) throw failure('NoPermission', `The role ${name} trusts no OIDC provider.`);
  const claims = checkToken(OIDCToken, role.oidc, context.now());
  return {
    ...beginSession(world, role, name, params, context),
    OIDCTokenInfo: {
      ClientIds: claims.aud.join(','),
      ExpirationTime: claims.exp === undefined ? '' : formatTime(claims.exp * 1000),
      IssuanceTime: claims.iat === undefined ? '' : formatTime(claims.iat * 1000),
      Issuer: claims.iss,
      Subject: claims.sub,
      VerificationInfo: 'Success',
    },
    SourceIdentity: '',
  };
};

interface SessionParams {
  readonly RoleSessionName: string;
  readonly DurationSeconds?: number;
  readonly Policy?: string;
}

function beginSession(world: World, role: Role, name: string, params: SessionParams, context: Context) {
  const { RoleSessionName, DurationSeconds = USUAL_SECONDS, Policy } = params;
  if (!/^[\w.@-]{2,64}$/.test(RoleSessionName)) {
    throw invalid('RoleSessionName', 'The parameter RoleSessionName must be 2 to 64 letters, digits or ".@-_".');
  }
  const longest = role.maxSessionMs / 1000;
  if (DurationSeconds < SHORTEST_SECONDS || DurationSeconds > longest) {
    throw invalid('DurationSeconds', `The Min/Max value of DurationSeconds is ${SHORTEST_SECONDS}/${longest}.`);
  }
  const narrowed = Policy ? [readPolicy(Policy)] : [];
  const { id, secret, token } = context.ids.session();
  const expiresAt = context.now() + DurationSeconds * 1000;
  const key: AccessKey = {
    id,
    secret,
    accountId: role.accountId,
    identity: 'AssumedRoleUser',
    principal: `${name}/${RoleSessionName}`,
    securityToken: token,
    expiresAt,
    policies: [role.policy, ...narrowed],
  };
  forgetEnded(world, context.now());
  world.keys.set(id, key);
  world.touch('key', id);
  return {
    AssumedRoleUser: {
      Arn: `acs:ram::${role.accountId}:role/${name}/${RoleSessionName}`,
      AssumedRoleId: `${principalId(role.accountId, `role/${name}`)}:${RoleSessionName}`,
    },
    Credentials: {
      AccessKeyId: id,
      AccessKeySecret: secret,
      Expiration: formatTime(expiresAt),
      SecurityToken: token,
    },
  };
}

/** Names are compared without case, as RAM does. */
function findRole(world: World, arn: string): { role: Role; name: string } {
  const [, accountId, name = ''] = /^acs:ram::(\d+):role\/([\w.-]{1,64})$/.exec(arn) ?? [];
  if (accountId === undefined) throw invalid('RoleArn', 'The parameter RoleArn is wrongly formed.');
  const role = [...world.roles.values()].find((one) => one.name.toLowerCase() === name.toLowerCase());
  const found = role ?? world.roles.get('*');
  if (found !== undefined && found.accountId === accountId) return { role: found, name };
  throw new ApiError('EntityNotExist.Role', 'The specified Role not exists.', { status: 404 });
}

function forgetEnded(world: World, now: number): void {
  for (const [id, { expiresAt }] of world.keys) {
    if (expiresAt === undefined || expiresAt + REMEMBERED_MS >= now) continue;
    world.keys.delete(id);
    world.touch('key', id);
  }
}

function invalid(name: string, message: string): ApiError {
  return new ApiError(`InvalidParameter.${name}`, message, { status: 400 });
}
