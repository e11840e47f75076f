/**
 * The operator loses everything it has in memory, before or after any one call to the cloud or write to Kubernetes, and another one is started at
 * once. Wherever that happens, the world ends as it would have ended undisturbed, and nothing was made twice on the way.
 */
import { isDeepStrictEqual } from 'node:util';
import { type ASMPvlConfigSpec, tagKeys } from '@asm-privatelink/api';
import { describe, expect, it } from 'vitest';
import { sample, tell } from '../support/exhaustive.ts';
import { installCrd, ourKube } from '../support/kube.ts';
import { Life, type Place } from '../support/life.ts';
import { born, type Count, count, ours } from '../support/ours.ts';
import { Stage, stageClock } from '../support/stage.ts';
import { entry, plain, specOf } from '../support/worlds.ts';

interface Change {
  name: string;
  /** What is there before; nothing, when left out. */
  from?: ASMPvlConfigSpec;
  /** What is wished; left out, the object is deleted. */
  to?: ASMPvlConfigSpec;
  /** Services, endpoints and groups that are there in the end, and that were ever made. */
  left: Count;
  made: Count;
  /** What the operator is configured to do about certificates; left out, a person adds the names. */
  certificates?: 'manage';
}

/** N + 1 services, N + V endpoints (design §7), and a group for each VPC and channel: for N clusters in as many VPCs. */
const complete = (clusters: number): Count => ({
  services: clusters + 1,
  endpoints: 2 * clusters,
  groups: clusters + 1,
});
const nothing: Count = { services: 0, endpoints: 0, groups: 0 };

const moved: ASMPvlConfigSpec = {
  ...specOf('a', 'b', 'c'),
  ackVpcEndpoint: [entry('a', 'a', ['k']), entry('b'), entry('c')],
};
const changes: Change[] = [
  { name: 'create', to: specOf('a', 'b', 'c'), left: complete(3), made: complete(3) },
  {
    name: 'add a cluster',
    from: specOf('a', 'b'),
    to: specOf('a', 'b', 'c'),
    left: complete(3),
    made: complete(3),
  },
  { name: 'move to another zone', from: specOf('a', 'b', 'c'), to: moved, left: complete(3), made: complete(3) },
  {
    name: 'take a cluster out',
    from: specOf('a', 'b', 'c'),
    to: specOf('a', 'b'),
    left: complete(2),
    made: complete(3),
  },
  {
    name: 'create, with the names in the certificates',
    to: specOf('a', 'b', 'c'),
    left: complete(3),
    made: complete(3),
    certificates: 'manage',
  },
  { name: 'delete', from: specOf('a', 'b', 'c'), left: nothing, made: complete(3) },
];

/** Three clusters, and a Pilot that serves two zones. */
const world = plain(['a', 'b', 'c'], (scenario) => ({
  ...scenario,
  mesh: { ...scenario.mesh, vpc: 'asm', pilot: { id: 'nlb-pilot', type: 'nlb', zones: ['j', 'k'] } },
  clusters: (scenario.clusters ?? []).map((cluster) => ({ ...cluster, memberState: 'running' as const })),
}));

/** Long enough for whatever is still to come to come. */
const REST_MS = 90_000;
const SAMPLED = 3;

describe('the operator loses its memory', () => {
  for (const [index, change] of changes.entries()) {
    it(`${change.name}: before and after each call`, async () => {
      const undisturbed = await run(change);
      expect(undisturbed.end).toMatchObject({ left: change.left, made: change.made });
      const places = undisturbed.calls.flatMap((_, at): Place[] => [
        { nth: at + 1, when: 'before' },
        { nth: at + 1, when: 'after' },
      ]);
      const tried = sample(places, SAMPLED, index);
      let passed = 0;
      for (const place of tried) {
        const end = await run(change, place).then((ran) => ran.end, String);
        expect
          .soft(end, `${place.when} call ${place.nth}, ${undisturbed.calls[place.nth - 1]}`)
          .toEqual(undisturbed.end);
        if (isDeepStrictEqual(end, undisturbed.end)) passed += 1;
      }
      tell(`crash, ${change.name}`, passed, tried.length, places.length);
    }, 1_800_000);
  }
});

/** One run in a world of its own; with a place, the operator's life ends there and another begins. */
async function run({ from, to, left, certificates }: Change, place?: Place) {
  const clock = stageClock('ours');
  const kube = await ourKube(clock);
  const stage = new Stage({ scenario: world, kube, clock, certificates });
  const births = born(stage.emulator);
  try {
    await stage.settle(installCrd(kube, async () => undefined));
    const life = new Life({ clock, cloud: stage.cloud, kube: kube.transport });
    stage.start(life.ground);
    if (from !== undefined) {
      await stage.apply(from);
      await stage.untilAvailable();
      await rest(stage, certificates);
    }
    life.count(place);
    await (to === undefined ? stage.delete() : stage.apply(to));
    if (place !== undefined) {
      await stage.settle(life.ended);
      stage.start();
    }
    const object = await stage.until('as it should be in the end', (found) => {
      const { endpoints, services } = stage.emulator.world;
      if (endpoints.size !== left.endpoints || services.size !== left.services) return false;
      if (to === undefined) return found === undefined;
      if (certificates === 'manage' && !allNamed(stage)) return false;
      return found?.status?.status === 'Available' && found.status.observedGeneration === found.metadata.generation;
    });
    await rest(stage, certificates);
    const objects = ours(stage.emulator.world);
    const end = {
      objects,
      left: count(objects),
      made: births(),
      status: object?.status?.status,
      names: [...stage.emulator.world.clusters.values()].map(({ customSans }) => customSans.length),
    };
    return { end, calls: life.calls };
  } finally {
    await stage.close();
    await kube.close();
  }
}

/** Each API server serves the domain of its endpoint. */
function allNamed({
  emulator: {
    world: { clusters, endpoints },
  },
}: Stage): boolean {
  const wanted = [...endpoints.values()].flatMap(({ tags, domain }) => {
    const cluster = clusters.get(tags.get(tagKeys.cluster) ?? '');
    return cluster === undefined ? [] : [cluster.sans.includes(domain)];
  });
  return wanted.length === clusters.size && !wanted.includes(false);
}

/** A person adds the certificate names, which the operator would go on looking for; then whatever is still to come comes. */
async function rest(stage: Stage, certificates?: 'manage'): Promise<void> {
  const { clusters, endpoints } = stage.emulator.world;
  for (const { tags, domain } of endpoints.values()) {
    if (certificates === undefined) clusters.get(tags.get(tagKeys.cluster) ?? '')?.customSans.push(domain);
  }
  await stage.pass(REST_MS);
}
