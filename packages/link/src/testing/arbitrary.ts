/** Random worlds for property tests: every state the cloud names and one it does not, objects in odd numbers, and a memory that may be of any age. */
import type { Role } from '@asm-privatelink/api';
import fc from 'fast-check';
import type { Endpoint, EndpointService, Found, Memory, Observation, SecurityGroup, Untagged } from '../model.ts';
import type { Wish } from '../wish.ts';
import { balancer, builtWorld, cluster, deleting, endpoint, group, NOW, service, type World } from './world.ts';

const states = fc.constantFrom(
  'Creating',
  'Active',
  'Active',
  'Active',
  'Active',
  'Active',
  'Active',
  'Pending',
  'Deleting',
  'SomethingNew',
  '',
);
const connections = fc.constantFrom(
  'Connected',
  'Connected',
  'Connected',
  'Connected',
  'Disconnected',
  'Connecting',
  'Disconnecting',
  'Deleting',
  'ServiceDeleted',
  '',
);
const zoneStates = fc.constantFrom('Connected', 'Creating', 'Wait', 'Disconnected', 'Deleting', 'Migrated', '');
const zoneIds = fc.constantFrom('cn-h', 'cn-i', 'cn-j');
const codes = fc.constantFrom('EndpointConnectionOperationDenied', 'ConcurrentCallNotSupported', 'NoPermission');
const clusterIds = ['c1', 'c1', 'c1', 'c2', 'c3', 'c9'];
const vpcIds = ['vpc-asm', 'vpc-ack1', 'vpc-ack2', 'vpc-ack3'];

const failed = fc.constantFrom(
  { reason: 'CloudUnavailable', severity: 'wait', message: 'no' } as const,
  { reason: 'ClusterNotFound', severity: 'person', message: 'no' } as const,
  { reason: 'AccessDenied', severity: 'person', message: 'no' } as const,
);

function found<T>(value: fc.Arbitrary<T>): fc.Arbitrary<Found<T>> {
  return fc.oneof(
    { weight: 12, arbitrary: value.map((each) => ({ ok: true, value: each }) as const) },
    { weight: 1, arbitrary: failed.map((problem) => ({ ok: false, problem }) as const) },
  );
}

const anyZones = fc.uniqueArray(
  fc.record({ zoneId: zoneIds, vSwitchId: fc.constantFrom('vsw-asm', 'vsw-x'), status: zoneStates }),
  {
    maxLength: 3,
    selector: (zone) => zone.zoneId,
  },
);

/** Mostly this object's. */
const uids = fc.constantFrom('uid-1', 'uid-1', 'uid-1', 'uid-1', 'uid-1', '', 'uid-0');
const adoption = fc.constantFrom(undefined, undefined, undefined, undefined, true as const);
const anyAttached = fc.uniqueArray(
  fc.record({
    id: fc.constantFrom('sg-vpc-asm-0-a', 'sg-vpc-asm-1-a', 'sg-vpc-ack1-0-p', 'sg-x'),
    status: fc.constantFrom('Attached', 'Attached', 'Attaching', 'Detaching'),
  }),
  { maxLength: 3, selector: (each) => each.id },
);

/** What the status or the annotation names and does not bear our tags. */
const anyUntagged: fc.Arbitrary<Untagged> = fc
  .record({
    service: fc.constantFrom(undefined, undefined, undefined, 'c1', ''),
    endpoint: fc.constantFrom(undefined, undefined, undefined, 'c1', 'vpc-ack1'),
    balancerId: fc.constantFrom('lb-api1', 'lb-pilot', 'lb-old'),
    elsewhere: fc.constantFrom(false, false, true),
  })
  .map((random) => ({
    services: random.service === undefined ? [] : [untaggedService(random.service, random.balancerId)],
    endpoints: random.endpoint === undefined ? [] : [untaggedEndpoint(random.endpoint, random.elsewhere)],
  }));

function untaggedService(owner: string, balancerId: string): Untagged['services'][number] {
  const {
    role: _r,
    owner: _o,
    uid: _u,
    ...bare
  } = service(owner === '' ? 'pilot-service' : 'api-server-service', owner);
  return { ...bare, tags: [], resources: [{ id: balancerId, type: 'slb', zoneId: 'cn-i' }] };
}

function untaggedEndpoint(owner: string, elsewhere: boolean): Untagged['endpoints'][number] {
  const {
    role: _r,
    owner: _o,
    uid: _u,
    ...bare
  } = endpoint(owner === 'c1' ? 'api-server-endpoint' : 'pilot-endpoint', owner);
  return { ...bare, tags: [], ...(elsewhere ? { vpcId: 'vpc-x' } : {}) };
}

