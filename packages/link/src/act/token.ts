/** Client tokens: what makes a create safe to send twice (design §5). */
import { createHash } from 'node:crypto';
import { canonical } from '../canonical.ts';

/**
 * The token of a create: 64 hex characters, the longest the cloud takes (alibaba-cloud-api §2.4). The same request after the same predecessor
 * has the same token, so a create repeated after a crash answers with what was already made. A successor has another one.
 *
 * @example clientToken('CreateVpcEndpoint', { VpcId: 'vpc-1' }, undefined).length // 64
 */
export function clientToken(action: string, request: object, predecessor: string | undefined): string {
  return createHash('sha256').update(canonical({ action, request, predecessor })).digest('hex');
}
