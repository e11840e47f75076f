/** Changes behind the operator's back: what another caller of the cloud does to its objects, and to what they stand on. */
import { tagKeys } from '@asm-privatelink/api';
import type { Emulator } from '@asm-privatelink/emulator';

export const drifts = [
  'refuse the connection',
  'switch a zone off',
  'take a zone',
  'delete the endpoint',
  'delete the service',
  'turn auto-accept off',
  'revoke the rules',
  'add a rule',
  'strip the tags',
  'replace the balancer',
  'delete the vSwitch',
  'take the cluster out of the mesh',
] as const;
export type Drift = (typeof drifts)[number];

export interface Other {
  emulator: Emulator;
  accessKeyId: string;
  /** Lets time pass until the call is answered. */
  settle<T>(promise: Promise<T>): Promise<T>;
  pass(ms: number): Promise<void>;
}

/** How long whoever deletes something waits for what must be gone before. */
const PATIENCE_MS = 20_000;

/** Does it to the n-th object of ours that it can be done to; what the cloud refuses is not done. */
export async function drift(what: Drift, nth: number, other: Other): Promise<void> {
  const { world } = other.emulator;
  const ask = async (product: string, action: string, params: Record<string, string>): Promise<void> => {
    const { accessKeyId } = other;
    const call = other.emulator.call({
      product,
      version: '',
      action,
      accessKeyId,
      params: { RegionId: 'cn-hangzhou', ...params },
    });
    await other.settle(call.catch(() => undefined)); // a fault may lose the answer to this caller as well
  };
  const endpoint = pick(world.endpoints, nth);
  const service = pick(world.services, nth);
  const group = pick(world.securityGroups, nth);
  const link = { EndpointId: endpoint?.id ?? '', ServiceId: endpoint?.serviceId ?? '' };
  const zones = [...(endpoint?.zones.keys() ?? [])];
  const ZoneId = nthOf(zones, nth) ?? '';

  switch (what) {
    case 'refuse the connection':
      return ask('privatelink', 'DisableVpcEndpointConnection', link);
    case 'switch a zone off':
      return ask('privatelink', 'DisableVpcEndpointZoneConnection', { ...link, ZoneId });
    case 'take a zone':
      return ask('privatelink', 'RemoveZoneFromVpcEndpoint', { EndpointId: link.EndpointId, ZoneId });
    case 'delete the endpoint':
      for (const zone of zones) {
        await ask('privatelink', 'RemoveZoneFromVpcEndpoint', { EndpointId: link.EndpointId, ZoneId: zone });
      }
      await other.pass(PATIENCE_MS);
      return ask('privatelink', 'DeleteVpcEndpoint', { EndpointId: link.EndpointId });
    case 'delete the service': {
      const ServiceId = service?.id ?? '';
      for (const { id } of [...world.endpoints.values()].filter((each) => each.serviceId === ServiceId)) {
        await ask('privatelink', 'DisableVpcEndpointConnection', { EndpointId: id, ServiceId });
      }
      await other.pass(PATIENCE_MS);
      for (const { balancerId, type, zoneId } of service?.resources ?? []) {
        const resource = { ResourceId: balancerId, ResourceType: type, ZoneId: zoneId };
        await ask('privatelink', 'DetachResourceFromVpcEndpointService', { ServiceId, ...resource });
      }
      await other.pass(PATIENCE_MS);
      return ask('privatelink', 'DeleteVpcEndpointService', { ServiceId });
    }
    case 'turn auto-accept off':
      return ask('privatelink', 'UpdateVpcEndpointServiceAttribute', {
        ServiceId: service?.id ?? '',
        AutoAcceptEnabled: 'false',
      });
    case 'revoke the rules': {
      const rules = (group?.rules ?? []).map(({ id }, index) => [`SecurityGroupRuleId.${index + 1}`, id]);
      return ask('ecs', 'RevokeSecurityGroup', {
        SecurityGroupId: group?.id ?? '',
        ...(Object.fromEntries(rules) as Record<string, string>),
      });
    }
    case 'add a rule':
      return ask('ecs', 'AuthorizeSecurityGroup', {
        SecurityGroupId: group?.id ?? '',
        'Permissions.1.IpProtocol': 'TCP',
        'Permissions.1.PortRange': '22/22',
        'Permissions.1.SourceCidrIp': '0.0.0.0/0',
      });
    case 'strip the tags': {
      const [object, ResourceType] = nth % 2 === 0 ? [endpoint, 'VpcEndpoint'] : [service, 'VpcEndpointService'];
      return ask('privatelink', 'UntagResources', { ResourceType, 'ResourceId.1': object?.id ?? '', All: 'true' });
    }
    // The cluster gets another one, or goes back to the one before.
    case 'replace the balancer': {
      const cluster = nthOf(world.clusters.values(), nth);
      if (cluster === undefined) return;
      const { apiServerBalancerId: now = '' } = cluster;
      const spare = `${now}2`;
      Object.assign(cluster, { apiServerBalancerId: world.balancers.has(spare) ? spare : now.replace(/2$/, '') });
      return;
    }
    // Not through the API, which keeps one that is in use.
    case 'delete the vSwitch':
      world.vSwitches.delete(nthOf(endpoint?.zones.values() ?? [], nth)?.vSwitchId ?? '');
      return;
    case 'take the cluster out of the mesh': {
      const [mesh] = world.meshes.values();
      const ClusterId = nthOf(mesh?.members.keys() ?? [], nth) ?? '';
      return ask('servicemesh', 'RemoveClusterFromServiceMesh', { ServiceMeshId: mesh?.id ?? '', ClusterId });
    }
  }
}

/** Of the objects that bear our tags. */
function pick<T extends { id: string; tags: ReadonlyMap<string, string> }>(
  objects: ReadonlyMap<string, T>,
  nth: number,
): T | undefined {
  return nthOf(
    [...objects.values()].filter(({ tags }) => tags.has(tagKeys.mesh)),
    nth,
  );
}

function nthOf<T>(all: Iterable<T>, nth: number): T | undefined {
  const list = [...all];
  return list[nth % Math.max(1, list.length)];
}
