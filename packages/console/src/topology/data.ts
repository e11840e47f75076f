/** What stands where, and how each link is: ids and states from the object’s status, places from the cloud. Pure. */
import type { ASMPvlConfig } from '@asm-privatelink/api';
import type { Observation } from '@asm-privatelink/link';
import { type Link, linkKey, linksOf } from '../links/links.ts';
import type { Health, TopologyData, TopologyLink } from './schema.ts';

/** Where things are; of a cloud that was not read yet, nothing. */
type Places = Pick<Observation, 'controlPlane' | 'clusters' | 'vpcs' | 'balancers'>;

export function topologyData(mesh: string, config: ASMPvlConfig | undefined, places: Places | undefined): TopologyData {
  const links = new Map(config === undefined ? [] : linksOf(config).map((link) => [linkKey(link), link]));
  return {
    mesh,
    ...controlPlaneOf(places?.controlPlane),
    status: config?.status?.status ?? 'Pending',
    vpcs: [...(places?.vpcs.values() ?? [])].map(({ id, cidrs }) => ({ id, cidrs: [...cidrs] })),
    balancers: [...(places?.balancers.values() ?? [])].flatMap((found) =>
      found.ok ? [{ id: found.value.id, zones: [...found.value.zones] }] : [],
    ),
    clusters: (config?.spec.ackVpcEndpoint ?? []).map(({ clusterId }) => {
      const found = places?.clusters.get(clusterId);
      const cluster = found?.ok ? found.value : undefined;
      const balancer = cluster?.apiServerBalancer;
      return {
        clusterId,
        name: cluster?.name ?? '',
        vpcId: cluster?.vpcId ?? null,
        apiServerBalancer: balancer?.ok ? balancer.value : null,
        apiServer: linkData(links.get(linkKey({ clusterId, channel: 'API server' }))),
        pilot: linkData(links.get(linkKey({ clusterId, channel: 'Pilot' }))),
      };
    }),
  };
}

function controlPlaneOf(
  found: Observation['controlPlane'] | undefined,
): Pick<TopologyData, 'region' | 'vpcId' | 'pilotBalancer'> {
  if (!found?.ok) return { region: '', vpcId: '', pilotBalancer: null };
  const { region, vpcId, pilotBalancer } = found.value;
  return { region, vpcId, pilotBalancer: pilotBalancer.ok ? pilotBalancer.value : null };
}

function linkData(link: Link | undefined): TopologyLink {
  return {
    health: healthOf(link),
    service: link?.service.id || null,
    endpoint: link?.endpoint.id || null,
    connection: link?.connection.state || null,
    zones: link?.zones.map(({ zoneId }) => zoneId) ?? [],
    vSwitches: link?.zones.flatMap(({ vSwitchId }) => vSwitchId ?? []) ?? [],
    domainName: link?.domain || null,
    reason: link?.reason || null,
    message: link?.up ? null : link?.message || null,
  };
}

function healthOf(link: Link | undefined): Health {
  if (link === undefined) return 'none';
  if (link.up) return 'good';
  const { service, endpoint, connection, stuck } = link;
  const moods = [service, endpoint, connection].map(({ mood }) => mood);
  if (stuck || moods.includes('bad')) return 'bad';
  return moods.every((mood) => mood === 'none') ? 'none' : 'working';
}
