/** Service Mesh instances (alibaba-cloud-api §6). The product is central: it has no region. */
import { ApiError } from '../../errors.ts';
import { formatTime } from '../../format.ts';
import type { Context, Handler } from '../../handler.ts';
import { fitsTags, showTags } from '../../tags.ts';
import type { Mesh, World } from '../../world.ts';

const KUBECONFIG_LIFETIME_MS = 24 * 3_600_000;
const PILOT_PORT = 15_011;

export const describeServiceMeshes: Handler<'servicemesh.DescribeServiceMeshes'> = (world, params, context) => ({
  ServiceMeshes: [...world.meshes.values()]
    .filter((mesh) => mesh.accountId === context.account.id && fitsTags(mesh.tags, params.Tag))
    .map((mesh) => {
      const { Endpoints, ...shown } = show(world, mesh);
      return {
        ...shown,
        Endpoints: { ...Endpoints, ReverseTunnelEndpoint: '' },
        Tag: showTags(mesh.tags),
        Upgradable: false,
      };
    }),
});

export const describeServiceMeshDetail: Handler<'servicemesh.DescribeServiceMeshDetail'> = (
  world,
  { ServiceMeshId },
  context,
) => {
  const { Endpoints, Spec, ...shown } = show(world, ownMesh(world, ServiceMeshId, context));
  const canary = { IntranetCanaryPilotEndpoint: '', PublicCanaryPilotEndpoint: '' };
  const addresses = {
    ApiServerPublicEipId: '',
    CanaryPilotLoadBalancerId: '',
    CanaryPilotPublicEipId: '',
    PilotPublicEipId: '',
  };
  return {
    ServiceMesh: {
      ...shown,
      Endpoints: { ...Endpoints, ...canary },
      Spec: { ...Spec, LoadBalancer: { ...Spec.LoadBalancer, ...addresses } },
    },
  };
};

export const describeServiceMeshKubeconfig: Handler<'servicemesh.DescribeServiceMeshKubeconfig'> = async (
  world,
  params,
  context,
) => {
  const mesh = ownMesh(world, params.ServiceMeshId, context);
  const kubeconfig = await context.backends.meshes?.kubeconfig(mesh.id, {
    privateAddress: params.PrivateIpAddress ?? false,
  });
  if (kubeconfig === undefined) {
    throw new ApiError('ServiceUnavailable', `No API server runs for mesh ${mesh.id} in this emulator.`, {
      status: 503,
    });
  }
  const expires = new Date(context.now() + KUBECONFIG_LIFETIME_MS).toISOString();
  return { Kubeconfig: kubeconfig, ExpireTime: expires.slice(0, 19).replace('T', ' ') };
};

export function ownMesh(world: World, id: string, context: Context): Mesh {
  const mesh = world.meshes.get(id);
  if (mesh !== undefined && mesh.accountId === context.account.id) return mesh;
  throw new ApiError('ServiceMesh.NotFound', `The service mesh ${id} does not exist.`);
}

/** The id in `PilotPublicLoadbalancerId` is that of the balancer in front of Pilot, exposed or not. */
function show(world: World, mesh: Mesh) {
  const pilot = addressOf(world, mesh.pilotBalancerId);
  const apiServer = addressOf(world, mesh.apiServerBalancerId);
  return {
    ClusterSpec: mesh.spec,
    Clusters: [...mesh.members.keys()],
    Endpoints: {
      IntranetApiServerEndpoint: apiServer && `https://${apiServer}:6443`,
      IntranetPilotEndpoint: pilot && `${pilot}:${PILOT_PORT}`,
      PublicApiServerEndpoint: '',
      PublicPilotEndpoint: '',
    },
    OwnerId: mesh.accountId,
    OwnerType: 'user',
    ServiceMeshInfo: {
      CreationTime: formatTime(mesh.createdAt),
      ErrorMessage: '',
      Name: mesh.name,
      Profile: mesh.profile,
      RegionId: mesh.regionId,
      ServiceMeshId: mesh.id,
      State: mesh.state,
      UpdateTime: formatTime(mesh.updatedAt),
      Version: mesh.version,
    },
    Spec: {
      LoadBalancer: {
        ApiServerLoadbalancerId: mesh.apiServerBalancerId ?? '',
        ApiServerPublicEip: false,
        PilotPublicEip: false,
        PilotPublicLoadbalancerId: mesh.pilotBalancerId ?? '',
      },
      MeshConfig: {},
      Network: { SecurityGroupId: mesh.securityGroupId, VSwitches: mesh.vSwitchIds, VpcId: mesh.vpcId },
    },
  };
}

function addressOf(world: World, id: string | undefined): string {
  const balancer = world.balancers.get(id ?? '');
  if (balancer === undefined) return '';
  return balancer.kind === 'clb' ? balancer.address : balancer.dnsName;
}
