/** Makes the world that a scenario describes. The same scenario and seed give the same ids. */

import { setArrears } from './arrears.ts';
import { buildBalancer } from './build-balancers.ts';
import { buildClusters, buildMesh } from './build-clusters.ts';
import { buildLinks } from './build-links.ts';
import { type Builder, firstZone, regionOf } from './builder.ts';
import { contains, formatAddress, overlaps, parseCidr } from './cidr.ts';
import { switchesWith } from './guesses.ts';
import { readHostBackend } from './host-backends.ts';
import type { Ids } from './ids.ts';
import { knownRegions, zoneId } from './regions.ts';
import { type Scenario, ScenarioError } from './scenario.ts';
import type { Policy, Quotas, SecurityGroup, Statement, Vpc, VSwitch, World } from './world.ts';
import { createWorld } from './world.ts';

/** The published quotas (alibaba-cloud-api §2.5, product-behaviour C.5); those without a number are unbounded. */
const DEFAULT_QUOTAS: Quotas = {
  services: 200,
  resourcesPerService: 500,
  resourcesPerZoneAndService: 100,
  endpointsPerVpc: 1000,
  zonesPerEndpoint: Number.POSITIVE_INFINITY,
  idleEndpoints: Number.POSITIVE_INFINITY,
  tagsPerResource: 20,
};

/** Throws ScenarioError for what only shows when the parts are put together, such as a vSwitch outside its VPC's addresses. */
export function buildWorld(scenario: Scenario, ids: Ids, now: number): World {
  const world = createWorld(scenario.region);
  for (const region of knownRegions()) world.regions.set(region.id, region);
  buildAccount(world, scenario);
  const vpcs = new Map<string, Vpc>();
  const builder = createBuilder(world, ids, now, scenario.account.id, vpcs);
  scenario.vpcs.forEach((plan, i) => {
    const vpc = buildVpc(builder, scenario, plan, i);
    vpcs.set(vpc.name, vpc).set(vpc.id, vpc);
  });
  const mesh = buildMesh(builder, scenario);
  buildClusters(builder, scenario, mesh);
  scenario.balancers.forEach((plan, i) => buildExtraBalancer(builder, plan, i));
  buildLinks(builder, scenario, switchesWith(scenario.switches));
  for (const account of world.accounts.values()) setArrears(world, account, account.arrears);
  return world;
}

/** One that neither the mesh nor a cluster has. */
function buildExtraBalancer(builder: Builder, plan: Scenario['balancers'][number], index: number): void {
  const vpc = builder.vpcNamed(plan.vpc);
  const { listeners } = builder.balancer(vpc, {
    ...plan,
    zones: plan.zones ?? [firstZone(builder.world, vpc)],
    ports: plan.ports ?? [80],
    backends: (port) => plan.backends[port]?.map(readHostBackend) ?? [],
  });
  for (const port of Object.keys(plan.backends)) {
    if (listeners.has(Number(port))) continue;
    const message = `the balancer ${plan.name} has no listener on ${port}; add it to its ports`;
    throw new ScenarioError([{ path: `balancers[${index}].backends.${port}`, message }], 'scenario');
  }
}

function buildAccount(world: World, { account, keys, roles }: Scenario): void {
  const given = Object.fromEntries(Object.entries(account.quotas).filter(([, limit]) => limit !== undefined));
  world.accounts.set(account.id, {
    id: account.id,
    privateLinkOpen: account.privateLinkOpen,
    arrears: account.arrears,
    quotas: { ...DEFAULT_QUOTAS, ...given },
  });
  for (const { id, secret, user, allow, deny } of keys) {
    const identity = user === undefined ? 'Account' : 'RAMUser';
    const policies = [policyOf({ allow, deny })];
    world.keys.set(id, { id, secret, accountId: account.id, identity, principal: user ?? 'root', policies });
  }
  for (const { name, allow, deny, users, oidc, maxSessionSeconds } of roles) {
    const maxSessionMs = maxSessionSeconds * 1000;
    world.roles.set(name, {
      accountId: account.id,
      name,
      policy: policyOf({ allow, deny }),
      users,
      oidc,
      maxSessionMs,
    });
  }
}

function policyOf({ allow, deny }: Pick<Scenario['keys'][number], 'allow' | 'deny'>): Policy {
  const statements = (given: typeof allow): Statement[] =>
    given.map((each) =>
      typeof each === 'string'
        ? { actions: [each], resources: ['*'] }
        : { actions: [each.Action].flat(), resources: [each.Resource].flat() },
    );
  return { allow: statements(allow), deny: statements(deny) };
}

