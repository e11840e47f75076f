/**
 * What the operator needs as shipped: its program, with its own Node flags or with none, in a cloud in which every link stands, from its start and
 * for a while at rest. Real time and real sockets: the times are this machine's, which runs the cloud and the API server beside it.
 */
import { readFileSync } from 'node:fs';
import type { Emulator } from '@asm-privatelink/emulator';
import { openOutside } from '../test/support/outside.ts';
import { atMost, type BenchResult, told } from './harness.ts';
import { linkedMesh } from './memory/linked.ts';

/** Design §7. */
const SHIPPED_MIB = 100;
const PLAIN_MIB = 140;
const START_MS = 1_000;
/** Looks at the cloud while at rest, one a second; the operator's own period is thirty seconds. */
const LOOKS = 30;
const PERIOD_S = 30;
/** Objects on one page of a list. */
const PAGE = 50;
const LIMIT_MS = 180_000;

export async function run(): Promise<BenchResult[]> {
  return [...(await atRest(1, 1)), ...(await atRest(500, 50)), ...(await atRest(500, 50, true))];
}

async function atRest(clusters: number, vpcs: number, plainNode = false): Promise<BenchResult[]> {
  const { scenario, spec } = await linkedMesh(clusters, vpcs);
  const flags = { 'leader-elect': 'false', 'poll-seconds': '1', 'rate-share': '1' };
  const outside = await openOutside(scenario, { flags, plainNode });
  try {
    await outside.apply(spec);
    const begun = performance.now();
    const first = new Promise<number>((resolve) => {
      const end = outside.emulator.ledger.onCall(() => {
        end();
        resolve(performance.now() - begun);
      });
    });
    const { pid = 0 } = outside.start().child;
    const startedMs = await first;
    await outside.until((object) => object?.status?.status === 'Available', LIMIT_MS);
    const before = cpuSeconds(pid);
    await looks(outside.emulator);
    const perLook = (cpuSeconds(pid) - before) / LOOKS;
    const { resident, peak } = memoryOf(pid);
    const name = `${clusters} ${clusters === 1 ? 'cluster' : 'clusters'}${plainNode ? ', plain node' : ''}`;
    return [
      atMost(plainNode ? PLAIN_MIB : SHIPPED_MIB, {
        name: `operator at rest, ${name}`,
        value: resident,
        unit: 'MiB',
        notes: `resident, after ${LOOKS} looks; at most ${peak.toFixed(0)} MiB since its start`,
      }),
      told({
        name: `processor at rest, ${name}`,
        value: (100 * perLook) / PERIOD_S,
        unit: '% of a core',
        notes: `${(1000 * perLook).toFixed(0)} ms a look, one look in ${PERIOD_S} s`,
      }),
      atMost(START_MS, {
        name: `start → first reconcile, ${name}`,
        value: startedMs,
        unit: 'ms',
        notes: 'to its first call',
      }),
    ];
  } finally {
    await outside.close();
  }
}

/** Each look reads the list of endpoints once, page by page. */
async function looks({ ledger, world }: Emulator): Promise<void> {
  const pages = LOOKS * Math.max(1, Math.ceil(world.endpoints.size / PAGE));
  let seen = 0;
  await new Promise<void>((resolve) => {
    const end = ledger.onCall(({ action }) => {
      if (action === 'ListVpcEndpoints') seen += 1;
      if (seen < pages) return;
      end();
      resolve();
    });
  });
}

/** In MiB, as Linux tells it. */
function memoryOf(pid: number): { resident: number; peak: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const mib = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]) / 1024;
  return { resident: mib('VmRSS'), peak: mib('VmHWM') };
}

/** User and system time since its start; Linux counts in hundredths. */
function cpuSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / 100;
}