function anyServices(): fc.Arbitrary<EndpointService[]> {
  const one = fc.record({
    owner: fc.constantFrom('', '', '', ...clusterIds),
    n: fc.nat(1),
    status: states,
    resourceType: fc.constantFrom('slb', 'nlb', ''),
    autoAccept: fc.boolean(),
    uid: uids,
    adopted: adoption,
    zones: fc.option(fc.uniqueArray(zoneIds, { minLength: 1 }), { nil: undefined }),
    resources: fc.option(
      fc.uniqueArray(
        fc.record({
          id: fc.constantFrom('lb-api1', 'lb-pilot', 'lb-old'),
          type: fc.constant('slb'),
          zoneId: fc.constant('cn-i'),
        }),
        {
          maxLength: 2,
          selector: (resource) => resource.id,
        },
      ),
      { nil: undefined },
    ),
  });
  return fc.uniqueArray(one, { maxLength: 6, selector: ({ owner, n }) => `${owner}${n}` }).map((all) =>
    all.map(({ owner, n, zones, resources, adopted, ...rest }) => {
      const {
        zones: _z,
        resources: _r,
        ...base
      } = service(owner === '' ? 'pilot-service' : 'api-server-service', owner);
      return {
        ...base,
        ...rest,
        id: `${base.id}-${n}`,
        ...(zones && { zones }),
        ...(resources && { resources }),
        ...(adopted && { adopted }),
      };
    }),
  );
}

function anyEndpoints(): fc.Arbitrary<Endpoint[]> {
  const one = fc.record({
    owner: fc.constantFrom(...clusterIds, ...vpcIds, 'vpc-ack1', 'vpc-ack1'),
    n: fc.nat(1),
    status: states,
    connection: connections,
    on: fc.nat(1),
    businessStatus: fc.constantFrom('Normal', 'FinancialLocked'),
    adopted: adoption,
    groups: fc.option(anyAttached, { nil: undefined }),
    zones: fc.option(anyZones, { nil: undefined }),
  });
  return fc.uniqueArray(one, { maxLength: 8, selector: ({ owner, n }) => `${owner}${n}` }).map((all) =>
    all.map(({ owner, n, on, zones, groups, adopted, ...rest }) => {
      const role: Role = owner.startsWith('vpc') ? 'pilot-endpoint' : 'api-server-endpoint';
      const { zones: _z, groups: _g, ...base } = endpoint(role, owner);
      return {
        ...base,
        ...rest,
        id: `${base.id}-${n}`,
        serviceId: `${base.serviceId}-${on}`,
        ...(zones && { zones }),
        ...(groups && { groups }),
        ...(adopted && { adopted }),
      };
    }),
  );
}

function anyGroups(): fc.Arbitrary<SecurityGroup[]> {
  const one = fc.record({
    vpcId: fc.constantFrom(...vpcIds),
    n: fc.nat(3),
    pilot: fc.boolean(),
    port: fc.constantFrom(22, 6443, 15011),
  });
  return fc.uniqueArray(one, { maxLength: 5, selector: ({ vpcId, n, pilot }) => `${vpcId}${n}${pilot}` }).map((all) =>
    all.map(({ vpcId, n, pilot, port }) =>
      group(pilot ? 'pilot-group' : 'api-server-group', vpcId, [port], {
        id: `sg-${vpcId}-${n}-${pilot ? 'p' : 'a'}`,
      }),
    ),
  );
}

const keys = fc.constantFrom(
  'api-server-endpoint/c1',
  'api-server-service/c1',
  'pilot-service',
  'pilot-endpoint/vpc-ack1',
  'pilot-group/vpc-ack1',
);
const someId = fc.nat(1).map((n) => `ep-c1-${n}`);
const time = fc.integer({ min: NOW - 7_200_000, max: NOW });

