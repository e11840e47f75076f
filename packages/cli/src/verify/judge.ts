/** What came of trying one channel: proven, or where it broke. Pure. */
import { covers, type Probe } from '@asm-privatelink/link';
import type { VerifiedLink } from './schema.ts';

export type Judgement = Pick<VerifiedLink, 'verdict' | 'message' | 'trusted'>;

export function judge(probe: Probe): Judgement {
  if (probe.kind === 'elsewhere') return { verdict: 'elsewhere', message: probe.why, trusted: null };
  const broken = (message: string, trusted: boolean | null = null): Judgement => ({
    verdict: 'broken',
    message,
    trusted,
  });
  const { addresses, dials, tls, answer, host, servername } = probe;
  if (addresses === undefined) return broken(`${host} does not resolve: no living endpoint has it`);
  if (addresses.length === 0) return broken(`${host} has no address: its endpoint has no zone`);
  const closed = dials.find(({ failed }) => failed !== undefined);
  if (closed?.failed !== undefined) {
    return broken(`${closed.ip}:${closed.port} does not connect: ${closed.failed.message} (${closed.failed.code})`);
  }
  if (tls === undefined) return broken('TLS was not tried');
  if ('failed' in tls) return broken(`TLS does not come about: ${tls.failed.message} (${tls.failed.code})`);
  const { names, issuer, untrusted } = tls.served;
  const trusted = untrusted === undefined ? null : untrusted === false;
  // In the words of Go's TLS, in which the mesh is written: people search for these sentences.
  const failed = 'tls: failed to verify certificate: x509: certificate';
  if (!covers(names, servername)) {
    return broken(`${failed} is valid for ${names.join(', ')}, not ${servername}`, trusted);
  }
  if (trusted === false) {
    return broken(
      `${failed} signed by unknown authority (${issuer || 'without a name'}: ${String(untrusted)})`,
      trusted,
    );
  }
  if (answer?.ok !== true) return broken(`TLS holds, and then: ${answer?.text ?? 'no answer'}`, trusted);
  return { verdict: 'proven', message: answer.text, trusted };
}
