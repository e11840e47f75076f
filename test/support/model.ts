/**
 * A life of the resource, made up: what people and other programs do to it, to the cloud and to the operator, step by step on a virtual clock. In
 * between, a judge compares what the object says with what is.
 */
import type { ASMPvlConfigSpec } from '@asm-privatelink/api';
import type { Cloud } from '@asm-privatelink/cloud';
import type {
  CallFault,
  Endpoint,
  EndpointService,
  ScenarioInput,
  TransitionFault,
  World,
} from '@asm-privatelink/emulator';
import { defaultTiers, type Memory, type Tiers } from '@asm-privatelink/link';
import type { KubeTransport } from '@asm-privatelink/operator';
import { type Drift, drift } from './drift.ts';
import { type Judge, judgeOf } from './judge.ts';
import { installCrd, type Kube, ourKube } from './kube.ts';
import { Life } from './life.ts';
import { type Ours, ours } from './ours.ts';
import { Stage, stageClock } from './stage.ts';
import { entry, plain, vsw } from './worlds.ts';

export interface Wish {
  clusters: ('a' | 'b' | 'c')[];
  /** Zones of the Pilot endpoints; Pilot serves both. */
  zones: ('j' | 'k')[];
}

export type Event =
  /** The spec is written; undefined: the object is deleted. */
  | { do: 'wish'; wish: Wish | undefined }
  | { do: 'drift'; what: Drift; nth: number }
  | { do: 'fault'; fault: CallFault | TransitionFault }
  /** So many requests to the Kubernetes API fail, watches included. */
  | { do: 'kube fault'; times: number }
  | { do: 'restart' }
  /** Everything in memory is dropped, answers on their way are lost. */
  | { do: 'crash' };

/** What happens, and how long nothing else does then. */
export interface Step {
  event: Event;
  thenMs: number;
}

export interface PlayOptions {
  seed: number;
  tiers?: Tiers;
  /** What the operator remembers, to be looked at. */
  memory?: Memory;
  /** How often the judge looks. */
  lookMs?: number;
}

const LOOK_MS = 5_000;
/** After a fault or a start the operator may need this long to see the cloud again: its longest wait between two reads, and one more. */
const RECOVERY_MS = 40_000;
/** A call that takes longer keeps the operator from seeing. */
const SLOW_MS = 2_000;
/** A second vanished object is made again an hour after the first; nothing takes longer. */
const QUIET_LIMIT_MS = 2 * 3_600_000;
const REST_MS = 90_000;

const others = 'LTAI-others';
/** The mesh reaches every cluster, so that there is rest between two events. */
const world: ScenarioInput = plain(['a', 'b', 'c'], (scenario) => ({
  ...scenario,
  keys: [
    { id: 'LTAI-operator', secret: 'secret-1', user: 'operator' },
    { id: others, secret: 'secret-2', user: 'others' },
  ],
  clusters: (scenario.clusters ?? []).map((cluster) => ({ ...cluster, memberState: 'running' as const })),
  balancers: ['a', 'b', 'c'].map((name) => ({
    id: `lb-${name}2`,
    name: `spare ${name}`,
    vpc: name,
    zones: ['i'],
    ports: [6443],
  })),
  mesh: { ...scenario.mesh, vpc: 'asm', pilot: { id: 'nlb-pilot', type: 'nlb', zones: ['j', 'k'] } },
}));

function specOfWish({ clusters, zones }: Wish): ASMPvlConfigSpec {
  return {
    ackVpcEndpoint: clusters.map((name) => entry(name, name, zones)),
    asmVpcEndpoint: { vSwitches: [vsw('asm', 'i')] },
  };
}

export class Play {
  readonly judge: Judge;
  readonly stage: Stage;
  readonly #kube: Kube;
  #life: Life | undefined;
  #wish: Wish | undefined;
  /** Until when whatever kept the operator from seeing may still do so. */
  #blindUntil = 0;
  readonly #inFlight = new Set<{ since: number }>();
  #kubeFaults = 0;

  readonly #lookMs: number;
  /** Puts the world back that the links stand on. */
  readonly #restore: () => void;

