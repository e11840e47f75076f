/**
 * The operator's Kubernetes side against API servers: ours in process and over TLS and, where REAL_KUBE names the
 * `real-kube` script, a real kube-apiserver with etcd. The same cases for all.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type ASMPvlConfigStatus, customResourceDefinition, resource } from '@asm-privatelink/api';
import { startApiServer } from '@asm-privatelink/apiserver';
import {
  connectKube,
  createMetrics,
  isKubeError,
  type KubeObject,
  type KubeTransport,
  kubeClient,
  parseObject,
  type Resource,
  startOperator,
  systemClock,
} from '@asm-privatelink/operator';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startEvents } from '../packages/operator/src/kube/events.ts';
import { startElection } from '../packages/operator/src/kube/lease.ts';
import { startReflector } from '../packages/operator/src/kube/reflector.ts';
import { recordingLog } from '../packages/operator/src/testing/recording-log.ts';
import { type Kube, ourKube, realKube } from './support/kube.ts';
import { findRealKube } from './support/real-kube.ts';

const program = findRealKube();

const servers: [name: string, available: boolean, start: () => Promise<Kube>][] = [
  ['our API server, in process', true, () => ourKube(systemClock())],
  ['our API server, over TLS', true, overTls],
  ['a real kube-apiserver', program !== undefined, () => realKube(program ?? '')],
];

describe.each(servers)('the Kubernetes side of the operator with %s', (_, available, start) => {
  let server: Kube;
  const cleanUp: (() => unknown)[] = [];
  const clock = systemClock();
  const quick = { clock, random: Math.random, log: recordingLog() };
  const client = () => kubeClient({ transport: server.transport, clock });

  beforeAll(async () => {
    if (available) server = await start();
  }, 120_000);
  afterEach(async () => {
    for (const action of cleanUp.splice(0).reverse()) await action();
  });
  afterAll(() => server?.close());

  it.skipIf(!available)('when a request is aborted between the head of its answer and the body, goes on', async () => {
    for (let times = 0; times < 20; times += 1) {
      const stopped = new AbortController();
      const { body } = await server.transport({ method: 'GET', path: '/version', signal: stopped.signal });
      const reading = body[Symbol.asyncIterator]().next();
      for (let turns = 0; turns < times; turns += 1) await Promise.resolve();
      stopped.abort(); // an error that nobody hears would end the process
      await reading.catch(() => undefined);
    }
    let version = '';
    for await (const chunk of (await server.transport({ method: 'GET', path: '/version' })).body) version += chunk;
    expect(JSON.parse(version)).toMatchObject({ major: '1' });
  });

  it.skipIf(!available)(
    'reflects what is made, changed and deleted, also across watches that the server ends',
    async () => {
      const seen = mailbox<string>();
      const api = client();
      const at = (name: string) => ({ namespace: 'default', name });
      await api.create(configMaps, { namespace: 'default' }, configMap('before'));
      const watches = mailbox<number>();
      let count = 0;
      const counting: KubeTransport = async (request) => {
        if (request.path.includes('watch=1')) {
          count += 1;
          watches.put(count);
        }
        return await server.transport(request);
      };
      const reflector = startReflector({
        ...quick,
        client: kubeClient({ transport: counting, clock }),
        resource: configMaps,
        namespace: 'default',
        watchMs: 1_000,
        upsert: ({ metadata, data }) => seen.put(`${metadata.name} ${JSON.stringify(data)}`),
        remove: (key) => seen.put(`-${key}`),
      });
      cleanUp.push(() => reflector.stop());
      await seen.has('before {"n":"0"}');
      await api.create(configMaps, { namespace: 'default' }, configMap('during'));
      await seen.has('during {"n":"0"}');
      for (const watch of [2, 3]) {
        await watches.has(watch);
        await api.mergePatch(configMaps, at('during'), { data: { n: `${watch}` } });
        await seen.has(`during {"n":"${watch}"}`);
      }
      await api.delete(configMaps, at('before'));
      await seen.has('-default/before');
      await api.delete(configMaps, at('during'));
      await seen.has('-default/during');
      expect(reflector.healthy()).toBe(true);
    },
    60_000,
  );

  it.skipIf(!available)('tells refusals apart by status and reason', async () => {
    const api = client();
    const missing: Resource<KubeObject> = {
      group: 'nobody.io',
      version: 'v1',
      plural: 'things',
      kind: 'Thing',
      parse: parseObject,
    };
    const made = await api.create(configMaps, { namespace: 'default' }, configMap('refusals'));
    const at = { namespace: 'default', name: 'refusals' };
    await api.mergePatch(configMaps, at, { data: { n: '1' } });
    const stale = { metadata: { resourceVersion: made.metadata.resourceVersion }, data: { n: '2' } };
    const refusals = await Promise.all([
      refusal(api.mergePatch(configMaps, at, stale)),
      refusal(api.create(configMaps, { namespace: 'default' }, configMap('refusals'))),
      refusal(api.get(configMaps, { namespace: 'default', name: 'nothing' })),
      refusal(api.get(missing, { name: 'x' })),
      refusal(api.delete(configMaps, at, { resourceVersion: made.metadata.resourceVersion })),
    ]);
    expect(refusals.map(({ status, reason }) => `${status} ${reason}`)).toEqual([
      '409 Conflict',
      '409 AlreadyExists',
      '404 NotFound',
      expect.stringMatching(/^404 /),
      '409 Conflict',
    ]);
    await api.delete(configMaps, at);
  });

  it.skipIf(!available)('elects one leader, which hands over when it stops', async () => {
    const events = mailbox<string>();
    const candidate = (identity: string) =>
      startElection({
        ...quick,
        client: client(),
        namespace: 'default',
        name: 'test',
        identity,
        retryMs: 50,
        changed: (term) => events.put(`${identity} ${term === undefined ? 'ends' : 'leads'}`),
      });
    const first = candidate('first');
    await events.has('first leads');
    const second = candidate('second');
    cleanUp.push(() => second.stop());
    expect([first.leader(), second.leader()]).toEqual([true, false]);
    await first.stop();
    await events.has('second leads');
    expect([first.leader(), second.leader()]).toEqual([false, true]);
  });

  it.skipIf(!available)('writes events, and counts the same one instead of repeating it', async () => {
    const api = client();
    const about = {
      apiVersion: resource.apiVersion,
      kind: resource.kind,
      metadata: { name: 'default', uid: 'u-1', resourceVersion: '1' },
    };
    for (let times = 0; times < 2; times += 1) {
      const events = startEvents({ ...quick, client: api, mayWrite: () => true, instance: 'test' });
      events.publish(about, [{ type: 'Normal', reason: 'Created', message: 'made ep-1', key: 'ep-1' }]);
      await events.stop();
    }
    const found: KubeObject[] = [];
    const events: Resource<KubeObject> = {
      group: '',
      version: 'v1',
      plural: 'events',
      kind: 'Event',
      parse: parseObject,
    };
    for await (const page of api.list(events, { namespace: 'default' })) found.push(...page.items);
    expect(found.filter(({ reason }) => reason === 'Created')).toMatchObject([
      {
        message: 'made ep-1',
        count: 2,
        involvedObject: { name: 'default', uid: 'u-1' },
        source: { component: 'asm-privatelink' },
      },
    ]);
  });

  it.skipIf(!available)(
    'runs the loop from the CRD on: finalizer, status, a change, deletion',
    async () => {
      const api = client();
      const status: ASMPvlConfigStatus = { status: 'Available', observedGeneration: 1 };
      const generations: (number | undefined)[] = [];
      const log = recordingLog();
      const operator = startOperator({
        kube: server.transport,
        clock,
        log,
        metrics: createMetrics(),
        mode: 'manage',
        mesh: 'm1',
        identity: 'test',
        leaderElection: { namespace: 'default', name: 'loop' },
        reconcile: async ({ object, leader }) => {
          expect([leader, object.metadata.finalizers]).toEqual([true, ['asm-privatelink.io/links']]);
          const { generation = 0, deletionTimestamp } = object.metadata;
          generations.push(generation);
          return {
            events: [],
            againInMs: 600_000,
            finished: deletionTimestamp !== undefined,
            status: { ...status, observedGeneration: generation },
          };
        },
      });
      cleanUp.push(() => operator.stop());

      const configs: Resource<KubeObject> = { ...resource, parse: parseObject };
      const seen = mailbox<string>();
      await api.create(crds, {}, customResourceDefinition());
      const watcher = startReflector({
        ...quick,
        client: api,
        resource: configs,
        upsert: (object) => seen.put(`${JSON.stringify(object['status'] ?? null)}`),
        remove: (key) => seen.put(`-${key}`),
      });
      cleanUp.push(() => watcher.stop());
      await watcher.synced;
      const vSwitches = [{ vSwitchId: 'vsw-1', zoneId: 'cn-hangzhou-j' }];
      const spec = { ackVpcEndpoint: [{ clusterId: 'c1', vSwitches }], asmVpcEndpoint: { vSwitches } };
      const manifest = { apiVersion: resource.apiVersion, kind: resource.kind, metadata: { name: 'default' }, spec };
      await api.create(configs, {}, manifest);
      await seen.has(JSON.stringify({ observedGeneration: 1, status: 'Available' }));
      await api.mergePatch(
        configs,
        { name: 'default' },
        { spec: { ackVpcEndpoint: [{ clusterId: 'c2', vSwitches }] } },
      );
      await seen.has(JSON.stringify({ observedGeneration: 2, status: 'Available' }));
      await api.delete(configs, { name: 'default' });
      await seen.has('-default');
      expect([...new Set(generations)]).toEqual([1, 2, 3]);
      expect(generations.length).toBeLessThanOrEqual(4);
      expect(log.entries.filter(({ level, message }) => level === 'error' || message === 'the pass failed')).toEqual(
        [],
      );
    },
    60_000,
  );
});

describe('connectKube', () => {
  it('when the server comes back with other certificates and the kubeconfig is rewritten, goes on after one failure', async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'asmpvl-rotation-'));
    const file = path.join(folder, 'kubeconfig');
    const first = await startApiServer();
    writeFileSync(file, first.kubeconfig);
    const connection = await connectKube({ path: file });
    const api = kubeClient({ transport: connection.transport, clock: systemClock() });
    const create = (name: string) => api.create(configMaps, { namespace: 'default' }, configMap(name));
    await create('a');
    await first.close();
    const second = await startApiServer({ port: Number(new URL(first.url).port) });
    writeFileSync(file, second.kubeconfig);
    try {
      expect(await refusal(create('b'))).toMatchObject({ status: 0, reason: 'Unreachable' });
      expect((await create('c')).metadata.name).toBe('c');
    } finally {
      await connection.close();
      await second.close();
      rmSync(folder, { recursive: true });
    }
  });
});

const configMaps: Resource<KubeObject> = {
  group: '',
  version: 'v1',
  plural: 'configmaps',
  kind: 'ConfigMap',
  parse: parseObject,
};
const crds: Resource<KubeObject> = {
  group: 'apiextensions.k8s.io',
  version: 'v1',
  plural: 'customresourcedefinitions',
  kind: 'CustomResourceDefinition',
  parse: parseObject,
};

function configMap(name: string): object {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data: { n: '0' } };
}

async function refusal(promise: Promise<unknown>): Promise<{ status: number; reason: string }> {
  try {
    await promise;
  } catch (error) {
    if (isKubeError(error)) return error;
    throw error;
  }
  throw new Error('it succeeded');
}

/** What arrives, and a way to wait for it. */
function mailbox<T>() {
  const arrived = new Set<T>();
  const waiting = new Map<T, () => void>();
  return {
    put(item: T) {
      arrived.add(item);
      waiting.get(item)?.();
    },
    has: (item: T) =>
      new Promise<void>((resolve) => {
        if (arrived.has(item)) resolve();
        else waiting.set(item, resolve);
      }),
  };
}

async function overTls(): Promise<Kube> {
  const server = await startApiServer();
  const connection = await connectKube({ text: server.kubeconfig });
  const close = async () => {
    await connection.close();
    await server.close();
  };
  return { transport: connection.transport, close };
}
