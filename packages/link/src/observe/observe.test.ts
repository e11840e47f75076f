import { describe, expect, it } from 'vitest';
import { decide } from '../decide/decide.ts';
import type { Watched } from '../model.ts';
import { newMemory } from '../model.ts';
import { refusing } from '../testing/fake-cloud.ts';
import { planText } from '../testing/plan-text.ts';
import { type WorldCloud, worldCloud } from '../testing/wire.ts';
import {
  builtWorld,
  change,
  cluster,
  deleting,
  freshWorld,
  MESH,
  NOW,
  observing,
  type World,
} from '../testing/world.ts';
import { Observer } from './observe.ts';

/** An observer of one world, with a clock that the test moves. */
function watching(
  world: World,
  source: ConstructorParameters<typeof Observer>[0]['source'] = { kind: 'asm', meshId: MESH },
) {
  const cloud = worldCloud(world);
  let now = NOW;
  const memory = newMemory();
  const observer = new Observer({ cloud, source, memory, now: () => now });
  const look = async (ms = 0, ...lists: Watched[]) => {
    now += ms;
    const watch = new Map(lists.map((list) => [list, now]));
    const observation = await observer.observe(cloud.world.wish, watch, new AbortController().signal);
    return { observation, plan: planText(decide(cloud.world.wish, observation)) };
  };
  return { cloud, memory, look };
}

const total = (cloud: WorldCloud) => Object.values(cloud.counts()).reduce((sum, each) => sum + each, 0);

describe('what is read', () => {
  it('is the world', async () => {
    const world = builtWorld({ clusters: 2 });
    const { look } = watching(world);
    const { observation, plan } = await look();
    const readAt = { services: NOW, endpoints: NOW, zones: NOW, groups: NOW, members: NOW };
    expect({ ...observation, memory: undefined }).toEqual({ ...world.observation, readAt, memory: undefined });
    expect(plan).toEqual([]);
  });

  it('when the source is given, neither the mesh nor its members are asked for', async () => {
    const { cloud, look } = watching(builtWorld(), {
      kind: 'given',
      mesh: MESH,
      region: 'cn-hangzhou',
      vpcId: 'vpc-asm',
      pilotLoadBalancerId: 'lb-pilot',
    });
    const { observation, plan } = await look();
    expect(observation.members).toBeUndefined();
    expect(plan).toEqual([]);
    expect(Object.keys(cloud.counts()).filter((action) => action.includes('Mesh'))).toEqual([]);
  });
});

describe('what it costs', () => {
  it('the first pass of one cluster, nothing made', async () => {
    const { cloud, look } = watching(freshWorld());
    await look();
    expect(cloud.counts()).toEqual({
      CheckProductOpen: 1,
      DescribeClusterDetail: 1,
      DescribeClustersInServiceMesh: 1,
      DescribeLoadBalancerAttribute: 2,
      DescribeLoadBalancerListeners: 2,
      DescribeSecurityGroups: 1,
      DescribeServiceMeshDetail: 1,
      DescribeVSwitches: 2,
      DescribeVpcs: 2,
      ListVpcEndpointServices: 1,
      ListVpcEndpoints: 1,
    });
  });

  it('the first pass of one cluster, everything made', async () => {
    const { cloud, look } = watching(builtWorld());
    await look();
    expect(total(cloud)).toBe(23);
  });

  it.each(['services', 'endpoints'] as const)('a poll that waits only for %s reads only that list', async (list) => {
    const { cloud, look } = watching(builtWorld({ clusters: 3 }));
    await look();
    cloud.counts();
    await look(1_000, list);
    expect(cloud.counts()).toEqual({ [list === 'services' ? 'ListVpcEndpointServices' : 'ListVpcEndpoints']: 1 });
  });

  it('a poll that waits for zones reads only the connections', async () => {
    const { cloud, look } = watching(builtWorld({ clusters: 3 }));
    await look();
    cloud.counts();
    await look(1_000, 'zones');
    expect(cloud.counts()).toEqual({ ListVpcEndpointConnections: 1 });
  });

  it('a poll at rest reads three lists, however many clusters', async () => {
    const { cloud, look } = watching(builtWorld({ clusters: 50 }));
    await look();
    cloud.counts();
    await look(30_000);
    expect(cloud.counts()).toEqual({ ListVpcEndpointConnections: 1, ListVpcEndpointServices: 1, ListVpcEndpoints: 1 });
  });

  it('an audit period at rest reads everything else once, spread', async () => {
    const { cloud, look } = watching(builtWorld({ clusters: 20 }));
    await look();
    const first = total(cloud);
    const perPass = [];
    for (let pass = 0; pass < 20; pass += 1) {
      await look(30_000);
      perPass.push(total(cloud));
    }
    const audit = perPass.reduce((sum, each) => sum + each, 0) - 3 * 20;
    // Everything but the three lists, at least once and not twice: ages are spread between half the period and the whole.
    expect(audit).toBeGreaterThanOrEqual(first - 3);
    expect(audit).toBeLessThan(2 * (first - 3));
    expect(Math.max(...perPass)).toBeLessThan(first / 2);
  });

  it('when an endpoint has become Connected, its zones are read without being asked for', async () => {
    const built = builtWorld();
    const { cloud, look } = watching(
      observing(built, { endpoints: change(built.observation.endpoints, 'ep-c1', { connection: 'Connecting' }) }),
    );
    await look();
    cloud.counts();
    cloud.world = built;
    await look(1_000, 'endpoints');
    expect(cloud.counts()).toEqual({ ListVpcEndpoints: 1, ListVpcEndpointConnections: 1 });
  });

  it('when the object is being deleted, no cluster and no member is read', async () => {
    const { cloud, look } = watching(deleting(builtWorld()));
    await look();
    const read = Object.keys(cloud.counts());
    expect(read).not.toContain('DescribeClusterDetail');
    expect(read).not.toContain('DescribeClustersInServiceMesh');
    expect(read).not.toContain('CheckProductOpen');
  });
});

