/** Network load balancers, NLB 2022-04-30 (alibaba-cloud-api §7.2). No published rates in the reference. */
import * as z from 'zod';
import { type Action, takes } from './action.ts';
import { id, list, number, type Tag, type TokenPage, tags, text, tokenPage } from './fields.ts';

const read = {
  product: 'nlb',
  version: '2022-04-30',
  style: 'RPC',
  method: 'POST',
  pathname: '/',
  params: 'query',
  regional: true,
  access: 'read',
} as const;

export const nlb = {
  GetLoadBalancerAttribute: {
    ...read,
    ram: 'nlb:GetLoadBalancerAttribute',
    request: takes<{ readonly LoadBalancerId: string }>(),
    /** LoadBalancerStatus: Inactive, Active, Provisioning, Configuring, CreateFailed. AddressType: Internet, Intranet. */
    response: z.object({
      LoadBalancerId: id,
      LoadBalancerName: text,
      LoadBalancerStatus: text,
      LoadBalancerBusinessStatus: text,
      AddressType: text,
      DNSName: text,
      VpcId: text,
      RegionId: text,
      ZoneMappings: list(
        z.object({
          ZoneId: id,
          VSwitchId: text,
          Status: text,
          LoadBalancerAddresses: list(z.object({ PrivateIPv4Address: text, PublicIPv4Address: text, EniId: text })),
        }),
      ),
      Tags: tags,
    }),
  },
  ListListeners: {
    ...read,
    ram: 'nlb:ListListeners',
    paging: { by: 'token', items: 'Listeners' },
    request: takes<
      TokenPage & {
        readonly LoadBalancerIds?: readonly string[];
        readonly ListenerIds?: readonly string[];
        readonly ListenerProtocol?: string;
        readonly Tag?: readonly Tag[];
      }
    >(),
    /**
     * ListenerStatus: Provisioning, Running, Configuring, Stopping, Stopped, Starting, Deleting, Deleted. A listener on
     * a range of ports has `StartPort` and `EndPort` (text). TCPSSL is out of PrivateLink's reach.
     */
    response: z.object({
      ...tokenPage,
      Listeners: list(
        z.object({
          ListenerId: id,
          LoadBalancerId: text,
          ListenerPort: number,
          StartPort: text,
          EndPort: text,
          ListenerProtocol: text,
          ListenerStatus: text,
        }),
      ),
    }),
  },
} as const satisfies Record<string, Action>;
