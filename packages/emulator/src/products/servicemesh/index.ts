import type { Handlers } from '../../handler.ts';
import { addCluster, describeClustersInServiceMesh, describeServiceMeshClusters, removeCluster } from './members.ts';
import { describeServiceMeshDetail, describeServiceMeshes, describeServiceMeshKubeconfig } from './meshes.ts';
import { describeReusableSlb } from './reusable-slb.ts';

/** Service Mesh (ASM) 2020-01-11. */
export const servicemesh = {
  'servicemesh.DescribeServiceMeshes': describeServiceMeshes,
  'servicemesh.DescribeServiceMeshDetail': describeServiceMeshDetail,
  'servicemesh.DescribeServiceMeshKubeconfig': describeServiceMeshKubeconfig,
  'servicemesh.DescribeClustersInServiceMesh': describeClustersInServiceMesh,
  'servicemesh.DescribeServiceMeshClusters': describeServiceMeshClusters,
  'servicemesh.DescribeReusableSlb': describeReusableSlb,
  'servicemesh.AddClusterIntoServiceMesh': addCluster,
  'servicemesh.RemoveClusterFromServiceMesh': removeCluster,
} satisfies Handlers;
