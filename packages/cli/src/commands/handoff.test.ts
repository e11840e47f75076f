/** `asmpvl handoff` for an Istio of one's own: a client that uses exactly what it gives gets through both channels, verifying names. */
import { readFileSync, writeFileSync } from 'node:fs';
import https from 'node:https';
import path from 'node:path';
import tls from 'node:tls';
import { systemClock } from '@asm-privatelink/cloud';
import { parseObject } from '@asm-privatelink/operator/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { openKube } from '../kube/open.ts';
import { askPilot } from '../probe/ask-pilot.ts';
import { connectTo } from '../probe/connect.ts';
import { emulatedGround } from '../probe/emulated-ground.ts';
import { openWorld, type World } from '../testing/world.ts';

let world: World;
let clusterId: string;
let reader: string;
/** The mesh, stated plainly. */
let given: string[];

beforeAll(async () => {
  world = await openWorld();
  await world.connect();
  const { mesh, clusters } = world.facts;
  clusterId = clusters[0]?.id ?? '';
  reader = world.places.kubeconfigs.clusters[0] ?? '';
  given = ['--given-name', mesh.id, '--vpc', mesh.vpcId, '--pilot-load-balancer', mesh.pilotBalancerId];
}, 60_000);

afterAll(() => world.close());

const handoff = (...words: string[]) => world.asmpvl(['handoff', ...words, ...given]);

/** Where a dial from a VPC to a name arrives on this machine, as a resolver and the network of that VPC would have it. */
async function dial(fromVpc: string, host: string, port: number): Promise<{ host: string; port: number }> {
  const { signal } = new AbortController();
  const ground = await emulatedGround(world.places.url, signal);
  const [arrival] = (await ground?.arrivals(fromVpc, host, port, signal)) ?? [];
  if (arrival === undefined || !('place' in arrival)) throw new Error(`${host} leads nowhere from ${fromVpc}`);
  return arrival.place;
}

interface Kubeconfig {
  clusters: { cluster: { server: string; 'tls-server-name': string; 'certificate-authority-data': string } }[];
  users: { user: { 'client-certificate-data'?: string; 'client-key-data'?: string } }[];
}

const decoded = (text = '') => Buffer.from(text, 'base64').toString('utf8');

