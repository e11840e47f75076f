/**
 * The RAM policies that are shipped are enough, and nothing in them is too much: with exactly the operator's policy every way of making, changing,
 * repairing and taking away comes to its end; without any one of its actions a way that calls it does not, or a person is told what is not allowed.
 */
import { conditionTypes } from '@asm-privatelink/api';
import { actionNames, actions } from '@asm-privatelink/cloud';
import { createEmulator, type ScenarioInput, VirtualClock } from '@asm-privatelink/emulator';
import type { Source } from '@asm-privatelink/link';
import { describe, expect, it } from 'vitest';
import { sample, tell } from '../support/exhaustive.ts';
import { cloudOf } from '../support/in-process-cloud.ts';
import { allowedBy, grantOf, type Statement } from '../support/least-rights.ts';
import { newObject, Passes } from '../support/passes.ts';
import { type Way, ways, worldOf } from '../support/ways.ts';
import { specOf } from '../support/worlds.ts';

/** In which everything has come that comes: more than an audit period. */
const REST_MS = 15 * 60_000;
const SAMPLED = 6;
/** PrivateLink has a code of its own for it. */
const REFUSED = /Forbidden|NoPermission/;

const asm: Source = { kind: 'asm', meshId: 'cmesh' };
const given: Source = {
  kind: 'given',
  mesh: 'cmesh',
  region: 'cn-hangzhou',
  vpcId: 'vpc-asm',
  pilotLoadBalancerId: 'nlb-pilot',
};

const withoutCertificates = ways.filter(({ certificates }) => certificates === undefined);

describe.each([
  ['operator', asm],
  ['operator-given', given],
] as const)('with the policy %s', (name, source) => {
  const allowed = allowedBy(name);
  const callers = new Map<string, Way>();

  it.each(withoutCertificates)('$name: comes to its end, and nothing is refused', async (way) => {
    const { refused, called, ended } = await live(way, source, grantOf([name]));
    expect({ refused, ended }).toEqual({ refused: [], ended: true });
    for (const action of called) if (!callers.has(action)) callers.set(action, way);
  });

  it('every action of it is called in one of the ways', () => {
    expect([...callers.keys()].sort()).toEqual(allowed);
  });

  it('without any one of its actions a way does not end, or a person is told', async () => {
    const tried = sample(allowed, SAMPLED, allowed.length);
    const missing: string[] = [];
    for (const action of tried) {
      const rest = allowed.filter((other) => other !== action);
      if (action === 'privatelink:CheckProductOpen') {
        // Only where PrivateLink is not activated does it change anything: then nothing is tried that cannot be.
        const [asked, unasked] = [
          await live(closed, source, grantOf([name])),
          await live(closed, source, grantOf([name], rest)),
        ];
        if (asked.wrote === 0 && unasked.wrote > 0) missing.push(action);
        continue;
      }
      const way = callers.get(action);
      if (way === undefined) throw new Error(`no way calls ${action}`);
      const { refused, ended, told } = await live(way, source, grantOf([name], rest));
      expect.soft(refused, action).toEqual([action]);
      if (!ended || told) missing.push(action);
    }
    expect(missing).toEqual(tried);
    tell(`policy ${name}, without one action`, missing.length, tried.length, allowed.length);
  }, 600_000);

  it('without any one of the resources that it names something is refused', async () => {
    const whole = grantOf([name]);
    const less = whole.flatMap((statement) =>
      statement.Resource.map((resource) => ({ statement, resource: resource })),
    );
    const tried = sample(less, SAMPLED, less.length);
    let needed = 0;
    for (const { statement, resource } of tried) {
      const Resource = statement.Resource.filter((other) => other !== resource);
      const allow = whole.map((each) => (each === statement ? { ...each, Resource } : each));
      const found = await firstRefused(statement.Action, source, allow);
      expect.soft(found, `${statement.Action.join()} without ${resource}`).toBeDefined();
      if (found !== undefined) needed += 1;
    }
    tell(`policy ${name}, without one resource`, needed, tried.length, less.length);
  }, 600_000);
});

