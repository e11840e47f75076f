/**
 * The operator's own program, in a process of its own on real sockets and real time, is killed (SIGKILL) at each write of making the links and at
 * each of taking them away, and started again.
 */
import type { Emulator } from '@asm-privatelink/emulator';
import { afterAll, describe, expect, it } from 'vitest';
import { signalAtWrite } from '../support/at-write.ts';
import { sample, tell } from '../support/exhaustive.ts';
import { born, count, ours } from '../support/ours.ts';
import { openOutside } from '../support/outside.ts';
import type { Program } from '../support/program.ts';
import { plain, specOf } from '../support/worlds.ts';

/** Writes that make the links of two clusters: 3 services, 4 endpoints, 3 groups and a rule in each. */
const MAKING = 13;
/** Writes that take them away: 4 zones, 4 endpoints, 3 detached balancers, 3 services, 3 groups. */
const REMOVING = 17;
const ONCE = { services: 3, endpoints: 4, groups: 3 };
const NONE = { services: 0, endpoints: 0, groups: 0 };

const LIMIT_MS = 60_000;
const SAMPLED = 4;

/** A pair of places for each write of the longer way. */
const places = sample(
  Array.from({ length: REMOVING }, (_, index) => ({
    making: 1 + Math.floor((index * MAKING) / REMOVING),
    removing: 1 + index,
  })),
  SAMPLED,
  0,
);

describe('the operator is killed', () => {
  let survived = 0;
  for (const [index, { making, removing }] of places.entries()) {
    // One of them leads by a lease, which its successor has to wait for.
    const elect = index === 0;
    it.concurrent(
      `at write ${making} of making and write ${removing} of removing${elect ? ', leading by a lease' : ''}`,
      async () => {
        const outside = await openOutside(plain(['a', 'b']), { flags: { 'leader-elect': String(elect) } });
        const { emulator } = outside;
        try {
          const births = born(emulator);
          const first = outside.start();
          await Promise.all([outside.apply(specOf('a', 'b')), killedAt(making, first, emulator)]);
          const second = outside.start();
          await outside.until((object) => object?.status?.status === 'Available', LIMIT_MS);
          const made = ours(emulator.world);
          expect(count(made)).toEqual(ONCE);
          expect(made.endpoints.filter((each) => each.includes(' Active Connected '))).toHaveLength(ONCE.endpoints);

          await Promise.all([outside.delete(), killedAt(removing, second, emulator)]);
          outside.start();
          await outside.until((object) => object === undefined, LIMIT_MS);
          expect(count(ours(emulator.world))).toEqual(NONE);
          expect(births()).toEqual(ONCE);
          survived += 2;
        } finally {
          await outside.close();
        }
      },
      3 * LIMIT_MS,
    );
  }

  afterAll(() => tell('killed', survived, 2 * places.length, 2 * REMOVING));
});

/** Resolves when the program is dead. */
async function killedAt(nth: number, program: Program, emulator: Emulator): Promise<void> {
  await signalAtWrite(nth, 'SIGKILL', program, emulator);
  expect(await program.ended, program.err).toEqual({ code: null, signal: 'SIGKILL' });
}
