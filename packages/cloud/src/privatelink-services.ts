/** The provider's side: endpoint services, their resources, the connections to them (alibaba-cloud-api §2.7). */
import * as z from 'zod';
import { type Action, perAccount, perEndpoint, perService, presumed, published, takes } from './action.ts';
import {
  count,
  done,
  flag,
  id,
  list,
  number,
  type Tag,
  type TokenPage,
  tags,
  text,
  texts,
  tokenPage,
} from './fields.ts';
import { read, type Write, write } from './privatelink-common.ts';

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

export const privatelinkServices = {
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
    response: z.object({ ...service, Zones: texts, Payer: text, ConnectBandwidth: count }),
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
  ListVpcEndpointServiceUsers: {
    ...read,
    ram: 'privatelink:ListVpcEndpointServiceUsers',
    rate: published(3000, 60),
    paging: { by: 'token', items: 'Users' },
    request: takes<TokenPage & { readonly ServiceId: string }>(),
    response: z.object({ ...tokenPage, Users: list(z.object({ UserId: number })) }),
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
} as const satisfies Record<string, Action>;
