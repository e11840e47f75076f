/** A cloud in which every link of a mesh stands already: a program that starts in it has only to look. */
import type { ASMPvlConfigSpec } from '@asm-privatelink/api';
import { tagKeys } from '@asm-privatelink/api';
import { exportScenario, meshOf, type ScenarioInput, VirtualClock } from '@asm-privatelink/emulator';
import { installCrd, ourKube } from '../../test/support/kube.ts';
import { Stage } from '../../test/support/stage.ts';
import { completeByHand, specOfMesh } from '../scale/life.ts';

/** Made by the operator on the virtual clock; then the objects are nobody's in particular, so that whoever comes may keep them. */
export async function linkedMesh(
  clusters: number,
  vpcs: number,
): Promise<{ scenario: ScenarioInput; spec: ASMPvlConfigSpec }> {
  const clock = new VirtualClock();
  const kube = await ourKube(clock);
  const stage = new Stage({ scenario: meshOf(clusters, vpcs), clock, kube, profile: 'instant', rateShare: 1 });
  await stage.settle(installCrd(kube, async () => undefined));
  stage.start();
  const spec = specOfMesh(clusters, vpcs);
  await stage.apply(spec);
  await stage.untilAvailable();
  const { world, switches } = stage.emulator;
  completeByHand(world);
  for (const objects of [world.services, world.endpoints, world.securityGroups]) {
    for (const { tags } of objects.values()) tags.delete(tagKeys.uid);
  }
  const scenario = exportScenario(world, { switches });
  await stage.close();
  await kube.close();
  return { scenario, spec };
}
