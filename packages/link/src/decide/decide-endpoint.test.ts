import { describe, expect, it } from 'vitest';
import type { Failure } from '../model.ts';
import { planned, said } from '../testing/plan-text.ts';
import { builtWorld, change, freshWorld, NOW, observing, vSwitch, type World, wishing } from '../testing/world.ts';
import { decide } from './decide.ts';

/** All made, with the API-server endpoint in another state. */
function endpointIs(fields: Parameters<typeof change<World['observation']['endpoints'][number]>>[2]): World {
  const built = builtWorld();
  return observing(built, { endpoints: change(built.observation.endpoints, 'ep-c1', fields) });
}

/** All made, with these vSwitches of the mesh's VPC listed, and the API server's balancer serving all their zones. */
function listed(...vSwitches: [id: string, zoneId: string][]): World {
  const built = builtWorld();
  return observing(
    wishing(built, {
      asmVSwitches: vSwitches.map(([vSwitchId, zoneId], index) => ({
        vSwitchId,
        zoneId,
        field: `spec.asmVpcEndpoint.vSwitches[${index}]`,
      })),
    }),
    {
      vSwitches: new Map([
        ...built.observation.vSwitches,
        ...vSwitches.map(([id, zoneId]) => [id, vSwitch(id, 'vpc-asm', zoneId)] as const),
      ]),
      services: change(built.observation.services, 'epsrv-c1', { zones: ['cn-h', 'cn-i', 'cn-j'] }),
    },
  );
}

describe('an endpoint', () => {
  it.each(['Creating', 'Pending', 'SomethingNew'])('when it is %s, is waited for', (status) => {
    expect(planned(endpointIs({ status }))).toEqual(['~wait ep-c1 Active']);
  });

  it.each(['Connecting', 'Pending', 'Disconnecting', 'SomethingNew'])(
    'when its connection is %s, is waited for',
    (connection) => {
      expect(planned(endpointIs({ connection }))).toEqual(['~wait ep-c1 Connected']);
    },
  );

  it('when it is on its way out, its successor comes after it', () => {
    expect(planned(endpointIs({ status: 'Deleting' }))).toEqual([
      '~wait ep-c1 gone',
      'create endpoint api-server-endpoint/c1 < ~wait ep-c1 gone',
      '~wait endpoint api-server-endpoint/c1 Active < create endpoint api-server-endpoint/c1',
      '~wait endpoint api-server-endpoint/c1 Connected < ~wait endpoint api-server-endpoint/c1 Active',
    ]);
  });

  it('when its service was deleted, it goes and a new one is made on the new service', () => {
    const world = endpointIs({ connection: 'ServiceDeleted' });
    const services = world.observation.services.filter((service) => service.id !== 'epsrv-c1');
    expect(planned(observing(world, { services }))).toEqual([
      'create service api-server-service/c1',
      '~wait service api-server-service/c1 Active < create service api-server-service/c1',
      'remove cn-i from ep-c1',
      '~wait cn-i of ep-c1 gone < remove cn-i from ep-c1',
      'delete ep-c1 < ~wait cn-i of ep-c1 gone',
      '~wait ep-c1 gone < delete ep-c1',
      'create endpoint api-server-endpoint/c1 < ~wait ep-c1 gone, ~wait service api-server-service/c1 Active',
      '~wait endpoint api-server-endpoint/c1 Active < create endpoint api-server-endpoint/c1',
      '~wait endpoint api-server-endpoint/c1 Connected < ~wait endpoint api-server-endpoint/c1 Active',
    ]);
  });

  it('when the account is in arrears, it says so and does nothing', () => {
    const world = endpointIs({ businessStatus: 'FinancialLocked' });
    expect(planned(world)).toEqual([]);
    expect(said(world)).toEqual(['api-server/c1: person FinancialLocked']);
  });

  it('when its zones were not read, nothing about them is decided', () => {
    const built = builtWorld();
    const endpoints = built.observation.endpoints.map((each) => {
      const { zones: _, ...rest } = each;
      return each.id === 'ep-c1' ? rest : each;
    });
    expect(planned(observing(built, { endpoints }))).toEqual(['~wait zones of ep-c1']);
  });
});

