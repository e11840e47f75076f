/** What stands where, and how each link is: ids and states from the object’s status, places from the cloud. Pure. */
import type { ASMPvlConfig } from '@asm-privatelink/api';
import type { Observation } from '@asm-privatelink/link';
import { type Link, linksOf } from '../links/links.ts';
import type { Look } from '../look/look.ts';
import type { TopologyData, TopologyLink } from './schema.ts';

export function topologyData(
  config: ASMPvlConfig,
  { wish, observation }: Pick<Look, 'wish' | 'observation'>,
): TopologyData {
  const { controlPlane, clusters } = observation;
  const links = linksOf(config);
  const linkFor = (clusterId: string, channel: Link['channel']) =>
    linkData(links.find((link) => link.clusterId === clusterId && link.channel === channel));
  return {
    mesh: wish.mesh,
    ...placeOf(controlPlane),
    status: config.status?.status ?? 'Pending',
    clusters: wish.clusters.map(({ clusterId }) => {
      const found = clusters.get(clusterId);
      const cluster = found?.ok ? found.value : undefined;
      const balancer = cluster?.apiServerBalancer;
      return {
        clusterId,
        name: cluster?.name ?? '',
        vpcId: cluster?.vpcId ?? null,
        apiServerBalancer: balancer?.ok ? balancer.value : null,
        apiServer: linkFor(clusterId, 'API server'),
        pilot: linkFor(clusterId, 'Pilot'),
      };
    }),
  };
}

function placeOf(found: Observation['controlPlane']): Pick<TopologyData, 'region' | 'vpcId' | 'pilotBalancer'> {
  if (!found.ok) return { region: '', vpcId: '', pilotBalancer: null };
  const { region, vpcId, pilotBalancer } = found.value;
  return { region, vpcId, pilotBalancer: pilotBalancer.ok ? pilotBalancer.value : null };
}

function linkData(link: Link | undefined): TopologyLink {
  return {
    health: healthOf(link),
    service: link?.service.id || null,
    endpoint: link?.endpoint.id || null,
    connection: link?.connection.state || null,
    zones: [...(link?.zoneIds ?? [])],
    domainName: link?.domain || null,
    reason: link?.reason || null,
    message: link?.up ? null : link?.message || null,
  };
}

function healthOf(link: Link | undefined): TopologyLink['health'] {
  if (link === undefined) return 'none';
  if (link.up) return 'good';
  const { service, endpoint, connection, stuck } = link;
  const moods = [service, endpoint, connection].map(({ mood }) => mood);
  if (stuck || moods.includes('bad')) return 'bad';
  return moods.every((mood) => mood === 'none') ? 'none' : 'working';
}

/** The same sign everywhere, so that nobody needs to tell colours apart. */
export const signs: Readonly<Record<TopologyLink['health'], string>> = { good: '✓', working: '◌', bad: '✗', none: '·' };
