import { describe, expect, it } from 'vitest';
import { planned, said } from '../testing/plan-text.ts';
import {
  balancer,
  builtWorld,
  change,
  cluster,
  deleting,
  endpoint,
  freshWorld,
  NOW,
  observing,
  service,
  vSwitch,
  type World,
  wishing,
} from '../testing/world.ts';
import { decide } from './decide.ts';

const lost = (reason: 'ClusterNotFound' | 'CloudUnavailable') =>
  ({ ok: false, problem: { reason, severity: 'person', message: 'as the test says' } }) as const;

describe('the plan of one cluster', () => {
  it('when nothing is made, is the whole graph of both channels', () => {
    expect(planned(freshWorld())).toEqual([
      'create group api-server-group/vpc-asm',
      'authorize api-server-group/vpc-asm < create group api-server-group/vpc-asm',
      'create service api-server-service/c1',
      '~wait service api-server-service/c1 Active < create service api-server-service/c1',
      'create endpoint api-server-endpoint/c1 < ~wait service api-server-service/c1 Active, create group api-server-group/vpc-asm',
      '~wait endpoint api-server-endpoint/c1 Active < create endpoint api-server-endpoint/c1',
      '~wait endpoint api-server-endpoint/c1 Connected < ~wait endpoint api-server-endpoint/c1 Active',
      'create group pilot-group/vpc-ack1',
      'authorize pilot-group/vpc-ack1 < create group pilot-group/vpc-ack1',
      'create service pilot-service',
      '~wait service pilot-service Active < create service pilot-service',
      'create endpoint pilot-endpoint/vpc-ack1 < ~wait service pilot-service Active, create group pilot-group/vpc-ack1',
      '~wait endpoint pilot-endpoint/vpc-ack1 Active < create endpoint pilot-endpoint/vpc-ack1',
      '~wait endpoint pilot-endpoint/vpc-ack1 Connected < ~wait endpoint pilot-endpoint/vpc-ack1 Active',
    ]);
    expect(said(freshWorld())).toEqual([]);
  });

  it('when all is as wished, is empty and every link is up', () => {
    const world = builtWorld({ clusters: 3 });
    const plan = decide(world.wish, world.observation);
    expect(planned(world)).toEqual([]);
    expect(said(world)).toEqual([]);
    expect(plan.links.map(({ id, up }) => [id, up])).toEqual([
      ['api-server/c1', true],
      ['api-server/c2', true],
      ['api-server/c3', true],
      ['pilot/vpc-ack1', true],
      ['pilot/vpc-ack2', true],
      ['pilot/vpc-ack3', true],
    ]);
    expect(plan.finished).toBe(false);
  });
});

describe('many clusters', () => {
  it.each([
    [3, 3],
    [5, 2],
  ])(
    'when %i clusters stand in %i VPCs, services are N + 1, endpoints N + V, and groups one a VPC and channel',
    (n, v) => {
      const world = freshWorld({ clusters: n, vpcOf: (each) => `vpc-ack${(each % v) + 1}` });
      const steps = planned(world).filter((line) => line.startsWith('create'));
      const count = (what: string) => steps.filter((line) => line.startsWith(`create ${what}`)).length;
      expect([count('service'), count('endpoint'), count('group')]).toEqual([n + 1, n + v, v + 1]);
    },
  );

  it('when two clusters share a VPC, they share its Pilot endpoint', () => {
    const world = builtWorld({ clusters: 2, vpcOf: () => 'vpc-ack1' });
    const { links } = decide(world.wish, world.observation);
    expect(planned(world)).toEqual([]);
    expect(links.find((link) => link.channel === 'pilot')?.clusterIds).toEqual(['c1', 'c2']);
  });

  it('when one of three has a wrong zone, the others are made and nothing is made for it', () => {
    const fresh = freshWorld({ clusters: 3 });
    const balancers = new Map(fresh.observation.balancers).set('lb-api2', {
      ok: true,
      value: balancer('lb-api2', 'vpc-ack2', { zones: ['cn-k'] }),
    });
    const world = observing(fresh, { balancers });
    const creates = planned(world).filter((line) => line.startsWith('create endpoint api'));
    expect(creates.map((line) => line.split(' <')[0])).toEqual([
      'create endpoint api-server-endpoint/c1',
      'create endpoint api-server-endpoint/c3',
    ]);
    expect(planned(world).some((line) => line.includes('api-server-service/c2'))).toBe(false);
    expect(said(world)).toEqual(['api-server/c2: person ZoneNotServed']);
  });

  it('when one is taken out, only its own objects go', () => {
    const built = builtWorld({ clusters: 2 });
    const world = wishing(built, { clusters: built.wish.clusters.slice(0, 1) });
    expect(planned(world)).toEqual([
      'remove cn-i from ep-c2',
      '~wait cn-i of ep-c2 gone < remove cn-i from ep-c2',
      'delete ep-c2 < ~wait cn-i of ep-c2 gone',
      '~wait ep-c2 gone < delete ep-c2',
      'remove cn-j from ep-vpc-ack2',
      '~wait cn-j of ep-vpc-ack2 gone < remove cn-j from ep-vpc-ack2',
      'delete ep-vpc-ack2 < ~wait cn-j of ep-vpc-ack2 gone',
      '~wait ep-vpc-ack2 gone < delete ep-vpc-ack2',
      'detach lb-api2 in cn-i from epsrv-c2 < ~wait ep-c2 gone',
      '~wait for detach lb-api2 in cn-i from epsrv-c2 < detach lb-api2 in cn-i from epsrv-c2',
      'delete epsrv-c2 < ~wait for detach lb-api2 in cn-i from epsrv-c2',
      '~wait epsrv-c2 gone < delete epsrv-c2',
      'delete sg-vpc-ack2 < ~wait ep-vpc-ack2 gone',
    ]);
  });

  it('when one of two in a VPC is taken out, its Pilot endpoint stays', () => {
    const built = builtWorld({ clusters: 2, vpcOf: () => 'vpc-ack1' });
    const world = wishing(built, { clusters: built.wish.clusters.slice(0, 1) });
    expect(planned(world).filter((line) => line.includes('vpc-ack1'))).toEqual([]);
    expect(planned(world)).toContain('delete ep-c2 < ~wait cn-i of ep-c2 gone');
  });
});