describe('a connection that is Disconnected', () => {
  it('when it is fresh, auto-accept gets its time and no call is made', () => {
    const world = endpointIs({ connection: 'Disconnected' });
    world.observation.memory.since.set('ep-c1/connection', { state: 'Disconnected', at: NOW - 30_000 });
    expect(planned(world)).toEqual(['~wait ep-c1 Connected']);
    expect(said(world)).toEqual([]);
  });

  it('when it was connected before, it is accepted again, and said', () => {
    const world = endpointIs({ connection: 'Disconnected' });
    world.observation.memory.connected.add('ep-c1');
    expect(planned(world)).toEqual(['accept ep-c1', '~wait ep-c1 Connected < accept ep-c1']);
    expect(said(world)).toEqual(['api-server/c1: wait ConnectionRefused']);
  });

  it('when it stays so longer than auto-accept takes, it is accepted by hand', () => {
    const world = endpointIs({ connection: 'Disconnected' });
    world.observation.memory.since.set('ep-c1/connection', { state: 'Disconnected', at: NOW - 30_001 });
    expect(planned(world)).toContain('accept ep-c1');
  });
});

describe('edits of the zones', () => {
  it('when a zone comes and one goes, the new one is connected before the old one is removed, and the endpoint stays', () => {
    expect(planned(listed(['vsw-h', 'cn-h']))).toEqual([
      'add cn-h vsw-h to ep-c1',
      '~wait for add cn-h vsw-h to ep-c1 < add cn-h vsw-h to ep-c1',
      'remove cn-i from ep-c1 < ~wait for add cn-h vsw-h to ep-c1',
      '~wait cn-i of ep-c1 gone < remove cn-i from ep-c1',
    ]);
  });

  it('when two zones come, they are added one after another', () => {
    expect(planned(listed(['vsw-asm', 'cn-i'], ['vsw-h', 'cn-h'], ['vsw-j', 'cn-j']))).toEqual([
      'add cn-h vsw-h to ep-c1',
      '~wait for add cn-h vsw-h to ep-c1 < add cn-h vsw-h to ep-c1',
      'add cn-j vsw-j to ep-c1 < ~wait for add cn-h vsw-h to ep-c1',
      '~wait for add cn-j vsw-j to ep-c1 < add cn-j vsw-j to ep-c1',
    ]);
  });

  it('when a vSwitch is exchanged within its zone, it can only be remove, then add, and the plan says so', () => {
    const world = listed(['vsw-i2', 'cn-i']);
    expect(planned(world)).toEqual([
      'remove cn-i from ep-c1',
      '~wait cn-i of ep-c1 gone < remove cn-i from ep-c1',
      'add cn-i vsw-i2 to ep-c1 < ~wait cn-i of ep-c1 gone',
      '~wait for add cn-i vsw-i2 to ep-c1 < add cn-i vsw-i2 to ep-c1',
    ]);
    const [step] = decide(world.wish, world.observation).nodes;
    expect(step).toMatchObject({
      what: 'remove cn-i from ep-c1',
      why: 'cn-i moves from vsw-asm to vsw-i2; its traffic stops until it is back',
    });
  });

  it('when the wished zone is the one on its way out, it is added once it is gone', () => {
    const world = endpointIs({ zones: [{ zoneId: 'cn-i', vSwitchId: 'vsw-asm', status: 'Deleting' }] });
    expect(planned(world)).toEqual([
      '~wait cn-i of ep-c1 gone',
      'add cn-i vsw-asm to ep-c1 < ~wait cn-i of ep-c1 gone',
      '~wait for add cn-i vsw-asm to ep-c1 < add cn-i vsw-asm to ep-c1',
    ]);
  });

  it('when no listed zone is usable, what is there is left alone', () => {
    const world = listed(['vsw-k', 'cn-k']);
    expect(planned(world)).toEqual([]);
    expect(said(world)).toEqual(['api-server/c1: person ZoneNotServed']);
  });

  it.each([
    ['Creating', ['~wait cn-i of ep-c1 Connected']],
    ['Connecting', ['~wait cn-i of ep-c1 Connected']],
    ['Migrated', []],
    ['Disconnected', ['connect cn-i of ep-c1', '~wait cn-i of ep-c1 Connected < connect cn-i of ep-c1']],
  ])('when a wished zone of a connected endpoint is %s', (status, expected) => {
    expect(planned(endpointIs({ zones: [{ zoneId: 'cn-i', vSwitchId: 'vsw-asm', status }] }))).toEqual(expected);
  });
});

