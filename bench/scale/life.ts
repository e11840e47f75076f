/** One life of a mesh on the virtual clock: applied, Available, deleted, gone; what each took, against the floor, and what it cost in calls. */
import { type ASMPvlConfig, type ASMPvlConfigSpec, resource } from '@asm-privatelink/api';
import { type Link, meshOf, type ProfileName, type ScenarioInput, VirtualClock } from '@asm-privatelink/emulator';
import { type KubeTransport, kubeClient, parseObject } from '@asm-privatelink/operator';
import { installCrd, ourKube } from '../../test/support/kube.ts';
import { Stage } from '../../test/support/stage.ts';

export interface LifeWish {
  readonly clusters: number;
  readonly vpcs: number;
  readonly seed?: number;
  readonly profile?: ProfileName;
  /** Of the published rates. */
  readonly rateShare?: number;
  readonly switches?: ScenarioInput['switches'];
}

/** Making the links, or taking them away. */
export interface Phase {
  readonly seconds: number;
  readonly floorSeconds: number;
  readonly ratio: number;
  readonly reads: Readonly<Record<string, number>>;
  readonly writes: Readonly<Record<string, number>>;
  /** Writes that were refused, by code. */
  readonly refused: Readonly<Record<string, number>>;
  /** Of real time, for all parts together. */
  readonly cpuSeconds: number;
}

export interface Life {
  readonly apply: Phase;
  readonly delete: Phase;
}

/** The spec for `meshOf` of the emulator: every cluster, each in its VPC's vSwitch in Pilot's zone. */
function specOfMesh(clusters: number, vpcs: number): ASMPvlConfigSpec {
  return {
    ackVpcEndpoint: Array.from({ length: clusters }, (_, c) => ({
      clusterId: `c${(c + 1).toString(16).padStart(32, '0')}`,
      vSwitches: [{ vSwitchId: `vsw-bp1data${(c % vpcs) + 1}j`, zoneId: 'cn-hangzhou-j' }],
    })),
    asmVpcEndpoint: { vSwitches: [{ vSwitchId: 'vsw-bp1controli', zoneId: 'cn-hangzhou-i' }] },
  };
}

export async function live(wish: LifeWish): Promise<Life> {
  const { clusters, vpcs, seed = 1, profile = 'realistic', rateShare = 1, switches = {} } = wish;
  const clock = new VirtualClock();
  const kube = await ourKube(clock);
  const scenario = { ...meshOf(clusters, vpcs), switches };
  const stage = new Stage({ scenario, clock, kube, profile, seed, rateShare });
  await stage.settle(installCrd(kube, async () => undefined));
  stage.start();
  const apply = await phase(stage, async () => {
    await stage.apply(specOfMesh(clusters, vpcs));
    await stage.settle(seen(kube.transport, isAvailable));
  });
  const links = [...stage.emulator.world.endpoints.values()].map(
    ({ id, serviceId }): Link => ({ endpointId: id, serviceId }),
  );
  const since = clock.now();
  const floorSeconds = stage.emulator.floor(links) / 1000;
  const applied = { ...apply, floorSeconds, ratio: apply.seconds / floorSeconds };
  const gone = await phase(stage, async () => {
    await stage.delete();
    await stage.settle(seen(kube.transport, (object) => object === undefined));
  });
  const deleteFloor = stage.emulator.floor(links, since) / 1000;
  await stage.close();
  await kube.close();
  return { apply: applied, delete: { ...gone, floorSeconds: deleteFloor, ratio: gone.seconds / deleteFloor } };
}

async function phase(
  { clock, emulator }: Stage,
  act: () => Promise<void>,
): Promise<Omit<Phase, 'floorSeconds' | 'ratio'>> {
  const from = clock.now();
  const cpu = process.cpuUsage();
  const calls: { action: string; write: boolean; outcome: string }[] = [];
  const stop = emulator.ledger.onCall((call) => calls.push(call));
  await act();
  stop();
  const { user, system } = process.cpuUsage(cpu);
  const writes = calls.filter((call) => call.write);
  return {
    seconds: (clock.now() - from) / 1000,
    reads: count(calls.filter((call) => !call.write).map(({ action }) => action)),
    writes: count(writes.filter(({ outcome }) => outcome === 'OK').map(({ action }) => action)),
    refused: count(writes.filter(({ outcome }) => outcome !== 'OK').map(({ outcome }) => outcome)),
    cpuSeconds: (user + system) / 1e6,
  };
}

/** Resolves when the object, or that there is none, is as it should be. */
async function seen(transport: KubeTransport, holds: (object: ASMPvlConfig | undefined) => boolean): Promise<void> {
  const client = kubeClient({
    transport,
    clock: { now: Date.now, schedule: () => () => undefined, busy: () => () => undefined },
  });
  const configs = { ...resource, parse: parseObject };
  const { signal } = new AbortController();
  for await (const { items, resourceVersion } of client.list(configs)) {
    // The server serves nothing under this path that does not fit the schema.
    if (holds(items[0] as ASMPvlConfig | undefined)) return;
    for await (const { type, object } of client.watch(configs, { resourceVersion, timeoutSeconds: 86_400, signal })) {
      if (holds(type === 'DELETED' ? undefined : (object as ASMPvlConfig))) return;
    }
  }
}

function isAvailable(object: ASMPvlConfig | undefined): boolean {
  return object?.status?.status === 'Available' && object.status.observedGeneration === object.metadata.generation;
}

function count(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

export function total(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((sum, each) => sum + each, 0);
}