it('the policy for certificates is needed where they are managed, whole, and nowhere else', async () => {
  const own = allowedBy('operator-certificates');
  const policies = ['operator', 'operator-certificates'];
  const allowed = policies.flatMap(allowedBy);
  const [way] = ways.filter(({ certificates }) => certificates === 'manage');
  if (way === undefined) throw new Error('no way manages certificates');
  const { refused, called, ended } = await live(way, asm, grantOf(policies));
  expect({ refused, ended }).toEqual({ refused: [], ended: true });
  expect([...called]).toEqual(expect.arrayContaining(own));
  for (const action of own) {
    const without = await live(
      way,
      asm,
      grantOf(
        policies,
        allowed.filter((other) => other !== action),
      ),
    );
    expect(without).toMatchObject({ refused: [action], told: true });
  }
});

it('the policy for looking allows no write', () => {
  const write = actionNames().flatMap((each) => (actions[each].access === 'write' ? [actions[each].ram] : []));
  expect(allowedBy('read-only').filter((action) => write.includes(action))).toEqual([]);
});

/** The first of these actions that is refused in one of the ways. */
async function firstRefused(named: readonly string[], source: Source, allow: Statement[]): Promise<string | undefined> {
  for (const way of withoutCertificates) {
    const { refused } = await live(way, source, allow);
    const found = refused.find((action) => named.includes(action));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** An account for which PrivateLink is not activated. */
const closed: Way & { account: ScenarioInput['account'] } = {
  name: 'create, PrivateLink not activated',
  account: { privateLinkOpen: false },
  happens: () => undefined,
};

/** The way from its beginning to its end, or as far as it goes, with an access key that may call just these. */
async function live(way: Way & { account?: ScenarioInput['account'] }, source: Source, allow: Statement[]) {
  const clock = new VirtualClock();
  const keys: ScenarioInput['keys'] = [{ id: 'operator', secret: 'secret', user: 'operator', allow }];
  const scenario = { ...worldOf(way), keys, ...(way.account && { account: way.account }) };
  const emulator = createEmulator({ scenario, clock, profile: 'instant', strict: true });
  const cloud = cloudOf(emulator, 'cn-hangzhou', 'operator');
  const passes = new Passes(
    { cloud: way.through?.(cloud) ?? cloud, source, clock, certificates: way.certificates },
    newObject(way.from ?? specOf('a')),
  );
  const settled = () => {
    const { status, metadata } = passes.object;
    if (metadata.deletionTimestamp !== undefined) return passes.finished;
    const names = status?.conditions?.find(({ type }) => type === conditionTypes.certificateNames)?.status;
    if (way.certificates === 'manage' && names !== 'True') return false;
    return status?.status === 'Available' && status.observedGeneration === metadata.generation;
  };
  const entries = () => emulator.ledger.entries({});
  const refusedOf = () => entries().filter(({ outcome }) => REFUSED.test(outcome));
  const tells = () => REFUSED.test(JSON.stringify([passes.object.status, passes.events]));
  let told = false;
  const until = (holds: () => boolean) =>
    passes.until(() => {
      told ||= tells();
      return holds() || (refusedOf().length > 0 && told);
    }, REST_MS);
  try {
    if (way.from !== undefined) {
      await until(settled);
      await passes.rest(60_000);
    }
    way.happens(passes, emulator.world);
    await until(settled);
    // What was disturbed is found out in the audit; what is refused without consequence is told with the next status.
    await until(() => false);
    return {
      ended: settled(),
      told,
      refused: [...new Set(refusedOf().map(({ product, action }) => `${product}:${action}`))],
      wrote: entries().filter(({ write }) => write).length,
      called: new Set(entries().map(({ product, action }) => `${product}:${action}`)),
    };
  } finally {
    passes.stop();
    await emulator.close();
  }
}
