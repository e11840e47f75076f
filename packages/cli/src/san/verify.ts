/** The handshake of the mesh: through the endpoint, with its domain, against the authority of the cluster. */
import { systemClock } from '@asm-privatelink/cloud';
import type { SanCluster, SanData } from '@asm-privatelink/console';
import { covers } from '@asm-privatelink/link';
import { clusterAuthority } from '../probe/authority.ts';
import { probe } from '../probe/probe.ts';
import type { NamesSeen } from './look-at-names.ts';
import type { Subject } from './subjects.ts';

const TIMEOUT_MS = 5_000;

/** What was seen, with the outcome of the handshake in place of what the setting alone would say. */
export async function verifyNames(seen: NamesSeen, signal: AbortSignal): Promise<SanData> {
  const clusters = await Promise.all(
    seen.data.clusters.map(async (cluster, index) => {
      const subject = seen.subjects[index];
      return subject?.domain === undefined ? cluster : verifyOne(cluster, subject, subject.domain, seen, signal);
    }),
  );
  return { ...seen.data, verified: clusters.every(({ served }) => served !== null), clusters };
}

async function verifyOne(
  cluster: SanCluster,
  { clusterId, ways }: Subject,
  host: string,
  { look, at }: NamesSeen,
  signal: AbortSignal,
): Promise<SanCluster> {
  const way = ways.find((each) => each.host === host);
  if (way === undefined) return cluster;
  const ca = await clusterAuthority(look.cloud, clusterId, signal);
  const channel = {
    channel: 'api-server',
    fromVpc: way.fromVpc,
    host,
    servername: host,
    ports: [way.port],
    ca,
  } as const;
  const patience = { clock: systemClock(), timeoutMs: TIMEOUT_MS, signal };
  const tried = await probe(at.ground, channel, patience);
  if (tried.kind === 'elsewhere') {
    const remedy = `Run it inside ${way.fromVpc}, or name that VPC with --from if this machine stands there.`;
    return { ...cluster, message: `the handshake was not made: ${tried.why}.`, remedy };
  }
  if (tried.tls === undefined || 'failed' in tried.tls) {
    const failed = tried.tls?.failed ?? tried.dials.find((dial) => dial.failed !== undefined)?.failed;
    const why = tried.addresses === undefined ? 'the domain does not resolve' : (failed?.message ?? 'no answer');
    return { ...cluster, verdict: 'unknown', message: `the handshake did not come about: ${why}.`, remedy: diagnose };
  }
  const { names, issuer, untrusted } = tried.tls.served;
  if (typeof untrusted === 'string') {
    const message = `the certificate is not from the cluster’s authority, but from ${issuer || 'one without a name'} (${untrusted}).`;
    return { ...cluster, served: [...names], verdict: 'unknown', message, remedy: diagnose };
  }
  if (!covers(names, host)) return { ...cluster, served: [...names] };
  if (tried.answer?.ok !== true) {
    const message = `TLS with ${host} holds, but no API server answers behind it: ${tried.answer?.text ?? 'nothing'}.`;
    return { ...cluster, served: [...names], verdict: 'unknown', message, remedy: diagnose };
  }
  const trust =
    untrusted === undefined
      ? ' Who signed it could not be verified: these credentials may not have the cluster’s kubeconfig.'
      : '';
  const message = `TLS with ${host} holds, through the endpoint: ${tried.answer.text}.${trust}`;
  return { ...cluster, served: [...names], verdict: 'present', message, remedy: null };
}

const diagnose = 'asmpvl diagnose';
