/**
 * Our API server beside a real kube-apiserver with etcd: the same requests from the same kept-alive client, turn by turn in one run. Both
 * share the machine with the client, and neither waits for a disk. Without REAL_KUBE there is nothing to compare with: the numbers are told.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { statusWrites } from './apiserver/large-config.ts';
import { Loads } from './apiserver/loads.ts';
import { type BenchServer, buildOurs, type OurProgram, realServer } from './apiserver/servers.ts';
import { atLeast, atMost, type BenchResult, median, told } from './harness.ts';

const ROUNDS = 5;
const OBJECTS = 400;
const LISTED = 2000;
/** In each turn: of all turns together, fifteen are slower than the 99th percentile. */
const EVENTS = 300;
const STARTS = 5;
/** Goals of the package: milliseconds, MiB, writes a second. */
const READY = 300;
const MEMORY = 120;
/** Node lets garbage grow to some tens of MiB before it collects it; a server that is to stay small says otherwise. */
const SMALL = ['--max-semi-space-size=1', '--optimize-for-size'];
const STATUS_WRITES = 10;

/** One kind of load, and whether more of what it measures is better. */
interface Row {
  name: string;
  unit: string;
  better: 'more' | 'less';
  measure(loads: Loads): Promise<number>;
}

const rows: readonly Row[] = [
  { name: 'create', unit: '/s', better: 'more', measure: (loads) => loads.create(OBJECTS) },
  { name: 'status update', unit: '/s', better: 'more', measure: (loads) => loads.statusUpdate(OBJECTS) },
  { name: 'merge patch', unit: '/s', better: 'more', measure: (loads) => loads.mergePatch(OBJECTS) },
  { name: 'server-side apply', unit: '/s', better: 'more', measure: (loads) => loads.apply(OBJECTS) },
  { name: 'list of 2,000', unit: 'ms', better: 'less', measure: (loads) => loads.list(LISTED) },
];

export async function run(): Promise<BenchResult[]> {
  const program = await buildOurs();
  const folder = mkdtempSync(path.join(tmpdir(), 'asmpvl-bench-data-'));
  const realKube = process.env['REAL_KUBE'];
  const open: BenchServer[] = [];
  const opened = async (server: Promise<BenchServer>): Promise<BenchServer> => {
    const started = await server;
    open.push(started);
    return started;
  };
  try {
    const starts: number[] = [];
    for (let turn = 0; turn < STARTS; turn += 1) {
      const server = await program.start();
      starts.push(server.startMs);
      await server.stop();
    }
    const ours = await opened(program.start());
    const durable = await opened(program.start({ dataDir: folder }));
    const real = realKube === undefined ? undefined : await opened(realServer(realKube));
    const compared = await compare(ours, durable, real);
    return [...compared, startUp(starts, real), ...held(ours, real), ...(await alone(program))];
  } finally {
    for (const server of open) await server.stop();
    program.remove();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function compare(ours: BenchServer, durable: BenchServer, real: BenchServer | undefined): Promise<BenchResult[]> {
  const servers = [ours, durable, ...(real === undefined ? [] : [real])].map((server) => new Loads(server));
  for (const loads of servers) {
    await loads.prepare();
    await loads.create(LISTED);
  }
  const results: BenchResult[] = [];
  for (const row of rows) {
    const [mine = [], kept = [], theirs] = await inTurn(servers, row);
    results.push(ratio(row.name, row, median(mine), theirs && median(theirs)));
    // A list is read from memory in either case.
    if (row.better === 'less') continue;
    results.push(ratio(`${row.name}, data folder`, row, median(kept), theirs && median(theirs)));
  }
  const [mine = [], , theirs] = await latencies(servers);
  for (const share of [0.5, 0.99]) {
    const name = `create → event on a watch, p${share * 100}`;
    const row = { unit: 'ms', better: 'less' } as const;
    results.push(ratio(name, row, quantile(mine, share), theirs && quantile(theirs, share)));
  }
  for (const loads of servers) loads.close();
  return results;
}

/** Each server's measurements of one load, taken in turn after one that does not count. */
async function inTurn(servers: readonly Loads[], { measure }: Row): Promise<number[][]> {
  const measured = servers.map((): number[] => []);
  for (let turn = 0; turn <= ROUNDS; turn += 1) {
    for (const [index, loads] of servers.entries()) {
      const value = await measure(loads);
      if (turn > 0) measured[index]?.push(value);
    }
  }
  return measured;
}

/** Each server's latencies of a watch, taken in turn after one that does not count. */
async function latencies(servers: readonly Loads[]): Promise<number[][]> {
  const measured = servers.map((): number[] => []);
  for (let turn = 0; turn <= ROUNDS; turn += 1) {
    for (const [index, loads] of servers.entries()) {
      const values = await loads.watchLatencies(EVENTS);
      if (turn > 0) measured[index]?.push(...values);
    }
  }
  return measured;
}

function startUp(starts: readonly number[], real: BenchServer | undefined): BenchResult {
  const notes = real === undefined ? '' : `kube-apiserver with etcd ${real.startMs.toFixed(0)} ms`;
  return atMost(READY, { name: 'startApiServer → ready', value: median(starts), unit: 'ms', notes });
}

/** Memory after the comparison, in which both did the same. */
function held(ours: BenchServer, real: BenchServer | undefined): BenchResult[] {
  return [ratio('memory after all of this', { unit: 'MiB', better: 'less' }, ours.memory(), real?.memory())];
}

/** What is measured of ours only, on servers that have done nothing before. */
async function alone(program: OurProgram): Promise<BenchResult[]> {
  const plain = await fill(program, []);
  const small = await fill(program, SMALL);
  return [
    atMost(MEMORY, {
      name: `memory with 10,000 objects, node ${SMALL.join(' ')}`,
      value: small.full,
      unit: 'MiB',
      notes: `${small.idle.toFixed(0)} MiB empty; plain node ${plain.idle.toFixed(0)} MiB empty, ${plain.full.toFixed(0)} MiB full`,
    }),
    atLeast(STATUS_WRITES, { name: 'status writes, ASMPvlConfig of 500 clusters', value: plain.writes, unit: '/s' }),
  ];
}

async function fill(program: OurProgram, nodeFlags: string[]): Promise<{ idle: number; full: number; writes: number }> {
  const server = await program.start({ nodeFlags });
  try {
    const loads = new Loads(server);
    const idle = server.memory();
    await loads.prepare();
    await loads.create(10_000);
    const full = server.memory();
    const writes = await statusWrites(loads.client, 30);
    loads.close();
    return { idle, full, writes };
  } finally {
    await server.stop();
  }
}

/** How many times as good as the real one ours is. */
function ratio(
  name: string,
  { unit, better }: Pick<Row, 'unit' | 'better'>,
  ours: number,
  real: number | undefined,
): BenchResult {
  if (real === undefined) return told({ name, value: ours, unit });
  const value = better === 'more' ? ours / real : real / ours;
  return atLeast(1, { name, value, unit: '×', notes: `${ours.toPrecision(3)} against ${real.toPrecision(3)} ${unit}` });
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
