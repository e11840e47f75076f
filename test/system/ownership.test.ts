/** Whose the objects in the cloud are: lost tags, adopted objects, another owner, another manager's objects, what is made anew again and again. */
import { annotations, tagKeys } from '@asm-privatelink/api';
import type { Emulator } from '@asm-privatelink/emulator';
import { expect, it } from 'vitest';
import { COLLECTION, call } from '../support/kube.ts';
import { onEveryStage } from '../support/matrix.ts';
import { count, ours } from '../support/ours.ts';
import type { Stage } from '../support/stage.ts';
import { plain, specOf } from '../support/worlds.ts';

/** Longer than two periods of the fast tier. */
const A_WHILE_MS = 65_000;

const idsOf = ({ world }: Emulator) => ({
  services: [...world.services.keys()],
  endpoints: [...world.endpoints.keys()],
});

/** A service and an endpoint made by hand, for the API server of cluster a. */
async function madeByHand(stage: Stage) {
  const { cloud } = stage;
  const { ServiceId } = await stage.settle(
    cloud.call('CreateVpcEndpointService', {
      ServiceDescription: 'by hand',
      AutoAcceptEnabled: true,
      ServiceResourceType: 'slb',
      Resource: [{ ResourceType: 'slb', ResourceId: 'lb-a' }],
    }),
  );
  const { SecurityGroupId } = await stage.settle(cloud.call('CreateSecurityGroup', { VpcId: 'vpc-asm' }));
  await stage.until('the service is Active', () => stage.emulator.world.services.get(ServiceId)?.status === 'Active');
  const { EndpointId } = await stage.settle(
    cloud.call('CreateVpcEndpoint', {
      VpcId: 'vpc-asm',
      ServiceId,
      SecurityGroupId: [SecurityGroupId],
      Zone: [{ VSwitchId: 'vsw-asmi', ZoneId: 'cn-hangzhou-i' }],
    }),
  );
  return { ServiceId, EndpointId, SecurityGroupId };
}

