import { describe, expect, it } from 'vitest';
import { decide } from '../decide/decide.ts';
import { LOOK_AGAIN_MS, newMemory } from '../model.ts';
import { type FakeCloud, fakeCloud } from '../testing/fake-cloud.ts';
import { builtWorld, change, deleting, freshWorld, NOW, observing, type World } from '../testing/world.ts';
import { act, type StepResult } from './act.ts';

/** A cloud that answers every create with the next id. */
function makingCloud(): FakeCloud {
  let made = 0;
  const next = (field: string, prefix: string) => () => {
    made += 1;
    return { [field]: `${prefix}-${made}` };
  };
  return fakeCloud({
    CreateVpcEndpointService: next('ServiceId', 'epsrv'),
    CreateVpcEndpoint: next('EndpointId', 'ep'),
    CreateSecurityGroup: next('SecurityGroupId', 'sg'),
  });
}

interface Acting {
  allowed?: () => boolean;
  at?: number;
  random?: () => number;
}

async function run(world: World, cloud: FakeCloud, { allowed = () => true, at = NOW, random = () => 1 }: Acting = {}) {
  const observation = { ...world.observation, at };
  return act(decide(world.wish, observation), {
    cloud,
    memory: observation.memory,
    now: () => at,
    random,
    signal: new AbortController().signal,
    allowed,
  });
}

function texts(results: readonly StepResult[]): string[] {
  return results.map(({ step, outcome }) => `${step.id}: ${outcome.ok ? 'ok' : outcome.error.code}`).sort();
}

describe('a pass of steps', () => {
  it('when much can be done at once, runs it side by side and stops where the cloud must work', async () => {
    const cloud = makingCloud();
    const results = await run(freshWorld(), cloud);
    expect(texts(results)).toEqual([
      'authorize api-server-group/vpc-asm: ok',
      'authorize pilot-group/vpc-ack1: ok',
      'create group api-server-group/vpc-asm: ok',
      'create group pilot-group/vpc-ack1: ok',
      'create service api-server-service/c1: ok',
      'create service pilot-service: ok',
    ]);
  });

  it('when a step needs what another one answers, the answer stands in its request', async () => {
    const cloud = makingCloud();
    await run(freshWorld(), cloud);
    const made = new Set(['sg-1', 'sg-2', 'sg-3', 'sg-4']);
    const groups = cloud.calls
      .filter((call) => call.action === 'AuthorizeSecurityGroup')
      .map((call) => call.request['SecurityGroupId']);
    expect(groups).toHaveLength(2);
    for (const group of groups) expect(made).toContain(group);
  });

  it('when nothing is allowed, nothing is sent', async () => {
    const cloud = makingCloud();
    expect(await run(freshWorld(), cloud, { allowed: () => false })).toEqual([]);
    expect(cloud.calls).toEqual([]);
  });

  it('when the lease is lost on the way, nothing more is begun', async () => {
    const cloud = makingCloud();
    const results = await run(freshWorld(), cloud, { allowed: () => cloud.calls.length === 0 });
    expect(results.filter(({ outcome }) => outcome.ok)).toHaveLength(1);
    expect(cloud.calls).toHaveLength(1);
  });

  it('when a create has answered, its id is remembered by role until a list shows it', async () => {
    const world = freshWorld();
    await run(world, makingCloud());
    expect(Object.fromEntries(world.observation.memory.created)).toMatchObject({
      'api-server-service/c1': { at: NOW },
      'pilot-service': { at: NOW },
    });
    const again = fakeCloud();
    await run(world, again, { at: NOW + 30_000 });
    expect(again.calls).toEqual([]);
  });

  it('when the answer is not from the cloud, it is a bug and is thrown on', async () => {
    const cloud = fakeCloud({
      CreateSecurityGroup: () => {
        throw new TypeError('a bug');
      },
    });
    await expect(run(freshWorld(), cloud)).rejects.toThrow('a bug');
  });
});

