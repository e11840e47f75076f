/** The operator's own program in a process of its own, between an emulated cloud and an API server that listen. Real sockets, real time. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { type ASMPvlConfig, type ASMPvlConfigSpec, resource } from '@asm-privatelink/api';
import { startApiServer } from '@asm-privatelink/apiserver';
import { createEmulator, type Emulator, type ScenarioInput, systemClock } from '@asm-privatelink/emulator';
import { type KubeTransport, kubeClient, parseObject } from '@asm-privatelink/operator';
import { COLLECTION, call, installCrd, straightTo } from './kube.ts';
import { Program } from './program.ts';

export interface Outside {
  readonly emulator: Emulator;
  /** Starts the program; started again, it knows nothing. */
  start(): Program;
  apply(spec: ASMPvlConfigSpec): Promise<void>;
  delete(): Promise<void>;
  /** Resolves when the object, or that there is none, is as it should be; rejects after `limitMs`. */
  until(holds: (object: ASMPvlConfig | undefined) => boolean, limitMs: number): Promise<void>;
  close(): Promise<void>;
}

/** `flags` of the program come on top of those that tell it where cloud and Kubernetes are. */
export async function openOutside(scenario: ScenarioInput, flags: Record<string, string> = {}): Promise<Outside> {
  const emulator = createEmulator({ scenario, clock: systemClock(), profile: 'fast', strict: true });
  const cloud = await emulator.listen();
  const server = await startApiServer();
  const transport = straightTo(server);
  await installCrd({ transport, close: () => server.close() }, async () => undefined);
  const folder = await mkdtemp(path.join(os.tmpdir(), 'asmpvl-outside-'));
  const kubeconfig = path.join(folder, 'kubeconfig');
  await writeFile(kubeconfig, server.kubeconfig, { mode: 0o600 });
  const [key] = emulator.world.keys.values();
  const [mesh] = emulator.world.meshes.values();
  if (key === undefined || mesh === undefined) throw new Error('the scenario has no access key or no mesh');

  const given = {
    kubeconfig,
    'cloud-endpoint': cloud.url,
    region: mesh.regionId,
    mesh: mesh.id,
    'lease-namespace': 'default',
    'metrics-address': 'off',
    ...flags,
  };
  const args = ['--manage', ...Object.entries(given).flatMap(([name, value]) => [`--${name}`, value])];
  const keys = { ALIBABA_CLOUD_ACCESS_KEY_ID: key.id, ALIBABA_CLOUD_ACCESS_KEY_SECRET: key.secret };
  const programs: Program[] = [];
  return {
    emulator,
    start() {
      const program = new Program(args, keys, 'asmpvl-operator');
      programs.push(program);
      return program;
    },
    apply: (spec) => create(transport, spec),
    async delete() {
      await call(transport, 'DELETE', `${COLLECTION}/${resource.objectName}`);
    },
    until: (holds, limitMs) => until(transport, holds, limitMs),
    async close() {
      for (const program of programs) program.child.kill('SIGKILL');
      await Promise.all(programs.map((program) => program.ended));
      await Promise.all([emulator.close(), server.close(), rm(folder, { recursive: true })]);
    },
  };
}

async function create(transport: KubeTransport, spec: ASMPvlConfigSpec): Promise<void> {
  const { apiVersion, kind, objectName: name } = resource;
  const answer = await call(transport, 'POST', COLLECTION, { apiVersion, kind, metadata: { name }, spec });
  if (answer.status !== 201) throw new Error(`create: ${JSON.stringify(answer.body)}`);
}

async function until(
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
      if (holds(type === 'DELETED' ? undefined : (object as ASMPvlConfig))) return;
    }
  }
  throw new Error(`not within ${limitMs / 1000} s`);
}
