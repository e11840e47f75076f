/** Endpoints as the vendor's console lists them, and what it hides: whose each is, what it is for, and both sides' zones beside each other. */
import { type ActionItem, listAll } from '@asm-privatelink/cloud';
import { z } from 'zod';
import type { ReadCloud } from '../reads.ts';
import { ownerOf, ownerSchema } from './owner.ts';
import type { Beside } from './services.ts';

export const endpointRowSchema = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  status: z.string(),
  connection: z.string(),
  businessStatus: z.string(),
  type: z.string(),
  serviceId: z.string(),
  serviceName: z.string(),
  vpcId: z.string(),
  domain: z.string(),
  createdAt: z.string(),
  zoneAffinity: z.boolean(),
  tags: z.array(z.object({ key: z.string(), value: z.string() })),
  owner: ownerSchema,
});

export const endpointSchema = endpointRowSchema.extend({
  payer: z.string(),
  bandwidth: z.number().nullable().describe('Mbit/s'),
  zones: z.array(
    z.object({
      zoneId: z.string(),
      status: z.string(),
      vSwitchId: z.string(),
      eniId: z.string(),
      ip: z.string(),
      domain: z.string(),
    }),
  ),
  serviceZones: z
    .array(z.string())
    .nullable()
    .describe('Of the service on the other side; null where it is not to be seen.'),
  groups: z.array(z.object({ id: z.string(), status: z.string() })).describe('Security groups.'),
});

export type EndpointRow = z.infer<typeof endpointRowSchema>;
export type Endpoint = z.infer<typeof endpointSchema>;

/** @throws CloudError */
export async function listEndpoints(cloud: ReadCloud, beside: Beside): Promise<EndpointRow[]> {
  const all = await listAll(cloud, 'ListVpcEndpoints', {}, { signal: beside.signal });
  return all.map((endpoint) => rowOf(endpoint, beside));
}

/** Undefined when there is none of that id. @throws CloudError */
export async function readEndpoint(
  cloud: ReadCloud,
  EndpointId: string,
  beside: Beside,
): Promise<Endpoint | undefined> {
  const { signal } = beside;
  const [found] = await listAll(cloud, 'ListVpcEndpoints', { EndpointId }, { signal });
  if (found === undefined) return undefined;
  const [attribute, zones, groups, services] = await Promise.all([
    cloud.call('GetVpcEndpointAttribute', { EndpointId }, { signal }),
    listAll(cloud, 'ListVpcEndpointZones', { EndpointId }, { signal }),
    listAll(cloud, 'ListVpcEndpointSecurityGroups', { EndpointId }, { signal }),
    found.ServiceId === undefined
      ? []
      : listAll(cloud, 'ListVpcEndpointServicesByEndUser', { ServiceId: found.ServiceId }, { signal }),
  ]);
  const service = services.find(({ ServiceId }) => ServiceId === found.ServiceId);
  return {
    ...rowOf(found, beside),
    payer: attribute.Payer ?? '',
    bandwidth: attribute.Bandwidth ?? null,
    zones: zones.map((zone) => ({
      zoneId: zone.ZoneId,
      status: zone.ZoneStatus ?? '',
      vSwitchId: zone.VSwitchId ?? '',
      eniId: zone.EniId ?? '',
      ip: zone.EniIp ?? '',
      domain: zone.ZoneDomain ?? '',
    })),
    serviceZones: service === undefined ? null : [...service.Zones].sort(),
    groups: groups.map(({ SecurityGroupId: id, SecurityGroupStatus: status = '' }) => ({ id, status })),
  };
}

function rowOf(endpoint: ActionItem<'ListVpcEndpoints'>, { mesh, config }: Beside): EndpointRow {
  const { EndpointId: id, Tags } = endpoint;
  return {
    id,
    name: endpoint.EndpointName ?? '',
    description: endpoint.EndpointDescription ?? '',
    status: endpoint.EndpointStatus ?? '',
    connection: endpoint.ConnectionStatus ?? '',
    businessStatus: endpoint.EndpointBusinessStatus ?? '',
    type: endpoint.EndpointType ?? '',
    serviceId: endpoint.ServiceId ?? '',
    serviceName: endpoint.ServiceName ?? '',
    vpcId: endpoint.VpcId ?? '',
    domain: endpoint.EndpointDomain ?? '',
    createdAt: endpoint.CreateTime ?? '',
    zoneAffinity: endpoint.ZoneAffinityEnabled ?? false,
    tags: Tags.map(({ Key, Value }) => ({ key: Key, value: Value })),
    owner: ownerOf(id, Tags, mesh, config?.status),
  };
}
