/**
 * A small world for tests: the guide's, with short ids. N clusters `c1`, `c2` … in VPCs `vpc-ack1`, `vpc-ack2` …, Pilot's balancer in zone `cn-j`,
 * each API server's in zone `cn-i`. What differs in a test is said by spreading over it.
 */
import { type ASMPvlConfig, type Role, resource } from '@asm-privatelink/api';
import {
  type Balancer,
  type Cluster,
  type Endpoint,
  type EndpointService,
  newMemory,
  type Observation,
  type SecurityGroup,
  type VSwitch,
} from '../model.ts';
import { type Wish, wishOf } from '../wish.ts';

export const MESH = 'm1';
const UID = 'uid-1';
/** The time of every observation, unless a test says another. */
export const NOW = Date.UTC(2025, 0, 1);

export interface World {
  object: ASMPvlConfig;
  wish: Wish;
  observation: Observation;
}

export interface WorldOptions {
  /** How many clusters; 1 when absent. */
  clusters?: number;
  /** The VPC of the n-th cluster (from 1); one of its own when absent. */
  vpcOf?: (n: number) => string;
}

/** What the user wrote and what is there before anything of ours is made. */
export function freshWorld({ clusters = 1, vpcOf = (n) => `vpc-ack${n}` }: WorldOptions = {}): World {
  const numbers = Array.from({ length: clusters }, (_, index) => index + 1);
  const vpcIds = [...new Set(numbers.map(vpcOf))];
  const object: ASMPvlConfig = {
    apiVersion: resource.apiVersion,
    kind: resource.kind,
    metadata: { name: 'default', uid: UID, generation: 1 },
    spec: {
      ackVpcEndpoint: numbers.map((n) => ({
        clusterId: `c${n}`,
        vSwitches: [{ vSwitchId: `vsw-${vpcOf(n).slice(4)}`, zoneId: 'cn-j' }],
      })),
      asmVpcEndpoint: { vSwitches: [{ vSwitchId: 'vsw-asm', zoneId: 'cn-i' }] },
    },
  };
  const vSwitches = [
    vSwitch('vsw-asm', 'vpc-asm', 'cn-i'),
    ...vpcIds.map((vpcId) => vSwitch(`vsw-${vpcId.slice(4)}`, vpcId, 'cn-j')),
  ];
  const balancers = [
    balancer('lb-pilot', 'vpc-asm', { zones: ['cn-j'], ports: [15011, 15012], addresses: ['10.0.0.9'] }),
    ...numbers.map((n) => balancer(`lb-api${n}`, vpcOf(n))),
  ];
  return {
    object,
    wish: wishOf(object, MESH),
    observation: {
      at: NOW,
      readAt: {},
      controlPlane: {
        ok: true,
        value: {
          mesh: MESH,
          region: 'cn-hangzhou',
          vpcId: 'vpc-asm',
          pilotBalancer: { ok: true, value: 'lb-pilot' },
          pilotAddress: '10.0.0.9:15011',
        },
      },
      members: new Map(numbers.map((n) => [`c${n}`, { clusterId: `c${n}`, state: 'running', message: '' }])),
      clusters: new Map(numbers.map((n) => [`c${n}`, { ok: true, value: cluster(n, vpcOf(n)) }])),
      balancers: new Map(balancers.map((each) => [each.id, { ok: true, value: each }])),
      vSwitches: new Map(vSwitches.map((each) => [each.id, each])),
      vpcs: new Map(['vpc-asm', ...vpcIds].map((id) => [id, { id, cidrs: ['192.168.0.0/16'] }])),
      services: [],
      endpoints: [],
      groups: [],
      untagged: { services: [], endpoints: [] },
      foreign: [],
      activated: true,
      memory: newMemory(),
    },
  };
}

/** The same world with everything made and connected, and the status that says so. */
export function builtWorld(options: WorldOptions = {}): World {
  const world = freshWorld(options);
  const clusters = [...world.observation.clusters.values()].flatMap((each) => (each.ok ? [each.value] : []));
  const vpcIds = [...new Set(clusters.map((each) => each.vpcId))];
  const services = [
    ...clusters.map(({ id }) => service('api-server-service', id)),
    service('pilot-service', '', { zones: ['cn-j'], resources: [{ id: 'lb-pilot', type: 'slb', zoneId: 'cn-j' }] }),
  ];
  const endpoints = [
    ...clusters.map(({ id }) => endpoint('api-server-endpoint', id)),
    ...vpcIds.map((vpcId) => endpoint('pilot-endpoint', vpcId)),
  ];
  const groups = [
    group('api-server-group', 'vpc-asm', [6443]),
    ...vpcIds.map((vpcId) => group('pilot-group', vpcId, [15011, 15012])),
  ];
  const object: ASMPvlConfig = {
    ...world.object,
    status: {
      status: 'Available',
      clusters: clusters.map(({ id }) => ({
        clusterId: id,
        pvlEndpoint: { id: `ep-${id}` },
        pvlEndpointService: { id: `epsrv-${id}` },
      })),
      pilot: {
        clusters: clusters.map(({ id, vpcId }) => ({ clusterId: id, pvlEndpoint: { id: `ep-${vpcId}` } })),
        pvlEndpointService: { id: 'epsrv-pilot' },
      },
    },
  };
  return {
    object,
    wish: wishOf(object, MESH),
    observation: { ...world.observation, services, endpoints, groups },
  };
}

