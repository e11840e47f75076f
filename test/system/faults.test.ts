/**
 * Every call that the operator makes, while it makes, changes, repairs and takes away, meets every fault that it can meet. When the fault is
 * over, the world is as it would have been without it: one of each, nothing left behind. What is for a person is told while it lasts.
 */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { conditionTypes, isReason, reasons } from '@asm-privatelink/api';
import { type ActionName, actionNames } from '@asm-privatelink/cloud';
import { createEmulator, VirtualClock } from '@asm-privatelink/emulator';
import { afterAll, describe, expect, it } from 'vitest';
import { sample, tell } from '../support/exhaustive.ts';
import { type Case, casesOf } from '../support/fault-cases.ts';
import { cloudOf } from '../support/in-process-cloud.ts';
import { born, ours } from '../support/ours.ts';
import { newObject, Passes } from '../support/passes.ts';
import { staleReads } from '../support/stale-reads.ts';
import { type Way, ways, worldOf } from '../support/ways.ts';
import { specOf } from '../support/worlds.ts';

const MINUTE_MS = 60_000;
/** In which everything has come that comes of itself: more than an audit period. */
const REST_MS = 15 * MINUTE_MS;
/** What is tried again soon is done so long after it would have been done undisturbed. */
const SOON_MS = 4 * MINUTE_MS;
/** What needs a person is looked at every five minutes. */
const LOOKED_AT_MS = 6 * MINUTE_MS;
/** As often as the emulator takes for without end. */
const MANY = 1_000_000;
/** Of each way, of its refusals and of its other faults. */
const SAMPLED = 6;

const tallies = new Map<string, { passed: number; tried: number; total: number }>();

describe('a fault of the cloud', () => {
  const called = new Set<ActionName>();

  for (const [index, way] of ways.entries()) {
    it(`${way.name}: each call meets each fault`, async () => {
      const stage = await open(way);
      try {
        const actionsHere = stage.calls.filter((action) => !called.has(action));
        for (const action of actionsHere) called.add(action);
        const all = actionsHere.flatMap(casesOf);
        const refused = all.filter(({ effect }) => effect.kind === 'error');
        const others = all.filter(({ effect }) => effect.kind !== 'error');
        const tried = [...sample(refused, SAMPLED, index), ...sample(others, SAMPLED, index)];
        for (const one of tried) {
          const wrong = await stage.meet(one).catch(String);
          expect.soft(wrong, `${one.action}, ${one.kind} ${JSON.stringify(one.effect)}`).toBeUndefined();
          count(one.kind, wrong === undefined);
        }
        for (const { kind } of all) tallyOf(kind).total += 1;
      } finally {
        await stage.close();
      }
    }, 1_200_000);
  }

  it('all calls that the operator can make were among them', async () => {
    const named = new Set(
      (await sourcesOf('packages/link/src')).flatMap((text) => text.match(/(?<=')[A-Z]\w+(?=')/g) ?? []),
    );
    const possible = actionNames().filter((name) => named.has(name));
    expect([...called].sort()).toEqual(possible.sort());
  });

  afterAll(() => {
    for (const [kind, { passed, tried, total }] of [...tallies].sort(([a], [b]) => a.localeCompare(b))) {
      tell(`fault, ${kind}`, passed, tried, total);
    }
    const sum = (of: 'passed' | 'tried' | 'total') => [...tallies.values()].reduce((all, each) => all + each[of], 0);
    tell('fault, all', sum('passed'), sum('tried'), sum('total'));
  });
});

/** The texts of a folder's sources, tests aside. */
async function sourcesOf(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true });
  const sources = names.filter((name) => name.endsWith('.ts') && !/\.test\.ts$|^testing/.test(name));
  return Promise.all(sources.map((name) => readFile(path.join(folder, name), 'utf8')));
}

function tallyOf(kind: string) {
  const tally = tallies.get(kind) ?? { passed: 0, tried: 0, total: 0 };
  tallies.set(kind, tally);
  return tally;
}

function count(kind: string, passed: boolean): void {
  const tally = tallyOf(kind);
  tally.tried += 1;
  if (passed) tally.passed += 1;
}

