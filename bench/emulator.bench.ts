/**
 * What the emulator bears: signed calls a second and their latency with 1,000 objects, all checks on; 5,000 endpoints listed; the start;
 * and memory with 5,000 endpoints that all listen. It runs in a process of its own, the callers in another.
 */
import { cpus } from 'node:os';
import { caller, type Load, type Target, type Told } from './emulator/calls.ts';
import { type CloudWish, cloud } from './emulator/cloud.ts';
import { atLeast, atMost, type BenchResult, median, told } from './harness.ts';
import { cpuSeconds, playIfAsked, residentMiB, start } from './support/actors.ts';

/** As `asmpvl` is shipped (packages/cli/src/main.ts): Node takes less room for garbage. */
const SHIPPED = ['--max-semi-space-size=4'];

/** The budgets. */
const CALLS_PER_SECOND = 2_000;
const P99_MS = 20;
const LIST_MS = 300;
const READY_MS = 500;
const RSS_MIB = 150;

const OBJECTS = 1_000;
const MANY = 5_000;
const ROUNDS = 5;

export async function run(): Promise<BenchResult[]> {
  await playIfAsked({ cloud, caller });
  return [...(await underLoad()), ...(await withMany()), await fromStart()];
}

async function underLoad(): Promise<BenchResult[]> {
  return withCloud({ endpoints: OBJECTS, network: false }, async (ask, pid) => {
    await ask({ kind: 'most', connections: 16, ms: 2_000 });
    const rounds: { rate: number; perCpuSecond: number }[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const before = cpuSeconds(pid);
      const { calls, ms } = await ask({ kind: 'most', connections: 16, ms: 2_000 });
      rounds.push({ rate: (calls * 1000) / ms, perCpuSecond: calls / (cpuSeconds(pid) - before) });
    }
    const paced: Told[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      paced.push(await ask({ kind: 'paced', perSecond: 500, ms: 2_000 }));
    }
    const perCpu = median(rounds.map((one) => one.perCpuSecond));
    return [
      atLeast(CALLS_PER_SECOND, {
        name: `emulator: signed calls, ${OBJECTS} endpoints`,
        value: median(rounds.map(({ rate }) => rate)),
        unit: 'a second',
        notes: `median of ${ROUNDS} rounds; ${perCpu.toFixed(0)} for each second of its CPU; half reads of one, 40 % pages of 20, 10 % writes; ${machine()}`,
      }),
      atMost(P99_MS, {
        name: 'emulator: p99 at 500 calls/s',
        value: median(paced.map(({ p99 }) => p99)),
        unit: 'ms',
        notes: `median of ${ROUNDS} rounds of 1,000 calls, ${spread(paced.map(({ p99 }) => p99))}; half took ${median(paced.map(({ p50 }) => p50)).toFixed(1)} ms at most`,
      }),
    ];
  });
}

async function withMany(): Promise<BenchResult[]> {
  return withCloud({ endpoints: MANY, network: true }, async (ask, pid) => {
    const plain = residentMiB(pid);
    const listings: Told[] = [];
    for (let round = 0; round < ROUNDS; round += 1) listings.push(await ask({ kind: 'list', pageSize: 100 }));
    if (listings.some(({ calls }) => calls !== MANY)) throw new Error(`a listing did not have ${MANY} endpoints`);
    return [
      atMost(LIST_MS, {
        name: `emulator: ${MANY} endpoints listed, pages of 100`,
        value: median(listings.map(({ ms }) => ms)),
        unit: 'ms',
        notes: `median of ${ROUNDS}, one page after the other`,
      }),
      atMost(RSS_MIB, {
        name: `emulator: memory with ${MANY} endpoints, as shipped`,
        value: await residentAsShipped(),
        unit: 'MiB',
        notes: `resident once all of them listen, with ${SHIPPED.join(' ')}`,
      }),
      told({
        name: `emulator: memory with ${MANY} endpoints, plain`,
        value: plain,
        unit: 'MiB',
        notes: `as Node is by itself; ${residentMiB(pid).toFixed(0)} MiB after the listings`,
      }),
    ];
  });
}

async function residentAsShipped(): Promise<number> {
  const serving = await start('cloud', cloud, { endpoints: MANY, network: true }, SHIPPED);
  const resident = residentMiB(serving.pid);
  await serving.stop();
  return resident;
}

async function fromStart(): Promise<BenchResult> {
  const took: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const from = performance.now();
    const started = await start('cloud', cloud, { endpoints: 0, network: false });
    took.push(performance.now() - from);
    await started.stop();
  }
  return atMost(READY_MS, {
    name: 'emulator: from start to ready',
    value: median(took),
    unit: 'ms',
    notes: `median of ${ROUNDS} processes, Node included; ${spread(took)}`,
  });
}

async function withCloud<T>(
  wish: CloudWish,
  use: (ask: (load: Load) => Promise<Told>, pid: number) => Promise<T>,
): Promise<T> {
  const serving = await start<CloudWish, Target, null, null>('cloud', cloud, wish);
  try {
    const loader = await start('caller', caller, serving.ready);
    try {
      return await use((load) => loader.ask(load), serving.pid);
    } finally {
      await loader.stop();
    }
  } finally {
    await serving.stop();
  }
}

function spread(values: readonly number[]): string {
  return `${Math.min(...values).toFixed(0)} to ${Math.max(...values).toFixed(0)}`;
}

function machine(): string {
  return `${cpus()[0]?.model ?? 'unknown CPU'}, ${cpus().length} cores`;
}
