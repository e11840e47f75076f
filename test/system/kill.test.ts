/**
 * The operator's own program, in a process of its own on real sockets and real time, is killed (SIGKILL) at ten places spread over making the
 * links, and at ten over taking them away, and started again.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { type ASMPvlConfig, resource } from '@asm-privatelink/api';
import { startApiServer } from '@asm-privatelink/apiserver';
import { createEmulator, type Emulator, systemClock } from '@asm-privatelink/emulator';
import { type KubeTransport, kubeClient, parseObject } from '@asm-privatelink/operator';
import { describe, expect, it } from 'vitest';
import { COLLECTION, call, installCrd, straightTo } from '../support/kube.ts';
import { born, count, ours } from '../support/ours.ts';
import { Program } from '../support/program.ts';
import { plain, specOf } from '../support/worlds.ts';

const PLACES = 10;
/** Writes that make the links of two clusters: 3 services, 4 endpoints, 3 groups and a rule in each. */
const MAKING = 13;
/** Writes that take them away: 4 zones, 4 endpoints, 3 detached balancers, 3 services, 3 groups. */
const REMOVING = 17;
const ONCE = { services: 3, endpoints: 4, groups: 3 };
const NONE = { services: 0, endpoints: 0, groups: 0 };

const LIMIT_MS = 60_000;

describe('the operator is killed', () => {
  for (let place = 0; place < PLACES; place += 1) {
    const making = 1 + Math.floor((place * MAKING) / PLACES);
    const removing = 1 + Math.floor((place * REMOVING) / PLACES);
    // One of them leads by a lease, which its successor has to wait for.
    const elect = place === 0;
    const title = `at write ${making} of making and write ${removing} of removing${elect ? ', leading by a lease' : ''}`;
    it.concurrent(
      title,
      async () => {
        const { emulator, transport, start, close } = await open(elect);
        try {
          const births = born(emulator);
          const first = start();
          await Promise.all([create(transport), killedAt(making, first, emulator)]);
          const second = start();
          await seen(transport, (object) => object?.status?.status === 'Available');
          const made = ours(emulator.world);
          expect(count(made)).toEqual(ONCE);
          expect(made.endpoints.filter((each) => each.includes(' Active Connected '))).toHaveLength(ONCE.endpoints);

          await Promise.all([
            call(transport, 'DELETE', `${COLLECTION}/${resource.objectName}`),
            killedAt(removing, second, emulator),
          ]);
          start();
          await seen(transport, (object) => object === undefined);
          expect(count(ours(emulator.world))).toEqual(NONE);
          expect(births()).toEqual(ONCE);
        } finally {
          await close();
        }
      },
      3 * LIMIT_MS,
    );
  }
});

/** An emulated cloud and an API server that listen, and the program to start against them. */
async function open(elect: boolean) {
  const emulator = createEmulator({ scenario: plain(['a', 'b']), clock: systemClock(), profile: 'fast', strict: true });
  const cloud = await emulator.listen();
  const server = await startApiServer();
  const transport = straightTo(server);
  await installCrd({ transport, close: () => server.close() }, async () => undefined);
  const folder = await mkdtemp(path.join(os.tmpdir(), 'asmpvl-kill-'));
  const kubeconfig = path.join(folder, 'kubeconfig');
  await writeFile(kubeconfig, server.kubeconfig, { mode: 0o600 });
  const [key] = emulator.world.keys.values();
  if (key === undefined) throw new Error('the scenario has no access key');

  const programs: Program[] = [];
  const settings = {
    kubeconfig,
    'cloud-endpoint': cloud.url,
    region: 'cn-hangzhou',
    mesh: 'cmesh',
    'leader-elect': String(elect),
    'lease-namespace': 'default',
    'metrics-address': 'off',
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]);
  const keys = { ALIBABA_CLOUD_ACCESS_KEY_ID: key.id, ALIBABA_CLOUD_ACCESS_KEY_SECRET: key.secret };
  return {
    emulator,
    transport,
    start() {
      const program = new Program(['operator', '--manage', ...flags], keys);
      programs.push(program);
      return program;
    },
    async close() {
      for (const program of programs) program.child.kill('SIGKILL');
      await Promise.all(programs.map((program) => program.ended));
      await Promise.all([emulator.close(), server.close(), rm(folder, { recursive: true })]);
    },
  };
}

async function create(transport: KubeTransport): Promise<void> {
  const { apiVersion, kind, objectName: name } = resource;
  const object = { apiVersion, kind, metadata: { name }, spec: specOf('a', 'b') };
  expect((await call(transport, 'POST', COLLECTION, object)).status).toBe(201);
}

/** Kills the program when its n-th write from now has taken effect, before it hears of that. Resolves when it is dead. */
async function killedAt(nth: number, program: Program, emulator: Emulator): Promise<void> {
  let writes = 0;
  const end = emulator.ledger.onCall(({ write }) => {
    if (!write) return;
    writes += 1;
    if (writes === nth) program.child.kill('SIGKILL');
  });
  try {
    expect(await program.ended, program.err).toEqual({ code: null, signal: 'SIGKILL' });
  } finally {
    end();
  }
}

/** Resolves when the object, or that there is none, is as it should be. */
async function seen(transport: KubeTransport, holds: (object: ASMPvlConfig | undefined) => boolean): Promise<void> {
  const client = kubeClient({ transport, clock: systemClock() });
  const configs = { ...resource, parse: parseObject };
  const signal = AbortSignal.timeout(LIMIT_MS);
  for await (const { items, resourceVersion } of client.list(configs)) {
    if (holds(items[0] as ASMPvlConfig | undefined)) return;
    for await (const { type, object } of client.watch(configs, { resourceVersion, timeoutSeconds: 300, signal })) {
      if (holds(type === 'DELETED' ? undefined : (object as ASMPvlConfig))) return;
    }
  }
  throw new Error('the watch ended');
}
