/** Balancers, vSwitches and VPCs that the links of the wish touch: all of it in the audit tier. To take away, none of it is needed. */
import type { Balancer, Cluster, ControlPlane, Found, Observation, Vpc, VSwitch } from '../model.ts';
import type { Wish } from '../wish.ts';
import { readBalancer } from './read-balancer.ts';
import { readVpc, readVSwitch, readVSwitches } from './read-network.ts';
import { MISSING_MS, type Reading } from './reading.ts';

export async function readNetwork(
  reading: Reading,
  wish: Wish,
  controlPlane: Found<ControlPlane>,
  clusters: ReadonlyMap<string, Found<Cluster>>,
  signal: AbortSignal,
): Promise<Pick<Observation, 'balancers' | 'vSwitches' | 'vpcs'>> {
  if (wish.deleting) return { balancers: new Map(), vSwitches: new Map(), vpcs: new Map() };
  const found = [...clusters.values()].flatMap((each) => (each.ok ? [each.value] : []));
  const balancerIds = new Set(
    found.flatMap((each) => (each.apiServerBalancer.ok ? [each.apiServerBalancer.value] : [])),
  );
  const vpcIds = new Set(found.map((each) => each.vpcId));
  if (controlPlane.ok) {
    vpcIds.add(controlPlane.value.vpcId);
    if (controlPlane.value.pilotBalancer.ok) balancerIds.add(controlPlane.value.pilotBalancer.value);
  }
  vpcIds.delete('');
  const [balancers, vSwitches, vpcs] = await Promise.all([
    balancersOf(reading, balancerIds, signal),
    vSwitchesOf(reading, wish, vpcIds, signal),
    vpcsOf(reading, vpcIds, signal),
  ]);
  return { balancers, vSwitches, vpcs };
}

async function balancersOf(
  reading: Reading,
  ids: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Found<Balancer>>> {
  const read = [...ids].map(async (id) => {
    const reader = () => readBalancer(reading.cloud, id, signal);
    const right = (each: Balancer) => each.unsuitable === undefined && each.ports.length > 0;
    return [id, await reading.found(`balancer/${id}`, reader, right)] as const;
  });
  return new Map(await Promise.all(read));
}

/** All vSwitches of the VPCs concerned (one of them may be what a person should write), and listed ones that are elsewhere. */
async function vSwitchesOf(
  reading: Reading,
  wish: Wish,
  vpcIds: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, VSwitch>> {
  const { cloud, tiers } = reading;
  const lists = await Promise.all(
    [...vpcIds].map((id) => reading.get(`vswitches/${id}`, tiers.auditMs, () => readVSwitches(cloud, id, signal))),
  );
  const vSwitches = new Map(lists.flat().map((vSwitch) => [vSwitch.id, vSwitch]));
  const listed = [...wish.asmVSwitches, ...wish.clusters.flatMap((cluster) => cluster.vSwitches)];
  const unknown = new Set(listed.map((entry) => entry.vSwitchId).filter((id) => !vSwitches.has(id)));
  const others = await Promise.all(
    [...unknown].map((id) => reading.get(`vswitch/${id}`, MISSING_MS, () => readVSwitch(cloud, id, signal))),
  );
  for (const other of others) if (other !== undefined) vSwitches.set(other.id, other);
  return vSwitches;
}

async function vpcsOf(
  reading: Reading,
  ids: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Vpc>> {
  const vpcs = await Promise.all(
    [...ids].map((id) => reading.get(`vpc/${id}`, reading.tiers.auditMs, () => readVpc(reading.cloud, id, signal))),
  );
  return new Map(vpcs.flatMap((vpc) => (vpc === undefined ? [] : [[vpc.id, vpc] as const])));
}
