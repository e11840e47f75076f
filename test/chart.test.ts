/** The chart and the plain manifests: what they refuse, that what they render is valid, and a release's whole life on a real API server. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { resource } from '@asm-privatelink/api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { pilotService, remoteSecret } from '../packages/cli/src/handoff/objects.ts';
import { exhaustive } from './support/exhaustive.ts';
import { findHelm, helmWith } from './support/helm.ts';
import { COLLECTION, call } from './support/kube.ts';
import { findKubectl, kubectlWith } from './support/kubectl.ts';
import { createConfig, type OutsideKube, realOutsideKube } from './support/outside.ts';
import { findRealKube } from './support/real-kube.ts';
import { specOf } from './support/worlds.ts';

const config = path.resolve(import.meta.dirname, '../config');
const chart = path.join(config, 'chart');
const [program, kubectlProgram, realKube] = [findHelm(), findKubectl(), findRealKube()];

const region = 'controlPlane.region=cn-hangzhou';
const given = 'controlPlane.given.name=prod,controlPlane.given.vpc=vpc-1,controlPlane.given.pilotLoadBalancer=lb-1';
const role = 'credentials.kind=ecsRole,credentials.ecsRole.name=operator';

/** By the way in which the operator is installed. */
const ways: Readonly<Record<string, string>> = {
  'companion of an ASM instance': `${region},controlPlane.asm.mesh=c1,kubeconfig.secret=asm,${role}`,
  'master of an ASM instance': `${region},controlPlane.asm.mesh=c1,controlPlane.asm.manage=true,operator.certificates=manage,kubeconfig.secret=asm,credentials.rrsa.roleArn=acs:ram::1:role/x,credentials.rrsa.oidcProviderArn=acs:ram::1:oidc-provider/y`,
  'for an Istio of one’s own': `${region},${given},${role}`,
  'with keys from a secret': `${region},${given},credentials.kind=secret,credentials.secret.name=keys`,
  'one replica, nothing around it': `${region},${given},${role},replicas=1,dashboard.enabled=true,networkPolicy.enabled=false,crd.install=false`,
};
const everyWay = Object.entries(ways);
const [, , [, own] = ['', '']] = everyWay;

interface Rendered {
  kind: string;
  metadata: { name: string; namespace?: string };
  rules?: unknown;
  spec?: { template?: { spec?: { containers: { env: { name: string; value: string }[] }[] } } };
}

