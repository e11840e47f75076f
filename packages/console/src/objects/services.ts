/** Endpoint services as the vendor's console lists them, and what it hides: whose each is, what it is for, and the endpoints on the other side. */
import type { ASMPvlConfig } from '@asm-privatelink/api';
import { type ActionItem, listAll } from '@asm-privatelink/cloud';
import { z } from 'zod';
import type { ReadCloud } from '../reads.ts';
import { ownerOf, ownerSchema } from './owner.ts';

const zoneSchema = z.object({
  zoneId: z.string(),
  status: z.string(),
  vSwitchId: z.string(),
  eniId: z.string(),
  resourceId: z.string(),
});

const connectionSchema = z.object({
  endpointId: z.string(),
  status: z.string(),
  vpcId: z.string(),
  ownerId: z.string(),
  bandwidth: z.number().nullable().describe('Mbit/s'),
  changedAt: z.string(),
  zones: z.array(zoneSchema),
});

export const serviceRowSchema = z.object({
  id: z.string(),
  name: z.string(),
  domain: z.string(),
  description: z.string(),
  status: z.string(),
  businessStatus: z.string(),
  resourceType: z.string(),
  autoAccept: z.boolean(),
  zoneAffinity: z.boolean(),
  createdAt: z.string(),
  zones: z.array(z.string()).describe('That the service has.'),
  connections: z.array(connectionSchema.pick({ endpointId: true, status: true })),
  tags: z.array(z.object({ key: z.string(), value: z.string() })),
  owner: ownerSchema,
});

export const serviceSchema = serviceRowSchema.extend({
  payer: z.string(),
  bandwidth: z.number().nullable().describe('That a new connection gets, in Mbit/s.'),
  connections: z.array(connectionSchema),
  resources: z.array(
    z.object({
      id: z.string(),
      type: z.string(),
      zoneId: z.string(),
      vpcId: z.string(),
      vSwitchId: z.string(),
      ip: z.string(),
      endpoints: z.number().describe('How many use it.'),
      autoAllocated: z.boolean(),
    }),
  ),
  whitelist: z.array(z.string()).describe('Accounts that may see it.'),
});

export type ServiceRow = z.infer<typeof serviceRowSchema>;
export type Service = z.infer<typeof serviceSchema>;

export interface Beside {
  readonly mesh: string;
  readonly config: ASMPvlConfig | undefined;
  readonly signal: AbortSignal;
}

/** @throws CloudError */
export async function listServices(cloud: ReadCloud, beside: Beside): Promise<ServiceRow[]> {
  const { signal } = beside;
  const [services, visible, connections] = await Promise.all([
    listAll(cloud, 'ListVpcEndpointServices', {}, { signal }),
    listAll(cloud, 'ListVpcEndpointServicesByEndUser', {}, { signal }),
    listAll(cloud, 'ListVpcEndpointConnections', {}, { signal }),
  ]);
  // Only this list has the zones of many services at once (alibaba-cloud-api §0 item 16).
  const zones = new Map(visible.map(({ ServiceId, Zones }) => [ServiceId, Zones]));
  return services.map((service) =>
    rowOf(
      service,
      zones.get(service.ServiceId) ?? [],
      connections.filter(({ ServiceId }) => ServiceId === service.ServiceId),
      beside,
    ),
  );
}

/** Undefined when there is none of that id. @throws CloudError */
export async function readService(cloud: ReadCloud, ServiceId: string, beside: Beside): Promise<Service | undefined> {
  const { signal } = beside;
  const [found] = await listAll(cloud, 'ListVpcEndpointServices', { ServiceId }, { signal });
  if (found === undefined) return undefined;
  const [attribute, resources, connections, users] = await Promise.all([
    cloud.call('GetVpcEndpointServiceAttribute', { ServiceId }, { signal }),
    listAll(cloud, 'ListVpcEndpointServiceResources', { ServiceId }, { signal }),
    listAll(cloud, 'ListVpcEndpointConnections', { ServiceId }, { signal }),
    listAll(cloud, 'ListVpcEndpointServiceUsers', { ServiceId }, { signal }),
  ]);
  return {
    ...rowOf(found, attribute.Zones, connections, beside),
    payer: attribute.Payer ?? '',
    bandwidth: attribute.ConnectBandwidth ?? null,
    connections: connections.map(connectionOf),
    resources: resources.map((each) => ({
      id: each.ResourceId,
      type: each.ResourceType ?? '',
      zoneId: each.ZoneId ?? '',
      vpcId: each.VpcId ?? '',
      vSwitchId: each.VSwitchId ?? '',
      ip: each.Ip ?? '',
      endpoints: each.RelatedEndpointCount ?? 0,
      autoAllocated: each.AutoAllocatedEnabled ?? false,
    })),
    whitelist: users.map(({ UserId }) => String(UserId)),
  };
}

function rowOf(
  service: ActionItem<'ListVpcEndpointServices'>,
  zones: readonly string[],
  connections: readonly ActionItem<'ListVpcEndpointConnections'>[],
  { mesh, config }: Beside,
): ServiceRow {
  const { ServiceId: id, Tags } = service;
  return {
    id,
    name: service.ServiceName ?? '',
    domain: service.ServiceDomain ?? '',
    description: service.ServiceDescription ?? '',
    status: service.ServiceStatus ?? '',
    businessStatus: service.ServiceBusinessStatus ?? '',
    resourceType: service.ServiceResourceType ?? '',
    autoAccept: service.AutoAcceptEnabled ?? false,
    zoneAffinity: service.ZoneAffinityEnabled ?? false,
    createdAt: service.CreateTime ?? '',
    zones: [...zones].sort(),
    connections: connections.map(({ EndpointId, ConnectionStatus = '' }) => ({
      endpointId: EndpointId,
      status: ConnectionStatus,
    })),
    tags: Tags.map(({ Key, Value }) => ({ key: Key, value: Value })),
    owner: ownerOf(id, Tags, mesh, config?.status),
  };
}

function connectionOf(connection: ActionItem<'ListVpcEndpointConnections'>): Service['connections'][number] {
  return {
    endpointId: connection.EndpointId,
    status: connection.ConnectionStatus ?? '',
    vpcId: connection.EndpointVpcId ?? '',
    ownerId: String(connection.EndpointOwnerId ?? ''),
    bandwidth: connection.Bandwidth ?? null,
    changedAt: connection.ModifiedTime ?? '',
    zones: connection.Zones.map((zone) => ({
      zoneId: zone.ZoneId,
      status: zone.ZoneStatus ?? '',
      vSwitchId: zone.VSwitchId ?? '',
      eniId: zone.EniId ?? '',
      resourceId: zone.ResourceId ?? '',
    })),
  };
}
