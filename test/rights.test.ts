/**
 * On a real API server with RBAC, as the service account of config/manifests and nobody else: with the rights that are shipped the operator lives a whole
 * life, and without any one verb of them something of it is refused.
 */

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  connectKube,
  createMetrics,
  type KubeTransport,
  type Right,
  rights,
  startOperator,
  systemClock,
} from '@asm-privatelink/operator';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { rbacObjects } from '../packages/cli/src/install/rbac.ts';
import { recordingLog } from '../packages/operator/src/testing/recording-log.ts';
import { tell } from './support/exhaustive.ts';
import { COLLECTION, call } from './support/kube.ts';
import {
  collectionOf,
  grantOf,
  installRights,
  make,
  operatorAccount,
  type RbacObject,
} from './support/least-rights.ts';
import { createConfig, type OutsideKube, openOutside, realOutsideKube, untilConfig, wipe } from './support/outside.ts';
import { Program } from './support/program.ts';
import { findRealKube } from './support/real-kube.ts';
import { kubeconfigOf } from './support/service-account.ts';
import { plain, specOf } from './support/worlds.ts';

const program = findRealKube();
const { namespace: NAMESPACE, name: leaseName } = operatorAccount;
const LIMIT_MS = 60_000;

/** Each way to take one verb away. */
const lacking = rights.flatMap((right) => right.verbs.map((verb) => ({ right, verb })));

describe.skipIf(program === undefined)('as its service account, on a real API server', () => {
  let kube: OutsideKube;
  /** Leads to the server as the service account. */
  let kubeconfig: string;

  beforeAll(async () => {
    kube = await realOutsideKube(program ?? '');
    await installRights(kube.transport);
    kubeconfig = await kubeconfigOf(operatorAccount, kube.transport, kube.kubeconfig);
  }, 120_000);
  afterAll(() => kube?.close());

  it(
    'and with the RAM policy alone, the program makes the links, leads by its lease, tells of it and takes them away',
    async () => {
      const allow = grantOf(['operator']);
      const scenario = plain(['a'], (same) => ({
        ...same,
        keys: [{ id: 'op', secret: 's', user: 'operator', allow }],
      }));
      const flags = { 'lease-namespace': NAMESPACE };
      const outside = await openOutside(scenario, { kube: { ...kube, kubeconfig }, flags });
      try {
        const running = outside.start();
        await outside.apply(specOf('a'));
        await outside.until((object) => object?.status?.status === 'Available', LIMIT_MS);
        // Events are written behind the status.
        await vi.waitFor(async () => {
          const { body } = await call(kube.transport, 'GET', '/api/v1/namespaces/default/events');
          expect((body['items'] as { reason: string }[]).map(({ reason }) => reason)).toContain('Available');
        }, 20_000);
        await outside.delete();
        await outside.until((object) => object === undefined, LIMIT_MS);
        running.child.kill('SIGTERM');
        await running.ended;
        const refused = outside.emulator.ledger
          .entries({})
          .filter(({ outcome }) => /Forbidden|NoPermission/.test(outcome));
        expect(refused).toEqual([]);
        expect(running.err).not.toMatch(/forbidden/i);
        const lease = `/apis/coordination.k8s.io/v1/namespaces/${NAMESPACE}/leases/${leaseName}`;
        expect((await call(kube.transport, 'GET', lease)).status).toBe(200);
      } finally {
        await outside.close();
      }
    },
    2 * LIMIT_MS,
  );

  it(
    'nothing of its life is refused',
    async () => {
      await give(rights);
      expect(await live()).toEqual([]);
    },
    LIMIT_MS,
  );

  it(
    'without any one verb something of it is',
    async () => {
      let missed = 0;
      for (const { right, verb } of lacking) {
        const less = rights.map((each) =>
          each === right ? { ...right, verbs: right.verbs.filter((v) => v !== verb) } : each,
        );
        await give(less.filter(({ verbs }) => verbs.length > 0));
        await untilRefused(right, verb);
        const refused = await live();
        expect.soft(refused, `${verb} ${right.resource}`).toContain(`${verb} ${right.resource}`);
        missed += refused.length > 0 ? 1 : 0;
      }
      tell('RBAC, without one verb', missed, lacking.length, lacking.length);
      await give(rights);
    },
    12 * LIMIT_MS,
  );

  it(
    'with the role for viewing, status says what there is, live too, and nothing can be changed; without any one verb of it less',
    async () => {
      const viewer = { namespace: NAMESPACE, name: 'viewer' };
      const collection = '/apis/rbac.authorization.k8s.io/v1/clusterroles';
      const role = 'asm-privatelink-view';
      await make(kube.transport, `/api/v1/namespaces/${NAMESPACE}/serviceaccounts`, { metadata: viewer });
      await make(kube.transport, '/apis/rbac.authorization.k8s.io/v1/clusterrolebindings', {
        metadata: { name: 'viewer' },
        roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: role },
        subjects: [{ kind: 'ServiceAccount', ...viewer }],
      });
      const file = path.join(mkdtempSync(path.join(tmpdir(), 'viewer-')), 'kubeconfig');
      writeFileSync(file, await kubeconfigOf(viewer, kube.transport, kube.kubeconfig));
      await createConfig(kube.transport, specOf('a'));
      const says = async (...args: string[]) => {
        const asked = new Program(args, { KUBECONFIG: file });
        const shown = asked.says('ASMPvlConfig default').then(
          () => asked.child.kill('SIGINT'),
          () => undefined,
        );
        await Promise.all([asked.ended, shown]);
        return asked.err.includes('Forbidden') ? 'refused' : 'shown';
      };
      const asViewer = await connectKube({ text: readFileSync(file, 'utf8') });
      const lists = async () =>
        (await call(asViewer.transport, 'GET', COLLECTION)).status === 403 ? 'refused' : 'shown';
      const looks = async () => Promise.all([says('status'), lists(), says('status', '--watch')]);
      expect(await looks()).toEqual(['shown', 'shown', 'shown']);
      expect(await says('apply', 'examples/asmpvlconfig.yaml')).toBe('refused');
      const [rule] = (await call(kube.transport, 'GET', `${collection}/${role}`)).body['rules'] as {
        verbs: string[];
      }[];
      // Who may list and not watch has been shown the state before the watch is refused.
      for (const verb of ['get', 'list']) {
        const rules = [{ ...rule, verbs: rule?.verbs.filter((each) => each !== verb) }];
        await call(kube.transport, 'PUT', `${collection}/${role}`, { metadata: { name: role }, rules });
        await untilRefused(
          { group: 'istio.alibabacloud.com', resource: 'asmpvlconfigs', where: 'cluster' },
          verb,
          'viewer',
        );
        expect(await looks(), verb).toContain('refused');
      }
      await wipe(kube.transport);
      await asViewer.close();
      rmSync(path.dirname(file), { recursive: true });
    },
    2 * LIMIT_MS,
  );

  /** Puts these rules in place of those that are there. */
  async function give(some: readonly Right[]): Promise<void> {
    for (const object of rbacObjects(some) as RbacObject[]) {
      if (!('rules' in object)) continue;
      const where = `${collectionOf(object)}/${object.metadata.name}`;
      expect((await call(kube.transport, 'PUT', where, object)).status).toBe(200);
    }
  }

  /** RBAC is read from caches: a change holds a moment later. */
  async function untilRefused(
    { group, resource, name, where }: Pick<Right, 'group' | 'resource' | 'name' | 'where'>,
    verb: string,
    account: string = leaseName,
  ): Promise<void> {
    const [kind, subresource] = resource.split('/');
    const namespace = where === 'own' ? NAMESPACE : where === 'default' ? 'default' : undefined;
    const resourceAttributes = { group, resource: kind, subresource, verb, name, namespace };
    const user = `system:serviceaccount:${NAMESPACE}:${account}`;
    const review = {
      apiVersion: 'authorization.k8s.io/v1',
      kind: 'SubjectAccessReview',
      spec: { user, resourceAttributes },
    };
    for (let asked = 0; asked < 1_000; asked += 1) {
      const { status } = await make(kube.transport, '/apis/authorization.k8s.io/v1/subjectaccessreviews', review);
      if (Object(status)['allowed'] !== true) return;
    }
    throw new Error(`${verb} ${resource} is still allowed`);
  }

  /** A whole life of the operator, or as much of it as there is until something is refused: `verb resource` of what was. */
  async function live(): Promise<string[]> {
    const connection = await connectKube({ text: kubeconfig });
    const refused = new Set<string>();
    const ended = new AbortController();
    const transport: KubeTransport = async (request) => {
      const answer = await connection.transport(request);
      if (answer.status === 403) {
        refused.add(nameOf(request.method, request.path));
        ended.abort();
      }
      return answer;
    };
    const first = start(transport);
    try {
      await createConfig(kube.transport, specOf('a'));
      await seen((status) => status === 'Available', ended.signal);
      await first.stop();
      if (refused.size > 0) return [...refused];
      // The second one has the same to tell, and counts it.
      const second = start(transport);
      try {
        await call(kube.transport, 'DELETE', CONFIG);
        await seen((status) => status === undefined, ended.signal);
      } finally {
        await second.stop();
      }
    } finally {
      await first.stop();
      await wipe(kube.transport);
      await connection.close();
    }
    return [...refused];
  }

  /** Until the object's status is so (undefined: there is no object), or the signal says that it need not be waited for. */
  async function seen(holds: (status: string | undefined) => boolean, signal: AbortSignal): Promise<void> {
    const refused = new Promise<void>((resolve) => {
      if (signal.aborted) resolve();
      signal.addEventListener('abort', () => resolve());
    });
    const arrived = untilConfig(kube.transport, (object) => holds(object && (object.status?.status ?? '')), LIMIT_MS);
    await Promise.race([refused, arrived]);
    arrived.catch(() => undefined);
  }
});