describe.skipIf(program === undefined)('the chart', () => {
  const home = mkdtempSync(path.join(os.tmpdir(), 'asmpvl-chart-'));
  const helm = helmWith(program ?? '', home);
  const render = async (...args: string[]) =>
    parseAllDocuments(await helm('template', 'pvl', chart, '--namespace', 'mesh', ...args)).map(
      (document) => document.toJS() as Rendered,
    );
  afterAll(() => rmSync(home, { recursive: true }));

  it.each(everyWay)('%s: passes lint', async (_, values) => {
    expect(await helm('lint', chart, '--strict', '--set', values)).toContain('0 chart(s) failed');
  });

  it.each([
    ['no region', `controlPlane.asm.mesh=c1,${role}`, /controlPlane\/region|controlPlane\.region/],
    ['no control plane', `${region},${role}`, /controlPlane\.asm\.mesh is empty/],
    ['two control planes', `${region},${given},controlPlane.asm.mesh=c1,${role}`, /exclude each other/],
    ['half a control plane', `${region},controlPlane.given.name=x,${role}`, /controlPlane\.given is incomplete/],
    ['no role for RRSA', `${region},${given}`, /credentials\.rrsa\.roleArn/],
    ['no secret', `${region},${given},credentials.kind=secret`, /credentials\.secret\.name/],
    [
      'certificates managed by a companion',
      `${region},controlPlane.asm.mesh=c1,${role},operator.certificates=manage`,
      /operator\.certificates=manage is for a master/,
    ],
    ['an unknown value', `${own},replica=3`, /replica/],
    ['an unknown kind of credentials', `${own},credentials.kind=keys`, /credentials\/kind|credentials\.kind/],
  ])('%s is refused, naming the value', async (_, values, message) => {
    await expect(helm('template', 'pvl', chart, '--set', values)).rejects.toThrow(message);
  });

  it('gives the operator settings that it knows, and no secret', async () => {
    const known = readFileSync(path.resolve(config, '../docs/cli.md'), 'utf8');
    for (const [name, values] of everyWay) {
      const deployment = (await render('--set', values)).find(({ kind }) => kind === 'Deployment');
      const env = deployment?.spec?.template?.spec?.containers[0]?.env ?? [];
      const ours = env.map((each) => each.name).filter((each) => each.startsWith('ASMPVL_'));
      expect(ours.length, name).toBeGreaterThan(5);
      for (const each of ours) expect(known, name).toContain(`$${each}`);
      expect(env.map((each) => each.name).filter((each) => /ACCESS_KEY|SECRET/.test(each))).toEqual([]);
    }
  });

  it('has the rules of the plain manifests; a companion may only look; with a kubeconfig no rule at all', async () => {
    const plain = parseAllDocuments(readFileSync(path.join(config, 'manifests/rbac.yaml'), 'utf8'));
    const rulesOf = (objects: Rendered[]) =>
      objects
        .filter(({ kind }) => kind.endsWith('Role'))
        .map(({ rules }) => rules)
        .sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)));
    const wanted = rulesOf(plain.map((document) => document.toJS() as Rendered));
    expect(wanted).toHaveLength(4);
    expect(rulesOf(await render('--set', own))).toEqual(wanted);
    const looking = rulesOf(await render('--set', `${region},controlPlane.asm.mesh=c1,${role}`));
    const look = [{ apiGroups: [resource.group], resources: [resource.plural], verbs: ['get', 'list', 'watch'] }];
    // The operator's own, and that of people.
    expect(looking).toEqual([look, look]);
    expect(rulesOf(await render('--set', everyWay[0]?.[1] ?? ''))).toEqual([]);
  });

  it('makes what watches it only where that is wanted and its kinds are, and the budget as the cluster has it', async () => {
    const kinds = async (...args: string[]) => (await render('--set', own, ...args)).map(({ kind }) => kind);
    const there = ['ServiceMonitor', 'PrometheusRule'].flatMap((kind) => [
      '--api-versions',
      `monitoring.coreos.com/v1/${kind}`,
    ]);
    const off = ['--set', 'serviceMonitor.enabled=false,prometheusRule.enabled=false'];
    const watching = (found: string[]) =>
      found.filter((kind) => ['ServiceMonitor', 'PrometheusRule', 'ConfigMap'].includes(kind)).sort();
    expect(watching(await kinds())).toEqual([]);
    expect(watching(await kinds(...there))).toEqual(['PrometheusRule', 'ServiceMonitor']);
    expect(watching(await kinds(...there, ...off))).toEqual([]);
    expect(watching(await kinds('--set', 'dashboard.enabled=true'))).toEqual(['ConfigMap']);
    const only = (file: string, ...more: string[]) =>
      helm('template', 'pvl', chart, '--set', own, '--show-only', `templates/${file}.yaml`, ...more);
    const { data, metadata } = parse(await only('dashboard', '--set', 'dashboard.enabled=true')) as {
      data: Record<string, string>;
      metadata: object;
    };
    expect(metadata).toMatchObject({ labels: { grafana_dashboard: '1' } });
    const dashboard = readFileSync(path.join(chart, 'monitoring/dashboard.json'), 'utf8');
    expect(JSON.parse(data['asm-privatelink.json'] ?? '')).toEqual(JSON.parse(dashboard));
    for (const [version, api] of [
      ['1.20.0', 'policy/v1beta1'],
      ['1.21.0', 'policy/v1'],
    ] as const) {
      expect(parse(await only('disruption-budget', '--kube-version', version))).toMatchObject({ apiVersion: api });
    }
  });
});

interface Schema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
}

describe('the values of the chart', () => {
  const defaults = parse(readFileSync(path.join(chart, 'values.yaml'), 'utf8')) as object;
  const schema = JSON.parse(readFileSync(path.join(chart, 'values.schema.json'), 'utf8')) as Schema;
  const isGroup = (value: unknown): value is object =>
    typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length > 0;
  const known = (where: Schema, at: string): string[] =>
    where.properties === undefined
      ? [at]
      : Object.entries(where.properties).flatMap(([name, each]) => known(each, at === '' ? name : `${at}.${name}`));
  // helm's own, for charts that stand above this one.
  const described = known(schema, '').filter((at) => at !== 'global');
  const set = (value: unknown, at: string): string[] =>
    isGroup(value) && !described.includes(at)
      ? Object.entries(value).flatMap(([name, each]) => set(each, at === '' ? name : `${at}.${name}`))
      : [at];

  it('are those of the schema, each with a default', () => {
    expect(set(defaults, '').sort()).toEqual([...described].sort());
  });

  it('are used, each of them', () => {
    const folder = path.join(chart, 'templates');
    const templates = readdirSync(folder)
      .map((name) => readFileSync(path.join(folder, name), 'utf8'))
      .join('\n')
      .replaceAll('$c.', '.Values.controlPlane.')
      .replaceAll('$k.', '.Values.credentials.');
    expect(described.length).toBeGreaterThan(40);
    for (const at of described) expect(templates).toMatch(new RegExp(`\\.Values\\.${at.replaceAll('.', '\\.')}\\b`));
  });
});

const all = [program, kubectlProgram, realKube];