function buildVpc(builder: Builder, scenario: Scenario, plan: Scenario['vpcs'][number], index: number): Vpc {
  const { world, ids, now, accountId } = builder;
  const regionId = plan.region ?? scenario.region;
  const { id = ids.regional('vpc', regionId), name, cidr, secondaryCidrs } = plan;
  const vpc: Vpc = {
    id,
    regionId,
    accountId,
    name,
    cidr,
    secondaryCidrs,
    description: '',
    status: 'Available',
    createdAt: now,
    tags: new Map(Object.entries(plan.tags)),
  };
  regionOf(world, regionId);
  world.vpcs.set(id, vpc);
  plan.vSwitches.forEach((inner, i) => {
    const problem = (message: string) =>
      new ScenarioError([{ path: `vpcs[${index}].vSwitches[${i}]`, message }], 'scenario');
    const vSwitch = buildVSwitch(builder, vpc, inner.zone, inner.cidr, inner.id);
    if (vSwitch === undefined) {
      throw problem(`no room in ${cidr} of VPC ${name} for ${inner.cidr ?? 'another vSwitch'}; give it another range`);
    }
    vSwitch.status = inner.status;
    for (const [key, value] of Object.entries(inner.tags)) vSwitch.tags.set(key, value);
    const capacity = (parseCidr(vSwitch.cidr)?.size ?? 0) - 4;
    if (inner.free !== undefined) vSwitch.occupied = Math.max(0, capacity - inner.free);
  });
  return vpc;
}

/** Undefined when the range does not fit. */
function buildVSwitch(builder: Builder, vpc: Vpc, zone: string, cidr?: string, id?: string): VSwitch | undefined {
  const { world, ids, now } = builder;
  const siblings = [...world.vSwitches.values()].filter((other) => other.vpcId === vpc.id);
  const range =
    cidr ??
    nextRange(
      vpc.cidr,
      siblings.map((other) => other.cidr),
    );
  if (range === undefined || !fits(range, vpc, siblings)) return undefined;
  const fullZone = zoneId(vpc.regionId, zone);
  const region = regionOf(world, vpc.regionId);
  if (!region.zoneIds.includes(fullZone)) region.zoneIds.push(fullZone);
  const vSwitch: VSwitch = {
    id: id ?? ids.regional('vsw', vpc.regionId),
    vpcId: vpc.id,
    zoneId: fullZone,
    name: `${vpc.name}-${zone}`,
    description: '',
    cidr: range,
    status: 'Available',
    createdAt: now,
    tags: new Map(),
    used: new Map(),
    occupied: 0,
  };
  world.vSwitches.set(vSwitch.id, vSwitch);
  return vSwitch;
}

function fits(range: string, vpc: Vpc, siblings: readonly VSwitch[]): boolean {
  const inner = parseCidr(range);
  if (inner === undefined) return false;
  const inside = [vpc.cidr, ...vpc.secondaryCidrs].some((outer) => {
    const parsed = parseCidr(outer);
    return parsed !== undefined && contains(parsed, inner);
  });
  return inside && !siblings.some((other) => overlaps(parseCidr(other.cidr) ?? { first: 0, size: 0 }, inner));
}

/** The first /24 (or a quarter of a smaller VPC) that overlaps nothing. */
function nextRange(vpcCidr: string, taken: readonly string[]): string | undefined {
  const vpc = parseCidr(vpcCidr);
  if (vpc === undefined) return undefined;
  const size = Math.max(8, Math.min(256, vpc.size / 4));
  const others = taken.flatMap((text) => parseCidr(text) ?? []);
  for (let first = vpc.first; first + size <= vpc.first + vpc.size; first += size) {
    if (!others.some((other) => overlaps(other, { first, size }))) {
      return `${formatAddress(first)}/${32 - Math.log2(size)}`;
    }
  }
  return undefined;
}

function createBuilder(world: World, ids: Ids, now: number, accountId: string, vpcs: Map<string, Vpc>): Builder {
  const builder: Builder = {
    world,
    ids,
    now,
    accountId,
    vpcNamed(name) {
      const vpc = vpcs.get(name);
      if (vpc === undefined) {
        throw new ScenarioError([{ path: 'vpcs', message: `no VPC is called "${name}"` }], 'scenario');
      }
      return vpc;
    },
    vSwitchIn(vpc, zone) {
      const fullZone = zoneId(vpc.regionId, zone);
      const inVpc = [...world.vSwitches.values()].filter((vSwitch) => vSwitch.vpcId === vpc.id);
      const found = inVpc.find((vSwitch) => vSwitch.zoneId === fullZone) ?? buildVSwitch(builder, vpc, zone);
      if (found === undefined) {
        throw new ScenarioError(
          [{ path: 'vpcs', message: `VPC ${vpc.name} has no room for a vSwitch in ${fullZone}` }],
          'scenario',
        );
      }
      return found;
    },
    securityGroup(vpc, name, wish = {}) {
      const group: SecurityGroup = {
        id: wish.id ?? ids.regional('sg', vpc.regionId),
        regionId: vpc.regionId,
        accountId,
        vpcId: vpc.id,
        name,
        description: '',
        type: wish.type ?? 'normal',
        createdAt: now,
        tags: new Map(),
        rules: [],
      };
      world.securityGroups.set(group.id, group);
      return group;
    },
    balancer: (vpc, plan) => buildBalancer(builder, vpc, plan),
  };
  return builder;
}
