/** What was brought up, for programs. Pure. */
import type { Link } from '@asm-privatelink/console/links';
import type { Running } from './bring-up.ts';
import type { ClusterProof } from './proofs.ts';
import type { Proof } from './prove.ts';
import type { UpData } from './schema.ts';
import type { Shown } from './showcase.ts';

export function upData({ places, facts }: Pick<Running, 'places' | 'facts'>, shown: Shown): UpData {
  const { links, proofs, failure, overall, tookMs } = shown;
  const { url: endpoint, region, key, kubeconfigs, configFile: config, envFile: env } = places;
  return {
    status: overall ?? null,
    tookMs: tookMs === undefined ? null : Math.round(tookMs),
    clusters: [...new Set(links.map(({ clusterId }) => clusterId))].map((clusterId) =>
      clusterData(
        clusterId,
        links,
        proofs.find((each) => each.clusterId === clusterId),
      ),
    ),
    failure: failure?.code ?? null,
    endpoint,
    region,
    mesh: facts.mesh.id,
    accessKeyId: key.id,
    accessKeySecret: key.secret,
    kubeconfigs: { mesh: kubeconfigs.asm, clusters: [...kubeconfigs.clusters] },
    config,
    env,
  };
}

function clusterData(
  clusterId: string,
  links: readonly Link[],
  proof: ClusterProof | undefined,
): UpData['clusters'][number] {
  const of = (channel: Link['channel']) =>
    links.find((link) => link.clusterId === clusterId && link.channel === channel);
  return {
    clusterId,
    apiServer: linkData(of('API server'), proof?.apiServer),
    pilot: linkData(of('Pilot'), proof?.pilot),
    member: proof?.member?.state ?? null,
  };
}

function linkData(link: Link | undefined, proof: Proof | undefined): UpData['clusters'][number]['pilot'] {
  return {
    up: link?.up ?? false,
    endpointId: link?.endpoint.id || null,
    domainName: link?.domain || null,
    reason: link?.reason ?? '',
    proof: proof === undefined ? null : { ok: proof.ok, message: proof.ok ? proof.answer : proof.message },
  };
}
