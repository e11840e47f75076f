/** The official JavaScript client, as it is, against our API server over TLS. */
import { type ApiServer, startApiServer } from '@asm-privatelink/apiserver';
import {
  CoordinationV1Api as Coordination,
  type CoordinationV1Api,
  CoreV1Api,
  CustomObjectsApi,
  KubeConfig,
  type KubernetesListObject,
  type KubernetesObject,
  makeInformer,
  PatchStrategy,
  setHeaderOptions,
  V1MicroTime,
  Watch,
} from '@kubernetes/client-node';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

/** Events that watches may look back on: few, so that the past ends soon. */
const HISTORY = 10;
const namespace = 'default';

let server: ApiServer;
let config: KubeConfig;
let core: CoreV1Api;
beforeEach(async () => {
  server = await startApiServer({ history: { events: HISTORY } });
  config = new KubeConfig();
  config.loadFromString(server.kubeconfig);
  core = config.makeApiClient(CoreV1Api);
});
afterEach(() => server.close());

const create = (name: string) =>
  core.createNamespacedConfigMap({ namespace, body: { metadata: { name }, data: { a: '1' } } });

/** Creates more objects than the history holds. */
async function forget(prefix: string): Promise<string[]> {
  const names = Array.from({ length: HISTORY * 2 }, (_, index) => `${prefix}-${index}`);
  for (const name of names) await create(name);
  return names;
}

/** What an informer has told, in words, and a way to wait for more. */
function listener() {
  const told: string[] = [];
  let wake = (): void => undefined;
  return {
    told,
    tell: (event: string) => (object: KubernetesObject) => {
      told.push(`${event} ${object.metadata?.name}`);
      wake();
    },
    async until(holds: () => boolean): Promise<void> {
      while (!holds()) await new Promise<void>((resolve) => (wake = resolve));
    },
  };
}

