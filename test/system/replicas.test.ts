/**
 * Two operators, each the shipped program in a process of its own, and one lease. The leader is frozen, killed or stopped in the middle of its
 * work; the other one takes over and finishes; and nothing is there twice, whatever the first one does when it wakes. They have the rights that are shipped
 * and no others: the RAM policy everywhere, the service account with its RBAC on the real API server.
 */
import type { ScenarioInput } from '@asm-privatelink/emulator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signalAtWrite } from '../support/at-write.ts';
import { exhaustive } from '../support/exhaustive.ts';
import { grantOf, operatorAccount } from '../support/least-rights.ts';
import { born, count, ours } from '../support/ours.ts';
import {
  type Outside,
  type OutsideKube,
  type OutsideOptions,
  openOutside,
  realKubeWithLeastRights,
} from '../support/outside.ts';
import type { Program } from '../support/program.ts';
import { findRealKube } from '../support/real-kube.ts';
import { plain, specOf } from '../support/worlds.ts';

const ONCE = { services: 3, endpoints: 4, groups: 3 };
const NONE = { services: 0, endpoints: 0, groups: 0 };
/** A lease that is not given back is taken after 30 s. */
const LIMIT_MS = 90_000;
/** One that is given back is taken at the next attempt, every two seconds; the rest is for a program that is only starting, on a busy machine. */
const HANDOVER_MS = 20_000;
const LEADS = '"msg":"leading"';
const LOST = '"msg":"no longer leading"';

const keys = ['one', 'two', 'three'].map((user) => ({
  id: `LTAI-${user}`,
  secret: `secret-of-${user}`,
  user,
  allow: grantOf(['operator']),
}));
const world: ScenarioInput = plain(['a', 'b'], (scenario) => ({ ...scenario, keys }));
const [one = '', two = '', three = ''] = keys.map(({ id }) => id);

const available = (outside: Outside) => outside.until((object) => object?.status?.status === 'Available', LIMIT_MS);

/** The first one leads, and the second one waits. */
async function leaderAndStandby(outside: Outside): Promise<[Program, Program]> {
  const first = outside.start(0);
  await first.says(LEADS, 'err');
  const second = outside.start(1);
  await second.says('"msg":"ready"', 'err');
  return [first, second];
}

/** @param turns whose writes come after whose, once the links are taken away again: nobody writes before it leads, or when it no longer does */
async function inOutside(
  options: OutsideOptions,
  turns: readonly string[],
  test: (outside: Outside) => Promise<Program[]>,
): Promise<void> {
  const outside = await openOutside(world, options);
  const births = born(outside.emulator);
  try {
    const programs = await test(outside);
    await outside.delete();
    await outside.until((object) => object === undefined, LIMIT_MS);
    expect(count(ours(outside.emulator.world))).toEqual(NONE);
    expect(births()).toEqual(ONCE);
    const { ledger } = outside.emulator;
    expect(turnsOf(ledger.entries({ write: true }))).toEqual(turns);
    expect(ledger.entries({}).filter(({ outcome }) => /Forbidden|NoPermission/.test(outcome))).toEqual([]);
    for (const { err } of programs) expect(err).not.toMatch(/forbidden/i);
  } finally {
    await outside.close();
  }
}

function turnsOf(writes: readonly { caller: string }[]): string[] {
  return writes.map(({ caller }) => caller).filter((caller, index, all) => caller !== all[index - 1]);
}

function frozen(options: OutsideOptions): Promise<void> {
  return inOutside(options, [one, two, one], async (outside) => {
    const { ledger } = outside.emulator;
    const [first, second] = await leaderAndStandby(outside);
    const stopped = signalAtWrite(5, 'SIGSTOP', first, outside.emulator);
    await outside.apply(specOf('a', 'b'));
    await stopped;
    await available(outside);
    // What was on its way when it froze has arrived long ago.
    const asleep = ledger.last;
    expect(second.err).toContain(LEADS);
    expect(count(ours(outside.emulator.world))).toEqual(ONCE);
    const { status } = (await outside.get()) ?? {};

    first.child.kill('SIGCONT');
    await first.says(LOST, 'err');
    // It is sound: when the second one goes it leads again, and finds nothing to do.
    second.child.kill('SIGTERM');
    await second.ended;
    await first.says(new RegExp(`${LOST}[^]*${LEADS}[^]*"msg":"looked"`), 'err');
    expect(ledger.entries({ caller: one, write: true, after: asleep })).toEqual([]);
    expect((await outside.get())?.status).toEqual(status);
    return [first, second];
  });
}

function killed(options: OutsideOptions): Promise<void> {
  return inOutside(options, [one, two], async (outside) => {
    const [first, second] = await leaderAndStandby(outside);
    const dead = signalAtWrite(6, 'SIGKILL', first, outside.emulator);
    await outside.apply(specOf('a', 'b'));
    await dead;
    await available(outside);
    expect(second.err).toContain(LEADS);
    expect(count(ours(outside.emulator.world))).toEqual(ONCE);
    return [first, second];
  });
}

function rolled(options: OutsideOptions): Promise<void> {
  return inOutside(options, [one, two, three], async (outside) => {
    const [first, second] = await leaderAndStandby(outside);
    const stopped = [
      signalAtWrite(3, 'SIGTERM', first, outside.emulator, keys[0]?.id),
      signalAtWrite(1, 'SIGTERM', second, outside.emulator, keys[1]?.id),
    ];
    await outside.apply(specOf('a', 'b'));
    await stopped[0];
    await leadsSoon(second);
    const third = outside.start(2);
    await stopped[1];
    await leadsSoon(third);
    for (const old of [first, second]) expect(await old.ended).toEqual({ code: 143, signal: null }); // 128 + SIGTERM
    await available(outside);
    expect(count(ours(outside.emulator.world))).toEqual(ONCE);
    return [first, second, third];
  });
}

/** The lease was given back: nobody has to wait until it expires. */
async function leadsSoon(program: Program): Promise<void> {
  const begun = performance.now();
  await program.says(LEADS, 'err');
  expect(performance.now() - begun).toBeLessThan(HANDOVER_MS);
}

const tests = [
  { what: 'frozen in the middle of its work and woken later', run: frozen },
  { what: 'killed in the middle of its work', run: killed },
  { what: 'replaced, and its successor too, in a rolling restart', run: rolled },
];
const flags = { 'log-level': 'debug' };

describe('the leader, our API server', () => {
  for (const source of exhaustive ? (['asm', 'given'] as const) : (['asm'] as const)) {
    for (const { what, run } of tests) {
      it.concurrent(`${what}, source ${source}`, () => run({ source, flags }), 3 * LIMIT_MS);
    }
  }
});

const program = findRealKube();

describe.skipIf(program === undefined)('the leader, as its service account on a real kube-apiserver', () => {
  let kube: OutsideKube | undefined;
  beforeAll(async () => {
    kube = await realKubeWithLeastRights(program ?? '');
  }, 120_000);
  afterAll(() => kube?.close(), 60_000);

  // One after the other, for they share the server: each source has its turn.
  for (const [index, { what, run }] of (exhaustive ? tests : tests.slice(0, 1)).entries()) {
    const source = index % 2 === 0 ? 'asm' : 'given';
    const inNamespace = { ...flags, 'lease-namespace': operatorAccount.namespace };
    it(`${what}, source ${source}`, () => run({ kube, source, flags: inNamespace }), 3 * LIMIT_MS);
  }
});