describe('client tokens', () => {
  const tokens = (cloud: FakeCloud) =>
    Object.fromEntries(
      cloud.calls
        .filter((call) => call.action.startsWith('Create'))
        .map((call) => [call.request['Tag'] && JSON.stringify(call.request['Tag']), call.request['ClientToken']]),
    );

  it('when the process died after the calls, the next one sends the same', async () => {
    const [first, second] = [makingCloud(), makingCloud()];
    await run(freshWorld(), first);
    await run(freshWorld(), second);
    expect(tokens(first)).toEqual(tokens(second));
    expect(new Set(Object.values(tokens(first))).size).toBe(4);
    for (const token of Object.values(tokens(first))) expect(token).toMatch(/^[0-9a-f]{64}$/);
  });

  it('when one object replaces another, before and after a restart, it names its predecessor', async () => {
    const built = builtWorld();
    const services = built.observation.services.filter(({ id }) => id !== 'epsrv-c1');
    const [fresh, running, restarted] = [makingCloud(), makingCloud(), makingCloud()];
    await run(freshWorld(), fresh);
    const seen = observing(built, { services });
    seen.observation.memory.last.set('api-server-service/c1', 'epsrv-c1');
    await run(seen, running);
    await run(observing(built, { services, memory: newMemory() }), restarted);
    const token = (cloud: FakeCloud) =>
      cloud.calls.find(
        (call) => call.action === 'CreateVpcEndpointService' && JSON.stringify(call.request).includes('"c1"'),
      )?.request['ClientToken'];
    expect(token(running)).toBe(token(restarted));
    expect(token(running)).not.toBe(token(fresh));
  });

  it('when a replay answers with an id that is not there, it is made again after the grace with that id as predecessor', async () => {
    const world = freshWorld();
    const dead = fakeCloud({
      CreateVpcEndpointService: { ServiceId: 'epsrv-dead' },
      CreateSecurityGroup: { SecurityGroupId: 'sg-1' },
    });
    await run(world, dead);
    const later = makingCloud();
    await run(world, later, { at: NOW + 30_001 });
    const before = dead.calls.find((call) => call.action === 'CreateVpcEndpointService')?.request['ClientToken'];
    const after = later.calls
      .filter((call) => call.action === 'CreateVpcEndpointService')
      .map((call) => call.request['ClientToken']);
    expect(after).toHaveLength(2);
    expect(after).not.toContain(before);
  });
});

describe('a step that fails', () => {
  const failing = async (code: string, fields = {}) => {
    const world = freshWorld();
    const cloud = makingCloud();
    cloud.failOnce('CreateSecurityGroup', code, fields);
    const results = await run(world, cloud);
    return { world, cloud, results };
  };
  const FAILED = 'create group api-server-group/vpc-asm';

  it('when it does, what comes after it is not sent, and the rest is', async () => {
    const { results } = await failing('ServiceUnavailable');
    expect(texts(results)).toEqual([
      'authorize pilot-group/vpc-ack1: ok',
      `${FAILED}: ServiceUnavailable`,
      'create group pilot-group/vpc-ack1: ok',
      'create service api-server-service/c1: ok',
      'create service pilot-service: ok',
    ]);
  });

  it('when it will pass, is held for a second, then for twice as long, and is silent at first', async () => {
    const { world } = await failing('ServiceUnavailable');
    const failure = () => world.observation.memory.failures.get(FAILED);
    expect(failure()).toMatchObject({ code: 'ServiceUnavailable', attempts: 1, until: NOW + 1_000 });
    expect(failure()?.problem).toBeUndefined();

    const early = makingCloud();
    await run(world, early, { at: NOW + 999 });
    expect(early.calls.map((call) => call.action)).not.toContain('CreateSecurityGroup');

    const second = makingCloud();
    second.failOnce('CreateSecurityGroup', 'ServiceUnavailable');
    await run(world, second, { at: NOW + 1_000 });
    expect(failure()).toMatchObject({ attempts: 2, until: NOW + 3_000 });
  });

  it('when it goes on failing, a person is told, and the pause never grows over a minute', async () => {
    const { world } = await failing('ServiceUnavailable');
    let at = NOW;
    for (let attempt = 2; attempt <= 12; attempt += 1) {
      at = world.observation.memory.failures.get(FAILED)?.until ?? at;
      const cloud = makingCloud();
      cloud.failOnce('CreateSecurityGroup', 'ServiceUnavailable');
      await run(world, cloud, { at });
    }
    const failure = world.observation.memory.failures.get(FAILED);
    expect(failure).toMatchObject({
      attempts: 12,
      until: at + 60_000,
      problem: { reason: 'CloudUnavailable', severity: 'wait' },
    });
  });

  it('when it needs a person, is looked at again after five minutes, and says what to do', async () => {
    const { world } = await failing('NoPermission');
    expect(world.observation.memory.failures.get(FAILED)).toMatchObject({
      until: NOW + LOOK_AGAIN_MS,
      problem: { reason: 'AccessDenied', severity: 'person' },
    });
    expect(decide(world.wish, world.observation).links[0]?.problems).toMatchObject([{ reason: 'AccessDenied' }]);
  });

  it('when the cloud asks for a pause, it gets that pause', async () => {
    const { world } = await failing('Throttling.User', { retryAfterMs: 7_000 });
    expect(world.observation.memory.failures.get(FAILED)).toMatchObject({
      until: NOW + 7_000,
      problem: { reason: 'Throttled' },
    });
  });

  it('when it is another request now, it is another attempt', async () => {
    const { world } = await failing('NoPermission');
    const other = { ...world, wish: { ...world.wish, uid: 'uid-2' } };
    const cloud = makingCloud();
    await run(other, cloud);
    expect(cloud.calls.map((call) => call.action)).toContain('CreateSecurityGroup');
  });

  it('when it succeeds at last, the failure is forgotten', async () => {
    const { world } = await failing('NoPermission');
    await run(world, makingCloud(), { at: NOW + LOOK_AGAIN_MS });
    expect([...world.observation.memory.failures.keys()]).toEqual([]);
  });
});

