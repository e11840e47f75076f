import { guide } from '@asm-privatelink/emulator';
import { expect, it } from 'vitest';
import { onEveryStage } from '../support/matrix.ts';
import { guideSpec, plain, specOf } from '../support/worlds.ts';

/** Writes of one run by action. */
function writes(ledger: { entries(): readonly { action: string; write: boolean }[] }): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const entry of ledger.entries()) if (entry.write) counts[entry.action] = (counts[entry.action] ?? 0) + 1;
  return counts;
}

onEveryStage('the main job', (open) => {
  it("becomes Available with the guide's status, field for field", async () => {
    const stage = await open(guide);
    stage.start();
    await stage.apply(guideSpec);
    const { status } = await stage.untilAvailable();

    const clusterId = 'cab9ace222210457a83f09fcd42e9f1d7';
    const id = (prefix: string) => expect.stringMatching(new RegExp(`^${prefix}-bp1[a-z0-9]{17}$`));
    const endpoint = {
      id: id('ep'),
      domainName: expect.stringMatching(
        /^ep-[a-z0-9]{20}\.epsrv-[a-z0-9]{20}\.cn-hangzhou\.privatelink\.aliyuncs\.com$/,
      ),
      status: 'Active',
      connectionStatus: 'Connected',
    };
    const service = {
      id: id('epsrv'),
      name: expect.stringMatching(/^com\.aliyuncs\.privatelink\.cn-hangzhou\.epsrv-bp1[a-z0-9]{17}$/),
      status: 'Active',
    };
    expect(status).toMatchObject({
      clusters: [{ clusterId, pvlEndpoint: endpoint, pvlEndpointService: service }],
      pilot: { clusters: [{ clusterId, pvlEndpoint: endpoint }], pvlEndpointService: service },
      status: 'Available',
      clustersReady: '1/1',
    });
    expect(status?.conditions?.find((condition) => condition.type === 'Ready')).toMatchObject({ status: 'True' });
    expect(status?.conditions?.map((condition) => condition.type)).not.toContain('Reconciling');
  });

  it('makes N + 1 services, N + V endpoints and two ECS writes per group, and nothing else', async () => {
    const stage = await open(plain(['a', 'b', 'c']));
    stage.start();
    await stage.apply(specOf('a', 'b', 'c'));
    await stage.untilAvailable();
    expect(writes(stage.emulator.ledger)).toEqual({
      CreateVpcEndpointService: 4,
      CreateVpcEndpoint: 6,
      CreateSecurityGroup: 4,
      AuthorizeSecurityGroup: 4,
    });
  });

  it('lets two clusters in one VPC share one Pilot endpoint', async () => {
    const scenario = plain(['a', 'b'], (world) => ({
      ...world,
      clusters: (world.clusters ?? []).map((cluster) => ({ ...cluster, vpc: 'a' })),
    }));
    const stage = await open(scenario);
    stage.start();
    const spec = specOf('a', 'b');
    await stage.apply({
      ...spec,
      ackVpcEndpoint: spec.ackVpcEndpoint.map((each) => ({
        ...each,
        vSwitches: specOf('a').ackVpcEndpoint[0]?.vSwitches ?? [],
      })),
    });
    const { status } = await stage.untilAvailable();
    const [first, second] = status?.pilot?.clusters ?? [];
    expect(first?.pvlEndpoint?.id).toBeDefined();
    expect(second?.pvlEndpoint?.id).toBe(first?.pvlEndpoint?.id);
    expect(stage.emulator.world.endpoints.size).toBe(3);
  });

  it('leaves nothing behind when the object is deleted', async () => {
    const stage = await open(plain(['a', 'b']));
    stage.start();
    await stage.apply(specOf('a', 'b'));
    await stage.untilAvailable();
    const groupsBefore = [...stage.emulator.world.securityGroups.values()].filter((group) => group.tags.size > 0);
    expect(groupsBefore).toHaveLength(3);
    await stage.delete();
    await stage.until('the object is gone', (object) => object === undefined);
    const { endpoints, services, securityGroups } = stage.emulator.world;
    expect(endpoints.size).toBe(0);
    expect(services.size).toBe(0);
    expect([...securityGroups.values()].filter((group) => group.tags.size > 0)).toEqual([]);
  });
});
