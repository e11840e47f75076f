/**
 * What the emulator's network forwards, against HAProxy (TCP mode, one thread) on the same machine in the same run: bytes through a few
 * connections, and short connections one after another. The rounds alternate, so that what else the machine does befalls both.
 */
import { cpus } from 'node:os';
import { atLeast, type BenchResult, median, told } from './harness.ts';
import { client, type Load, type Place, server } from './network/ends.ts';
import { type Haproxy, haproxy, ours } from './network/forwarders.ts';
import { type Actor, cpuSeconds, playIfAsked, start } from './support/actors.ts';

/** Issue and design §7: our share of HAProxy's. */
const THROUGHPUT = 0.8;
const CONNECTIONS = 0.4;
const ROUNDS = 9;
const loads = {
  stream: { connections: 4, ms: 800 },
  connect: { connections: 16, ms: 800 },
} as const;

interface Forwarder {
  readonly at: Place;
  readonly pid: number;
}

interface Measure {
  readonly rate: number;
  /** Share of one CPU that the forwarder used. */
  readonly cpu: number;
}

type Client = Actor<null, Load, number>;

export async function run(): Promise<BenchResult[]> {
  await playIfAsked({ server, client, ours });
  const stops: (() => Promise<void>)[] = [];
  try {
    const origin = await start('server', server, null);
    stops.push(origin.stop);
    const loader = await start('client', client, null);
    stops.push(loader.stop);
    const forwarder = await start('ours', ours, origin.ready);
    stops.push(forwarder.stop);
    const rival = await haproxy(origin.ready);
    if (rival) stops.push(rival.stop);
    const mine = { at: forwarder.ready, pid: forwarder.pid };
    return [...(await compare('stream', loader, mine, rival)), ...(await compare('connect', loader, mine, rival))];
  } finally {
    for (const stop of stops.reverse()) await stop();
  }
}

async function compare(
  kind: Load['kind'],
  loader: Client,
  mine: Forwarder,
  rival: Haproxy | undefined,
): Promise<BenchResult[]> {
  const [own, others]: [Measure[], Measure[]] = [[], []];
  for (let round = 0; round < ROUNDS; round += 1) {
    own.push(await measure(kind, loader, mine));
    if (rival) others.push(await measure(kind, loader, rival));
  }
  const what = kind === 'stream' ? 'throughput' : 'connections a second';
  const machine = `${cpus()[0]?.model ?? 'unknown CPU'}, ${cpus().length} cores`;
  const ownRate = tellRate(kind, own);
  if (!rival) {
    return [
      told({
        name: `forwarding: ${what}`,
        ...ownRate,
        notes: `haproxy not found: nothing to compare with; ${machine}`,
      }),
    ];
  }
  const ratios = own.map(({ rate }, round) => rate / (others[round]?.rate ?? Number.NaN)).sort((a, b) => a - b);
  const otherRate = tellRate(kind, others);
  return [
    atLeast(kind === 'stream' ? THROUGHPUT : CONNECTIONS, {
      name: `forwarding: ${what} ÷ HAProxy’s`,
      value: ownRate.value / otherRate.value,
      unit: '×',
      notes:
        `medians of ${ROUNDS} rounds, which alone gave ${ratios.at(0)?.toFixed(2)} to ${ratios.at(-1)?.toFixed(2)}; ` +
        `${ownRate.value.toFixed(kind === 'stream' ? 1 : 0)} against ${otherRate.value.toFixed(kind === 'stream' ? 1 : 0)} ${ownRate.unit} ` +
        `at ${percent(own)} and ${percent(others)} of a CPU; HAProxy ${rival.version}; ${machine}`,
    }),
  ];
}

async function measure(kind: Load['kind'], loader: Client, { at, pid }: Forwarder): Promise<Measure> {
  const [from, before] = [performance.now(), cpuSeconds(pid)];
  const rate = await loader.ask({ kind, at, ...loads[kind] });
  return { rate, cpu: ((cpuSeconds(pid) - before) * 1000) / (performance.now() - from) };
}

function tellRate(kind: Load['kind'], measures: readonly Measure[]): { value: number; unit: string } {
  const rate = median(measures.map((one) => one.rate));
  return kind === 'stream' ? { value: (rate * 8) / 1e9, unit: 'Gbit/s' } : { value: rate, unit: 'a second' };
}

function percent(measures: readonly Measure[]): string {
  return `${(median(measures.map(({ cpu }) => cpu)) * 100).toFixed(0)} %`;
}