const anyMemory: fc.Arbitrary<Memory> = fc.record({
  since: fc.dictionary(fc.constant('ep-c1/connection'), fc.record({ state: connections, at: time })).map(toMap),
  // An id is made once: each key has its own.
  created: fc
    .dictionary(keys, time)
    .map((made) => new Map(Object.entries(made).map(([key, at]) => [key, { id: `ep-made-${key}`, at }]))),
  last: fc.dictionary(keys, someId).map(toMap),
  removed: fc.dictionary(someId, time).map(toMap),
  claim: fc.option(
    fc.record({
      serviceId: fc.constantFrom('epsrv-pilot-0', 'epsrv-c1-0'),
      state: fc.constantFrom('tried', 'ours'),
      at: time,
    }),
    { nil: undefined },
  ),
  certificateTasks: fc.constant(new Map()),
  durations: fc.constant(new Map()),
  recreated: fc.dictionary(keys, time).map(toMap),
  made: fc.dictionary(someId, time).map(toMap),
  connected: fc.uniqueArray(someId).map((ids) => new Set(ids)),
  failures: fc
    .dictionary(
      fc.tuple(zoneIds, someId).map(([zoneId, id]) => `remove ${zoneId} from ${id}`),
      fc.record({ code: codes, request: fc.constant(''), until: time, attempts: fc.integer({ min: 1, max: 9 }) }),
    )
    .map(toMap),
});

function toMap<T>(record: Record<string, T>): Map<string, T> {
  return new Map(Object.entries(record));
}

/** Any world at all: wished or on its way out, readable or not, with whatever of ours there is. */
export const anyWorld: fc.Arbitrary<World> = fc
  .record({
    clusters: fc.constantFrom(1, 1, 2, 3),
    shared: fc.boolean(),
    leaving: fc.constantFrom(true, false, false, false),
    controlPlaneProblem: fc.option(failed, { freq: 1, nil: undefined }),
    type: fc.constantFrom('slb', 'slb', 'slb', 'nlb'),
    activated: fc.constantFrom(true, true, true, true, true, undefined, false),
    services: anyServices(),
    endpoints: anyEndpoints(),
    groups: anyGroups(),
    foreign: fc.uniqueArray(fc.nat(1), { maxLength: 2 }),
    vpcs: fc.oneof({ weight: 6, arbitrary: fc.constant(vpcIds) }, { weight: 1, arbitrary: fc.subarray(vpcIds) }),
    memory: anyMemory,
    clusterFound: fc.array(found(fc.constantFrom('running', 'running', 'running', 'running', 'stopped')), {
      minLength: 3,
      maxLength: 3,
    }),
    balancerFound: fc.array(found(fc.uniqueArray(zoneIds, { minLength: 1 })), { minLength: 3, maxLength: 3 }),
    recreate: fc.boolean(),
    untagged: anyUntagged,
    adopt: fc.subarray(['epsrv-c1', 'ep-c1', 'ep-vpc-ack1', 'epsrv-typo'], { maxLength: 2 }),
    takeOver: fc.constantFrom(false, false, true),
  })
  .map((random) => {
    const vpcOf = (n: number) => (random.shared ? 'vpc-ack1' : `vpc-ack${n}`);
    const built = builtWorld({ clusters: random.clusters, vpcOf });
    const { wish, object } = random.leaving ? deleting(built) : built;
    const numbers = [1, 2, 3].slice(0, random.clusters);
    const clusters: Observation['clusters'] = new Map(
      numbers.map((n, index) => {
        const state = random.clusterFound[index];
        return [
          `c${n}`,
          state?.ok ? { ok: true, value: cluster(n, vpcOf(n), { state: state.value }) } : (state ?? missing),
        ];
      }),
    );
    const balancers: Observation['balancers'] = new Map([
      ...built.observation.balancers,
      ...numbers.map((n, index) => {
        const zones = random.balancerFound[index];
        const id = `lb-api${n}`;
        return zones?.ok
          ? ([id, { ok: true, value: balancer(id, vpcOf(n), { type: random.type, zones: zones.value }) }] as const)
          : ([id, zones ?? missing] as const);
      }),
    ]);
    const { controlPlaneProblem } = random;
    const recreate: Wish['recreate'] = new Set(random.recreate ? random.services.map(({ id }) => id) : []);
    return {
      object,
      wish: { ...wish, recreate, adopt: new Set(random.adopt), takeOver: random.takeOver },
      observation: {
        ...built.observation,
        controlPlane: controlPlaneProblem
          ? { ok: false, problem: controlPlaneProblem }
          : built.observation.controlPlane,
        activated: random.activated,
        services: random.services,
        endpoints: random.endpoints,
        groups: random.groups,
        untagged: random.untagged,
        foreign: random.foreign.map((n) => ({
          serviceId: `epsrv-c1-${n}`,
          endpointId: `ep-x${n}`,
          ownerId: '42',
          status: 'Connected',
        })),
        vpcs: new Map([...built.observation.vpcs].filter(([id]) => random.vpcs.includes(id))),
        clusters,
        balancers,
        memory: random.memory,
      },
    };
  });

const missing = { ok: false, problem: { reason: 'ClusterNotFound', severity: 'person', message: 'no' } } as const;
