/** An ASMPvlConfig that fits a world: every member in another VPC, each vSwitch in a zone that the other side serves. Pure. */
import { type AckVpcEndpoint, type ASMPvlConfig, resource, type VSwitchRef } from '@asm-privatelink/api';
import type { Balancer, Cluster, Mesh, World } from '@asm-privatelink/emulator';

/** Undefined when no member can be connected: there is none, or a VPC has no vSwitch to put an endpoint into. */
export function deriveConfig(world: World): ASMPvlConfig | undefined {
  const [mesh] = world.meshes.values();
  if (mesh === undefined) return undefined;
  const clusters = membersElsewhere(world, mesh);
  const ackVpcEndpoint = clusters.flatMap(({ id, vpcId }): AckVpcEndpoint[] => {
    const vSwitch = vSwitchFacing(world, vpcId, mesh.pilotBalancerId);
    return vSwitch === undefined ? [] : [{ clusterId: id, vSwitches: [vSwitch] }];
  });
  const facing = clusters.flatMap(
    ({ apiServerBalancerId }) => vSwitchFacing(world, mesh.vpcId, apiServerBalancerId) ?? [],
  );
  const vSwitches = [...new Map(facing.map((each) => [each.zoneId, each])).values()].slice(0, MOST_VSWITCHES);
  if (ackVpcEndpoint.length === 0 || vSwitches.length === 0) return undefined;
  const { apiVersion, kind, objectName } = resource;
  return { apiVersion, kind, metadata: { name: objectName }, spec: { ackVpcEndpoint, asmVpcEndpoint: { vSwitches } } };
}

/** The schema's bound. */
const MOST_VSWITCHES = 10;

function membersElsewhere(world: World, mesh: Mesh): Cluster[] {
  return [...mesh.members.keys()]
    .flatMap((id) => world.clusters.get(id) ?? [])
    .filter(({ vpcId, apiServerBalancerId }) => vpcId !== mesh.vpcId && apiServerBalancerId !== undefined);
}

/** A vSwitch of the VPC in the first zone of the balancer in which there is one; failing that any, and the operator will say so. */
function vSwitchFacing(world: World, vpcId: string, balancerId: string | undefined): VSwitchRef | undefined {
  const vSwitches = [...world.vSwitches.values()].filter((each) => each.vpcId === vpcId);
  const zones = zonesOf(balancerId === undefined ? undefined : world.balancers.get(balancerId));
  const found = zones.flatMap((zone) => vSwitches.filter((each) => each.zoneId === zone))[0] ?? vSwitches[0];
  return found && { vSwitchId: found.id, zoneId: found.zoneId };
}

/** The main zone first. */
function zonesOf(balancer: Balancer | undefined): string[] {
  if (balancer === undefined) return [];
  if (balancer.kind === 'nlb') return balancer.zones.map((zone) => zone.zoneId);
  const { masterZoneId, standbyZoneId } = balancer;
  return standbyZoneId === undefined ? [masterZoneId] : [masterZoneId, standbyZoneId];
}