describe('a step whose turn has not come', () => {
  const FAILED = 'create group api-server-group/vpc-asm';

  it('when it is not sent, it is no result and no attempt, and is held until its turn may have come', async () => {
    const world = freshWorld();
    const cloud = makingCloud();
    cloud.failOnce('CreateSecurityGroup', 'NotYet', { retryAfterMs: 7_000 });
    const results = await run(world, cloud);
    expect(texts(results).filter((text) => text.includes('api-server-group'))).toEqual([]);
    expect(world.observation.memory.failures.get(FAILED)).toMatchObject({ attempts: 0, until: NOW + 7_000 });
    const step = decide(world.wish, world.observation).nodes.find(({ id }) => id === FAILED);
    expect(step).toMatchObject({ heldUntil: NOW + 7_000 });
    expect(decide(world.wish, world.observation).links.flatMap(({ problems }) => problems)).toEqual([]);
  });

  it('when it failed before, that is not forgotten', async () => {
    const world = freshWorld();
    const [failing, full] = [makingCloud(), makingCloud()];
    failing.failOnce('CreateSecurityGroup', 'ServiceUnavailable');
    full.failOnce('CreateSecurityGroup', 'NotYet', { retryAfterMs: 7_000 });
    await run(world, failing);
    await run(world, full, { at: NOW + 1_000 });
    const failure = { code: 'ServiceUnavailable', attempts: 1, until: NOW + 8_000 };
    expect(world.observation.memory.failures.get(FAILED)).toMatchObject(failure);
  });
});

describe('what has begun', () => {
  it('when the cloud takes its time for it, is remembered since when', async () => {
    const world = freshWorld();
    await run(world, makingCloud());
    const begun = [...world.observation.memory.since.values()].map(({ state, at }) => `${state} ${at - NOW}`);
    expect(begun).toEqual(['Creating 0', 'Creating 0']);
  });
});

describe('a delete', () => {
  const last = () => {
    const world = deleting(builtWorld());
    return observing(world, {
      endpoints: [],
      groups: [],
      services: change(world.observation.services, 'epsrv-c1', { resources: [] }),
    });
  };

  it('when the object is gone already, has succeeded', async () => {
    const world = last();
    const cloud = fakeCloud();
    cloud.failOnce('DeleteVpcEndpointService', 'EndpointServiceNotFound');
    expect(texts(await run(world, cloud))).toContain('delete epsrv-c1: ok');
    expect([...world.observation.memory.removed.keys()]).toContain('epsrv-c1');
  });

  it('when something else of it is gone, is looked at again and has not succeeded', async () => {
    const world = deleting(builtWorld());
    const cloud = fakeCloud();
    cloud.failOnce('RemoveZoneFromVpcEndpoint', 'EndpointZoneNotFound');
    expect(texts(await run(world, cloud))).toContain('remove cn-i from ep-c1: EndpointZoneNotFound');
    expect(cloud.calls.map((call) => call.action)).not.toContain('DeleteVpcEndpoint');
  });

  it('when one cluster is blocked, the others go', async () => {
    const built = deleting(builtWorld({ clusters: 2 }));
    const world = observing(built, {
      endpoints: [],
      groups: [],
      services: built.observation.services.map((each) => ({ ...each, resources: [] })),
    });
    const cloud = fakeCloud();
    cloud.failOnce('DeleteVpcEndpointService', 'EndpointServiceConnectionDependence');
    expect(texts(await run(world, cloud))).toEqual([
      'delete epsrv-c1: EndpointServiceConnectionDependence',
      'delete epsrv-c2: ok',
      'delete epsrv-pilot: ok',
    ]);
  });
});