describe('a zone that the cloud does not let go', () => {
  const denied = (attempts: number): Failure => ({
    code: 'EndpointConnectionOperationDenied',
    request: '',
    until: NOW,
    attempts,
  });
  const world = (attempts: number, connection = 'Connected') => {
    const edited = listed(['vsw-asm', 'cn-i']);
    const zones = ['cn-i', 'cn-j'].map((zoneId) => ({ zoneId, vSwitchId: 'vsw-asm', status: 'Connected' }));
    edited.observation.memory.failures.set('remove cn-j from ep-c1', denied(attempts));
    edited.observation.memory.connected.add('ep-c1');
    return observing(edited, { endpoints: change(edited.observation.endpoints, 'ep-c1', { zones, connection }) });
  };

  it('when it was denied once, it is asked again: that may have been a lock', () => {
    expect(planned(world(1))).toEqual(['remove cn-j from ep-c1', '~wait cn-j of ep-c1 gone < remove cn-j from ep-c1']);
  });

  it('when it is denied again, the connection is refused first', () => {
    expect(planned(world(2))).toEqual([
      'refuse ep-c1 for cn-j',
      'remove cn-j from ep-c1 < refuse ep-c1 for cn-j',
      '~wait cn-j of ep-c1 gone < remove cn-j from ep-c1',
    ]);
  });

  it('when the connection is down, the zone goes before it is accepted again', () => {
    expect(planned(world(2, 'Disconnected'))).toEqual([
      'remove cn-j from ep-c1',
      '~wait cn-j of ep-c1 gone < remove cn-j from ep-c1',
      'accept ep-c1 < ~wait cn-j of ep-c1 gone',
      '~wait ep-c1 Connected < accept ep-c1',
    ]);
  });
});

describe('the request for an endpoint', () => {
  it('when it is made, names our tags, its group and its zones, with the ids that do not exist yet as outputs', () => {
    const { wish, observation } = freshWorld();
    const step = decide(wish, observation).nodes.find((node) => node.id === 'create endpoint api-server-endpoint/c1');
    expect(step).toMatchObject({
      action: 'CreateVpcEndpoint',
      creates: { key: 'api-server-endpoint/c1', idField: 'EndpointId', vanished: false },
      request: {
        VpcId: 'vpc-asm',
        ServiceId: { step: 'create service api-server-service/c1', field: 'ServiceId' },
        EndpointName: 'asm-privatelink-api-server-endpoint-c1',
        EndpointDescription: 'API server of cluster c1; mesh m1; managed by asm-privatelink',
        SecurityGroupId: [{ step: 'create group api-server-group/vpc-asm', field: 'SecurityGroupId' }],
        Zone: [{ VSwitchId: 'vsw-asm', ZoneId: 'cn-i' }],
        Tag: [
          { Key: 'asm-privatelink.io/mesh', Value: 'm1' },
          { Key: 'asm-privatelink.io/role', Value: 'api-server-endpoint' },
          { Key: 'asm-privatelink.io/cluster', Value: 'c1' },
          { Key: 'asm-privatelink.io/uid', Value: 'uid-1' },
        ],
      },
    });
  });
});
