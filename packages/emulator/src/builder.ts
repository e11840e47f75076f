/** What the parts of a world are made with. */
import type { Ids } from './ids.ts';
import { zoneId } from './regions.ts';
import type { Balancer, Listener, Region, SecurityGroup, Vpc, VSwitch, World } from './world.ts';

export interface Builder {
  readonly world: World;
  readonly ids: Ids;
  readonly now: number;
  readonly accountId: string;
  vpcNamed(name: string): Vpc;
  /** A vSwitch of the VPC in the zone; made if there is none. */
  vSwitchIn(vpc: Vpc, zone: string): VSwitch;
  securityGroup(vpc: Vpc, name: string, wish?: GroupWish): SecurityGroup;
  balancer(vpc: Vpc, plan: BalancerPlan): Balancer;
}

export interface GroupWish {
  readonly id?: string | undefined;
  readonly type?: SecurityGroup['type'];
}

export interface BalancerPlan {
  readonly id?: string | undefined;
  readonly name: string;
  readonly type: 'clb' | 'nlb';
  readonly zones: readonly string[];
  readonly ports: readonly number[] | Readonly<Record<string, 'running' | 'stopped'>>;
  readonly internal: boolean;
  readonly payType: 'PayOnDemand' | 'PrePay';
  readonly networkType: 'vpc' | 'classic';
  readonly backends: (port: number) => Listener['backends'];
}

/** The zone of a VPC's first vSwitch, else the region's first. */
export function firstZone(world: World, vpc: Vpc): string {
  const first = [...world.vSwitches.values()].find((vSwitch) => vSwitch.vpcId === vpc.id);
  return first?.zoneId ?? regionOf(world, vpc.regionId).zoneIds[0] ?? zoneId(vpc.regionId, 'a');
}

/** A region, made if the world has none of that id. */
export function regionOf(world: World, id: string): Region {
  const region = world.regions.get(id) ?? { id, localName: id, zoneIds: [] };
  world.regions.set(id, region);
  return region;
}