/** One world, brought to where the way begins, and back there for each case. */
async function open(way: Way) {
  const clock = new VirtualClock();
  const emulator = createEmulator({ scenario: worldOf(way), clock, profile: 'instant', strict: true });
  const { world, faults, ledger, state } = emulator;
  const stale = staleReads(cloudOf(emulator), clock);
  const cloud = way.through?.(stale.cloud) ?? stale.cloud;
  const source = { kind: 'asm' as const, meshId: 'cmesh' };
  const begin = (object = newObject(way.from ?? specOf('a'))) =>
    new Passes({ cloud, source, clock, certificates: way.certificates }, object);
  const settled = (passes: Passes) => {
    const { status, metadata } = passes.object;
    if (metadata.deletionTimestamp !== undefined) return passes.finished;
    const names = status?.conditions?.find(({ type }) => type === conditionTypes.certificateNames)?.status;
    if (way.certificates === 'manage' && names !== 'True') return false;
    return status?.status === 'Available' && status.observedGeneration === metadata.generation;
  };

  const first = begin();
  if (way.from !== undefined) {
    if (!(await first.until(() => settled(first), REST_MS))) throw new Error('never Available');
    await first.rest(2 * MINUTE_MS);
  }
  const beginning = { object: first.object, state: state.save() };

  /** From the beginning to its end, as it goes undisturbed or with a fault in its way. */
  async function start() {
    faults.clear();
    stale.thaw();
    state.restore(beginning.state);
    // A process of its own for each case, which has seen the world as it was.
    const passes = begin(beginning.object);
    if (way.from !== undefined) await passes.rest(MINUTE_MS);
    const births = born(emulator);
    const startedAt = clock.now();
    way.happens(passes, world);
    return { passes, births, startedAt };
  }

  const undisturbed = await start();
  await undisturbed.passes.until(() => undisturbed.passes.finished, REST_MS);
  if (!settled(undisturbed.passes)) throw new Error(`undisturbed, ${way.name} does not end`);
  const end = { objects: ours(world), made: undisturbed.births() };
  const isAsItEnds = (passes: Passes) => settled(passes) && isDeepStrictEqual(ours(world), end.objects);
  const again = await start();
  const from = ledger.entries({}).length;
  await again.passes.until(() => isAsItEnds(again.passes), REST_MS);
  again.births();
  /** What is called on the way to the end: later calls are of the audit, and not needed for it. */
  const calls = [
    ...new Set(
      ledger
        .entries({})
        .slice(from)
        .map(({ action }) => action as ActionName),
    ),
  ];
  const tookMs = clock.now() - again.startedAt;

  /** Undefined when all is well, else what is not. */
  async function meet(one: Case): Promise<string | undefined> {
    const begun = await start();
    try {
      return await wrongWith(one, begun);
    } finally {
      begun.births();
      begun.passes.stop();
    }
  }

  async function wrongWith(
    { action, effect, times, right }: Case,
    { passes, births, startedAt }: Awaited<ReturnType<typeof start>>,
  ): Promise<string | undefined> {
    const code = effect.kind === 'error' ? effect.code : '';
    let struck = () => true;
    if (effect.kind === 'stale') stale.freeze(action, effect.ms);
    else {
      const { id } = faults.place({ action, times: Math.min(times, MANY), effect });
      struck = () => faults.list().some((each) => each.id === id && each.struck > 0);
    }
    const late = () => `${Math.round((clock.now() - startedAt) / 1000)} s: ${said(passes)}`;
    if (right === 'person' || right === 'told') {
      const told = () => tells(passes, code, right === 'person' ? ['person'] : ['person', 'bug']);
      if (!(await passes.until(told, tookMs + SOON_MS))) return `struck: ${struck()}; not told in ${late()}`;
    }
    const hit = struck();
    if (times > MANY) faults.clear();
    const limitMs = right === 'soon' ? tookMs + SOON_MS : tookMs + LOOKED_AT_MS;
    if (!(await passes.until(() => isAsItEnds(passes), limitMs))) return `not at its end in ${late()}`;
    if (!hit && !struck()) return 'never struck';
    await passes.rest(way.from === undefined ? 45_000 : 0);
    const made = births();
    return isDeepStrictEqual(made, end.made)
      ? undefined
      : `made ${JSON.stringify(made)}, not ${JSON.stringify(end.made)}`;
  }

  return { calls, meet, close: () => emulator.close() };
}

/** Whether the status, or an event of the last pass, tells of the code under a reason that means one of these. */
function tells({ object, events }: Passes, code: string, kinds: readonly string[]): boolean {
  const rows = [...(object.status?.clusters ?? []), ...(object.status?.pilot?.clusters ?? [])];
  return [...(object.status?.conditions ?? []), ...rows, ...events].some(
    ({ reason = '', message = '' }) =>
      isReason(reason) && kinds.includes(reasons[reason].kind) && (message.includes(code) || reason === 'NotActivated'),
  );
}

function said({ object }: Passes): string {
  return JSON.stringify(object.status?.conditions?.map(({ type, reason, message }) => ({ type, reason, message })));
}
