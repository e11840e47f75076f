import { describe, expect, it } from 'vitest';
import { planned, said } from '../testing/plan-text.ts';
import { balancer, builtWorld, change, freshWorld, observing, type World, wishing } from '../testing/world.ts';
import { decide } from './decide.ts';

function serviceIs(fields: Parameters<typeof change<World['observation']['services'][number]>>[2]): World {
  const built = builtWorld();
  return observing(built, { services: change(built.observation.services, 'epsrv-c1', fields) });
}

/** The world with another balancer in front of the API server of c1. */
function balancerIs(world: World, fields: Parameters<typeof balancer>[2], id = 'lb-api1'): World {
  const clusters = new Map(world.observation.clusters);
  const c1 = clusters.get('c1');
  if (!c1?.ok) throw new Error('no c1');
  clusters.set('c1', { ok: true, value: { ...c1.value, apiServerBalancer: { ok: true, value: id } } });
  return observing(world, {
    clusters,
    balancers: new Map(world.observation.balancers).set(id, { ok: true, value: balancer(id, 'vpc-ack1', fields) }),
  });
}

describe('an endpoint service', () => {
  it('when it is made, has auto-accept, our tags and the balancer', () => {
    const { wish, observation } = freshWorld();
    const step = decide(wish, observation).nodes.find((node) => node.id === 'create service pilot-service');
    expect(step).toMatchObject({
      action: 'CreateVpcEndpointService',
      request: {
        ServiceDescription: 'Pilot of mesh m1; mesh m1; managed by asm-privatelink',
        ServiceResourceType: 'slb',
        AutoAcceptEnabled: true,
        Resource: [{ ResourceType: 'slb', ResourceId: 'lb-pilot' }],
        Tag: [
          { Key: 'asm-privatelink.io/mesh', Value: 'm1' },
          { Key: 'asm-privatelink.io/role', Value: 'pilot-service' },
          { Key: 'asm-privatelink.io/uid', Value: 'uid-1' },
        ],
      },
    });
  });

  it('when the balancer is an NLB, is made with one resource for each zone', () => {
    const world = balancerIs(freshWorld(), { type: 'nlb', zones: ['cn-h', 'cn-i'] }, 'nlb-1');
    const step = decide(world.wish, world.observation).nodes.find(
      (node) => node.id === 'create service api-server-service/c1',
    );
    expect(step).toMatchObject({
      request: {
        ServiceResourceType: 'nlb',
        Resource: [
          { ResourceType: 'nlb', ResourceId: 'nlb-1', ZoneId: 'cn-h' },
          { ResourceType: 'nlb', ResourceId: 'nlb-1', ZoneId: 'cn-i' },
        ],
      },
    });
  });

  it.each(['Creating', 'Pending', 'SomethingNew'])('when it is %s, is waited for', (status) => {
    expect(planned(serviceIs({ status }))).toEqual(['~wait epsrv-c1 Active']);
  });

  it('when auto-accept was turned off, is turned on again', () => {
    expect(planned(serviceIs({ autoAccept: false }))).toEqual(['accept by itself epsrv-c1']);
  });

  it('when its resources were not read, nothing about them is decided', () => {
    const built = builtWorld();
    const services = built.observation.services.map((each) => {
      const { resources: _, ...rest } = each;
      return rest;
    });
    expect(planned(observing(built, { services }))).toEqual([]);
  });

  it('when it is gone but its endpoint is not, a new one is made', () => {
    const built = builtWorld();
    const services = built.observation.services.filter(({ id }) => id !== 'epsrv-c1');
    expect(planned(observing(built, { services }))[0]).toBe('create service api-server-service/c1');
  });

  it('when its own zones are known, they decide, whatever the balancer says', () => {
    const world = balancerIs(builtWorld(), { zones: ['cn-k'] });
    expect(said(world)).toEqual([]);
    const asked = serviceIs({ zones: ['cn-k'] });
    expect(said(asked)).toEqual(['api-server/c1: person ZoneNotServed']);
  });
});

describe('a balancer that changes', () => {
  it('when it is of the same type, it is attached before the old one is detached', () => {
    expect(planned(balancerIs(builtWorld(), {}, 'lb-new'))).toEqual([
      'attach lb-new to epsrv-c1',
      '~wait for attach lb-new to epsrv-c1 < attach lb-new to epsrv-c1',
      'detach lb-api1 in cn-i from epsrv-c1 < ~wait for attach lb-new to epsrv-c1',
      '~wait for detach lb-api1 in cn-i from epsrv-c1 < detach lb-api1 in cn-i from epsrv-c1',
    ]);
  });

  it('when an NLB gets a zone more, only that zone is attached', () => {
    const built = builtWorld();
    const services = change(built.observation.services, 'epsrv-c1', {
      resourceType: 'nlb',
      resources: [{ id: 'nlb-1', type: 'nlb', zoneId: 'cn-i' }],
    });
    const world = balancerIs(observing(built, { services }), { type: 'nlb', zones: ['cn-i', 'cn-h'] }, 'nlb-1');
    expect(planned(world)).toEqual([
      'attach nlb-1 in cn-h to epsrv-c1',
      '~wait for attach nlb-1 in cn-h to epsrv-c1 < attach nlb-1 in cn-h to epsrv-c1',
    ]);
  });

  it('when it is of another type, nothing happens before a person allows it, and the annotation is spelt out', () => {
    const world = balancerIs(builtWorld(), { type: 'nlb' }, 'nlb-1');
    expect(planned(world)).toEqual([]);
    const [problem] = decide(world.wish, world.observation).links[0]?.problems ?? [];
    expect(problem).toMatchObject({ reason: 'NeedsRecreate', severity: 'person' });
    expect(problem?.message).toContain('Set the annotation asm-privatelink.io/recreate: epsrv-c1');
  });

  it('when a person allows it, endpoint and service go in order and come anew', () => {
    const world = balancerIs(builtWorld(), { type: 'nlb' }, 'nlb-1');
    expect(planned(wishing(world, { recreate: new Set(['epsrv-c1']) }))).toEqual([
      'detach lb-api1 in cn-i from epsrv-c1 < ~wait ep-c1 gone',
      '~wait for detach lb-api1 in cn-i from epsrv-c1 < detach lb-api1 in cn-i from epsrv-c1',
      'delete epsrv-c1 < ~wait for detach lb-api1 in cn-i from epsrv-c1',
      '~wait epsrv-c1 gone < delete epsrv-c1',
      'create service api-server-service/c1 < ~wait epsrv-c1 gone',
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
});

describe('a balancer that cannot carry a link', () => {
  it.each([
    ['it faces the Internet', { unsuitable: 'it faces the Internet' }, 'BalancerUnsuitable', 'it faces the Internet'],
    ['it is in another VPC', { vpcId: 'vpc-x' }, 'BalancerUnsuitable', 'it is in vpc-x, not in vpc-ack1'],
    ['it listens to nothing', { ports: [] }, 'NoListeners', 'has no running TCP listener'],
  ])('when %s, nothing is made and it is said', (_why, fields, reason, says) => {
    const world = balancerIs(freshWorld(), fields);
    const [link] = decide(world.wish, world.observation).links;
    expect(link?.problems).toMatchObject([{ reason, severity: 'person', field: 'spec.ackVpcEndpoint[0].clusterId' }]);
    expect(link?.problems[0]?.message).toContain(says);
    expect(planned(world).some((line) => line.includes('c1'))).toBe(false);
  });
});