describe.skipIf(!exhaustive || all.includes(undefined))('on a real API server', () => {
  const home = mkdtempSync(path.join(os.tmpdir(), 'asmpvl-chart-'));
  const kubeconfig = path.join(home, 'kubeconfig');
  let kube: OutsideKube;
  const helm = (...args: string[]) => helmWith(program ?? '', home, kubeconfig)('--namespace', 'mesh', ...args);
  const kubectl = kubectlWith(kubectlProgram ?? '', kubeconfig, home);
  const uid = async () =>
    Object((await call(kube.transport, 'GET', `${COLLECTION}/default`)).body['metadata'])['uid'] as string;
  const described = async () =>
    JSON.stringify((await call(kube.transport, 'GET', `${CRDS}/${resource.crd}`)).body).includes(
      'an older description',
    );

  beforeAll(async () => {
    kube = await realOutsideKube(realKube ?? '');
    writeFileSync(kubeconfig, kube.kubeconfig, { mode: 0o600 });
    await call(kube.transport, 'POST', '/api/v1/namespaces', { metadata: { name: 'mesh' } });
    await call(kube.transport, 'POST', '/api/v1/namespaces', { metadata: { name: 'asm-privatelink' } });
  }, 120_000);
  afterAll(async () => {
    await kube.close();
    rmSync(home, { recursive: true });
  });

  it.each(everyWay)(
    '%s: every object is valid',
    async (_, values) => {
      const file = path.join(home, 'rendered.yaml');
      writeFileSync(file, await helm('template', 'pvl', chart, '--set', values, '--kube-version', '1.20.2'));
      const { stderr, code } = await kubectl('apply', '--dry-run=server', '-f', file);
      expect(code, stderr).toBe(0);
    },
    60_000,
  );

  it('the plain manifests are valid', async () => {
    const file = path.join(home, 'manifests.yaml');
    const { stdout, stderr, code } = await kubectl('kustomize', path.join(config, 'manifests'));
    expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
    writeFileSync(file, stdout.replace('policy/v1\n', 'policy/v1beta1\n'));
    expect(await kubectl('apply', '--dry-run=server', '-f', file)).toMatchObject({ code: 0 });
  }, 60_000);

  it('what handoff gives an Istio of one’s own is applied cleanly, and unchanged again', async () => {
    const access = { ca: 'CA', user: { token: 'reader' } };
    const reach = { host: 'ep-1.epsrv-1.cn-hangzhou.privatelink.aliyuncs.com', port: 6443 };
    const file = path.join(home, 'handoff.json');
    const items = [
      remoteSecret({ clusterId: 'c1', ...reach, serverName: 'kubernetes.default.svc', access }),
      pilotService({ domain: reach.host, ports: [15011, 15012, 15017], revision: undefined }),
    ];
    writeFileSync(file, JSON.stringify({ apiVersion: 'v1', kind: 'List', items }));
    await kubectl('create', 'namespace', 'istio-system');
    const names = (how: string) => `secret/istio-remote-secret-c1 ${how}\nservice/istiod ${how}\n`;
    expect(await kubectl('apply', '-f', file)).toMatchObject({ stdout: names('created') });
    expect(await kubectl('apply', '-f', file)).toMatchObject({ stdout: names('unchanged') });
  }, 60_000);

  it('a release is installed, upgraded from an older chart, rolled back and uninstalled, and the object outlives it all', async () => {
    const older = path.join(home, 'older');
    cpSync(chart, older, { recursive: true });
    change(path.join(older, 'Chart.yaml'), (text) => text.replaceAll('0.1.0', '0.0.9'));
    change(path.join(older, 'crd.yaml'), (text) =>
      text.replace(/description: .*/, 'description: an older description'),
    );
    await call(kube.transport, 'DELETE', `${CRDS}/${resource.crd}`);

    await helm('install', 'pvl', older, '--set', own);
    expect(await kubectl('wait', '--for=condition=Established', `crd/${resource.crd}`)).toMatchObject({ code: 0 });
    await createConfig(kube.transport, specOf('a'));
    const born = await uid();
    expect([born.length > 0, await described()]).toEqual([true, true]);
    await helm('upgrade', 'pvl', chart, '--set', own, '--set', 'replicas=3');
    expect([await uid(), await described(), await replicas()]).toEqual([born, false, 3]);
    await helm('rollback', 'pvl', '1');
    expect([await uid(), await described(), await replicas()]).toEqual([born, true, 2]);
    await helm('uninstall', 'pvl');
    expect([await uid(), await replicas()]).toEqual([born, undefined]);
    // The definition that was kept is taken up by the next release of that name.
    await helm('install', 'pvl', chart, '--set', own);
    expect([await uid(), await described(), await replicas()]).toEqual([born, false, 2]);
  }, 180_000);

  async function replicas(): Promise<unknown> {
    const { body } = await call(kube.transport, 'GET', '/apis/apps/v1/namespaces/mesh/deployments/pvl-operator');
    return Object(body['spec'])['replicas'];
  }
});

const CRDS = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';

function change(file: string, how: (text: string) => string): void {
  writeFileSync(file, how(readFileSync(file, 'utf8')));
}