onEveryStage('whose it is', (open) => {
  it('gives the tags back to what has lost them, and makes nothing twice', async () => {
    const stage = await open(plain(['a', 'b']));
    stage.start();
    await stage.apply(specOf('a', 'b'));
    await stage.untilAvailable();
    const before = idsOf(stage.emulator);
    const whole = ours(stage.emulator.world);
    const { services, endpoints } = stage.emulator.world;
    for (const objects of [services, endpoints]) for (const { tags } of objects.values()) tags.clear();
    await stage.until('all tags are back', () => count(ours(stage.emulator.world)).endpoints === 4);
    await stage.pass(A_WHILE_MS);
    expect(idsOf(stage.emulator)).toEqual(before);
    expect(ours(stage.emulator.world)).toEqual(whole);
    expect((await stage.get())?.status?.status).toBe('Available');
  });

  it('deletes nothing on the word of the status, and says what has lost its tags', async () => {
    const stage = await open(plain(['a']));
    stage.start();
    await stage.apply(specOf('a'));
    const { status } = await stage.untilAvailable();
    const lost = status?.clusters?.[0]?.pvlEndpoint?.id ?? '';
    await stage.stop();
    stage.emulator.world.endpoints.get(lost)?.tags.clear();
    await stage.delete();
    stage.start();
    const stuck = await stage.until('it is said', (object) =>
      Boolean(object?.status?.conditions?.some((each) => each.type === 'Stalled' && each.message?.includes(lost))),
    );
    expect(stuck?.status?.conditions?.find((each) => each.type === 'Ready')?.reason).toBe('DeletionBlocked');
    expect(stage.emulator.world.endpoints.has(lost)).toBe(true);
  });

  it('adopts what a person names, keeps it true, and leaves it in place in the end', async () => {
    const stage = await open(plain(['a']));
    const made = await madeByHand(stage);
    stage.start();
    await stage.apply(specOf('a'), { annotations: { [annotations.adopt]: `${made.ServiceId}, ${made.EndpointId}` } });
    const { status } = await stage.untilAvailable();
    expect(status?.clusters?.[0]).toMatchObject({
      pvlEndpoint: { id: made.EndpointId },
      pvlEndpointService: { id: made.ServiceId },
    });
    expect(stage.emulator.world.endpoints.get(made.EndpointId)?.tags.get(tagKeys.adopted)).toBe('true');
    expect(count(ours(stage.emulator.world))).toEqual({ services: 2, endpoints: 2, groups: 1 });

    await stage.settle(
      stage.cloud.call('DisableVpcEndpointConnection', { ServiceId: made.ServiceId, EndpointId: made.EndpointId }),
    );
    await stage.until('the cut is told', (object) => object?.status?.status !== 'Available');
    await stage.untilAvailable();

    await stage.delete();
    await stage.until('the object is gone', (object) => object === undefined);
    const { services, endpoints, securityGroups } = stage.emulator.world;
    expect([...services.keys()]).toEqual([made.ServiceId]);
    expect([...endpoints.keys()]).toEqual([made.EndpointId]);
    expect(endpoints.get(made.EndpointId)?.connection.status).toBe('Connected');
    expect([...securityGroups.values()].filter(({ tags }) => tags.size > 0)).toEqual([]);
    expect([...services.values(), ...endpoints.values()].flatMap(({ tags }) => [...tags.keys()])).toEqual([]);
  });

  it('says which id cannot be adopted, and makes nothing until it is corrected', async () => {
    const stage = await open(plain(['a']));
    const made = await madeByHand(stage);
    stage.start();
    await stage.apply(specOf('a'), { annotations: { [annotations.adopt]: 'epsrv-typo' } });
    const object = await stage.until('it is said', (each) =>
      Boolean(each?.status?.conditions?.some((one) => one.reason === 'CannotAdopt')),
    );
    expect(object?.status?.conditions?.find(({ type }) => type === 'Ready')?.message).toContain('epsrv-typo');
    expect(idsOf(stage.emulator)).toEqual({ services: [made.ServiceId], endpoints: [made.EndpointId] });
    await stage.apply(specOf('a'), { annotations: { [annotations.adopt]: `${made.ServiceId},${made.EndpointId}` } });
    await stage.untilAvailable();
    expect(idsOf(stage.emulator)).toMatchObject({ services: [made.ServiceId, expect.any(String)] });
  });

  it('takes over what a predecessor of the same mesh left, once nobody objects', async () => {
    const stage = await open(plain(['a', 'b']));
    stage.start();
    await stage.apply(specOf('a', 'b'));
    await stage.untilAvailable();
    const before = idsOf(stage.emulator);
    await stage.stop();
    // Its finalizer is taken off by force, and another one of the same name is made.
    const patch = { metadata: { finalizers: null } };
    await stage.settle(
      call(stage.kube.transport, 'PATCH', `${COLLECTION}/default`, patch, 'application/merge-patch+json'),
    );
    await stage.delete();
    stage.start();
    await stage.apply(specOf('a'));
    const next = await stage.until('Available', (object) => object?.status?.status === 'Available');
    expect(idsOf(stage.emulator)).toEqual(before);
    await stage.until('b is gone', () => stage.emulator.world.services.size === 2, 4 * 60_000);
    const [pilot] = [...stage.emulator.world.services.values()].filter(
      ({ tags }) => tags.get(tagKeys.role) === 'pilot-service',
    );
    expect(pilot?.tags.get(tagKeys.uid)).toBe(next?.metadata.uid);
  });

  it('is not taken in by a status that names an object of somebody else', async () => {
    const stage = await open(plain(['a', 'b']));
    stage.start();
    await stage.apply(specOf('a'));
    const { status } = await stage.untilAvailable();
    await stage.stop();
    const id = status?.clusters?.[0]?.pvlEndpoint?.id ?? '';
    const { tags } = stage.emulator.world.endpoints.get(id) ?? { tags: new Map<string, string>() };
    tags.clear();
    tags.set(tagKeys.mesh, 'another-mesh');
    stage.start();
    const told = await stage.until(
      'it is said',
      (object) => object?.status?.clusters?.[0]?.reason === 'ManagedElsewhere',
    );
    expect(told?.status?.clusters?.[0]?.message).toContain(`${annotations.takeOver}: cmesh`);
    expect(stage.emulator.world.endpoints.size).toBe(2);
    await stage.apply(specOf('a'), { annotations: { [annotations.takeOver]: 'cmesh' } });
    await stage.until('it is taken over', () => tags.get(tagKeys.mesh) === 'cmesh');
    await stage.untilAvailable();
    expect(stage.emulator.world.endpoints.size).toBe(2);
  });

  it('makes nothing anew twice within the hour, also when it was restarted in between', async () => {
    const stage = await open(plain(['a']));
    stage.start();
    await stage.apply(specOf('a'));
    const id = async () => (await stage.untilAvailable()).status?.clusters?.[0]?.pvlEndpoint?.id ?? '';
    const vanish = async () => {
      const gone = await id();
      stage.emulator.world.endpoints.delete(gone);
      await stage.until('another one, or none', (object) => object?.status?.clusters?.[0]?.pvlEndpoint?.id !== gone);
      return gone;
    };
    const first = await vanish();
    const second = await id();
    expect(stage.emulator.world.endpoints.get(second)?.tags.get(tagKeys.replaces)).toBe(first);
    await stage.stop();
    stage.start();
    await stage.pass(A_WHILE_MS);
    await vanish();
    const held = await stage.until('held', (object) => object?.status?.clusters?.[0]?.reason === 'RecreateHeld');
    expect(held?.status?.clusters?.[0]?.message).toContain(`${annotations.recreate}: ${second}`);
    await stage.apply(specOf('a'), { annotations: { [annotations.recreate]: second } });
    expect(await id()).not.toBe(second);
  });
});
