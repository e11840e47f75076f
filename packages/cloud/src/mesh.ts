/** Service Mesh (ASM) 2020-01-11 (alibaba-cloud-api §6): one central host, no RegionId, no published rates in the reference. */
import * as z from 'zod';
import { type Action, takes } from './action.ts';
import { count, flag, id, list, type Tag, tags, text, texts } from './fields.ts';

const common = {
  product: 'servicemesh',
  version: '2020-01-11',
  style: 'RPC',
  method: 'POST',
  pathname: '/',
  params: 'query',
  regional: false,
  access: 'read',
} as const;

/** State: initial, running (others unconfirmed). The capitals of `…balancerId` are uneven on the wire, too. */
const mesh = {
  ServiceMeshInfo: z.object({
    ServiceMeshId: id,
    Name: text,
    State: text,
    RegionId: text,
    Version: text,
    Profile: text,
    ErrorMessage: text,
  }),
  Spec: z
    .object({
      Network: z.object({ VpcId: text, VSwitches: texts, SecurityGroupId: text }).optional(),
      LoadBalancer: z
        .object({
          PilotPublicLoadbalancerId: text,
          ApiServerLoadbalancerId: text,
          PilotPublicEip: flag,
          ApiServerPublicEip: flag,
        })
        .optional(),
    })
    .optional(),
  Endpoints: z
    .object({
      /** `ip:15011`. */
      IntranetPilotEndpoint: text,
      PublicPilotEndpoint: text,
      /** `https://ip:6443`. */
      IntranetApiServerEndpoint: text,
      PublicApiServerEndpoint: text,
    })
    .optional(),
  Clusters: texts,
  ClusterSpec: text,
};

export const servicemesh = {
  DescribeServiceMeshes: {
    ...common,
    method: 'GET',
    ram: 'servicemesh:DescribeServiceMeshes',
    request: takes<{ readonly Tag?: readonly Tag[] }>(),
    response: z.object({ ServiceMeshes: list(z.object({ ...mesh, Tag: tags })) }),
  },
  DescribeServiceMeshDetail: {
    ...common,
    params: 'body',
    ram: 'servicemesh:DescribeServiceMeshDetail',
    request: takes<{ readonly ServiceMeshId: string }>(),
    response: z.object({ ServiceMesh: z.object(mesh) }),
  },
  DescribeClustersInServiceMesh: {
    ...common,
    ram: 'servicemesh:DescribeClustersInServiceMesh',
    request: takes<{ readonly ServiceMeshId: string }>(),
    /** State: running, starting, stopping, stopped, failed. */
    response: z.object({
      Clusters: list(
        z.object({
          ClusterId: id,
          Name: text,
          State: text,
          ErrorMessage: text,
          RegionId: text,
          VpcId: text,
          SgId: text,
          Version: text,
          ClusterDomain: text,
          ClusterType: text,
        }),
      ),
    }),
  },
  /** All clusters of the account in pages of 20, with whether each could be added to the mesh (product-behaviour §B.1). */
  DescribeServiceMeshClusters: {
    ...common,
    params: 'body',
    ram: 'servicemesh:DescribeServiceMeshClusters',
    request: takes<{ readonly ServiceMeshId: string; readonly Limit?: number; readonly Offset?: number }>(),
    response: z.object({
      NumberOfClusters: count,
      Clusters: list(z.object({ ClusterId: id, ForbiddenFlag: count, ForbiddenInfo: text })),
    }),
  },
} as const satisfies Record<string, Action>;