describe('@kubernetes/client-node', () => {
  it('creates, reads, replaces and deletes; errors are the ones it knows', async () => {
    const made = await create('a');
    const again = await core.replaceNamespacedConfigMap({
      namespace,
      name: 'a',
      body: { metadata: made.metadata ?? {}, data: { a: '2' } },
    });
    expect(Number(again.metadata?.resourceVersion)).toBeGreaterThan(Number(made.metadata?.resourceVersion));
    await expect(
      core.replaceNamespacedConfigMap({
        namespace,
        name: 'a',
        body: { metadata: made.metadata ?? {}, data: { a: '3' } },
      }),
    ).rejects.toMatchObject({ code: 409 });
    await core.deleteNamespacedConfigMap({ namespace, name: 'a' });
    await expect(core.readNamespacedConfigMap({ namespace, name: 'a' })).rejects.toMatchObject({ code: 404 });
  });

  it.each([
    ['merge', PatchStrategy.MergePatch, { data: { b: '2' } }, { a: '1', b: '2' }],
    ['strategic merge', PatchStrategy.StrategicMergePatch, { data: { a: null, b: '2' } }, { b: '2' }],
    ['JSON', PatchStrategy.JsonPatch, [{ op: 'replace', path: '/data/a', value: '3' }], { a: '3' }],
    ['apply', PatchStrategy.ServerSideApply, { apiVersion: 'v1', kind: 'ConfigMap', data: { a: '4' } }, { a: '4' }],
  ])('patches: %s', async (_name, strategy, body, data) => {
    await create('a');
    const patch = { namespace, name: 'a', body, fieldManager: 'test', force: true };
    const parameters = strategy === PatchStrategy.ServerSideApply ? patch : { namespace, name: 'a', body };
    const patched = await core.patchNamespacedConfigMap(parameters, setHeaderOptions('Content-Type', strategy));
    expect(patched.data).toEqual(data);
  });

  it('holds and renews a lease, and loses the race for it', async () => {
    const leases: CoordinationV1Api = config.makeApiClient(Coordination);
    const lease = (holderIdentity: string, at: string) => ({
      holderIdentity,
      leaseDurationSeconds: 15,
      renewTime: new V1MicroTime(at),
    });
    const taken = await leases.createNamespacedLease({
      namespace,
      body: { metadata: { name: 'leader' }, spec: lease('one', '2026-01-02T03:04:05.678Z') },
    });
    const renewed = await leases.replaceNamespacedLease({
      namespace,
      name: 'leader',
      body: { metadata: taken.metadata ?? {}, spec: lease('one', '2026-01-02T03:04:15.678Z') },
    });
    expect(JSON.stringify(renewed.spec?.renewTime)).toContain('2026-01-02T03:04:15.678');
    const late = { metadata: taken.metadata ?? {}, spec: lease('two', '2026-01-02T03:04:16.000Z') };
    await expect(leases.replaceNamespacedLease({ namespace, name: 'leader', body: late })).rejects.toMatchObject({
      code: 409,
    });
  });

  it('informs of what there is, what comes, changes and goes', async () => {
    await create('there');
    const { told, tell, until } = listener();
    const list = () => core.listNamespacedConfigMap({ namespace });
    const informer = makeInformer(config, `/api/v1/namespaces/${namespace}/configmaps`, list);
    for (const event of ['add', 'update', 'delete'] as const) informer.on(event, tell(event));
    await informer.start();
    await until(() => told.includes('add there'));
    await create('new');
    await core.patchNamespacedConfigMap(
      { namespace, name: 'new', body: { data: { b: '2' } } },
      setHeaderOptions('Content-Type', PatchStrategy.MergePatch),
    );
    await core.deleteNamespacedConfigMap({ namespace, name: 'there' });
    await until(() => told.includes('delete there'));
    expect(told).toEqual(['add there', 'add new', 'update new', 'delete there']);
    await informer.stop();
  });

  it('informs of custom objects', async () => {
    const custom = config.makeApiClient(CustomObjectsApi);
    const definitions = { group: 'apiextensions.k8s.io', version: 'v1', plural: 'customresourcedefinitions' };
    const schema = { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } };
    await custom.createClusterCustomObject({
      ...definitions,
      body: {
        apiVersion: 'apiextensions.k8s.io/v1',
        kind: 'CustomResourceDefinition',
        metadata: { name: 'things.example.com' },
        spec: {
          group: 'example.com',
          scope: 'Cluster',
          names: { plural: 'things', kind: 'Thing' },
          versions: [{ name: 'v1', served: true, storage: true, schema }],
        },
      },
    });
    const things = { group: 'example.com', version: 'v1', plural: 'things' };
    const { told, tell, until } = listener();
    const list = async () => (await custom.listClusterCustomObject(things)) as KubernetesListObject<KubernetesObject>;
    const informer = makeInformer(config, '/apis/example.com/v1/things', list);
    informer.on('add', tell('add'));
    await informer.start();
    await custom.createClusterCustomObject({
      ...things,
      body: { apiVersion: 'example.com/v1', kind: 'Thing', metadata: { name: 'a' } },
    });
    await until(() => told.includes('add a'));
    await informer.stop();
  });

  it('lists again by itself when the past it wants to watch from is gone', async () => {
    const { told, tell, until } = listener();
    let lists = 0;
    const list = async () => {
      lists += 1;
      const answer = await core.listNamespacedConfigMap({ namespace });
      // Between the first list and its watch more happens than the server remembers.
      if (lists === 1) await forget('missed');
      return answer;
    };
    const informer = makeInformer(config, `/api/v1/namespaces/${namespace}/configmaps`, list);
    informer.on('add', tell('add'));
    await informer.start();
    await until(() => told.length === HISTORY * 2);
    await create('later');
    await until(() => told.includes('add later'));
    expect(lists).toBe(2);
    expect(told).toHaveLength(HISTORY * 2 + 1);
    await informer.stop();
  });

  it('is told 410 by a plain watch from a past that is gone', async () => {
    const { metadata } = await core.listNamespacedConfigMap({ namespace });
    const names = await forget('missed');
    const ended = new Promise<unknown>((resolve) => {
      const watch = new Watch(config);
      const query = { resourceVersion: metadata?.resourceVersion };
      void watch.watch(
        `/api/v1/namespaces/${namespace}/configmaps`,
        query,
        (type, object: unknown) => type === 'ERROR' && resolve(object),
        resolve,
      );
    });
    expect(await ended).toMatchObject({ code: 410, reason: 'Expired' });
    const { items } = await core.listNamespacedConfigMap({ namespace });
    expect(new Set(items.map((each) => each.metadata?.name))).toEqual(new Set(names));
  });
});
