import type { Handlers } from '../../handler.ts';
import { createLoadBalancer, deleteLoadBalancer, getLoadBalancerAttribute, listLoadBalancers } from './balancers.ts';
import { getJobStatus } from './jobs.ts';
import { createListener, deleteListener, getListenerAttribute, listListeners } from './listeners.ts';

/** NLB 2022-04-30. */
export const nlb = {
  'nlb.DescribeZones': (world, _params, { regionId }) => ({
    Zones: (world.regions.get(regionId)?.zoneIds ?? []).map((id) => ({ LocalName: id, ZoneId: id })),
  }),
  'nlb.GetLoadBalancerAttribute': getLoadBalancerAttribute,
  'nlb.ListLoadBalancers': listLoadBalancers,
  'nlb.CreateLoadBalancer': createLoadBalancer,
  'nlb.DeleteLoadBalancer': deleteLoadBalancer,
  'nlb.ListListeners': listListeners,
  'nlb.GetListenerAttribute': getListenerAttribute,
  'nlb.CreateListener': createListener,
  'nlb.DeleteListener': deleteListener,
  'nlb.GetJobStatus': getJobStatus,
} satisfies Handlers;
