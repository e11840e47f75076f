/** The consumer's side: endpoints, their zones and security groups (alibaba-cloud-api §2.7). */
import * as z from 'zod';
import { type Action, perEndpoint, presumed, published, takes } from './action.ts';
import { count, done, flag, id, list, type Tag, type TokenPage, tags, text, tokenPage } from './fields.ts';
import { read, type Write, write } from './privatelink-common.ts';

/** EndpointStatus: Creating, Active, Pending, Deleting. ConnectionStatus: see alibaba-cloud-api §2.1. */
const endpoint = {
  EndpointId: id,
  EndpointName: text,
  EndpointDescription: text,
  EndpointDomain: text,
  EndpointStatus: text,
  EndpointBusinessStatus: text,
  ConnectionStatus: text,
  ServiceId: text,
  ServiceName: text,
  VpcId: text,
  CreateTime: text,
};

export const privatelinkEndpoints = {
  CreateVpcEndpoint: {
    ...write,
    ram: 'privatelink:CreateVpcEndpoint',
    rate: presumed(200, 60),
    request: takes<
      Write & {
        readonly VpcId: string;
        readonly ServiceId?: string;
        readonly ServiceName?: string;
        readonly EndpointName?: string;
        readonly EndpointDescription?: string;
        readonly EndpointType?: string;
        readonly SecurityGroupId?: readonly string[];
        readonly Zone?: readonly { readonly VSwitchId: string; readonly ZoneId: string; readonly ip?: string }[];
        readonly ZoneAffinityEnabled?: boolean;
        readonly ResourceGroupId?: string;
        readonly Tag?: readonly Tag[];
      }
    >(),
    response: z.object(endpoint),
  },
  GetVpcEndpointAttribute: {
    ...read,
    ram: 'privatelink:GetVpcEndpointAttribute',
    rate: presumed(1000, 60),
    request: takes<{ readonly EndpointId: string }>(),
    response: z.object({ ...endpoint, EndpointType: text, Payer: text, ZoneAffinityEnabled: flag, Bandwidth: count }),
  },
  DeleteVpcEndpoint: {
    ...write,
    ram: 'privatelink:DeleteVpcEndpoint',
    rate: presumed(200, 60),
    request: takes<Write & { readonly EndpointId: string }>(),
    response: done,
  },
  ListVpcEndpoints: {
    ...read,
    ram: 'privatelink:ListVpcEndpoints',
    rate: published(1000, 60),
    paging: { by: 'token', items: 'Endpoints' },
    request: takes<
      TokenPage & {
        readonly EndpointId?: string;
        readonly EndpointName?: string;
        readonly EndpointStatus?: string;
        readonly ConnectionStatus?: string;
        readonly ServiceName?: string;
        readonly VpcId?: string;
        readonly ResourceGroupId?: string;
        readonly Tag?: readonly Tag[];
      }
    >(),
    response: z.object({
      ...tokenPage,
      Endpoints: list(z.object({ ...endpoint, EndpointType: text, ZoneAffinityEnabled: flag, Tags: tags })),
    }),
  },
  AddZoneToVpcEndpoint: {
    ...write,
    ram: 'privatelink:AddZoneToVpcEndpoint',
    rate: presumed(200, 60),
    locks: perEndpoint,
    request: takes<
      Write & {
        readonly EndpointId: string;
        readonly VSwitchId: string;
        readonly ZoneId: string;
        readonly ip?: string;
      }
    >(),
    response: done,
  },
  RemoveZoneFromVpcEndpoint: {
    ...write,
    ram: 'privatelink:RemoveZoneFromVpcEndpoint',
    rate: published(200, 60),
    locks: perEndpoint,
    request: takes<Write & { readonly EndpointId: string; readonly ZoneId: string }>(),
    response: done,
  },
  ListVpcEndpointZones: {
    ...read,
    ram: 'privatelink:ListVpcEndpointZones',
    rate: published(1000, 60),
    paging: { by: 'token', items: 'Zones' },
    request: takes<TokenPage & { readonly EndpointId: string }>(),
    response: z.object({
      ...tokenPage,
      Zones: list(
        z.object({ ZoneId: id, ZoneStatus: text, ZoneDomain: text, VSwitchId: text, EniId: text, EniIp: text }),
      ),
    }),
  },
  AttachSecurityGroupToVpcEndpoint: {
    ...write,
    ram: 'privatelink:AttachSecurityGroupToVpcEndpoint',
    rate: presumed(200, 60),
    locks: perEndpoint,
    request: takes<Write & { readonly EndpointId: string; readonly SecurityGroupId: string }>(),
    response: done,
  },
  DetachSecurityGroupFromVpcEndpoint: {
    ...write,
    ram: 'privatelink:DetachSecurityGroupFromVpcEndpoint',
    rate: presumed(200, 60),
    locks: perEndpoint,
    request: takes<Write & { readonly EndpointId: string; readonly SecurityGroupId: string }>(),
    response: done,
  },
  ListVpcEndpointSecurityGroups: {
    ...read,
    ram: 'privatelink:ListVpcEndpointSecurityGroups',
    rate: presumed(1000, 60),
    paging: { by: 'token', items: 'SecurityGroups' },
    request: takes<TokenPage & { readonly EndpointId: string }>(),
    response: z.object({
      ...tokenPage,
      SecurityGroups: list(z.object({ SecurityGroupId: id, SecurityGroupStatus: text })),
    }),
  },
} as const satisfies Record<string, Action>;
