/**
 * OIDC tokens of Kubernetes service accounts (RRSA). What a token says is checked; its signature is not, since no issuer of the emulated
 * clusters publishes its keys.
 */
import * as z from 'zod';
import { ApiError } from '../../errors.ts';
import { wildcard } from '../../wildcard.ts';
import type { OidcTrust } from '../../world.ts';

const LENGTH = { least: 4, most: 20_000 };

/** Since the epoch, within what a date can be. */
const seconds = z.number().min(0).max(1e11);

const tokenClaims = z.object({
  iss: z.string().default(''),
  sub: z.string().default(''),
  aud: z
    .union([z.string(), z.array(z.string())])
    .default([])
    .transform((given) => [given].flat()),
  exp: seconds.optional(),
  iat: seconds.optional(),
});

export type Claims = z.output<typeof tokenClaims>;

/** What the token says. Throws ApiError when the role's trust does not reach to it. */
export function checkToken(token: string, trust: OidcTrust, now: number): Claims {
  const claims = readClaims(token) ?? opaque(token, trust);
  if (claims.exp !== undefined && claims.exp * 1000 <= now) {
    throw failure('OIDCToken.Expired', 'This JsonWebToken is expired.');
  }
  if (!wildcard(trust.issuer)(claims.iss)) throw failure('OIDCToken.IssuerNotMatch', 'Invalid issuer.');
  if (trust.audience !== '*' && !claims.aud.some(wildcard(trust.audience))) {
    throw failure('OIDCToken.AudienceNotMatch', 'Invalid audience.');
  }
  if (!wildcard(trust.subject)(claims.sub)) {
    throw failure('NoPermission', `The role's trust policy does not permit the subject "${claims.sub}".`);
  }
  return claims;
}

/** `AuthenticationFail.…`, as STS answers whatever is wrong with who asks. */
export function failure(code: string, message: string): ApiError {
  return new ApiError(`AuthenticationFail.${code}`, message, { status: 401 });
}

/** A role that asks nothing of its callers takes any text for a token, so that one may be tried without a cluster. */
function opaque(token: string, { issuer, audience, subject }: OidcTrust): Claims {
  const asksNothing = [issuer, audience, subject].every((pattern) => pattern === '*');
  if (asksNothing && token.length >= LENGTH.least && token.length <= LENGTH.most) return { iss: '', sub: '', aud: [] };
  throw failure('OIDCToken.Invalid', 'The OIDCToken is not a JSON web token: three parts of base64url, joined by ".".');
}

function readClaims(token: string): Claims | undefined {
  const parts = token.split('.');
  if (parts.length !== 3 || token.length > LENGTH.most) return undefined;
  try {
    return tokenClaims.parse(JSON.parse(Buffer.from(parts[1] ?? '', 'base64url').toString()));
  } catch {
    return undefined;
  }
}
