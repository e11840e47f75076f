import { expect, it } from 'vitest';
import { COLLECTION, call } from '../support/kube.ts';
import { onEveryStage } from '../support/matrix.ts';
import { plain, specOf } from '../support/worlds.ts';

onEveryStage('changes behind our back', (open) => {
  it('makes an endpoint again that somebody deleted', async () => {
    const stage = await open(plain(['a']));
    stage.start();
    await stage.apply(specOf('a'));
    const { status } = await stage.untilAvailable();
    const id = status?.clusters?.[0]?.pvlEndpoint?.id ?? '';
    const zones = [...(stage.emulator.world.endpoints.get(id)?.zones.keys() ?? [])];
    for (const ZoneId of zones) {
      await stage.settle(stage.cloud.call('RemoveZoneFromVpcEndpoint', { EndpointId: id, ZoneId }));
    }
    await stage.until('the zones are gone', () => stage.emulator.world.endpoints.get(id)?.zones.size === 0);
    await stage.settle(stage.cloud.call('DeleteVpcEndpoint', { EndpointId: id }).catch(() => undefined));
    const healed = await stage.until(
      'another endpoint',
      (object) =>
        object?.status?.status === 'Available' &&
        ![undefined, ''].includes(object.status.clusters?.[0]?.pvlEndpoint?.id),
    );
    expect(healed?.status?.clusters?.[0]?.pvlEndpoint?.connectionStatus).toBe('Connected');
  });

  it('accepts a connection again that somebody refused', async () => {
    const stage = await open(plain(['a']));
    stage.start();
    await stage.apply(specOf('a'));
    const { status } = await stage.untilAvailable();
    const EndpointId = status?.pilot?.clusters?.[0]?.pvlEndpoint?.id ?? '';
    const ServiceId = status?.pilot?.pvlEndpointService?.id ?? '';
    await stage.settle(stage.cloud.call('DisableVpcEndpointConnection', { EndpointId, ServiceId }));
    await stage.until('the cut is told', (object) => object?.status?.status !== 'Available');
    const healed = await stage.untilAvailable();
    expect(healed.status?.pilot?.clusters?.[0]?.pvlEndpoint?.id).toBe(EndpointId);
  });

  it('writes a status again that was lost, and loses nothing with it', async () => {
    const stage = await open(plain(['a', 'b']));
    stage.start();
    await stage.apply(specOf('a', 'b'));
    const { status } = await stage.untilAvailable();
    const mark = stage.emulator.ledger.last;
    for (const whileRunning of [true, false]) {
      if (!whileRunning) await stage.stop();
      const where = `${COLLECTION}/default/status?fieldManager=test`;
      const lost = call(stage.kube.transport, 'PATCH', where, { status: null }, 'application/merge-patch+json');
      expect((await stage.settle(lost)).body).not.toHaveProperty('status');
      if (!whileRunning) stage.start();
      const again = await stage.untilAvailable();
      expect({ ...again.status, conditions: [] }).toEqual({ ...status, conditions: [] });
    }
    expect(stage.emulator.ledger.entries({ write: true, after: mark })).toEqual([]);
  });

  it("never touches somebody else's similar objects", async () => {
    const stage = await open(plain(['a']));
    const { cloud } = stage;
    const foreign = await stage.settle(
      cloud.call('CreateVpcEndpointService', {
        ServiceDescription: 'somebody else',
        AutoAcceptEnabled: true,
        Resource: [{ ResourceType: 'slb', ResourceId: 'lb-a' }],
        Tag: [{ Key: 'asm-privatelink.io/mesh', Value: 'another-mesh' }],
      }),
    );
    stage.start();
    await stage.apply(specOf('a'));
    await stage.untilAvailable();
    await stage.delete();
    await stage.until('the object is gone', (object) => object === undefined);
    expect([...stage.emulator.world.services.keys()]).toEqual([foreign.ServiceId]);
    const touched = stage.emulator.ledger
      .entries({ action: 'DeleteVpcEndpointService', outcome: 'OK' })
      .concat(stage.emulator.ledger.entries({ action: 'DetachResourceFromVpcEndpointService', outcome: 'OK' }));
    expect(touched).toHaveLength(4);
  });
});
