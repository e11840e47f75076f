/**
 * The main job against what nobody could do faster: apply → Available for the guide's world, profile `realistic`, on the virtual clock, over
 * seeds; and what it cost in calls. Both come from the same runs, so that speed is not bought with polling (design §7).
 */
import { guide, VirtualClock } from '@asm-privatelink/emulator';
import { installCrd, ourKube } from '../../test/support/kube.ts';
import { Stage } from '../../test/support/stage.ts';
import { guideSpec } from '../../test/support/worlds.ts';
import { atMost, type BenchResult, median } from '../harness.ts';
import { count, tell } from './phase.ts';

const SEEDS = 20;
/** Design §7. */
const RATIO = 1.1;
/** 4N + 40 for N = 1. */
const READS = 44;
/** N + 1 services, N + V endpoints, two writes per security group, of which there are V + 1. */
const WRITES = { CreateVpcEndpointService: 2, CreateVpcEndpoint: 2, CreateSecurityGroup: 2, AuthorizeSecurityGroup: 2 };

interface Run {
  ratio: number;
  seconds: number;
  criticalSeconds: number;
  reads: number;
  readsByAction: Record<string, number>;
  writes: Record<string, number>;
}

async function once(seed: number): Promise<Run> {
  const clock = new VirtualClock();
  const kube = await ourKube(clock);
  const stage = new Stage({ scenario: guide, clock, kube, profile: 'realistic', seed });
  await stage.settle(installCrd(kube, async () => undefined));
  stage.start();
  const from = clock.now();
  await stage.apply(guideSpec);
  let availableAt: number | undefined;
  await stage.until('Available', (object) => {
    const ready = object?.status?.conditions?.find(
      (condition) => condition.type === 'Ready' && condition.status === 'True',
    );
    if (ready !== undefined) availableAt ??= clock.now();
    return availableAt !== undefined;
  });
  const calls = stage.emulator.ledger.entries();
  const critical = stage.emulator.criticalPath().ms;
  const took = (availableAt ?? 0) - from;
  const readsByAction = count(calls.filter((call) => !call.write).map(({ action }) => action));
  const measured = {
    ratio: took / critical,
    seconds: took / 1000,
    criticalSeconds: critical / 1000,
    reads: calls.filter((call) => !call.write).length,
    readsByAction,
    writes: count(calls.filter((call) => call.write).map(({ action }) => action)),
  };
  await stage.close();
  await kube.close();
  return measured;
}

export async function oneCluster(): Promise<BenchResult[]> {
  const runs: Run[] = [];
  for (let seed = 1; seed <= SEEDS; seed += 1) runs.push(await once(seed));
  const ratios = runs.map((each) => each.ratio).sort((a, b) => a - b);
  const p95 = ratios[Math.ceil(SEEDS * 0.95) - 1] ?? 0;
  const reads = Math.max(...runs.map((each) => each.reads));
  const dearest = runs.find((each) => each.reads === reads);
  const odd = runs.filter((each) => JSON.stringify(sorted(each.writes)) !== JSON.stringify(sorted(WRITES)));
  const middle = median(ratios);
  return [
    atMost(RATIO, {
      name: 'apply → Available, 1 cluster ÷ critical path',
      value: middle,
      unit: '×',
      notes: `median of ${SEEDS} seeds; p95 ${p95.toFixed(3)}; ${median(runs.map((each) => each.seconds)).toFixed(1)} s against ${median(runs.map((each) => each.criticalSeconds)).toFixed(1)} s`,
    }),
    atMost(READS, {
      name: 'reads until Available, 1 cluster',
      value: reads,
      unit: 'calls',
      notes: `most of ${SEEDS} seeds, median ${median(runs.map((each) => each.reads))}: ${tell(dearest?.readsByAction ?? {})}`,
    }),
    atMost(0, {
      name: 'runs with other writes than the wished ones',
      value: odd.length,
      unit: 'runs',
      notes: odd[0] === undefined ? tell(WRITES) : tell(odd[0].writes),
    }),
  ];
}

function sorted(counts: Record<string, number>): [string, number][] {
  return Object.entries(counts).sort(([a], [b]) => a.localeCompare(b));
}