describe('what was asked for since a list was read', () => {
  it('counts as begun until the list is read again', async () => {
    const { memory, look } = watching(builtWorld());
    await look();
    const begun = { state: 'Deleting', at: NOW + 1 };
    for (const key of ['ep-c1/status', 'ep-vpc-ack1/zone/cn-j']) memory.since.set(key, begun);
    const states = ({ endpoints }: Awaited<ReturnType<typeof look>>['observation']) =>
      endpoints.map(({ status, zones }) => [status, ...(zones ?? []).map((zone) => zone.status)]);
    expect(states((await look(2)).observation)).toEqual([
      ['Deleting', 'Connected'],
      ['Active', 'Deleting'],
    ]);
    expect(states((await look(2, 'endpoints', 'zones')).observation)).toEqual([
      ['Active', 'Connected'],
      ['Active', 'Connected'],
    ]);
  });
});

describe('what is looked at again soon, for somebody may have mended it', () => {
  const reads = async (world: World, action: string, ms: number) => {
    const { cloud, look } = watching(world);
    await look();
    cloud.counts();
    await look(ms);
    return cloud.counts()[action] ?? 0;
  };
  const withCluster = (fields: Parameters<typeof cluster>[2]) =>
    observing(builtWorld(), { clusters: new Map([['c1', { ok: true, value: cluster(1, 'vpc-ack1', fields) }]]) });

  it.each([
    ['a cluster that does not run', withCluster({ state: 'stopped' }), 'DescribeClusterDetail', 1],
    [
      "a certificate without its endpoint's domain",
      withCluster({ certificateNames: ['other.example'] }),
      'DescribeClusterDetail',
      1,
    ],
    ['a cluster as it should be', builtWorld(), 'DescribeClusterDetail', 0],
    ['a member that does not run', observing(builtWorld(), { members: new Map() }), 'DescribeClustersInServiceMesh', 1],
  ])('%s', async (_what, world, action, expected) => {
    expect(await reads(world, action, 30_000)).toBe(expected);
  });
});

