/** One process may serve several meshes: nothing of an operator is global, and none touches what is another's. */
import type { ASMPvlConfigSpec } from '@asm-privatelink/api';
import { withBudget } from '@asm-privatelink/cloud';
import { createEmulator, VirtualClock } from '@asm-privatelink/emulator';
import { defaultTiers, type Source } from '@asm-privatelink/link';
import { createLog, createMetrics, createReconcile, type Operator, startOperator } from '@asm-privatelink/operator';
import { expect, it } from 'vitest';
import { cloudOf } from '../support/in-process-cloud.ts';
import { COLLECTION, call, getConfig, installCrd, type Kube, ourKube } from '../support/kube.ts';
import { count, ours } from '../support/ours.ts';
import { plain, specOf } from '../support/worlds.ts';

const LIMIT_MS = 10 * 60_000;

it('two operators in one process make the links of two meshes in one account, and each takes away its own', async () => {
  const clock = new VirtualClock();
  const emulator = createEmulator({ scenario: plain(['a', 'b']), clock, profile: 'fast', strict: true });
  // The rates are the account's, so the budget is shared.
  const cloud = withBudget(cloudOf(emulator), { clock });
  const settle = async <T>(promise: Promise<T>): Promise<T> => {
    await clock.run(promise);
    return promise;
  };
  const operators: Operator[] = [];
  const kubes: Kube[] = [];
  const metrics = [createMetrics(), createMetrics()];

  const start = async (source: Source, mesh: string, spec: ASMPvlConfigSpec) => {
    const kube = await ourKube(clock);
    await settle(installCrd(kube, async () => undefined));
    const log = createLog({ level: 'silent' });
    const random = () => 0.5;
    const reconcile = createReconcile({ cloud, source, clock, log, random, tiers: defaultTiers });
    const own = metrics[operators.length] ?? createMetrics();
    operators.push(
      startOperator({
        kube: kube.transport,
        reconcile,
        clock,
        log,
        metrics: own,
        mode: 'manage',
        mesh,
        identity: mesh,
        leaderElection: { namespace: 'default', name: 'asm-privatelink-operator' },
      }),
    );
    kubes.push(kube);
    const body = {
      apiVersion: 'istio.alibabacloud.com/v1beta1',
      kind: 'ASMPvlConfig',
      metadata: { name: 'default' },
      spec,
    };
    await settle(call(kube.transport, 'POST', COLLECTION, body));
  };
  const until = async (kube: Kube, wanted: string | undefined) => {
    const end = clock.now() + LIMIT_MS;
    for (;;) {
      const object = await settle(getConfig(kube.transport));
      if (wanted === undefined ? object === undefined : object?.status?.status === wanted) return;
      expect(clock.now()).toBeLessThan(end);
      await clock.advance(500);
    }
  };

  try {
    await start({ kind: 'asm', meshId: 'cmesh' }, 'cmesh', specOf('a'));
    const own = {
      kind: 'given',
      mesh: 'own-istio',
      region: 'cn-hangzhou',
      vpcId: 'vpc-asm',
      pilotLoadBalancerId: 'lb-pilot',
    } as const;
    await start(own, 'own-istio', specOf('b'));
    const [one, two] = kubes;
    if (one === undefined || two === undefined) throw new Error('two were started');
    await until(one, 'Available');
    await until(two, 'Available');
    const both = count(ours(emulator.world));
    expect(both).toEqual({ services: 4, endpoints: 4, groups: 4 });
    for (const each of metrics) {
      expect(await each.text()).toContain('asmpvl_links{channel="api-server",state="good"} 1\n');
    }

    const before = ours(emulator.world);
    await settle(call(one.transport, 'DELETE', `${COLLECTION}/default`));
    await until(one, undefined);
    const left = ours(emulator.world);
    expect(count(left)).toEqual({ services: 2, endpoints: 2, groups: 2 });
    for (const kind of ['services', 'endpoints', 'groups'] as const) {
      expect(left[kind]).toEqual(before[kind].filter((told) => told.startsWith('own-istio/')));
    }
    await clock.advance(120_000);
    expect(ours(emulator.world)).toEqual(left);
  } finally {
    for (const operator of operators) await settle(operator.stop());
    await emulator.close();
    for (const kube of kubes) await kube.close();
  }
});
