import type { Handlers } from '../../handler.ts';
import {
  deleteLoadBalancer,
  describeLoadBalancerAttribute,
  describeLoadBalancers,
  describeZones,
  setLoadBalancerStatus,
} from './balancers.ts';
import { createLoadBalancer } from './create.ts';
import {
  createTcpListener,
  deleteListener,
  describeLoadBalancerListeners,
  describeTcpListener,
  startListener,
} from './listeners.ts';

/** CLB (SLB) 2014-05-15. */
export const slb = {
  'slb.DescribeZones': describeZones,
  'slb.CreateLoadBalancer': createLoadBalancer,
  'slb.DescribeLoadBalancers': describeLoadBalancers,
  'slb.DescribeLoadBalancerAttribute': describeLoadBalancerAttribute,
  'slb.SetLoadBalancerStatus': setLoadBalancerStatus,
  'slb.DeleteLoadBalancer': deleteLoadBalancer,
  'slb.DescribeLoadBalancerListeners': describeLoadBalancerListeners,
  'slb.DescribeLoadBalancerTCPListenerAttribute': describeTcpListener,
  'slb.CreateLoadBalancerTCPListener': createTcpListener,
  'slb.StartLoadBalancerListener': startListener,
  'slb.DeleteLoadBalancerListener': deleteListener,
} satisfies Handlers;
