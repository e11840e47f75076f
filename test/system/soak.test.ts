/** Two months of an operator that is never started anew, in a world in which something happens every few hours: nothing grows, and all is well in the end. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { newMemory } from '@asm-privatelink/link';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { exhaustive } from '../support/exhaustive.ts';
import { Play } from '../support/model.ts';
import { event } from '../support/model-arbitrary.ts';
import { born } from '../support/ours.ts';

const DAYS = exhaustive ? 60 : 2;
const EVENTS_A_DAY = 4;
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** Fewer looks at the cloud than are usual: what matters here is how many things happen. */
const tiers = { fastMs: 10 * MINUTE_MS, auditMs: 60 * MINUTE_MS };
const seed = Number(process.env['ASMPVL_SEED'] ?? 20_260_101);

/** More than three clusters can need, and far less than what comes and goes. */
const MOST_REMEMBERED = 100;
const MOST_RETAINED_MIB = 10;

it(`${DAYS} days`, async () => {
  const memory = newMemory();
  const play = await Play.open({ seed, tiers, memory, lookMs: 30 * MINUTE_MS });
  const births = born(play.stage.emulator);
  try {
    await play.step({ event: { do: 'wish', wish: { clusters: ['a', 'b', 'c'], zones: ['j', 'k'] } }, thenMs: 0 });
    const lived = fc
      .sample(event, { seed, numRuns: 2 * DAYS * EVENTS_A_DAY })
      .filter((each) => each.do !== 'restart' && each.do !== 'crash')
      .slice(0, DAYS * EVENTS_A_DAY);
    for (const [nth, each] of lived.entries()) {
      await play.step({ event: each, thenMs: DAY_MS / EVENTS_A_DAY });
      // A person does what they are asked for, once a day: else the world that the links stand on would soon be gone.
      if (nth % EVENTS_A_DAY === EVENTS_A_DAY - 1) await play.mend();
    }
    await play.quiet();
    expect(play.judge.complaints).toEqual([]);

    const { claim, ...growing } = memory;
    for (const [name, { size }] of Object.entries(growing)) expect(size, name).toBeLessThan(MOST_REMEMBERED);
    expect(claim).toBeDefined();
    const before = heapMib();
    await play.stage.stop();
    const retained = before - heapMib();
    expect(retained).toBeLessThan(MOST_RETAINED_MIB);
    const { services, endpoints, groups } = births();
    // In a sample too little happens to tell.
    expect(services + endpoints + groups).toBeGreaterThan(exhaustive ? 2 * MOST_REMEMBERED : 0);
    process.stdout.write(
      `soak, seed ${seed}: ${DAYS} days, ${lived.length} events, ${services + endpoints + groups} objects made, operator holds ${retained.toFixed(1)} MiB\n`,
    );
  } finally {
    await play.close();
  }
}, 900_000);

/** What is in use after everything that can be collected was. */
function heapMib(): number {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect === 'function') collect();
  return process.memoryUsage().heapUsed / 2 ** 20;
}
