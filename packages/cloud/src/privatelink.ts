/** PrivateLink 2020-04-15 (alibaba-cloud-api §2). */
import * as z from 'zod';
import { type Action, presumed, published, takes } from './action.ts';
import { done, flag, type Tag } from './fields.ts';
import { read, type Write, write } from './privatelink-common.ts';
import { privatelinkEndpoints } from './privatelink-endpoints.ts';
import { privatelinkServices } from './privatelink-services.ts';

const general = {
  CheckProductOpen: {
    ...read,
    regional: false,
    ram: 'privatelink:CheckProductOpen',
    rate: presumed(200, 60),
    request: takes<Record<never, never>>(),
    /** Only true can come: an account without PrivateLink gets the error `NeedOpenProduct`. */
    response: z.object({ Success: flag }),
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

export const privatelink = { ...privatelinkServices, ...privatelinkEndpoints, ...general };