describe('what cannot be read', () => {
  it("when one cluster's read fails, the others are read and linked", async () => {
    const { cloud, look } = watching(freshWorld({ clusters: 2 }));
    cloud.failOnce('DescribeClusterDetail', 'ErrorClusterNotFound');
    const { observation, plan } = await look();
    expect([...observation.clusters.values()].map((each) => each.ok)).toEqual([false, true]);
    expect(plan.some((line) => line.startsWith('create endpoint api-server-endpoint/c2'))).toBe(true);
    expect(plan.some((line) => line.includes('/c1'))).toBe(false);
  });

  it('when a balancer is not there, its link says so', async () => {
    const { cloud, look } = watching(freshWorld());
    cloud.answers.DescribeLoadBalancerAttribute = refusing(
      'DescribeLoadBalancerAttribute',
      'InvalidLoadBalancerId.NotFound',
    );
    cloud.answers.GetLoadBalancerAttribute = refusing('GetLoadBalancerAttribute', 'ResourceNotFound.loadBalancer');
    const { observation } = await look();
    expect(observation.balancers.get('lb-api1')).toMatchObject({
      ok: false,
      problem: { reason: 'BalancerUnsuitable' },
    });
  });

  it.each(['DescribeServiceMeshDetail', 'DescribeClustersInServiceMesh'] as const)(
    'when %s says that there is no such mesh, that is a fact, and everything stays',
    async (action) => {
      const { cloud, look } = watching(builtWorld());
      cloud.answers[action] = refusing(action, 'ServiceMesh.NotFound');
      const { observation, plan } = await look();
      expect(observation.controlPlane).toMatchObject({
        ok: false,
        problem: { reason: 'MeshNotFound', severity: 'person' },
      });
      expect(plan).toEqual([]);
      expect(decide(builtWorld().wish, observation).finished).toBe(false);
    },
  );

  it.each(['ListVpcEndpointServices', 'ListVpcEndpoints', 'DescribeSecurityGroups'] as const)(
    'when our own list %s cannot be read, it is thrown: without it nothing can be decided',
    async (action) => {
      const { cloud, look } = watching(builtWorld());
      cloud.failOnce(action, 'ServiceUnavailable');
      await expect(look()).rejects.toMatchObject({ code: 'ServiceUnavailable', action });
      expect((await look()).plan).toEqual([]);
    },
  );

  it('when a service goes between its list and its resources, the pass goes on and the list is read anew', async () => {
    const { cloud, look } = watching(builtWorld());
    cloud.failOnce('ListVpcEndpointServiceResources', 'EndpointServiceNotFound');
    const { observation } = await look();
    expect(observation.services.filter((each) => each.resources === undefined)).toHaveLength(1);
    cloud.counts();
    await look(1_000);
    expect(cloud.counts()).toEqual({ ListVpcEndpointServices: 1, ListVpcEndpointServiceResources: 1 });
  });

  it('when PrivateLink is not activated, that is known; when that cannot be asked, it is not', async () => {
    const { cloud, look } = watching(freshWorld());
    cloud.failOnce('CheckProductOpen', 'NeedOpenProduct');
    cloud.failOnce('CheckProductOpen', 'NeedOpenProduct');
    expect((await look()).observation.activated).toBe(false);
    const other = watching(freshWorld());
    other.cloud.failOnce('CheckProductOpen', 'NoPermission');
    expect((await other.look()).observation.activated).toBeUndefined();
  });
});

describe('connections', () => {
  const foreign = [{ serviceId: 'epsrv-c1', endpointId: 'ep-x', ownerId: '42', status: 'Connected' }];

  it("when somebody else's endpoint is on a service of ours, it is foreign; on another service, it is none of ours", async () => {
    const other = { ...foreign[0], serviceId: 'epsrv-x', endpointId: 'ep-y', ownerId: '42', status: 'Connected' };
    const { look } = watching(observing(builtWorld(), { foreign: [...foreign, other] }));
    expect((await look()).observation.foreign).toEqual(foreign);
  });

  it('when no endpoint of ours is left and a service is to go, those of others are seen', async () => {
    const { look } = watching(deleting(observing(builtWorld(), { endpoints: [], foreign })));
    expect((await look()).observation.foreign).toEqual(foreign);
  });

  it('when an endpoint of ours has gone and the connections were read before, it is not foreign', async () => {
    const built = builtWorld({ clusters: 2 });
    const { cloud, look } = watching(built);
    await look();
    cloud.world = observing(built, { endpoints: built.observation.endpoints.filter(({ id }) => id !== 'ep-c1') });
    expect((await look(1_000, 'endpoints')).observation.foreign).toEqual([]);
  });

  it('when an endpoint was just made, it is not foreign before its list shows it', async () => {
    const { memory, look } = watching(observing(builtWorld(), { foreign }));
    memory.created.set('api-server-endpoint/c9', { id: 'ep-x', at: NOW });
    expect((await look()).observation.foreign).toEqual([]);
  });
});
