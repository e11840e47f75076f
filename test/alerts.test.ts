/**
 * The alerts and the dashboard, judged by promtool on numbers of the operator that were recorded while failures were made: each alert is silent before,
 * fires during, and clears afterwards; each query of the dashboard has data.
 */
import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { leaseName } from '@asm-privatelink/api/names';
import { VirtualClock } from '@asm-privatelink/emulator';
import { createMetrics, type KubeTransport, startOperator } from '@asm-privatelink/operator';
import { afterAll, describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { recordingLog } from '../packages/operator/src/testing/recording-log.ts';
import { sample } from './support/exhaustive.ts';
import { installCrd, ourKube } from './support/kube.ts';
import { Recorder } from './support/recorder.ts';
import { Stage } from './support/stage.ts';
import { plain, specOf } from './support/worlds.ts';

const run = promisify(execFile);
const MINUTE_MS = 60_000;
const config = path.resolve(import.meta.dirname, '../config/chart/monitoring');
const promtool = process.env['PROMTOOL'] || 'promtool';
const found = spawnSync(promtool, ['--version']).status === 0;

const folder = mkdtempSync(path.join(os.tmpdir(), 'asmpvl-alerts-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Rule {
  alert: string;
  annotations: { runbook: string };
}
const { groups } = parse(readFileSync(path.join(config, 'alerts.yaml'), 'utf8')) as { groups: { rules: Rule[] }[] };
const rules = groups.flatMap((group) => group.rules);
const SAMPLED = 2;

/** What is recorded: a minute is a sample. */
interface Story {
  recorder: Recorder;
  /** In minutes: when the failure began, and when it was over. */
  began: number;
  over: number;
}

/** The cloud and the operator on virtual time, the object Available, then a failure of so many minutes, then what comes after. */
async function story(
  minutes: number,
  fail: (stage: Stage) => void,
  mend: (stage: Stage) => void,
  { applied = true } = {},
): Promise<Story> {
  const clock = new VirtualClock();
  const kube = await ourKube(clock);
  const stage = new Stage({ scenario: plain(['a', 'b']), kube, clock });
  await stage.settle(installCrd(kube, async () => undefined));
  const metrics = createMetrics();
  const recorder = new Recorder(
    () => metrics.text(),
    () => clock.now(),
  );
  const pass = async (count: number) => {
    for (let minute = 0; minute < count; minute += 1) {
      await stage.pass(MINUTE_MS);
      await recorder.sample();
    }
  };
  try {
    stage.start({ metrics });
    if (applied) await stage.apply(specOf('a', 'b'));
    // The names are added and the mesh sees its members at once: that they are not is a failure of its own.
    await pass(3);
    wellKnown(stage);
    await pass(22);
    const began = recorder.minutes;
    fail(stage);
    if (!applied) await stage.apply(specOf('a', 'b'));
    await pass(minutes);
    const over = recorder.minutes;
    mend(stage);
    await pass(40);
    return { recorder, began, over };
  } finally {
    await stage.close();
    await kube.close();
  }
}

/** Every certificate bears the domain of its endpoint, and the mesh sees every cluster as running. */
function wellKnown({ emulator: { world } }: Stage): void {
  const domains = [...world.endpoints.values()].map(({ domain }) => domain);
  for (const cluster of world.clusters.values()) cluster.customSans.splice(0, Number.POSITIVE_INFINITY, ...domains);
  for (const mesh of world.meshes.values()) for (const member of mesh.members.values()) member.state = 'running';
}

const forget = ({ emulator: { world } }: Stage): void => {
  for (const cluster of world.clusters.values()) cluster.customSans.splice(0);
  for (const mesh of world.meshes.values()) for (const member of mesh.members.values()) member.state = 'failed';
};
const always = { times: 1_000_000 } as const;
const refuse = (action: string, code: string) => (stage: Stage) =>
  void stage.emulator.faults.place({ action, ...always, effect: { kind: 'error', code } });
const clear = ({ emulator }: Stage): void => emulator.faults.clear();

const failures: [what: string, alerts: string[], tell: () => Promise<Story>][] = [
  [
    'a quota is used up',
    ['AsmPrivateLinkDown', 'AsmPrivateLinkStalled'],
    () => story(15, refuse('CreateVpcEndpoint', 'QuotaExceeded.VpcEndpoints'), clear, { applied: false }),
  ],
  [
    'calls are throttled without end',
    ['AsmPrivateLinkThrottled', 'AsmPrivateLinkNotConverging', 'AsmPrivateLinkDown'],
    () => story(40, refuse('CreateVpcEndpoint', 'Throttling.User'), clear, { applied: false }),
  ],
  ['names are lost', ['AsmPrivateLinkCertificateNameMissing'], () => story(40, forget, wellKnown)],
  [
    'the cloud refuses the keys',
    ['AsmPrivateLinkBlind', 'AsmPrivateLinkStalled'],
    () => story(30, refuse('ListVpcEndpoints', 'InvalidAccessKeyId.NotFound'), clear),
  ],
  ['nobody can lead', ['AsmPrivateLinkNoLeader'], withoutLeader],
  [
    'nothing runs',
    ['AsmPrivateLinkGone'],
    async () => {
      const { recorder, began, over } = await story(
        10,
        () => undefined,
        () => undefined,
      );
      recorder.silence(began, over);
      return { recorder, began, over };
    },
  ],
];

describe.skipIf(!found)('promtool', () => {
  it.each(sample(failures, SAMPLED, 0))(
    '%s: fires %s, and they clear',
    async (_, alerts, tell) => {
      const { recorder, began, over } = await tell();
      const at = (minute: number, firing: boolean) =>
        rules.map(({ alert }) => ({
          eval_time: `${minute}m`,
          alertname: alert,
          exp_alerts: firing && alerts.includes(alert) ? ('some' as const) : ('none' as const),
        }));
      const checks = [...at(began, false), ...at(over, true), ...at(recorder.minutes, false)];
      expect(await judge(recorder, checks)).toEqual('');
    },
    120_000,
  );

  it('every alert has its failure', () => {
    const made = new Set(failures.flatMap(([, alerts]) => alerts));
    expect([...made].sort()).toEqual(rules.map(({ alert }) => alert).sort());
  });

  it('every query of the dashboard has data', async () => {
    const { recorder } = await story(2, disturb, () => undefined);
    const dashboard = JSON.parse(readFileSync(path.join(config, 'dashboard.json'), 'utf8')) as {
      panels: { targets: { expr: string }[] }[];
    };
    const queries = dashboard.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr));
    expect(queries.length).toBeGreaterThan(14);
    expect(
      await judge(
        recorder,
        [],
        queries.map((query) => query.replaceAll('$__rate_interval', '5m').replaceAll('$__range', '1h')),
      ),
    ).toBe('');
  }, 120_000);

  it('every alert has its page', () => {
    for (const { alert, annotations } of rules) {
      const page = readFileSync(path.resolve(import.meta.dirname, '..', annotations.runbook), 'utf8');
      expect(page, alert).toContain(alert);
      expect(page, alert).toContain('asmpvl diagnose');
    }
  });
});

