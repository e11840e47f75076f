/** Two masters would undo each other: beside the vendor's controller the operator only looks, and it never touches what another one manages. */
import { annotations } from '@asm-privatelink/api';
import { createMetrics } from '@asm-privatelink/operator';
import { expect, it } from 'vitest';
import { COLLECTION, call } from '../support/kube.ts';
import { onEveryStage } from '../support/matrix.ts';
import { count, ours } from '../support/ours.ts';
import type { Stage } from '../support/stage.ts';
import { plain, specOf } from '../support/worlds.ts';

/** Longer than the period of the fast tier. */
const A_WHILE_MS = 45_000;
const vendor = 'asm-controller';

/** A world that somebody else's controller has made and keeps: untagged, without our finalizer, its ids in a status of that controller's. */
async function madeElsewhere(stage: Stage): Promise<void> {
  stage.start({ mode: 'manage' });
  await stage.apply(specOf('a', 'b'));
  const { status } = await stage.untilAvailable();
  await stage.stop();
  const { services, endpoints, securityGroups } = stage.emulator.world;
  for (const objects of [services, endpoints, securityGroups]) for (const { tags } of objects.values()) tags.clear();
  const patch = (path: string, body: unknown) =>
    stage.settle(
      call(
        stage.kube.transport,
        'PATCH',
        `${COLLECTION}/default${path}?fieldManager=${vendor}`,
        body,
        'application/merge-patch+json',
      ),
    );
  await patch('', { metadata: { finalizers: null } });
  await patch('/status', { status: null });
  const answer = await patch('/status', { status });
  expect(answer.status).toBe(200);
}

/** What stands in the cloud and in Kubernetes, to be found unchanged later. */
async function asItStands(stage: Stage) {
  const { services, endpoints, securityGroups } = stage.emulator.world;
  return {
    object: await stage.get(),
    cloud: [...services.keys(), ...endpoints.keys(), ...securityGroups.keys()],
    writes: stage.emulator.ledger.count({ write: true }),
  };
}

async function eventsOf(stage: Stage): Promise<{ reason: string; message: string }[]> {
  const { body } = await stage.settle(call(stage.kube.transport, 'GET', '/api/v1/namespaces/default/events'));
  return body['items'] as { reason: string; message: string }[]; // events are what the path lists
}

onEveryStage('beside another manager', (open) => {
  it('as a companion sees how the links are and writes nothing', async () => {
    const stage = await open(plain(['a', 'b']));
    await madeElsewhere(stage);
    const before = await asItStands(stage);
    const eventsBefore = await eventsOf(stage);
    const mark = stage.emulator.ledger.last;
    const metrics = createMetrics();
    stage.start({ mode: 'companion', metrics });
    await stage.pass(A_WHILE_MS);
    expect(stage.emulator.ledger.count({ after: mark, action: 'ListVpcEndpoints', outcome: 'OK' })).toBeGreaterThan(0);
    expect(await metrics.text()).toMatch(/asmpvl_links\{channel="api-server",state="good"\} 2\n/);

    const [endpoint] = stage.emulator.world.endpoints.values();
    if (endpoint === undefined) throw new Error('no endpoint');
    endpoint.connection.status = 'Disconnected';
    await stage.pass(A_WHILE_MS);
    expect(await metrics.text()).not.toMatch(/asmpvl_links\{channel="api-server",state="good"\} 2\n/);
    expect(await asItStands(stage)).toEqual(before);
    expect(await eventsOf(stage)).toEqual(eventsBefore);
  });

  it('refuses to manage it, saying so, until a person has it taken over', async () => {
    const stage = await open(plain(['a', 'b']));
    await madeElsewhere(stage);
    const before = await asItStands(stage);
    stage.start({ mode: 'manage' });
    await stage.pass(A_WHILE_MS);
    expect(await asItStands(stage)).toEqual(before);
    const told = (await eventsOf(stage)).find(({ reason }) => reason === 'ManagedElsewhere');
    expect(told?.message).toContain(vendor);
    expect(told?.message).toContain(annotations.takeOver);

    // The other manager goes, and with it what it had made.
    const { world } = stage.emulator;
    world.services.clear();
    world.endpoints.clear();
    await stage.apply(specOf('a', 'b'), { annotations: { [annotations.takeOver]: 'another-mesh' } });
    await stage.pass(A_WHILE_MS);
    expect(world.services.size).toBe(0);
    await stage.apply(specOf('a', 'b'), { annotations: { [annotations.takeOver]: 'cmesh' } });
    // The other manager's status said Available too: only the endpoints say that this one is ours.
    await stage.until('ours', (object) => object?.status?.status === 'Available' && world.endpoints.size === 4);
    expect(count(ours(world))).toEqual({ services: 3, endpoints: 4, groups: 3 });
  });
});
