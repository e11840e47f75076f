/** Load balancers of a scenario. */
import { takeAddress } from './addresses.ts';
import { attachNlbZone } from './balancers.ts';
import { type BalancerPlan, type Builder, firstZone } from './builder.ts';
import { formatAddress, parseCidr } from './cidr.ts';
import type { Ids } from './ids.ts';
import { zoneId } from './regions.ts';
import type { Balancer, Clb, Listener, Nlb, Vpc, VSwitch } from './world.ts';

export function buildBalancer(builder: Builder, vpc: Vpc, plan: BalancerPlan): Balancer {
  const { world, ids, now, accountId } = builder;
  const zones = plan.zones.map((zone) => zoneId(vpc.regionId, zone));
  const base = {
    id: plan.id ?? (plan.type === 'nlb' ? ids.nlb() : ids.regional('lb', vpc.regionId)),
    regionId: vpc.regionId,
    accountId,
    vpcId: vpc.id,
    name: plan.name,
    internal: plan.internal,
    createdAt: now,
    tags: new Map(),
    listeners: listeners(plan, ids),
  };
  const balancer = plan.type === 'nlb' ? nlb(builder, vpc, base, zones) : clb(builder, vpc, base, zones, plan);
  world.balancers.set(balancer.id, balancer);
  return balancer;
}

type Base = Pick<
  Clb,
  'id' | 'regionId' | 'accountId' | 'vpcId' | 'name' | 'internal' | 'createdAt' | 'tags' | 'listeners'
>;

function clb(builder: Builder, vpc: Vpc, base: Base, zones: string[], plan: BalancerPlan): Clb {
  const [masterZoneId = firstZone(builder.world, vpc), standbyZoneId] = zones;
  const vSwitch = builder.vSwitchIn(vpc, masterZoneId);
  return {
    ...base,
    kind: 'clb',
    vSwitchId: vSwitch.id,
    address: addressFor(vSwitch, base.id),
    networkType: plan.networkType,
    masterZoneId,
    ...(standbyZoneId !== undefined && { standbyZoneId }),
    payType: plan.payType,
    status: 'active',
  };
}

function nlb(builder: Builder, vpc: Vpc, base: Base, zones: string[]): Nlb {
  const { world, ids } = builder;
  return {
    ...base,
    kind: 'nlb',
    dnsName: `${base.id}.${vpc.regionId}.nlb.aliyuncs.com`,
    status: 'Active',
    zones: zones.map((zone) => {
      const vSwitch = builder.vSwitchIn(vpc, zone);
      const eniId = ids.regional('eni', vpc.regionId);
      return attachNlbZone(world, ids, base, vSwitch, { eniId, address: addressFor(vSwitch, eniId) });
    }),
  };
}

/** A full vSwitch still holds what stood there before it was full: the address just behind the free ones. */
function addressFor(vSwitch: VSwitch, owner: string): string {
  const taken = takeAddress(vSwitch, owner);
  if (taken !== undefined) return taken;
  vSwitch.occupied = Math.max(0, vSwitch.occupied - 1);
  return takeAddress(vSwitch, owner) ?? formatAddress(parseCidr(vSwitch.cidr)?.first ?? 0);
}

function listeners({ ports, backends }: BalancerPlan, ids: Ids): Map<number, Listener> {
  const states: [number, boolean][] = isList(ports)
    ? ports.map((port) => [port, true])
    : Object.entries(ports).map(([port, state]) => [Number(port), state === 'running']);
  return new Map(
    states.map(([port, running]) => [
      port,
      { id: ids.nlbListener(), port, protocol: 'tcp', running, description: '', backends: backends(port) },
    ]),
  );
}

function isList(ports: BalancerPlan['ports']): ports is readonly number[] {
  return Array.isArray(ports);
}
