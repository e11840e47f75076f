/** PrivateLink 2020-04-15 (alibaba-cloud-api §2). Its lists stand directly under their names. */
import { z } from 'zod';
import { type Action, perAccount, perEndpoint, perService, presumed, published, takes } from './action.ts';
import { count, done, flag, id, list, type Tag, type TokenPage, tags, text, texts, tokenPage } from './fields.ts';

const common = {
  product: 'privatelink',
  version: '2020-04-15',
  style: 'RPC',
  method: 'POST',
  pathname: '/',
  params: 'query',
  regional: true,
} as const;
const read = { ...common, access: 'read' } as const;
const write = { ...common, access: 'write' } as const;

/** Fields of every write: same token and same parameters answer the first result again (alibaba-cloud-api §2.4). */
interface Write {
  readonly ClientToken?: string;
  /** When true and all checks pass, the cloud answers with the error `DryRunOperation` (alibaba-cloud-api §0 item 2). */
  readonly DryRun?: boolean;
}

interface Resource {
  /** slb, nlb, alb, gwlb. */
  readonly ResourceType: string;
  readonly ResourceId: string;
  /** Needed for nlb, alb and gwlb; a CLB brings its own zone (alibaba-cloud-api §2.3). */
  readonly ZoneId?: string;
}

/** ServiceStatus: Creating, Active, Pending, Deleting. */
const service = {
  ServiceId: id,
  ServiceName: text,
  ServiceDomain: text,
  ServiceDescription: text,
  ServiceStatus: text,
  ServiceBusinessStatus: text,
  ServiceResourceType: text,
  AutoAcceptEnabled: flag,
  ZoneAffinityEnabled: flag,
  CreateTime: text,
};

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

