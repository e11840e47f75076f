import type { Handlers } from '../../handler.ts';
import {
  describeClusterDetail,
  describeClusters,
  describeClustersForRegion,
  describeClustersV1,
  describeUserKubeconfig,
} from './clusters.ts';
import { describeTaskInfo, modifyCluster } from './modify.ts';
import { describeClusterResources } from './resources.ts';

/** Container Service (ACK) 2015-12-15. */
export const cs = {
  'cs.DescribeClusterDetail': describeClusterDetail,
  'cs.DescribeClustersV1': describeClustersV1,
  'cs.DescribeClusters': describeClusters,
  'cs.DescribeClustersForRegion': describeClustersForRegion,
  'cs.DescribeClusterUserKubeconfig': describeUserKubeconfig,
  'cs.DescribeClusterResources': describeClusterResources,
  'cs.ModifyCluster': modifyCluster,
  'cs.DescribeTaskInfo': describeTaskInfo,
} satisfies Handlers;
