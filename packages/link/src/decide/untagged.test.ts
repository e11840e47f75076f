import { annotations, tagKeys } from '@asm-privatelink/api';
import { describe, expect, it } from 'vitest';
import type { Bare, Endpoint, EndpointService, Untagged } from '../model.ts';
import { planned, said } from '../testing/plan-text.ts';
import {
  builtWorld,
  deleting,
  endpoint,
  freshWorld,
  observing,
  service,
  type World,
  wishing,
} from '../testing/world.ts';
import { decide } from './decide.ts';

function bareEndpoint(fields: Partial<Bare<Endpoint>> = {}): Bare<Endpoint> {
  const { role: _r, owner: _o, uid: _u, ...bare } = endpoint('api-server-endpoint', 'c1');
  return { ...bare, tags: [], ...fields };
}

function bareService(fields: Partial<Bare<EndpointService>> = {}): Bare<EndpointService> {
  const { role: _r, owner: _o, uid: _u, ...bare } = service('api-server-service', 'c1');
  return { ...bare, tags: [], ...fields };
}

/** The built world in which these have lost their tags. */
function stripped(untagged: Partial<Untagged>, world = builtWorld()): World {
  const { services = [], endpoints = [] } = untagged;
  const lost = new Set([...services, ...endpoints].map(({ id }) => id));
  return observing(world, {
    services: world.observation.services.filter(({ id }) => !lost.has(id)),
    endpoints: world.observation.endpoints.filter(({ id }) => !lost.has(id)),
    untagged: { services, endpoints },
  });
}

const foreignTag = { Key: tagKeys.mesh, Value: 'm2' };
const step = (world: World, id: string) =>
  decide(world.wish, world.observation).nodes.find((node) => node.kind === 'step' && node.id === id);

describe('what the status names and has lost its tags', () => {
  it('gets them back, and nothing else is done to it in that pass', () => {
    const world = stripped({
      endpoints: [bareEndpoint({ connection: 'Disconnected' })],
      services: [bareService({ autoAccept: false })],
    });
    expect(planned(world)).toEqual(['tag epsrv-c1', 'tag ep-c1']);
    expect(said(world)).toEqual([]);
    expect(decide(world.wish, world.observation).links[0]).toMatchObject({
      service: { id: 'epsrv-c1' },
      endpoint: { id: 'ep-c1' },
    });
    expect(step(world, 'tag ep-c1')).toMatchObject({
      action: 'TagResources',
      request: {
        ResourceType: 'vpcendpoint',
        ResourceId: ['ep-c1'],
        Tag: [
          { Key: tagKeys.mesh, Value: 'm1' },
          { Key: tagKeys.role, Value: 'api-server-endpoint' },
          { Key: tagKeys.cluster, Value: 'c1' },
          { Key: tagKeys.uid, Value: 'uid-1' },
        ],
      },
    });
  });

  it('the one Pilot service is tagged once, however many links it has', () => {
    const {
      role: _r,
      owner: _o,
      uid: _u,
      ...pilot
    } = service('pilot-service', '', { resources: [{ id: 'lb-pilot', type: 'slb', zoneId: 'cn-j' }] });
    const world = stripped({ services: [{ ...pilot, tags: [] }] }, builtWorld({ clusters: 3 }));
    expect(planned(world)).toEqual(['tag epsrv-pilot']);
  });

  it.each<[string, Partial<Untagged>, string]>([
    ['it stands in another VPC', { endpoints: [bareEndpoint({ vpcId: 'vpc-x' })] }, 'it stands in vpc-x'],
    ['it is on another service', { endpoints: [bareEndpoint({ serviceId: 'epsrv-x' })] }, 'is on epsrv-x'],
    ['it is tagged for another mesh', { endpoints: [bareEndpoint({ tags: [foreignTag] })] }, `${tagKeys.mesh}=m2`],
    [
      'it stands in front of another balancer',
      { services: [bareService({ resources: [{ id: 'lb-x', type: 'slb', zoneId: 'cn-i' }] })], endpoints: [] },
      'in front of lb-x',
    ],
  ])('when %s, nothing is made beside it, and a person is asked', (_why, untagged, message) => {
    const base =
      untagged.services === undefined
        ? builtWorld()
        : observing(builtWorld(), { endpoints: builtWorld().observation.endpoints.filter(({ id }) => id !== 'ep-c1') });
    const world = stripped(untagged, base);
    expect(planned(world)).toEqual([]);
    const { links } = decide(world.wish, world.observation);
    expect(links[0]?.problems).toMatchObject([{ reason: 'ManagedElsewhere', severity: 'person' }]);
    expect(links[0]?.problems[0]?.message).toContain(message);
    expect(links[0]?.problems[0]?.message).toContain(`${annotations.takeOver}: m1`);
    expect(links[1]?.problems).toEqual([]);
  });

  it('when a person has it taken over, what fits is tagged, and what does not is left and made anew', () => {
    const takeOver = (untagged: Partial<Untagged>) => wishing(stripped(untagged), { takeOver: true });
    expect(planned(takeOver({ endpoints: [bareEndpoint({ tags: [foreignTag] })] }))).toEqual(['tag ep-c1']);
    expect(planned(takeOver({ endpoints: [bareEndpoint({ vpcId: 'vpc-x' })] }))).toContain(
      'create endpoint api-server-endpoint/c1',
    );
  });

  it('when everything is to go, it is not deleted on the word of the status, and not forgotten either', () => {
    const world = deleting(stripped({ endpoints: [bareEndpoint()] }));
    expect(planned(world).filter((line) => line.includes(' ep-c1'))).toEqual([]);
    const plan = decide(world.wish, world.observation);
    expect(plan.problems).toMatchObject([{ reason: 'DeletionBlocked', severity: 'person' }]);
    const last = observing(world, { services: [], endpoints: [], groups: [] });
    expect(decide(last.wish, last.observation).finished).toBe(false);
    expect(decide({ ...last.wish, adopt: new Set(['ep-c1']) }, last.observation).finished).toBe(true);
  });
});

