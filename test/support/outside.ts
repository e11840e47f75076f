/** The operator's own program in a process of its own, between an emulated cloud and an API server that listen. Real sockets, real time. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { type ASMPvlConfig, type ASMPvlConfigSpec, resource } from '@asm-privatelink/api';
import { startApiServer } from '@asm-privatelink/apiserver';
import { createEmulator, type Emulator, type ScenarioInput, systemClock } from '@asm-privatelink/emulator';
import { connectKube, type KubeTransport, kubeClient, parseObject } from '@asm-privatelink/operator';
import { COLLECTION, call, getConfig, installCrd, type Kube, straightTo } from './kube.ts';
import { installRights, operatorAccount } from './least-rights.ts';
import { Program } from './program.ts';
import { startRealServer } from './real-kube.ts';
import { kubeconfigOf } from './service-account.ts';

/** An API server that listens, with our CRD. */
export interface OutsideKube extends Kube {
  kubeconfig: string;
  /** Ends the server, and starts it again with all that it held. */
  restart(): Promise<void>;
}

export interface Outside {
  readonly emulator: Emulator;
  /** The URL of the cloud, and the file that leads to the API server. */
  readonly cloud: string;
  /** PEM of who signed the certificate that the cloud shows on HTTPS, on the same port. */
  readonly cloudCa: () => Promise<string>;
  readonly kube: OutsideKube;
  readonly kubeconfig: string;
  /** Starts the program with the n-th access key of the scenario, and with these variables over all others; started again, it knows nothing. */
  start(key?: number, env?: Record<string, string>): Program;
  apply(spec: ASMPvlConfigSpec): Promise<void>;
  delete(): Promise<void>;
  get(): Promise<ASMPvlConfig | undefined>;
  /** Resolves when the object, or that there is none, is as it should be; rejects after `limitMs`. */
  until(holds: (object: ASMPvlConfig | undefined) => boolean, limitMs: number): Promise<void>;
  close(): Promise<void>;
}

export interface OutsideOptions {
  /** Left out: one of our own, gone with the rest. */
  kube?: OutsideKube | undefined;
  source?: 'asm' | 'given';
  /** Flags of the program, on top of those that tell it where cloud and Kubernetes are. */
  flags?: Record<string, string>;
  env?: Record<string, string>;
  /** The program is run by Node without the flags that it ships with. */
  plainNode?: boolean;
}

export async function openOutside(scenario: ScenarioInput, options: OutsideOptions = {}): Promise<Outside> {
  const emulator = createEmulator({ scenario, clock: systemClock(), profile: 'fast', strict: true });
  const cloud = await emulator.listen();
  const kube = options.kube ?? (await ourOutsideKube());
  const { transport } = kube;
  const folder = await mkdtemp(path.join(os.tmpdir(), 'asmpvl-outside-'));
  const kubeconfig = path.join(folder, 'kubeconfig');
  await writeFile(kubeconfig, kube.kubeconfig, { mode: 0o600 });
  const keys = [...emulator.world.keys.values()];

  const flags = {
    kubeconfig,
    'cloud-endpoint': cloud.url,
    'lease-namespace': 'default',
    'metrics-address': 'off',
    ...controlPlane(emulator, options.source ?? 'asm'),
    ...options.flags,
  };
  const args = Object.entries(flags).flatMap(([name, value]) => [`--${name}`, ...(value === '' ? [] : [value])]);
  const programs: Program[] = [];
  return {
    emulator,
    cloud: cloud.url,
    cloudCa: () => cloud.ca(),
    kube,
    kubeconfig,
    start(nth = 0, own = {}) {
      const key = keys[nth];
      if (key === undefined) throw new Error(`the scenario has no ${nth}. access key`);
      const keyed = { ALIBABA_CLOUD_ACCESS_KEY_ID: key.id, ALIBABA_CLOUD_ACCESS_KEY_SECRET: key.secret };
      const program = new Program(args, { ...keyed, ...options.env, ...own }, 'asmpvl-operator', options.plainNode);
      programs.push(program);
      return program;
    },
    apply: (spec) => createConfig(transport, spec),
    async delete() {
      await call(transport, 'DELETE', `${COLLECTION}/${resource.objectName}`);
    },
    get: () => getConfig(transport),
    until: (holds, limitMs) => untilConfig(transport, holds, limitMs),
    async close() {
      for (const program of programs) program.child.kill('SIGKILL');
      await Promise.all(programs.map((program) => program.ended));
      if (options.kube !== undefined) await wipe(transport);
      else await kube.close();
      await Promise.all([emulator.close(), rm(folder, { recursive: true })]);
    },
  };
}

