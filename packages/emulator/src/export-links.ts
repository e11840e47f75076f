/** The part of an exported scenario that is security groups, endpoint services and endpoints: as they stand when all is settled. */
import type { ScenarioInput } from './scenario.ts';
import type { RulePeer, SecurityGroupRule, World } from './world.ts';

type Links = Required<Pick<ScenarioInput, 'securityGroups' | 'services' | 'endpoints'>>;

/** `names`: what the scenario calls each VPC. */
export function exportLinks(world: World, names: ReadonlyMap<string, string>): Links {
  const vpcOf = (id: string) => names.get(id) ?? id;
  const services = [...world.services.values()].filter(({ status }) => status !== 'Deleting');
  const served = new Set(services.map(({ id }) => id));
  return {
    securityGroups: [...world.securityGroups.values()].map(({ id, name, vpcId, type, rules, tags }) => ({
      id,
      ...(name !== '' && { name }),
      vpc: vpcOf(vpcId),
      ...(type !== 'normal' && { type }),
      ...(rules.length > 0 && { rules: rules.map(exportRule) }),
      ...tagsOf(tags),
    })),
    services: services.map(({ id, description, resources, autoAccept, zoneAffinity, bandwidth, users, tags }) => ({
      id,
      ...(description !== '' && { description }),
      resources: resources
        .filter(({ status }) => status !== 'Detaching')
        .map(({ balancerId, zoneId }) => ({ balancer: balancerId, zone: zoneId })),
      autoAccept,
      zoneAffinity,
      bandwidth,
      ...(users.size > 0 && { users: [...users] }),
      ...tagsOf(tags),
    })),
    endpoints: [...world.endpoints.values()]
      .filter(({ status, serviceId }) => status !== 'Deleting' && served.has(serviceId))
      .map(({ id, name, description, serviceId, vpcId, zones, securityGroups, connection, zoneAffinity, tags }) => ({
        id,
        ...(name !== '' && { name }),
        ...(description !== '' && { description }),
        service: serviceId,
        vpc: vpcOf(vpcId),
        vSwitches: [...zones.values()].filter(({ status }) => status !== 'Deleting').map(({ vSwitchId }) => vSwitchId),
        securityGroups: [...securityGroups].flatMap(([group, status]) => (status === 'Detaching' ? [] : [group])),
        connected: ['Connected', 'Connecting', 'Pending'].includes(connection.status),
        zoneAffinity,
        ...tagsOf(tags),
      })),
  };
}

function exportRule({ direction, protocol, portRange, peer, policy, priority, description }: SecurityGroupRule) {
  return {
    direction,
    protocol,
    ports: portRange,
    ...exportPeer(peer),
    policy,
    priority,
    ...(description !== '' && { description }),
  };
}

function exportPeer(peer: RulePeer) {
  switch (peer.kind) {
    case 'cidr':
      return { cidr: peer.cidr };
    case 'ipv6':
      return { ipv6: peer.cidr };
    case 'group':
      return { group: peer.groupId };
    case 'prefix-list':
      return { prefixList: peer.prefixListId };
  }
}

export function tagsOf(tags: ReadonlyMap<string, string>): { tags?: Record<string, string> } {
  return tags.size === 0 ? {} : { tags: Object.fromEntries(tags) };
}