describe('what a person gives us', () => {
  const given = (untagged: Partial<Untagged>, adopt = ['epsrv-c1', 'ep-c1']) =>
    wishing(observing(freshWorld(), { untagged: { services: [], endpoints: [], ...untagged } }), {
      adopt: new Set(adopt),
    });

  it('is tagged as adopted, and takes the place of what would be made', () => {
    const world = given({ services: [bareService()], endpoints: [bareEndpoint()] });
    expect(planned(world).filter((line) => line.includes('c1'))).toEqual(['tag epsrv-c1', 'tag ep-c1']);
    expect(step(world, 'tag ep-c1')).toMatchObject({
      request: { Tag: expect.arrayContaining([{ Key: tagKeys.adopted, Value: 'true' }]) },
    });
  });

  it('stays when it is no longer wished: it only loses our tags', () => {
    const built = builtWorld();
    const world = deleting(
      observing(built, {
        services: built.observation.services.map((each) =>
          each.id === 'epsrv-c1' ? { ...each, adopted: true } : each,
        ),
        endpoints: built.observation.endpoints.map((each) => (each.id === 'ep-c1' ? { ...each, adopted: true } : each)),
      }),
    );
    expect(
      planned(world).filter((line) => line.includes('c1') && !line.includes('pilot') && !line.includes('vpc-')),
    ).toEqual([
      'release ep-c1',
      '~wait ep-c1 released < release ep-c1',
      'release epsrv-c1 < ~wait ep-c1 released',
      '~wait epsrv-c1 released < release epsrv-c1',
    ]);
    expect(step(world, 'release ep-c1')).toMatchObject({
      request: { TagKey: [tagKeys.mesh, tagKeys.role, tagKeys.cluster, tagKeys.uid] },
    });
  });

  it.each<[string, Partial<Untagged>, string[], 'person' | 'warning', string]>([
    ['is not there', {}, ['ep-typo'], 'person', 'There is no endpoint or endpoint service ep-typo'],
    [
      'belongs to another mesh',
      { services: [bareService({ tags: [foreignTag] })] },
      ['epsrv-c1'],
      'person',
      'belongs to another mesh',
    ],
    [
      'stands in front of something else',
      { services: [bareService({ resources: [{ id: 'lb-x', type: 'slb', zoneId: 'cn-i' }] })] },
      ['epsrv-c1'],
      'warning',
      'in front of lb-x',
    ],
    [
      'stands in another VPC',
      { endpoints: [bareEndpoint({ vpcId: 'vpc-x' })] },
      ['ep-c1'],
      'warning',
      'it stands in vpc-x',
    ],
  ])(
    'when it %s, that is said, and a typing error holds what is to be made',
    (_what, untagged, adopt, severity, message) => {
      const world = given(untagged, adopt);
      const { problems } = decide(world.wish, world.observation);
      expect(problems).toMatchObject([{ reason: 'CannotAdopt', severity }]);
      expect(problems[0]?.message).toContain(message);
      expect(planned(world).some((line) => line.startsWith('create service'))).toBe(severity === 'warning');
    },
  );
});
