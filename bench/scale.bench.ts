/**
 * Meshes of many clusters against the floor: what an ideal client, knowing every transition, could do under the same published rates, locks and
 * latencies (packages/emulator/src/workload.ts). Profile `realistic`, virtual clock, full rate share, quotas raised by the scenario.
 */
import { atMost, type BenchResult } from './harness.ts';
import { type LifeWish, live, type Phase, total } from './scale/life.ts';

/** Design §7. */
const RATIO = 1.15;

const WISHES: readonly LifeWish[] = [
  { clusters: 30, vpcs: 30 },
  { clusters: 100, vpcs: 100 },
  { clusters: 500, vpcs: 50, switches: { lockLasts: 'call', lockCovers: 'action' } },
];

export async function run(): Promise<BenchResult[]> {
  const results: BenchResult[] = [];
  for (const wish of WISHES) {
    const life = await live(wish);
    results.push(told(wish, 'apply → Available', life.apply), told(wish, 'delete', life.delete));
  }
  return results;
}

function told({ clusters, vpcs, switches }: LifeWish, what: string, phase: Phase): BenchResult {
  const { ratio, seconds, floorSeconds, reads, writes, refused, cpuSeconds } = phase;
  return atMost(RATIO, {
    name: `${what}, ${clusters} clusters in ${vpcs} VPCs, a lock lasts for the ${switches?.lockLasts ?? 'transition'} ÷ floor`,
    value: ratio,
    unit: '×',
    notes: `${seconds.toFixed(1)} s against ${floorSeconds.toFixed(1)} s; ${total(reads)} reads, ${total(writes)} writes, ${total(refused)} refused; ${cpuSeconds.toFixed(0)} s of processor time`,
  });
}
