/** Classic load balancers, CLB 2014-05-15 (alibaba-cloud-api §7.1). No published rates in the reference. */
import * as z from 'zod';
import { type Action, takes } from './action.ts';
import {
  id,
  list,
  type NumberPage,
  number,
  numberPage,
  type Tag,
  type TokenPage,
  text,
  tokenPage,
  wrapped,
  wrappedTags,
} from './fields.ts';

const read = {
  product: 'slb',
  version: '2014-05-15',
  style: 'RPC',
  method: 'POST',
  pathname: '/',
  params: 'query',
  regional: true,
  access: 'read',
} as const;

/** LoadBalancerStatus: inactive, active, locked. AddressType: internet, intranet. NetworkType: vpc, Classic. */
const loadBalancer = {
  LoadBalancerId: id,
  LoadBalancerName: text,
  LoadBalancerStatus: text,
  Address: text,
  AddressType: text,
  NetworkType: text,
  PayType: text,
  VpcId: text,
  VSwitchId: text,
  MasterZoneId: text,
  SlaveZoneId: text,
  RegionId: text,
  Tags: wrappedTags,
};

export const slb = {
  DescribeLoadBalancers: {
    ...read,
    ram: 'slb:DescribeLoadBalancers',
    paging: { by: 'number', items: 'LoadBalancers' },
    request: takes<
      NumberPage & {
        readonly LoadBalancerId?: string;
        readonly LoadBalancerName?: string;
        readonly Address?: string;
        readonly AddressType?: string;
        readonly NetworkType?: string;
        readonly VpcId?: string;
        readonly VSwitchId?: string;
        readonly Tag?: readonly Tag[];
      }
    >(),
    response: z.object({ ...numberPage, LoadBalancers: wrapped('LoadBalancer', z.object(loadBalancer)) }),
  },
  DescribeLoadBalancerAttribute: {
    ...read,
    ram: 'slb:DescribeLoadBalancerAttribute',
    request: takes<{ readonly LoadBalancerId: string }>(),
    response: z.object({
      ...loadBalancer,
      ListenerPortsAndProtocol: wrapped(
        'ListenerPortAndProtocol',
        z.object({ ListenerPort: number, ListenerProtocol: text }),
      ),
    }),
  },
  DescribeLoadBalancerListeners: {
    ...read,
    ram: 'slb:DescribeLoadBalancerListeners',
    paging: { by: 'token', items: 'Listeners' },
    request: takes<
      TokenPage & {
        readonly LoadBalancerId?: readonly string[];
        readonly ListenerProtocol?: string;
        readonly ListenerPort?: number;
      }
    >(),
    /** Status: running, stopped (others unconfirmed). ListenerProtocol: tcp, udp, http, https. */
    response: z.object({
      ...tokenPage,
      Listeners: list(z.object({ LoadBalancerId: text, ListenerPort: number, ListenerProtocol: text, Status: text })),
    }),
  },
} as const satisfies Record<string, Action>;
