/**
 * The world as a scenario: what a scenario can say of it, with ids. Read again, it makes the same things, settled, with addresses given
 * anew; what only a saved state can hold (dates, what is under way) is not in it. Keys stay out, for their secrets do.
 */
import { exportLinks, tagsOf } from './export-links.ts';
import type { Switches } from './guesses.ts';
import { hostAddresses } from './host-backends.ts';
import type { ScenarioInput } from './scenario.ts';
import type { Balancer, Cluster, Listener, Mesh, Vpc, VSwitch, World } from './world.ts';

export function exportScenario(world: World, { switches }: { readonly switches: Switches }): ScenarioInput {
  const [account] = world.accounts.values();
  if (account === undefined) throw new Error('the world has no account');
  const [mesh] = world.meshes.values();
  const names = vpcNames([...world.vpcs.values()]);
  const owned = ownedBalancers(world);
  const quotas = Object.fromEntries(Object.entries(account.quotas).filter(([, value]) => Number.isFinite(value)));
  return {
    region: world.defaultRegionId,
    account: { id: account.id, privateLinkOpen: account.privateLinkOpen, arrears: account.arrears, quotas },
    vpcs: [...world.vpcs.values()].map((vpc) => exportVpc(world, vpc, names)),
    ...(mesh && { mesh: exportMesh(world, mesh, names) }),
    clusters: [...world.clusters.values()].map((cluster) => exportCluster(world, cluster, mesh, names)),
    balancers: [...world.balancers.values()]
      .filter(({ id, vpcId }) => !owned.has(id) && names.has(vpcId))
      .map((balancer) => ({
        ...exportBalancer(balancer),
        name: balancer.name || balancer.id,
        vpc: names.get(balancer.vpcId) ?? '',
        ...exportBackends(balancer),
      })),
    ...exportLinks(world, names),
    switches: { ...switches },
  };
}

/** A scenario knows its VPCs by name: where two have the same, or one has none, by id. */
function vpcNames(vpcs: readonly Vpc[]): Map<string, string> {
  const count = new Map<string, number>();
  for (const { name } of vpcs) count.set(name, (count.get(name) ?? 0) + 1);
  return new Map(vpcs.map(({ id, name }) => [id, name !== '' && count.get(name) === 1 ? name : id]));
}

/** The balancers that come with a cluster or a mesh. */
function ownedBalancers(world: World): Set<string> {
  const clusters = [...world.clusters.values()].flatMap((one) => [one.apiServerBalancerId, one.ingressBalancerId]);
  const meshes = [...world.meshes.values()].flatMap((one) => [one.pilotBalancerId, one.apiServerBalancerId]);
  return new Set([...clusters, ...meshes].filter((id) => id !== undefined));
}

function exportVpc(world: World, vpc: Vpc, names: ReadonlyMap<string, string>): ScenarioInput['vpcs'][number] {
  const { id, regionId, cidr, secondaryCidrs, tags } = vpc;
  const inside = [...world.vSwitches.values()].filter((vSwitch) => vSwitch.vpcId === id);
  return {
    name: names.get(id) ?? id,
    id,
    region: regionId,
    cidr,
    ...(secondaryCidrs.length > 0 && { secondaryCidrs }),
    vSwitches: inside.map(exportVSwitch),
    ...tagsOf(tags),
  };
}

function exportVSwitch({ id, zoneId, cidr, occupied, status, tags }: VSwitch) {
  const size = 2 ** (32 - Number(cidr.split('/')[1]));
  return {
    id,
    zone: zoneId,
    cidr,
    ...(occupied > 0 && { free: Math.max(0, size - 4 - occupied) }),
    ...(status !== 'Available' && { status }),
    ...tagsOf(tags),
  };
}

function exportBalancer(balancer: Balancer) {
  const { id, kind, internal, listeners } = balancer;
  const zones =
    balancer.kind === 'nlb'
      ? balancer.zones.map(({ zoneId }) => zoneId)
      : [balancer.masterZoneId, ...(balancer.standbyZoneId === undefined ? [] : [balancer.standbyZoneId])];
  return {
    id,
    type: kind,
    ...(zones.length > 0 && { zones }),
    ports: Object.fromEntries(
      [...listeners.values()].map(({ port, running }: Listener) => [port, running ? 'running' : 'stopped'] as const),
    ),
    ...(!internal && { internal }),
    ...(balancer.kind === 'clb' && { payType: balancer.payType, networkType: balancer.networkType }),
  };
}

function exportBackends({ listeners }: Balancer) {
  const all = [...listeners.values()].map((listener) => [listener.port, hostAddresses(listener)] as const);
  const given = all.filter(([, backends]) => backends.length > 0);
  return given.length > 0 && { backends: Object.fromEntries(given) };
}

function exportCluster(
  world: World,
  cluster: Cluster,
  mesh: Mesh | undefined,
  names: ReadonlyMap<string, string>,
): NonNullable<ScenarioInput['clusters']>[number] {
  const { id, name, vpcId, type, profile, state, version, customSans, publicAddress } = cluster;
  const apiServer = world.balancers.get(cluster.apiServerBalancerId ?? '');
  const member = mesh?.members.get(id);
  return {
    id,
    name,
    vpc: names.get(vpcId) ?? vpcId,
    apiServer: apiServer === undefined ? 'none' : exportBalancer(apiServer),
    ingress: cluster.ingressBalancerId !== undefined,
    ...(publicAddress !== undefined && { publicAddress }),
    securityGroup: cluster.securityGroupId,
    endpointsConfig: cluster.showsEndpointsConfig,
    type,
    profile,
    state,
    version,
    ...(customSans.length > 0 && { customSans }),
    member: member !== undefined,
    ...(member && { memberState: member.state }),
  };
}

function exportMesh(world: World, mesh: Mesh, names: ReadonlyMap<string, string>): NonNullable<ScenarioInput['mesh']> {
  const { id, name, vpcId, vSwitchIds, securityGroupId, state, version, pilotBalancerId } = mesh;
  const pilot = world.balancers.get(pilotBalancerId ?? '');
  return {
    id,
    name,
    vpc: names.get(vpcId) ?? vpcId,
    vSwitches: vSwitchIds,
    securityGroup: securityGroupId,
    pilot: pilot === undefined ? 'none' : exportBalancer(pilot),
    state,
    version,
  };
}