describe('asmpvl handoff', { timeout: 60_000 }, () => {
  it('gives istiod a remote secret with which it reaches the API server and is let in, though no name was added to the certificate', async () => {
    const { code, out } = await handoff(clusterId, '--cluster-kubeconfig', reader, '--for', 'control-plane');
    expect(code).toBe(0);
    const secret = parse(out) as { metadata: object; data: Record<string, string> };
    expect(secret.metadata).toMatchObject({
      name: `istio-remote-secret-${clusterId}`,
      namespace: 'istio-system',
      labels: { 'istio/multiCluster': 'true' },
      annotations: { 'networking.istio.io/cluster': clusterId },
    });
    const { clusters, users } = parse(decoded(secret.data[clusterId])) as Kubeconfig;
    const cluster = clusters[0]?.cluster;
    const server = new URL(cluster?.server ?? '');
    expect(server.hostname).toMatch(/^ep-.*\.privatelink\.aliyuncs\.com$/);
    const place = await dial(world.facts.mesh.vpcId, server.hostname, Number(server.port));
    const answer = await new Promise<number | undefined>((resolve, reject) => {
      const request = https.get(
        {
          ...place,
          path: '/api/v1/namespaces',
          servername: cluster?.['tls-server-name'],
          ca: decoded(cluster?.['certificate-authority-data']),
          cert: decoded(users[0]?.user['client-certificate-data']),
          key: decoded(users[0]?.user['client-key-data']),
        },
        (response) => {
          response.resume();
          resolve(response.statusCode);
        },
      );
      request.once('error', reject);
    });
    expect(answer).toBe(200);
  });

  it('leaves nothing to be mended: verify and diagnose ask as the control plane that was handed the cluster does', async () => {
    const verified = await world.asmpvl(['verify', '--tries', '1', ...given]);
    expect(verified.code, verified.out).toBe(0);
    const diagnosed = await world.asmpvl(['diagnose', '-o', 'json', ...given]);
    expect(diagnosed.code, diagnosed.out).toBe(0);
    expect(diagnosed.out).toContain('the certificate bears kubernetes.default.svc, trusted');
    expect(diagnosed.out).not.toContain('san add');
  });

  it('gives the cluster the Service under istiod’s name, through which a sidecar opens its xDS stream', async () => {
    const { code, out } = await handoff(clusterId, '--for', 'cluster');
    expect(code).toBe(0);
    const service = parse(out) as {
      metadata: { name: string; namespace: string };
      spec: { type: string; externalName: string; ports: { port: number }[] };
    };
    const { name, namespace } = service.metadata;
    expect({ name, namespace, type: service.spec.type }).toEqual({
      name: 'istiod',
      namespace: 'istio-system',
      type: 'ExternalName',
    });
    const port = service.spec.ports[0]?.port ?? 0;
    const place = await dial(world.facts.clusters[0]?.vpcId ?? '', service.spec.externalName, port);
    const patience = { clock: systemClock(), timeoutMs: 5_000 };
    const servername = `${name}.${namespace}.svc`;
    const secured = tls.connect({
      socket: await connectTo(place, patience),
      servername,
      ALPNProtocols: ['h2'],
      rejectUnauthorized: false, // the authority of Pilot is the mesh's own; the name is verified below
    });
    await new Promise((resolve, reject) => secured.once('secureConnect', resolve).once('error', reject));
    expect(tls.checkServerIdentity(servername, secured.getPeerCertificate())).toBeUndefined();
    expect(await askPilot(secured, servername, patience)).toMatchObject({ ok: true });
  });

  it('prints both as one manifest, and with a revision names the Service after it', async () => {
    const { out } = await handoff(clusterId, '--cluster-kubeconfig', reader, '--revision', 'stable');
    const kinds = parseAllDocuments(out).map(
      (document) => document.toJS() as { kind: string; metadata: { name: string } },
    );
    expect(kinds.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([
      `Secret istio-remote-secret-${clusterId}`,
      'Service istiod-stable',
    ]);
  });

  it('writes each where it belongs, says where there is no namespace for it, and writes the same again', async () => {
    const write = () => handoff(clusterId, '--cluster-kubeconfig', reader, '--write');
    const refused = await write();
    expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('kubectl create namespace istio-system') });
    for (const kubeconfig of [world.places.kubeconfigs.asm, reader]) await makeNamespace(kubeconfig);
    for (const _ of ['first', 'again']) {
      const { code, err } = await write();
      expect(err).toMatch(/Wrote Secret istio-remote-secret-\S+ to .*\n[^]*Wrote Service istiod to /);
      expect(code).toBe(0);
    }
  });

  it.each([
    ['another cluster', () => ['c-other', '--for', 'cluster'], 2, 'has no cluster c-other'],
    ['no kubeconfig for istiod', () => [clusterId], 2, '--cluster-kubeconfig'],
    ['a kubeconfig with a plug-in', () => [clusterId, '--cluster-kubeconfig', withPlugin()], 2, 'plug-ins'],
  ])('refuses %s, and says what to do', async (_, words, code, message) => {
    expect(await handoff(...words())).toMatchObject({ code, err: expect.stringContaining(message) });
  });
});

function withPlugin(): string {
  const file = path.join(world.folder, 'plugin.kubeconfig');
  const text = readFileSync(reader, 'utf8').replace(/client-certificate-data: .*/, 'exec: {command: login}');
  writeFileSync(file, text);
  return file;
}

async function makeNamespace(kubeconfig: string): Promise<void> {
  const kube = await openKube({ kubeconfig, context: undefined }, {});
  const namespaces = { group: '', version: 'v1', plural: 'namespaces', kind: 'Namespace', parse: parseObject };
  await kube.client.create(namespaces, {}, { metadata: { name: 'istio-system' } });
  await kube.close();
}