describe('what cannot be read', () => {
  it('when the control plane cannot be read, everything stays and nothing is made', () => {
    const problem = { reason: 'AccessDenied', severity: 'person', message: 'no' } as const;
    const world = observing(builtWorld(), { controlPlane: { ok: false, problem } });
    expect(planned(world)).toEqual([]);
    expect(said(world)).toEqual(['person AccessDenied']);
  });

  it.each(['ClusterNotFound', 'CloudUnavailable'] as const)(
    'when a cluster answers %s, its links stay as they are, its Pilot link too',
    (reason) => {
      const world = observing(builtWorld(), { clusters: new Map([['c1', lost(reason)]]) });
      expect(planned(world)).toEqual([]);
      expect(said(world)).toEqual([`api-server/c1: person ${reason}`, `pilot/vpc-ack1: person ${reason}`]);
      expect(decide(world.wish, world.observation).links.map((link) => link.endpoint?.id)).toEqual([
        'ep-c1',
        'ep-vpc-ack1',
      ]);
    },
  );

  it('when a new cluster cannot be read, no Pilot endpoint counts as unwanted, for it may be in that VPC', () => {
    const built = builtWorld();
    const [wished] = built.wish.clusters;
    if (wished === undefined) throw new Error('no cluster');
    const world = observing(wishing(built, { clusters: [{ ...wished, clusterId: 'c9' }] }), {
      clusters: new Map([['c9', lost('CloudUnavailable')]]),
    });
    expect(planned(world).filter((line) => line.includes('pilot') || line.includes('vpc-ack1'))).toEqual([]);
    expect(planned(world)).toContain('delete ep-c1 < ~wait cn-i of ep-c1 gone');
  });

  it("when a cluster's balancer cannot be read, no rule of the shared group is taken away", () => {
    const built = builtWorld({ clusters: 2 });
    const balancers = new Map(built.observation.balancers).set('lb-api2', lost('CloudUnavailable'));
    const groups = change(built.observation.groups, 'sg-vpc-asm', {
      inbound: [6443, 7443].map((port) => ({
        protocol: 'TCP',
        portRange: `${port}/${port}`,
        sourceCidr: '192.168.0.0/16',
        policy: 'Accept',
        ruleId: `sgr-${port}`,
      })),
    });
    expect(planned(observing(built, { balancers, groups }))).toEqual([]);
    expect(planned(observing(built, { groups }))).toEqual(['revoke sg-vpc-asm']);
  });

  it('when a VPC cannot be read, its links say so and nothing is made without its addresses', () => {
    const fresh = freshWorld();
    const world = observing(fresh, { vpcs: new Map([...fresh.observation.vpcs].filter(([id]) => id !== 'vpc-ack1')) });
    expect(said(world)).toEqual(['pilot/vpc-ack1: wait Pending']);
    expect(planned(world).some((line) => line.startsWith('create endpoint pilot'))).toBe(false);
  });
});

