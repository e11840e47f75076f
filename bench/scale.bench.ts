/**
 * Meshes of 1 to 500 clusters against the floor: what an ideal client, knowing every transition, could do under the same published rates, locks and
 * latencies (packages/emulator/src/workload.ts); beside a reconstruction of Terraform's provider. Profile `realistic`, virtual clock, full rate
 * share, quotas raised by the scenario. Writes the chart of docs/scale.md: nothing in it depends on the machine.
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { atMost, type BenchResult, told } from './harness.ts';
import { chart, type Plot } from './scale/chart.ts';
import { type AgainstFloor, type Life, type LifeWish, live } from './scale/life.ts';
import { oneCluster } from './scale/one.ts';
import { callsOf, type Phase, tell, total } from './scale/phase.ts';
import { terraform } from './scale/terraform.ts';

/** Design §7, for meshes of 500; the others are told. */
const RATIO = 1.15;
const LARGE = 500;
/** Ten clusters in a VPC. */
const MESHES: readonly LifeWish[] = [1, 10, 100, LARGE].map((clusters) => ({
  clusters,
  vpcs: Math.ceil(clusters / 10),
  rest: true,
}));
/** The other reading of the vendor's locks (docs/fidelity.md). */
const CALL_LOCKS: LifeWish = {
  clusters: LARGE,
  vpcs: LARGE / 10,
  switches: { lockLasts: 'call', lockCovers: 'action' },
};
const CHART = path.resolve('docs/scale.svg');
/** Lists of the fast tier; every other read at rest is the audit's. */
const FAST = new Set(['ListVpcEndpoints', 'ListVpcEndpointServices', 'ListVpcEndpointConnections']);

interface Point {
  clusters: number;
  ours: Life;
  theirs: { apply: Phase; delete: Phase };
}

export async function run(): Promise<BenchResult[]> {
  const results = await oneCluster();
  const points: Point[] = [];
  for (const wish of [...MESHES, CALL_LOCKS]) {
    const ours = await live(wish);
    const theirs = await terraform(wish);
    results.push(
      ratio(wish, 'apply → Available', ours.apply),
      ratio(wish, 'delete', ours.delete),
      writes(wish, ours.apply),
      ...atRest(wish, ours),
      compared(wish, 'apply', ours.apply, theirs.apply),
      compared(wish, 'delete', ours.delete, theirs.delete),
    );
    if (wish !== CALL_LOCKS) points.push({ clusters: wish.clusters, ours, theirs });
  }
  writeFileSync(CHART, chart(plotsOf(points), NOTES));
  return results;
}

const NOTES = [
  'Emulated cloud, realistic times, published rates, virtual clock; ten clusters in a VPC; locks last for the transition.',
  '"Terraform" is a reconstruction from its published settings, not the provider (bench/scale/terraform.ts).',
];

function nameOf({ clusters, vpcs, switches }: LifeWish): string {
  return `${clusters} clusters, ${vpcs} VPCs, locks last for the ${switches?.lockLasts ?? 'transition'}`;
}

function ratio(wish: LifeWish, what: string, phase: AgainstFloor): BenchResult {
  const { seconds, floorSeconds, reads, refused, cpuSeconds } = phase;
  const measured = {
    name: `${what} ÷ floor: ${nameOf(wish)}`,
    value: phase.ratio,
    unit: '×',
    notes: `${seconds.toFixed(1)} s against ${floorSeconds.toFixed(1)} s; ${total(reads)} reads, ${total(phase.writes)} writes, ${total(refused)} refused; ${cpuSeconds.toFixed(0)} s of processor time`,
  };
  return wish.clusters === LARGE ? atMost(RATIO, measured) : told(measured);
}

/** N + 1 services, N + V endpoints, two writes for each of the V + 1 security groups; nothing else (design §7). */
function writes(wish: LifeWish, { writes: sent, refused }: Phase): BenchResult {
  const { clusters, vpcs } = wish;
  const wished: Record<string, number> = {
    AuthorizeSecurityGroup: vpcs + 1,
    CreateSecurityGroup: vpcs + 1,
    CreateVpcEndpoint: clusters + vpcs,
    CreateVpcEndpointService: clusters + 1,
  };
  const actions = new Set([...Object.keys(wished), ...Object.keys(sent)]);
  const off = [...actions].map((action) => Math.abs((sent[action] ?? 0) - (wished[action] ?? 0)));
  return atMost(0, {
    name: `writes other than the wished ones: ${nameOf(wish)}`,
    value: off.reduce((sum, each) => sum + each, total(refused)),
    unit: 'calls',
    notes: tell(sent),
  });
}

function atRest(wish: LifeWish, { rest }: Life): BenchResult[] {
  if (rest === undefined) return [];
  const tier = (fast: boolean) => Object.fromEntries(Object.entries(rest).filter(([name]) => FAST.has(name) === fast));
  const line = (name: string, calls: Record<string, number>) =>
    told({
      name: `${name} calls an hour at rest: ${nameOf(wish)}`,
      value: total(calls),
      unit: 'calls',
      notes: tell(calls),
    });
  return [line('fast-tier', tier(true)), line('audit', tier(false))];
}

function compared(wish: LifeWish, what: string, ours: Phase, theirs: Phase): BenchResult {
  return told({
    name: `Terraform, reconstructed ÷ ours, ${what}: ${nameOf(wish)}`,
    value: theirs.seconds / ours.seconds,
    unit: '×',
    notes: `${theirs.seconds.toFixed(0)} s and ${callsOf(theirs)} calls against ${ours.seconds.toFixed(0)} s and ${callsOf(ours)} calls`,
  });
}

function plotsOf(points: readonly Point[]): Plot[] {
  const series = (name: string, colour: string, value: (point: Point) => number) => ({
    name,
    colour,
    points: points.map((point) => ({ x: point.clusters, y: value(point) })),
  });
  const [green, blue, grey, orange, red] = ['#1a7f37', '#0969da', '#8c959f', '#bc4c00', '#cf222e'];
  return [
    {
      title: 'Time, in seconds',
      show: (s) => `${s < 10 ? s.toPrecision(2) : s.toFixed(0)} s`,
      series: [
        { ...series('floor, apply', grey, ({ ours }) => ours.apply.floorSeconds), dashed: true },
        series('apply', green, ({ ours }) => ours.apply.seconds),
        { ...series('floor, delete', grey, ({ ours }) => ours.delete.floorSeconds), dashed: true },
        series('delete', blue, ({ ours }) => ours.delete.seconds),
        { ...series('Terraform, apply', orange, ({ theirs }) => theirs.apply.seconds), dashed: true },
        { ...series('Terraform, destroy', red, ({ theirs }) => theirs.delete.seconds), dashed: true },
      ],
    },
    {
      title: 'Calls, reads and writes',
      show: (calls) => (calls < 10_000 ? calls.toFixed(0) : `${(calls / 1000).toFixed(0)}k`),
      series: [
        series('apply', green, ({ ours }) => callsOf(ours.apply)),
        series('delete', blue, ({ ours }) => callsOf(ours.delete)),
        series('an hour at rest', '#8250df', ({ ours }) => total(ours.rest ?? {})),
        { ...series('Terraform, apply', orange, ({ theirs }) => callsOf(theirs.apply)), dashed: true },
        { ...series('Terraform, destroy', red, ({ theirs }) => callsOf(theirs.delete)), dashed: true },
      ],
    },
  ];
}