interface Check {
  eval_time: string;
  alertname: string;
  exp_alerts: 'some' | 'none';
}

/** Empty when all is as expected, else what promtool says. Alerts are asked for as the series ALERTS, whose labels do not matter here. */
async function judge(recorder: Recorder, checks: readonly Check[], queries: readonly string[] = []): Promise<string> {
  const firing = checks.map(({ eval_time, alertname, exp_alerts }) => {
    const fires = `count(ALERTS{alertname="${alertname}",alertstate="firing"}) > 0`;
    // What absent() gives is empty where there is something.
    return { eval_time, expr: exp_alerts === 'some' ? `absent(${fires})` : fires, exp_samples: [] };
  });
  const data = queries.map((query) => ({ eval_time: '50m', expr: `absent(${query})`, exp_samples: [] }));
  const file = path.join(folder, 'test.yaml');
  const test = { interval: '1m', input_series: recorder.series(), promql_expr_test: [...firing, ...data] };
  writeFileSync(
    file,
    stringify({ rule_files: [path.join(config, 'alerts.yaml')], evaluation_interval: '1m', tests: [test] }),
  );
  try {
    await run(promtool, ['test', 'rules', file], { maxBuffer: 64 << 20 });
    return '';
  } catch (error) {
    return String(Object(error)['stdout']) + String(Object(error)['stderr']);
  }
}

/** What is ours is changed behind our back, for repairs to be counted. */
function disturb({ emulator: { world } }: Stage): void {
  for (const service of world.services.values()) service.autoAccept = false;
}

/** The API server refuses the lease for a while. */
async function withoutLeader(): Promise<Story> {
  const clock = new VirtualClock();
  const kube = await ourKube(clock);
  const settle = async <T>(promise: Promise<T>): Promise<T> => {
    await clock.run(promise);
    return promise;
  };
  await settle(installCrd(kube, async () => undefined));
  const metrics = createMetrics();
  const recorder = new Recorder(
    () => metrics.text(),
    () => clock.now(),
  );
  let refused = false;
  const through: KubeTransport = async (request) => {
    if (refused && request.path.includes('/leases')) throw new Error('connection refused');
    return kube.transport(request);
  };
  const operator = startOperator({
    kube: through,
    clock,
    log: recordingLog(),
    metrics,
    mode: 'manage',
    mesh: 'cmesh',
    identity: 'one',
    leaderElection: { namespace: 'default', name: leaseName },
    reconcile: () => Promise.reject(new Error('there is no object')),
  });
  const pass = async (count: number) => {
    for (let minute = 0; minute < count; minute += 1) {
      await clock.advance(MINUTE_MS);
      await recorder.sample();
    }
  };
  await pass(5);
  const began = recorder.minutes;
  refused = true;
  await pass(10);
  const over = recorder.minutes;
  refused = false;
  await pass(10);
  await settle(operator.stop());
  await kube.close();
  return { recorder, began, over };
}