async function ourOutsideKube(): Promise<OutsideKube> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'asmpvl-kube-'));
  let server = await startApiServer({ dataDir });
  const kube: OutsideKube = {
    kubeconfig: server.kubeconfig,
    transport: (request) => straightTo(server)(request),
    async restart() {
      await server.close();
      server = await startApiServer({ dataDir });
    },
    async close() {
      await server.close();
      await rm(dataDir, { recursive: true });
    },
  };
  await installCrd(kube, async () => undefined);
  return kube;
}

/** A real kube-apiserver, which takes half a minute to start: for several tests, one after the other. */
export async function realOutsideKube(program: string): Promise<OutsideKube> {
  const server = await startRealServer(program, 'full');
  const connection = await connectKube({ text: server.kubeconfig });
  const kube = {
    kubeconfig: server.kubeconfig,
    transport: connection.transport,
    restart: () => server.restart(),
    async close() {
      await connection.close();
      await server.close();
    },
  };
  const clock = systemClock();
  await installCrd(kube, () => new Promise((resolve) => clock.schedule(100, resolve)));
  return kube;
}

/** The flags that tell where the control plane comes from; both describe the same mesh. */
function controlPlane({ world }: Emulator, source: 'asm' | 'given'): Record<string, string> {
  const [mesh] = world.meshes.values();
  if (mesh === undefined) throw new Error('the scenario has no mesh');
  return source === 'asm'
    ? { region: mesh.regionId, mesh: mesh.id, manage: '' }
    : {
        region: mesh.regionId,
        'given-name': mesh.id,
        vpc: mesh.vpcId,
        'pilot-load-balancer': mesh.pilotBalancerId ?? '',
      };
}

/** Leaves a shared server as it was. */
export async function wipe(transport: KubeTransport): Promise<void> {
  const where = `${COLLECTION}/${resource.objectName}`;
  await call(transport, 'DELETE', where);
  await call(transport, 'PATCH', where, { metadata: { finalizers: null } }, 'application/merge-patch+json');
  for (const namespace of ['default', operatorAccount.namespace]) {
    await call(transport, 'DELETE', `/apis/coordination.k8s.io/v1/namespaces/${namespace}/leases`);
  }
}

export async function createConfig(transport: KubeTransport, spec: ASMPvlConfigSpec): Promise<void> {
  const { apiVersion, kind, objectName: name } = resource;
  const answer = await call(transport, 'POST', COLLECTION, { apiVersion, kind, metadata: { name }, spec });
  if (answer.status !== 201) throw new Error(`create: ${JSON.stringify(answer.body)}`);
}

/** Watches until the object, or that there is none, is as it should be. */
export async function untilConfig(
  transport: KubeTransport,
  holds: (object: ASMPvlConfig | undefined) => boolean,
  limitMs: number,
): Promise<void> {
  const client = kubeClient({ transport, clock: systemClock() });
  const configs = { ...resource, parse: parseObject };
  const signal = AbortSignal.timeout(limitMs);
  for await (const { items, resourceVersion } of client.list(configs)) {
    // The server serves nothing under this path that does not fit the schema.
    if (holds(items[0] as ASMPvlConfig | undefined)) return;
    for await (const { type, object } of client.watch(configs, { resourceVersion, timeoutSeconds: 3_600, signal })) {
      if (type === 'BOOKMARK') continue;
      if (holds(type === 'DELETED' ? undefined : (object as ASMPvlConfig))) return;
    }
  }
  throw new Error(`not within ${limitMs / 1000} s`);
}

/** A real kube-apiserver as the operator's service account sees it, with the rights that are shipped and no others; `transport` may do everything. */
export async function realKubeWithLeastRights(program: string): Promise<OutsideKube> {
  const kube = await realOutsideKube(program);
  await installRights(kube.transport);
  return { ...kube, kubeconfig: await kubeconfigOf(operatorAccount, kube.transport, kube.kubeconfig) };
}