const CONFIG = '/apis/istio.alibabacloud.com/v1beta1/asmpvlconfigs/default';

/** The Kubernetes side alone: what it asks of the server does not depend on what is done in the cloud. */
function start(kube: KubeTransport) {
  return startOperator({
    kube,
    clock: systemClock(),
    log: recordingLog(),
    metrics: createMetrics(),
    mode: 'manage',
    mesh: 'm1',
    identity: 'rights',
    leaderElection: { namespace: NAMESPACE, name: leaseName },
    reconcile: async ({ object: { metadata } }) => ({
      events: [{ type: 'Normal', reason: 'Available', message: 'all links are up', key: 'all' }],
      againInMs: 600_000,
      finished: metadata.deletionTimestamp !== undefined,
      status: { status: 'Available', observedGeneration: metadata.generation ?? 0 },
    }),
  });
}

/** `patch leases`: the request as RBAC names it. */
function nameOf(method: string, where: string): string {
  const url = new URL(where, 'https://server');
  const parts = url.pathname.split('/').slice(where.startsWith('/api/') ? 3 : 4);
  const [resource = '', name, subresource] = parts[0] === 'namespaces' ? parts.slice(2) : parts;
  const reading = url.searchParams.has('watch') ? 'watch' : name === undefined ? 'list' : 'get';
  const verb = { GET: reading, POST: 'create', PATCH: 'patch' }[method] ?? method;
  return `${verb} ${subresource === undefined ? resource : `${resource}/${subresource}`}`;
}