  static async open({ seed, tiers = defaultTiers, memory, lookMs = LOOK_MS }: PlayOptions): Promise<Play> {
    const clock = stageClock('ours');
    const kube = await ourKube(clock);
    const stage = new Stage({
      scenario: world,
      kube,
      clock,
      profile: 'realistic',
      seed,
      tiers,
      ...(memory && { memory }),
    });
    await stage.settle(installCrd(kube, async () => undefined));
    certifyAll(stage);
    const play = new Play(stage, kube, tiers, lookMs);
    play.#start();
    return play;
  }

  private constructor(stage: Stage, kube: Kube, tiers: Tiers, lookMs: number) {
    this.stage = stage;
    this.#kube = kube;
    this.#lookMs = lookMs;
    this.#restore = restoring(stage.emulator.world);
    this.judge = judgeOf(stage.emulator.world, () => stage.clock.now(), tiers);
  }

  async close(): Promise<void> {
    await this.stage.close();
    await this.#kube.close();
  }

  async step({ event, thenMs }: Step): Promise<void> {
    await this.#happen(event);
    await this.pass(thenMs);
  }

  /** Lets time pass and looks on. */
  async pass(ms: number): Promise<void> {
    for (let left = ms; left > 0; left -= this.#lookMs) {
      await this.stage.pass(Math.min(left, this.#lookMs));
      await this.#look();
    }
  }

  /** Everything is well again; rejects when the world does not become as it is wished. */
  async quiet(): Promise<void> {
    this.stage.emulator.faults.clear();
    this.#kubeFaults = 0;
    const wished = await endOf(this.#wish);
    await this.mend();
    const end = this.stage.clock.now() + QUIET_LIMIT_MS;
    while (!(await this.#isAsWished(wished))) {
      await this.mend();
      if (this.stage.clock.now() > end) {
        const there = { world: ours(this.stage.emulator.world), status: (await this.stage.get())?.status };
        throw new Error(`not as wished: ${JSON.stringify({ wished, ...there }, null, 1)}`);
      }
      await this.pass(LOOK_MS * 5);
    }
    await this.pass(REST_MS);
    if (!(await this.#isAsWished(wished))) throw new Error('it did not stay as it was wished');
  }

  /** What a person is asked to do, done: what the links stand on is put back, what has lost its tags and is nobody's any more is taken away. */
  async mend(): Promise<void> {
    this.#restore();
    const { status } = (await this.stage.get()) ?? {};
    // A message may name it as what stands in the way.
    const withoutMessages = (key: string, value: unknown) => (key === 'message' ? undefined : value);
    const named = this.#wish === undefined ? '' : JSON.stringify(status ?? {}, withoutMessages);
    const { services, endpoints } = this.stage.emulator.world;
    const isLost = ({ id, tags }: Endpoint | EndpointService) => tags.size === 0 && !named.includes(id);
    for (const endpoint of endpoints.values()) if (isLost(endpoint)) endpoints.delete(endpoint.id);
    const used = new Set([...endpoints.values()].map(({ serviceId }) => serviceId));
    for (const service of services.values()) {
      if (isLost(service) && !used.has(service.id)) services.delete(service.id);
    }
  }

  async #happen(event: Event): Promise<void> {
    const { stage } = this;
    switch (event.do) {
      case 'wish':
        if (event.wish === undefined) await stage.delete();
        else await this.#write(event.wish);
        this.#wish = event.wish;
        return;
      case 'drift':
        return drift(event.what, event.nth, {
          emulator: stage.emulator,
          accessKeyId: others,
          settle: (promise) => stage.settle(promise),
          pass: (ms) => this.pass(ms),
        });
      case 'fault':
        stage.emulator.faults.add(event.fault);
        return;
      case 'kube fault':
        this.#kubeFaults = event.times;
        return;
      case 'restart':
        await stage.stop();
        return this.#start();
      case 'crash':
        this.#life?.end();
        return this.#start();
    }
  }

  /** An object that is on its way out must be gone before it can be made again. */
  async #write(wish: Wish): Promise<void> {
    if (this.#wish === undefined) {
      while ((await this.stage.get()) !== undefined) await this.pass(LOOK_MS * 5);
    }
    await this.stage.apply(specOfWish(wish));
  }

  #start(): void {
    const { cloud, kube, clock } = this.stage;
    this.#life = new Life({ clock, cloud: this.#seen(cloud), kube: this.#failing(kube.transport) });
    this.stage.start(this.#life.ground);
    this.#blind();
  }

  #blind(): void {
    this.#blindUntil = this.stage.clock.now() + RECOVERY_MS;
  }

  async #look(): Promise<void> {
    const now = this.stage.clock.now();
    const slow = [...this.#inFlight].some(({ since }) => now - since > SLOW_MS);
    if (slow || this.#kubeFaults > 0) this.#blind();
    this.judge.look(await this.stage.get(), now > this.#blindUntil);
  }

  async #isAsWished(wished: Ours): Promise<boolean> {
    const object = await this.stage.get();
    const settled =
      this.#wish === undefined
        ? object === undefined
        : object?.status?.status === 'Available' && object.status.observedGeneration === object.metadata.generation;
    return settled && JSON.stringify(ours(this.stage.emulator.world)) === JSON.stringify(wished);
  }

  /** The same cloud; what it refuses and what takes long is noted. */
  #seen(cloud: Cloud): Cloud {
    return {
      region: cloud.region,
      call: async (...asked) => {
        const call = { since: this.stage.clock.now() };
        this.#inFlight.add(call);
        try {
          return await cloud.call(...asked);
        } catch (error) {
          this.#blind();
          throw error;
        } finally {
          this.#inFlight.delete(call);
        }
      },
    };
  }

  #failing(kube: KubeTransport): KubeTransport {
    return async (request) => {
      if (this.#kubeFaults === 0) return kube(request);
      this.#kubeFaults -= 1;
      this.#blind();
      if (this.#kubeFaults % 2 === 0) throw new Error('read ECONNRESET');
      return { status: 500, headers: {}, body: once('{"kind":"Status","code":500,"reason":"InternalError"}') };
    };
  }
}

/** Remembers the vSwitches, members and balancers of a world, to put them back. */
function restoring({ vSwitches, meshes, clusters }: World): () => void {
  const kept = [...vSwitches];
  const members = [...meshes.values()].map((mesh) => ({
    mesh,
    all: [...mesh.members.values()].map((member) => ({ ...member })),
  }));
  const balancers = [...clusters.values()].map((cluster) => ({ cluster, id: cluster.apiServerBalancerId }));
  return () => {
    for (const [id, vSwitch] of kept) vSwitches.set(id, vSwitch);
    for (const { mesh, all } of members) {
      const gone = all.filter(({ clusterId }) => !mesh.members.has(clusterId));
      for (const member of gone) mesh.members.set(member.clusterId, { ...member });
    }
    for (const { cluster, id } of balancers) Object.assign(cluster, { apiServerBalancerId: id });
  };
}

/** Somebody adds the name of every endpoint to the certificates at once. */
function certifyAll({ emulator }: Stage): void {
  emulator.world.onChange(({ kind }) => {
    if (kind !== 'endpoint') return;
    const names = [...emulator.world.endpoints.values()].map(({ domain }) => domain);
    for (const cluster of emulator.world.clusters.values()) cluster.customSans = names;
  });
}

async function* once(text: string): AsyncIterable<string> {
  yield text;
}

const ends = new Map<string, Promise<Ours>>();

/** What an undisturbed world with this wish looks like, by the operator alone. */
function endOf(wish: Wish | undefined): Promise<Ours> {
  const key = JSON.stringify(wish ?? null);
  let end = ends.get(key);
  if (end === undefined) {
    end = undisturbed(wish);
    ends.set(key, end);
  }
  return end;
}

async function undisturbed(wish: Wish | undefined): Promise<Ours> {
  const play = await Play.open({ seed: 1 });
  try {
    if (wish !== undefined) {
      await play.stage.apply(specOfWish(wish));
      await play.stage.untilAvailable();
    }
    await play.stage.pass(REST_MS);
    return ours(play.stage.emulator.world);
  } finally {
    await play.close();
  }
}
