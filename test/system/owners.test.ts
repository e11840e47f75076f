/** Two clusters, each with an operator and an ASMPvlConfig for the same mesh, in one cloud: one keeps the mesh, and the other one says so. */
import { type ASMPvlConfig, annotations, tagKeys } from '@asm-privatelink/api';
import { afterEach, describe, expect, it } from 'vitest';
import { installCrd, type Kube, ourKube } from '../support/kube.ts';
import { ours } from '../support/ours.ts';
import { Stage, stageClock } from '../support/stage.ts';
import { plain, specOf } from '../support/worlds.ts';

/** Longer than a claim must stand, and several polls. */
const A_WHILE_MS = 5 * 60_000;

let open: { stages: Stage[]; kubes: Kube[] } = { stages: [], kubes: [] };
afterEach(async () => {
  for (const stage of open.stages.reverse()) await stage.close();
  for (const kube of open.kubes) await kube.close();
  open = { stages: [], kubes: [] };
});

/** The first one has linked the clusters; the second one has an object of its own. */
async function twoOwners(): Promise<{ first: Stage; second: Stage }> {
  const clock = stageClock('ours');
  const stageOn = async (scenario: ConstructorParameters<typeof Stage>[0]['scenario']) => {
    const kube = await ourKube(clock);
    const stage = new Stage({ scenario, kube, clock });
    open.stages.push(stage);
    open.kubes.push(kube);
    await stage.settle(installCrd(kube, async () => undefined));
    stage.start();
    return stage;
  };
  const first = await stageOn(plain(['a', 'b']));
  await first.apply(specOf('a', 'b'));
  await first.untilAvailable();
  const second = await stageOn(first.emulator);
  return { first, second };
}

/** What the object says of another owner. */
function saidOwners(object: ASMPvlConfig | undefined): string | undefined {
  return object?.status?.conditions?.find(({ reason }) => reason === 'TwoOwners')?.message;
}

describe('two operators for one mesh in one cloud', () => {
  it('when both live, the first one keeps the mesh, and the second one says so, changes nothing and goes without a trace', async () => {
    const { first, second } = await twoOwners();
    const whole = ours(first.emulator.world);
    const uid = (await first.get())?.metadata.uid;
    // It wishes for less: had it its way, cluster b would lose its links.
    await second.apply(specOf('a'));
    await second.until('TwoOwners', (object) => saidOwners(object) !== undefined);
    const mark = first.emulator.ledger.last;
    await second.pass(A_WHILE_MS);
    expect(saidOwners(await second.get())).toContain(uid);
    expect(first.emulator.ledger.entries({ write: true, after: mark })).toEqual([]);
    expect((await first.get())?.status?.status).toBe('Available');

    await second.delete();
    await second.until('the second object is gone', (object) => object === undefined);
    await second.pass(A_WHILE_MS);
    expect(ours(first.emulator.world)).toEqual(whole);
    const owners = new Set([...first.emulator.world.services.values()].map(({ tags }) => tags.get(tagKeys.uid)));
    expect(owners).toEqual(new Set([uid]));
    expect((await first.get())?.status?.status).toBe('Available');
  });

  it('when the first one is gone for good, the second one takes the mesh over once its claim has stood', async () => {
    const { first, second } = await twoOwners();
    const before = [...first.emulator.world.services.keys(), ...first.emulator.world.endpoints.keys()];
    await first.stop();
    await second.apply(specOf('a', 'b'));
    await second.untilAvailable();
    expect([...first.emulator.world.services.keys(), ...first.emulator.world.endpoints.keys()]).toEqual(before);
    await second.apply(specOf('a'));
    await second.untilAvailable();
    await second.until("b's links are gone", () => second.emulator.world.services.size === 2);

    // The first one wakes: it finds the mesh to be another's, and that one has nothing to fear from it.
    first.start();
    await first.pass(A_WHILE_MS);
    const woken = await first.get();
    expect(saidOwners(woken)).toContain((await second.get())?.metadata.uid);
    expect(woken?.status?.status).toBe('Degraded');
    expect(second.emulator.world.services.size).toBe(2);
    expect((await second.get())?.status?.status).toBe('Available');
  });

  it('when a person says so, the second one takes the mesh over at once', async () => {
    const { first, second } = await twoOwners();
    await first.stop();
    await second.apply(specOf('a', 'b'), { annotations: { [annotations.takeOver]: 'cmesh' } });
    const from = second.clock.now();
    await second.untilAvailable();
    expect(second.clock.now() - from).toBeLessThan(30_000);
  });
});
