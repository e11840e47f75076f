/** One life of a mesh on the virtual clock: applied, Available, deleted, gone; what each took, against the floor, and what it cost in calls. */
import { type ASMPvlConfig, type ASMPvlConfigSpec, resource, tagKeys } from '@asm-privatelink/api';
import {
  type Link,
  meshOf,
  type ProfileName,
  type ScenarioInput,
  VirtualClock,
  type World,
} from '@asm-privatelink/emulator';
import { defaultTiers } from '@asm-privatelink/link';
import { type KubeTransport, kubeClient, parseObject } from '@asm-privatelink/operator';
import { installCrd, ourKube } from '../../test/support/kube.ts';
import { Stage } from '../../test/support/stage.ts';
import { type Phase, phase } from './phase.ts';

export interface LifeWish {
  readonly clusters: number;
  readonly vpcs: number;
  readonly seed?: number;
  readonly profile?: ProfileName;
  /** Of the published rates; the operator's own default is one half. */
  readonly rateShare?: number;
  readonly switches?: ScenarioInput['switches'];
  /** Live an hour at rest in between, with every cluster reached and certified. */
  readonly rest?: true;
}

/** Making the links, or taking them away, against the floor. */
export interface AgainstFloor extends Phase {
  readonly floorSeconds: number;
  readonly ratio: number;
}

export interface Life {
  readonly apply: AgainstFloor;
  /** Reads in one hour at rest, by action. */
  readonly rest?: Readonly<Record<string, number>>;
  readonly delete: AgainstFloor;
}

/** The spec for `meshOf` of the emulator: every cluster, each in its VPC's vSwitch in Pilot's zone. */
export function specOfMesh(clusters: number, vpcs: number): ASMPvlConfigSpec {
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
  const apply = await phase(stage.emulator, async () => {
    await stage.apply(specOfMesh(clusters, vpcs));
    await stage.settle(seen(kube.transport, isAvailable));
  });
  const links = [...stage.emulator.world.endpoints.values()].map(
    ({ id, serviceId }): Link => ({ endpointId: id, serviceId }),
  );
  const floorSeconds = stage.emulator.floor(links) / 1000;
  const applied = { ...apply, floorSeconds, ratio: apply.seconds / floorSeconds };
  const rest = wish.rest && (await restOf(stage));
  const since = clock.now();
  const gone = await phase(stage.emulator, async () => {
    await stage.delete();
    await stage.settle(seen(kube.transport, (object) => object === undefined));
  });
  const deleteFloor = stage.emulator.floor(links, since) / 1000;
  await stage.close();
  await kube.close();
  return {
    apply: applied,
    ...(rest && { rest }),
    delete: { ...gone, floorSeconds: deleteFloor, ratio: gone.seconds / deleteFloor },
  };
}

/** All that was read while something was still to be done by hand has grown old; then an hour. */
async function restOf(stage: Stage): Promise<Readonly<Record<string, number>>> {
  completeByHand(stage.emulator.world);
  await stage.pass(2 * defaultTiers.auditMs);
  const { reads } = await phase(stage.emulator, () => stage.pass(3_600_000));
  return reads;
}

/** The guide's last step: the certificate of each cluster bears the name of its own endpoint, and so the mesh reaches every one. */
export function completeByHand({ clusters, meshes, endpoints }: World): void {
  for (const { domain, tags } of endpoints.values()) {
    const cluster = clusters.get(tags.get(tagKeys.cluster) ?? '');
    if (cluster !== undefined) cluster.customSans = [domain];
  }
  for (const mesh of meshes.values()) for (const member of mesh.members.values()) member.state = 'running';
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
