import { createSign, createVerify, generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import type { Identity } from '../http/types.ts';
import { authenticated } from './identity.ts';

/** A service account that a token speaks for. */
export interface TokenSubject {
  namespace: string;
  name: string;
  uid: string;
}

/** Signs and reads the tokens of service accounts: JSON web tokens under RS256, as a real server issues them. */
export interface TokenIssuer {
  issue(subject: TokenSubject, audiences: readonly string[], seconds: number): Promise<string>;
  /** Whose token it is; undefined for one that this server did not issue, or that has expired. */
  read(token: string): Identity | undefined;
}

const issuer = 'https://kubernetes.default.svc';
const header = { alg: 'RS256', typ: 'JWT' };

/** `now` in milliseconds. The key is made when the first token is asked for. */
export function createTokenIssuer(now: () => number): TokenIssuer {
  let keys: Promise<{ privateKey: KeyObject; publicKey: KeyObject }> | undefined;
  let publicKey: KeyObject | undefined;
  return {
    async issue({ namespace, name, uid }, audiences, seconds) {
      keys ??= promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
      const pair = await keys;
      publicKey = pair.publicKey;
      const iat = Math.floor(now() / 1000);
      const claims = {
        aud: audiences,
        exp: iat + seconds,
        iat,
        iss: issuer,
        'kubernetes.io': { namespace, serviceaccount: { name, uid } },
        nbf: iat,
        sub: `system:serviceaccount:${namespace}:${name}`,
      };
      const signed = `${encode(header)}.${encode(claims)}`;
      return `${signed}.${createSign('RSA-SHA256').update(signed).sign(pair.privateKey, 'base64url')}`;
    },
    read(token) {
      const [head, body, signature] = token.split('.');
      if (publicKey === undefined || head === undefined || body === undefined || signature === undefined) {
        return undefined;
      }
      const valid = createVerify('RSA-SHA256').update(`${head}.${body}`).verify(publicKey, signature, 'base64url');
      return valid ? subjectOf(body, now()) : undefined;
    },
  };
}

export const defaultAudience = issuer;

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

/** From claims whose signature has been found good, so that their shape is ours. */
function subjectOf(body: string, now: number): Identity | undefined {
  const { exp, sub } = JSON.parse(Buffer.from(body, 'base64url').toString('utf8')) as { exp: number; sub: string };
  if (exp * 1000 <= now) return undefined;
  const namespace = sub.split(':')[2] ?? '';
  return authenticated(sub, ['system:serviceaccounts', `system:serviceaccounts:${namespace}`]);
}