describe('the account', () => {
  it('when PrivateLink is not activated, nothing is made and the command is named', () => {
    const world = observing(freshWorld(), { activated: false });
    expect(planned(world)).toEqual([]);
    const [problem] = decide(world.wish, world.observation).problems;
    expect(problem).toMatchObject({ reason: 'NotActivated', severity: 'person' });
    expect(problem?.message).toContain('aliyun privatelink OpenPrivateLinkService');
  });
});

describe('Pilot', () => {
  it('when its balancer has another address than the mesh says, nothing is put in front of it', () => {
    const fresh = freshWorld();
    const pilot = balancer('lb-pilot', 'vpc-asm', { zones: ['cn-j'], addresses: ['10.0.0.7'] });
    const world = observing(fresh, {
      balancers: new Map(fresh.observation.balancers).set('lb-pilot', { ok: true, value: pilot }),
    });
    expect(said(world)).toEqual(['pilot/vpc-ack1: person BalancerUnsuitable']);
    expect(planned(world).some((line) => line.includes('pilot'))).toBe(false);
  });
});

describe('vSwitches', () => {
  it('when one is used by no link, it is a warning that names its field', () => {
    const built = builtWorld();
    const listed = { vSwitchId: 'vsw-k', zoneId: 'cn-k', field: 'spec.asmVpcEndpoint.vSwitches[1]' };
    const world = observing(wishing(built, { asmVSwitches: [...built.wish.asmVSwitches, listed] }), {
      vSwitches: new Map(built.observation.vSwitches).set('vsw-k', vSwitch('vsw-k', 'vpc-asm', 'cn-k')),
    });
    expect(planned(world)).toEqual([]);
    expect(decide(world.wish, world.observation).problems).toMatchObject([
      { reason: 'VSwitchUnused', severity: 'warning', field: 'spec.asmVpcEndpoint.vSwitches[1]' },
    ]);
  });
});

describe('two objects in one role', () => {
  const twice = (fields: Parameters<typeof endpoint>[2]): World => {
    const built = builtWorld();
    const second = endpoint('api-server-endpoint', 'c1', {
      id: 'ep-second',
      createTime: '2025-01-02T00:00:00Z',
      ...fields,
    });
    return observing(built, { endpoints: [...built.observation.endpoints, second] });
  };

  it('when both are connected, the recorded one is kept and the other goes', () => {
    expect(planned(twice({}))).toContain('delete ep-second < ~wait cn-i of ep-second gone');
    const world = twice({});
    const other = wishing(world, { recorded: new Map([['api-server-endpoint/c1', 'ep-second']]) });
    expect(planned(other)).toContain('delete ep-c1 < ~wait cn-i of ep-c1 gone');
  });

  it('when the status records none, the older one is kept', () => {
    const world = wishing(twice({}), { recorded: new Map() });
    expect(planned(world)).toContain('delete ep-second < ~wait cn-i of ep-second gone');
  });

  it('when the kept one is not connected yet, the other stays', () => {
    const world = twice({});
    const endpoints = change(world.observation.endpoints, 'ep-c1', { connection: 'Connecting' });
    expect(planned(observing(world, { endpoints })).some((line) => line.includes('ep-second'))).toBe(false);
  });

  it('when it is the Pilot service, the other goes once, and only when no Pilot link needs it', () => {
    const built = builtWorld({ clusters: 2 });
    const second = service('pilot-service', '', {
      id: 'epsrv-second',
      createTime: '2025-01-02T00:00:00Z',
      resources: [],
    });
    const world = observing(built, { services: [...built.observation.services, second] });
    expect(planned(world)).toEqual(['delete epsrv-second', '~wait epsrv-second gone < delete epsrv-second']);
    const endpoints = change(world.observation.endpoints, 'ep-vpc-ack2', { serviceId: 'epsrv-second' });
    const moving = planned(observing(world, { endpoints }));
    expect(moving).toContain('delete ep-vpc-ack2 < ~wait cn-j of ep-vpc-ack2 gone');
    expect(moving.some((line) => line.startsWith('delete epsrv-second'))).toBe(false);
  });
});