export const privatelink = {
  CheckProductOpen: {
    ...read,
    regional: false,
    ram: 'privatelink:CheckProductOpen',
    rate: presumed(200, 60),
    request: takes<Record<never, never>>(),
    /** Only true can come: an account without PrivateLink gets the error `NeedOpenProduct`. */
    response: z.object({ Success: flag }),
  },
  CreateVpcEndpointService: {
    ...write,
    ram: 'privatelink:CreateVpcEndpointService',
    rate: published(200, 60),
    request: takes<
      Write & {
        readonly Resource?: readonly Resource[];
        readonly ServiceResourceType?: string;
        readonly ServiceDescription?: string;
        readonly AutoAcceptEnabled?: boolean;
        readonly ZoneAffinityEnabled?: boolean;
        readonly ResourceGroupId?: string;
        readonly Tag?: readonly Tag[];
      }
    >(),
    response: z.object(service),
  },
  GetVpcEndpointServiceAttribute: {
    ...read,
    ram: 'privatelink:GetVpcEndpointServiceAttribute',
    rate: published(1000, 60),
    request: takes<{ readonly ServiceId: string }>(),
    response: z.object({ ...service, Zones: texts }),
  },
  UpdateVpcEndpointServiceAttribute: {
    ...write,
    ram: 'privatelink:UpdateVpcEndpointServiceAttribute',
    rate: published(200, 60),
    locks: perAccount,
    request: takes<
      Write & {
        readonly ServiceId: string;
        readonly ServiceDescription?: string;
        readonly AutoAcceptEnabled?: boolean;
        readonly ZoneAffinityEnabled?: boolean;
      }
    >(),
    response: done,
  },
  DeleteVpcEndpointService: {
    ...write,
    ram: 'privatelink:DeleteVpcEndpointService',
    rate: published(200, 60),
    locks: perAccount,
    request: takes<Write & { readonly ServiceId: string }>(),
    response: done,
  },
  ListVpcEndpointServices: {
    ...read,
    ram: 'privatelink:ListVpcEndpointServices',
    rate: presumed(1000, 60),
    paging: { by: 'token', items: 'Services' },
    request: takes<
      TokenPage & {
        readonly ServiceId?: string;
        readonly ServiceName?: string;
        readonly ServiceStatus?: string;
        readonly ServiceResourceType?: string;
        readonly ResourceId?: string;
        readonly ResourceGroupId?: string;
        readonly Tag?: readonly Tag[];
      }
    >(),
    response: z.object({ ...tokenPage, Services: list(z.object({ ...service, Tags: tags })) }),
  },
  ListVpcEndpointServicesByEndUser: {
    ...read,
    ram: 'privatelink:ListVpcEndpointServicesByEndUser',
    rate: published(1000, 60),
    paging: { by: 'token', items: 'Services' },
    request: takes<
      TokenPage & {
        readonly ServiceId?: string;
        readonly ServiceName?: string;
        readonly ServiceType?: string;
        readonly Tag?: readonly Tag[];
      }
    >(),
    response: z.object({
      ...tokenPage,
      Services: list(
        z.object({
          ServiceId: id,
          ServiceName: text,
          ServiceDomain: text,
          ServiceResourceType: text,
          AutoAcceptEnabled: flag,
          ZoneAffinityEnabled: flag,
          Zones: texts,
          Tags: tags,
        }),
      ),
    }),
  },
  ListVpcEndpointServiceResources: {
    ...read,
    ram: 'privatelink:ListVpcEndpointServiceResources',
    rate: published(1000, 60),
    paging: { by: 'token', items: 'Resources' },
    request: takes<TokenPage & { readonly ServiceId: string }>(),
    response: z.object({
      ...tokenPage,
      Resources: list(
        z.object({
          ResourceId: id,
          ResourceType: text,
          ZoneId: text,
          VSwitchId: text,
          VpcId: text,
          Ip: text,
          AutoAllocatedEnabled: flag,
          RelatedEndpointCount: count,
        }),
      ),
    }),
  },
  AttachResourceToVpcEndpointService: {
    ...write,
    ram: 'privatelink:AttachResourceToVpcEndpointService',
    rate: published(200, 60),
    locks: perService,
    request: takes<Write & Resource & { readonly ServiceId: string }>(),
    response: done,
  },
  DetachResourceFromVpcEndpointService: {
    ...write,
    ram: 'privatelink:DetachResourceFromVpcEndpointService',
    rate: presumed(200, 60),
    locks: perService,
    request: takes<
      Write & {
        readonly ServiceId: string;
        readonly ResourceId: string;
        readonly ResourceType?: string;
        /** Whether a CLB needs it is unconfirmed: send it when known. */
        readonly ZoneId?: string;
      }
    >(),
    response: done,
  },
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
  UpdateVpcEndpointAttribute: {
    ...write,
    ram: 'privatelink:UpdateVpcEndpointAttribute',
    rate: published(200, 60),
    locks: perAccount,
    request: takes<
      Write & {
        readonly EndpointId: string;
        readonly EndpointName?: string;
        readonly EndpointDescription?: string;
        readonly ZoneAffinityEnabled?: boolean;
      }
    >(),
    response: done,
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
  EnableVpcEndpointConnection: {
    ...write,
    ram: 'privatelink:EnableVpcEndpointConnection',
    rate: published(200, 60),
    locks: perAccount,
    request: takes<
      Write & {
        readonly ServiceId: string;
        readonly EndpointId: string;
        readonly Bandwidth?: number;
        readonly TrafficControlMode?: string;
      }
    >(),
    response: done,
  },
  DisableVpcEndpointConnection: {
    ...write,
    ram: 'privatelink:DisableVpcEndpointConnection',
    rate: published(200, 60),
    locks: perAccount,
    request: takes<Write & { readonly ServiceId: string; readonly EndpointId: string }>(),
    response: done,
  },
  EnableVpcEndpointZoneConnection: {
    ...write,
    ram: 'privatelink:EnableVpcEndpointZoneConnection',
    rate: published(200, 60),
    locks: perEndpoint,
    request: takes<Write & { readonly ServiceId: string; readonly EndpointId: string; readonly ZoneId: string }>(),
    response: done,
  },
  ListVpcEndpointConnections: {
    ...read,
    ram: 'privatelink:ListVpcEndpointConnections',
    rate: published(1000, 60),
    paging: { by: 'token', items: 'Connections' },
    request: takes<
      TokenPage & {
        readonly ServiceId?: string;
        readonly EndpointId?: string;
        readonly ConnectionStatus?: string;
        readonly ResourceId?: string;
        readonly ResourceGroupId?: string;
      }
    >(),
    response: z.object({
      ...tokenPage,
      Connections: list(
        z.object({
          EndpointId: id,
          ServiceId: text,
          ConnectionStatus: text,
          EndpointVpcId: text,
          EndpointOwnerId: count,
          Bandwidth: count,
          ModifiedTime: text,
          Zones: list(
            z.object({
              ZoneId: id,
              ZoneStatus: text,
              VSwitchId: text,
              EniId: text,
              ResourceId: text,
              ZoneDomain: text,
            }),
          ),
        }),
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
  TagResources: {
    ...write,
    params: 'body',
    ram: 'privatelink:TagResources',
    rate: published(500, 60),
    request: takes<
      Write & {
        readonly ResourceType: 'vpcendpoint' | 'vpcendpointservice';
        readonly ResourceId: readonly string[];
        readonly Tag: readonly Tag[];
      }
    >(),
    response: done,
  },
  UntagResources: {
    ...write,
    params: 'body',
    ram: 'privatelink:UntagResources',
    rate: published(500, 60),
    request: takes<
      Write & {
        readonly ResourceType: 'vpcendpoint' | 'vpcendpointservice';
        readonly ResourceId: readonly string[];
        readonly TagKey?: readonly string[];
        readonly All?: boolean;
      }
    >(),
    response: done,
  },
} as const satisfies Record<string, Action>;
