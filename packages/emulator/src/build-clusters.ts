/** The part of a scenario that is clusters and the mesh. */
import { type Builder, firstZone } from './builder.ts';
import { certificateNames } from './certificate-names.ts';
import type { Scenario } from './scenario.ts';
import type { Balancer, Cluster, Mesh } from './world.ts';

type ClusterPlan = Scenario['clusters'][number];

const PILOT_PORTS = [15011, 15012, 15017];
const API_SERVER_PORT = 6443;
const SERVICE_CIDR = '172.21.0.0/20';

export function buildMesh(builder: Builder, { mesh: plan, region }: Scenario): Mesh | undefined {
  if (plan === undefined) return undefined;
  const { world, ids, now, accountId } = builder;
  const vpc = builder.vpcNamed(plan.vpc);
  const vSwitches = [...world.vSwitches.values()].filter((vSwitch) => vSwitch.vpcId === vpc.id);
  const id = plan.id ?? ids.cluster();
  const pilot =
    plan.pilot === 'none'
      ? undefined
      : builder.balancer(vpc, {
          ...plan.pilot,
          name: `asm-pilot-${plan.name}`,
          zones: plan.pilot.zones ?? [firstZone(world, vpc)],
          ports: plan.pilot.ports ?? PILOT_PORTS,
          backends: (port) => [{ kind: 'mesh', meshId: id, port }],
        });
  const apiServer = builder.balancer(vpc, {
    name: `asm-apiserver-${plan.name}`,
    type: 'clb',
    zones: [firstZone(world, vpc)],
    ports: [API_SERVER_PORT],
    internal: true,
    payType: 'PayOnDemand',
    networkType: 'vpc',
    backends: (port) => [{ kind: 'server', serverId: `apiserver-${id}`, address: '', port }],
  });
  const mesh: Mesh = {
    id,
    regionId: region,
    accountId,
    name: plan.name,
    vpcId: vpc.id,
    vSwitchIds: plan.vSwitches ?? vSwitches.map((vSwitch) => vSwitch.id),
    securityGroupId: builder.securityGroup(vpc, `asm-${plan.name}`, { id: plan.securityGroup }).id,
    profile: 'Pro',
    spec: 'enterprise',
    version: plan.version,
    state: plan.state,
    createdAt: now,
    updatedAt: now,
    tags: new Map(),
    pilotBalancerId: pilot?.id,
    apiServerBalancerId: apiServer.id,
    members: new Map(),
  };
  world.meshes.set(id, mesh);
  return mesh;
}

export function buildClusters(builder: Builder, scenario: Scenario, mesh: Mesh | undefined): void {
  for (const [index, plan] of scenario.clusters.entries()) {
    const cluster = buildCluster(builder, plan, plan.name ?? `cluster-${index + 1}`);
    builder.world.clusters.set(cluster.id, cluster);
    if (!plan.member || mesh === undefined) continue;
    mesh.members.set(cluster.id, {
      clusterId: cluster.id,
      state: plan.memberState,
      message: plan.memberState === 'starting' ? `waiting to reach the API server of cluster ${cluster.id}` : '',
      joinedAt: builder.now,
      updatedAt: builder.now,
    });
  }
}

function buildCluster(builder: Builder, plan: ClusterPlan, name: string): Cluster {
  const { world, ids, now, accountId } = builder;
  const vpc = builder.vpcNamed(plan.vpc);
  const id = plan.id ?? ids.cluster();
  const apiServer = plan.apiServer === 'none' ? undefined : apiServerBalancer(builder, plan, plan.apiServer, id);
  const ingress = plan.ingress ? ingressBalancer(builder, plan, id) : undefined;
  const vSwitches = [...world.vSwitches.values()].filter((vSwitch) => vSwitch.vpcId === vpc.id);
  const cluster: Cluster = {
    id,
    regionId: vpc.regionId,
    accountId,
    name,
    vpcId: vpc.id,
    vSwitchIds: vSwitches.map((vSwitch) => vSwitch.id),
    securityGroupId: builder.securityGroup(vpc, `alicloud-cs-auto-created-${id}`, { id: plan.securityGroup }).id,
    type: plan.type,
    profile: plan.profile,
    version: plan.version,
    state: plan.state,
    spec: plan.type === 'ManagedKubernetes' ? 'ack.pro.small' : '',
    createdAt: now,
    updatedAt: now,
    tags: new Map(),
    apiServerBalancerId: apiServer?.id,
    apiServerPort: [...(apiServer?.listeners.keys() ?? [])][0] ?? API_SERVER_PORT,
    showsEndpointsConfig: plan.endpointsConfig,
    publicAddress: plan.publicAddress,
    ingressBalancerId: ingress?.id,
    serviceCidr: SERVICE_CIDR,
    podCidr: '10.64.0.0/16',
    customSans: [...plan.customSans],
    sans: [],
    certificateEpoch: 1,
    restartingUntil: 0,
  };
  cluster.sans = certificateNames(cluster, apiServer);
  return cluster;
}

function apiServerBalancer(
  builder: Builder,
  plan: ClusterPlan,
  balancer: Exclude<ClusterPlan['apiServer'], 'none'>,
  clusterId: string,
): Balancer {
  const vpc = builder.vpcNamed(plan.vpc);
  return builder.balancer(vpc, {
    ...balancer,
    name: `ManagedK8SSlbIntranet-${clusterId}`,
    zones: balancer.zones ?? [plan.zone ?? firstZone(builder.world, vpc)],
    ports: balancer.ports ?? [API_SERVER_PORT],
    backends: (port) => [{ kind: 'cluster', clusterId, port }],
  });
}

/** The trap for those who read `external_loadbalancer_id` (alibaba-cloud-api §0.4). */
function ingressBalancer(builder: Builder, plan: ClusterPlan, clusterId: string): Balancer {
  const vpc = builder.vpcNamed(plan.vpc);
  return builder.balancer(vpc, {
    name: `ingress-${clusterId}`,
    type: 'clb',
    zones: [plan.zone ?? firstZone(builder.world, vpc)],
    ports: [80, 443],
    internal: false,
    payType: 'PayOnDemand',
    networkType: 'vpc',
    backends: (port) => [{ kind: 'server', serverId: `ingress-${clusterId}`, address: '', port }],
  });
}
