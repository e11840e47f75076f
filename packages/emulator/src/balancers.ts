/** What balancers have in common, whether a scenario or a call makes them. */
import type { Ids } from './ids.ts';
import type { Nlb, NlbZone, VSwitch, World } from './world.ts';

/** An NLB's zone: an interface with an address of the vSwitch, which has been taken for it. */
export function attachNlbZone(
  world: World,
  ids: Ids,
  nlb: Pick<Nlb, 'id' | 'vpcId' | 'createdAt'>,
  vSwitch: VSwitch,
  { eniId, address }: { readonly eniId: string; readonly address: string },
): NlbZone {
  const { id: vSwitchId, zoneId } = vSwitch;
  const { id, vpcId, createdAt } = nlb;
  const owner = { kind: 'nlb', id } as const;
  world.interfaces.set(eniId, { id: eniId, vpcId, vSwitchId, zoneId, address, mac: ids.mac(), owner, createdAt });
  world.touch('interface', eniId);
  world.touch('vSwitch', vSwitchId);
  return { zoneId, vSwitchId, address, eniId };
}

/** Takes away an NLB's interfaces and gives their addresses back. */
export function detachNlbZones(world: World, nlb: Nlb): void {
  for (const { eniId, vSwitchId, address } of nlb.zones) {
    world.interfaces.delete(eniId);
    world.vSwitches.get(vSwitchId)?.used.delete(address);
    world.touch('interface', eniId);
    world.touch('vSwitch', vSwitchId);
  }
}

/** The endpoint service that the balancer is a resource of; while there is one, the balancer is held. */
export function serviceInFront(world: World, balancerId: string): string | undefined {
  return [...world.services.values()].find(({ resources }) =>
    resources.some((resource) => resource.balancerId === balancerId),
  )?.id;
}
