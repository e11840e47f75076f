import {
  createPrivateKey,
  createPublicKey,
  createSign,
  createVerify,
  generateKeyPair,
  type KeyObject,
} from 'node:crypto';
import { promisify } from 'node:util';
import type { Identity } from '../http/types.ts';
import { type Facts, memoryFacts } from '../store/facts.ts';
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

const keyFact = 'token key';

/** `now` in milliseconds. The key is the one that `facts` remembers, else made when the first token is asked for. */
export function createTokenIssuer(now: () => number, facts: Facts = memoryFacts()): TokenIssuer {
  const former = facts.get(keyFact);
  let privateKey = former === undefined ? undefined : Promise.resolve(createPrivateKey(former));
  let publicKey = former === undefined ? undefined : createPublicKey(former);
  const makeKey = async (): Promise<KeyObject> => {
    const pair = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
    facts.set(keyFact, pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
    publicKey = pair.publicKey;
    return pair.privateKey;
  };
  return {
    async issue({ namespace, name, uid }, audiences, seconds) {
      privateKey ??= makeKey();
      const key = await privateKey;
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
      return `${signed}.${createSign('RSA-SHA256').update(signed).sign(key, 'base64url')}`;
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