/** The world with another reading. */
export function observing(world: World, fields: Partial<Observation>): World {
  return { ...world, observation: { ...world.observation, ...fields } };
}

/** The world with another wish; its object stays. */
export function wishing(world: World, fields: Partial<Wish>): World {
  return { ...world, wish: { ...world.wish, ...fields } };
}

/** The world with its object on its way out. */
export function deleting(world: World): World {
  const metadata = { ...world.object.metadata, deletionTimestamp: '2025-01-01T00:00:00Z' };
  const object = { ...world.object, metadata };
  return { ...world, object, wish: wishOf(object, world.wish.mesh) };
}

/** The objects with one of them changed. */
export function change<T extends { id: string }>(objects: readonly T[], id: string, fields: Partial<T>): T[] {
  if (!objects.some((object) => object.id === id)) throw new Error(`no ${id} in this world`);
  return objects.map((object) => (object.id === id ? { ...object, ...fields } : object));
}

export function vSwitch(id: string, vpcId: string, zoneId: string, fields: Partial<VSwitch> = {}): VSwitch {
  return { id, vpcId, zoneId, status: 'Available', freeAddresses: 100, ...fields };
}

export function balancer(id: string, vpcId: string, fields: Partial<Balancer> = {}): Balancer {
  return {
    id,
    type: 'slb',
    vpcId,
    addresses: ['10.0.0.1'],
    zones: ['cn-i'],
    standbyZones: [],
    ports: [6443],
    ...fields,
  };
}

export function cluster(n: number, vpcId: string, fields: Partial<Cluster> = {}): Cluster {
  return {
    id: `c${n}`,
    name: `cluster ${n}`,
    region: 'cn-hangzhou',
    vpcId,
    state: 'running',
    type: 'ManagedKubernetes',
    certificateNames: [`ep-c${n}.example`],
    apiServerBalancer: { ok: true, value: `lb-api${n}` },
    ...fields,
  };
}

/** An Active service: `epsrv-c1` of cluster c1, or `epsrv-pilot`. */
export function service(role: Role, owner: string, fields: Partial<EndpointService> = {}): EndpointService {
  const id = `epsrv-${owner || 'pilot'}`;
  return {
    role,
    owner,
    uid: UID,
    id,
    name: `com.aliyuncs.privatelink.cn-hangzhou.${id}`,
    status: 'Active',
    resourceType: 'slb',
    autoAccept: true,
    businessStatus: 'Normal',
    createTime: '2025-01-01T00:00:00Z',
    zones: ['cn-i'],
    resources: [{ id: `lb-api${owner.slice(1)}`, type: 'slb', zoneId: 'cn-i' }],
    ...fields,
  };
}

/** An Active and Connected endpoint: `ep-c1` to cluster c1, or `ep-vpc-ack1` to Pilot. */
export function endpoint(role: Role, owner: string, fields: Partial<Endpoint> = {}): Endpoint {
  const pilot = role === 'pilot-endpoint';
  return {
    role,
    owner,
    uid: UID,
    id: `ep-${owner}`,
    domain: `ep-${owner}.example`,
    status: 'Active',
    connection: 'Connected',
    businessStatus: 'Normal',
    serviceId: pilot ? 'epsrv-pilot' : `epsrv-${owner}`,
    vpcId: pilot ? owner : 'vpc-asm',
    createTime: '2025-01-01T00:00:00Z',
    groups: [{ id: `sg-${pilot ? owner : 'vpc-asm'}`, status: 'Attached' }],
    zones: [
      pilot
        ? { zoneId: 'cn-j', vSwitchId: `vsw-${owner.slice(4)}`, status: 'Connected' }
        : { zoneId: 'cn-i', vSwitchId: 'vsw-asm', status: 'Connected' },
    ],
    ...fields,
  };
}

/** A group that lets the VPC's addresses in to the ports: `sg-vpc-asm`. */
export function group(
  role: Role,
  vpcId: string,
  ports: readonly number[],
  fields: Partial<SecurityGroup> = {},
): SecurityGroup {
  return {
    role,
    owner: vpcId,
    uid: UID,
    id: `sg-${vpcId}`,
    vpcId,
    createTime: '2025-01-01T00:00:00Z',
    inbound: ports.map((port) => ({
      protocol: 'TCP',
      portRange: `${port}/${port}`,
      sourceCidr: '192.168.0.0/16',
      policy: 'Accept',
      ruleId: `sgr-${port}`,
    })),
    ...fields,
  };
}