describe('deletion', () => {
  it('when all was made, goes zones → endpoint → resource → service, groups last, a path for each link', () => {
    expect(planned(deleting(builtWorld()))).toEqual([
      'remove cn-i from ep-c1',
      '~wait cn-i of ep-c1 gone < remove cn-i from ep-c1',
      'delete ep-c1 < ~wait cn-i of ep-c1 gone',
      '~wait ep-c1 gone < delete ep-c1',
      'remove cn-j from ep-vpc-ack1',
      '~wait cn-j of ep-vpc-ack1 gone < remove cn-j from ep-vpc-ack1',
      'delete ep-vpc-ack1 < ~wait cn-j of ep-vpc-ack1 gone',
      '~wait ep-vpc-ack1 gone < delete ep-vpc-ack1',
      'detach lb-api1 in cn-i from epsrv-c1 < ~wait ep-c1 gone',
      '~wait for detach lb-api1 in cn-i from epsrv-c1 < detach lb-api1 in cn-i from epsrv-c1',
      'delete epsrv-c1 < ~wait for detach lb-api1 in cn-i from epsrv-c1',
      '~wait epsrv-c1 gone < delete epsrv-c1',
      'detach lb-pilot in cn-j from epsrv-pilot < ~wait ep-vpc-ack1 gone',
      '~wait for detach lb-pilot in cn-j from epsrv-pilot < detach lb-pilot in cn-j from epsrv-pilot',
      'delete epsrv-pilot < ~wait for detach lb-pilot in cn-j from epsrv-pilot',
      '~wait epsrv-pilot gone < delete epsrv-pilot',
      'delete sg-vpc-asm < ~wait ep-c1 gone',
      'delete sg-vpc-ack1 < ~wait ep-vpc-ack1 gone',
    ]);
  });

  it('when the control plane cannot be read either, everything still goes', () => {
    const problem = { reason: 'MeshNotFound', severity: 'person', message: 'gone' } as const;
    const world = observing(deleting(builtWorld()), { controlPlane: { ok: false, problem }, clusters: new Map() });
    expect(planned(world)).toEqual(planned(deleting(builtWorld())));
  });

  it('when nothing is left, it is finished', () => {
    const world = deleting(freshWorld());
    expect(decide(world.wish, world.observation)).toMatchObject({ nodes: [], problems: [], finished: true });
  });

  it('when something was made a moment ago that no list shows, it is not finished before the lists had their time', () => {
    const world = deleting(freshWorld());
    world.observation.memory.created.set('pilot-service', { id: 'epsrv-1', at: NOW - 30_000 });
    expect(decide(world.wish, world.observation).finished).toBe(false);
    expect(decide(world.wish, { ...world.observation, at: NOW + 1 }).finished).toBe(true);
  });

  it('when the links stood for hours, nothing that has only now begun takes too long', () => {
    const world = deleting(builtWorld());
    const hoursAgo = NOW - 3 * 3_600_000;
    for (const { id, status } of [...world.observation.services, ...world.observation.endpoints]) {
      world.observation.memory.since.set(`${id}/status`, { state: status, at: hoursAgo });
    }
    expect(decide(world.wish, world.observation).problems).toEqual([]);
  });

  it("when somebody else's endpoint is on a service, that service alone waits, and who it is is said", () => {
    const built = deleting(builtWorld({ clusters: 2 }));
    const foreign = [{ serviceId: 'epsrv-c1', endpointId: 'ep-x', ownerId: '42', status: 'Connected' }];
    const world = observing(built, { foreign });
    expect(planned(world).filter((line) => line.includes('epsrv-c1'))).toEqual([
      '~wait others off epsrv-c1 < ~wait ep-c1 gone',
    ]);
    expect(planned(world)).toContain('delete epsrv-c2 < ~wait for detach lb-api2 in cn-i from epsrv-c2');
    expect(decide(world.wish, world.observation).problems).toEqual([
      {
        reason: 'DeletionBlocked',
        severity: 'person',
        link: 'api-server/c1',
        message:
          'epsrv-c1 cannot be deleted while endpoints that are not ours use it: ep-x of account 42. Have them deleted by their owners.',
      },
    ]);
  });
});

describe('clusters that cannot be linked', () => {
  it('when a linked cluster stops running, its links stay', () => {
    const world = observing(builtWorld(), {
      clusters: new Map([['c1', { ok: true, value: cluster(1, 'vpc-ack1', { state: 'stopped' }) }]]),
    });
    expect(planned(world)).toEqual([]);
    expect(said(world)).toEqual([
      'api-server/c1: person ClusterNotRunning',
      'pilot/vpc-ack1: person ClusterNotRunning',
    ]);
  });

  it('when one of two in a VPC is not a member, the other gets its Pilot endpoint', () => {
    const fresh = freshWorld({ clusters: 2, vpcOf: () => 'vpc-ack1' });
    const world = observing(fresh, { members: new Map([['c1', { clusterId: 'c1', state: 'running', message: '' }]]) });
    expect(said(world)).toEqual(['api-server/c2: person ClusterNotMember']);
    expect(planned(world).some((line) => line.startsWith('create endpoint pilot-endpoint/vpc-ack1'))).toBe(true);
  });
});
