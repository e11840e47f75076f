/** For tests: the query of a call signed as the old RPC convention has it (alibaba-cloud-api §1.4). */
import { createHmac, randomUUID } from 'node:crypto';
import { percentEncode } from './signature.ts';

export interface Signer {
  readonly keyId: string;
  readonly secret: string;
}

/** For GET; Action and Version are among the parameters. */
export function signedQuery(
  params: Readonly<Record<string, string>>,
  { keyId, secret }: Signer = { keyId: 'LTAI-test', secret: 'test-secret' },
): string {
  const all = {
    ...params,
    AccessKeyId: keyId,
    Format: 'JSON',
    SignatureMethod: 'HMAC-SHA1',
    SignatureNonce: randomUUID(),
    SignatureVersion: '1.0',
    Timestamp: `${new Date().toISOString().slice(0, 19)}Z`,
  };
  const canonical = Object.entries(all)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`)
    .join('&');
  const Signature = createHmac('sha1', `${secret}&`)
    .update(`GET&%2F&${percentEncode(canonical)}`)
    .digest('base64');
  return new URLSearchParams({ ...all, Signature }).toString();
}
