import { setImmediate } from 'node:timers/promises';
import { type ASMPvlConfig, resource } from '@asm-privatelink/api';
import type { Clock } from '@asm-privatelink/cloud';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type MeshWatch, watchMesh } from './mesh-watch.ts';
import type { ReadCloud } from './reads.ts';
import type { Seen } from './sources.ts';
import { type StandIn, standInSources } from './testing/stand-in.ts';
import type { Live } from './topology/live.ts';

const timers: { at: number; fn: () => void }[] = [];
let now = 0;
const clock: Clock = {
  now: () => now,
  schedule(ms, fn) {
    const timer = { at: now + ms, fn };
    timers.push(timer);
    return () => void timers.splice(timers.indexOf(timer), timers.includes(timer) ? 1 : 0);
  },
  busy: () => () => {},
};

let ending: AbortController;
let sources: StandIn;
let reads: number;
let watch: MeshWatch;

beforeEach(() => {
  now = 0;
  timers.length = 0;
  reads = 0;
  ending = new AbortController();
  const standIn = standInSources();
  const cloud = standIn.cloud('cn-hangzhou');
  const counted = {
    ...cloud,
    call: (...asked: Parameters<ReadCloud['call']>) => {
      reads += 1;
      return cloud.call(...asked);
    },
  } as ReadCloud; // the same calls, counted
  sources = { ...standIn, cloud: () => counted };
  watch = watchMesh({ sources, clock, signal: ending.signal });
});

afterEach(async () => {
  ending.abort();
  await watch.ended;
});

it('tells the picture whole, then the clusters that have changed', async () => {
  const told = live();
  expect(await told.next()).toMatchObject({ kind: 'whole', object: false, topology: { clusters: [] } });
  sources.show(configOf('Connected'));
  expect(await told.next()).toMatchObject({ kind: 'whole', object: true });
  sources.show(configOf('Disconnected'));
  const change = await told.next();
  expect(change).toMatchObject({ kind: 'clusters', clusters: [{ clusterId: 'c1', apiServer: { health: 'bad' } }] });
  expect(watch.config()).toEqual(configOf('Disconnected'));
});

it('keeps showing what it saw, with the reason why it no longer sees it', async () => {
  const problem = { code: 'Unreachable', what: 'the API server does not answer', now: 'look at it' };
  const seen: Seen[] = [{ config: configOf('Connected') }, { problem }];
  const other = watchMesh({
    sources: {
      ...sources,
      async *follow() {
        yield* seen;
      },
    },
    clock,
    signal: ending.signal,
  });
  await other.ended;
  expect(other.shown()).toMatchObject({ object: true, problem, topology: { clusters: [{ clusterId: 'c1' }] } });
});

it('reads places again every half minute, and only while somebody looks', async () => {
  sources.show(configOf('Connected'));
  await quiet();
  const afterFirst = reads;
  expect(afterFirst).toBeGreaterThan(0);
  await pass(120_000);
  expect(reads).toBe(afterFirst);

  const told = live();
  await told.next();
  await pass(30_000);
  const afterLook = reads;
  expect(afterLook).toBeGreaterThan(afterFirst);
  told.stop();
  await pass(120_000);
  expect(reads).toBe(afterLook);
});

/** One who looks; ended with the test at the latest. */
function live(): { next(): Promise<Live | undefined>; stop(): void } {
  const gone = new AbortController();
  ending.signal.addEventListener('abort', () => gone.abort(), { once: true });
  const told = watch.live(gone.signal);
  return {
    next: async () => (await told.next()).value ?? undefined,
    stop() {
      gone.abort();
      void told.return();
    },
  };
}

async function pass(ms: number): Promise<void> {
  const end = now + ms;
  for (;;) {
    await quiet();
    const next = timers.sort((a, b) => a.at - b.at)[0];
    if (next === undefined || next.at > end) break;
    timers.shift();
    now = next.at;
    next.fn();
  }
  now = end;
}

/** Until nothing of what is done in this process is on its way. */
async function quiet(): Promise<void> {
  for (let turn = 0; turn < 50; turn += 1) await setImmediate();
}

function configOf(connectionStatus: string): ASMPvlConfig {
  const vSwitches = [{ vSwitchId: 'vsw-1', zoneId: 'cn-hangzhou-i' }];
  return {
    apiVersion: resource.apiVersion,
    kind: resource.kind,
    metadata: { name: resource.objectName, generation: 1 },
    spec: { ackVpcEndpoint: [{ clusterId: 'c1', vSwitches }], asmVpcEndpoint: { vSwitches } },
    status: {
      status: 'Degraded',
      clusters: [
        {
          clusterId: 'c1',
          pvlEndpoint: { id: 'ep-1', domainName: 'ep-1.example', status: 'Active', connectionStatus },
          pvlEndpointService: { id: 'epsrv-1', name: 'n', status: 'Active' },
        },
      ],
    },
  };
}
