/** What the operator needs as shipped: its program, with its own Node flags, once its links are up and for a while after. */
import { readFileSync } from 'node:fs';
import { guide } from '@asm-privatelink/emulator';
import { type Outside, openOutside } from '../test/support/outside.ts';
import { guideSpec } from '../test/support/worlds.ts';
import { atMost, type BenchResult } from './harness.ts';

/** Design §7, which allows it for 500 clusters; one takes no more. */
const MIB = 100;
/** Looks at the cloud while at rest, one a second. */
const LOOKS = 20;
const LIMIT_MS = 60_000;

export async function run(): Promise<BenchResult[]> {
  const outside = await openOutside(guide, { flags: { 'leader-elect': 'false', 'poll-seconds': '1' } });
  try {
    const { child } = outside.start();
    await outside.apply(guideSpec);
    await outside.until((object) => object?.status?.status === 'Available', LIMIT_MS);
    await looks(outside);
    const { resident, peak } = memoryOf(child.pid ?? 0);
    return [
      atMost(MIB, {
        name: 'operator at rest, 1 cluster',
        value: resident,
        unit: 'MiB',
        notes: `resident, after ${LOOKS} looks; at most ${peak.toFixed(0)} MiB since its start`,
      }),
    ];
  } finally {
    await outside.close();
  }
}

async function looks({ emulator }: Outside): Promise<void> {
  let seen = 0;
  await new Promise<void>((resolve) => {
    const end = emulator.ledger.onCall(({ action }) => {
      if (action === 'ListVpcEndpoints') seen += 1;
      if (seen < LOOKS) return;
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
