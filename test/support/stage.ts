/**
 * The whole system on a stage: the emulated cloud, a Kubernetes API, the operator. Every part is the one that ships; only the sockets between
 * them are left out where time is virtual.
 */
import { type ASMPvlConfig, type ASMPvlConfigSpec, fieldManager, resource } from '@asm-privatelink/api';
import { type Cloud, observeCalls, withBudget, withDeadline } from '@asm-privatelink/cloud';
import {
  type Backends,
  type Clock,
  createEmulator,
  type Emulator,
  type ProfileName,
  type ScenarioInput,
  systemClock,
  VirtualClock,
} from '@asm-privatelink/emulator';
import {
  type CertificatePolicy,
  defaultTiers,
  type Memory,
  meshOf,
  type Source,
  type Tiers,
} from '@asm-privatelink/link';
import {
  createLog,
  createMetrics,
  createReconcile,
  type KubeTransport,
  type Metrics,
  type Operator,
  planMetrics,
  startOperator,
} from '@asm-privatelink/operator';
import { cloudOf } from './in-process-cloud.ts';
import { COLLECTION, call, getConfig, type Kube } from './kube.ts';

/** How many times as fast as real time a stage on a real API server runs. */
const FACTOR = 10;

export interface StageOptions {
  /** What the cloud is made of; or a cloud that another stage has made, which closes it. */
  scenario: ScenarioInput | Emulator;
  kube: Kube;
  clock: Clock;
  source?: 'asm' | 'given';
  profile?: ProfileName;
  seed?: number;
  mode?: 'manage' | 'companion';
  tiers?: Tiers;
  /** What the operator is configured to do about certificates; `report` when left out. */
  certificates?: CertificatePolicy | undefined;
  /** What the operator remembers, to be looked at; else each start has its own. */
  memory?: Memory;
  /** The part of the published rates that the operator may use; its own default, one half. */
  rateShare?: number;
  /** What the cloud asks of those who run clusters and meshes. */
  backends?: Backends;
}

/** All that an operator stands on. */
export interface Ground {
  cloud: Cloud;
  kube: KubeTransport;
  clock: Clock;
  metrics: Metrics;
  mode: 'manage' | 'companion';
}

/** The clock of a stage: virtual with our own API server, quick real time with a real one. */
export function stageClock(kind: 'ours' | 'real'): Clock {
  return kind === 'ours' ? new VirtualClock() : systemClock(FACTOR);
}

export class Stage {
  readonly emulator: Emulator;
  readonly cloud: Cloud;
  readonly kube: Kube;
  readonly clock: Clock;
  readonly source: Source;
  readonly #mode: 'manage' | 'companion';
  readonly #options: Pick<StageOptions, 'certificates' | 'tiers' | 'memory' | 'rateShare'>;
  readonly #shared: boolean;
  #operator: Operator | undefined;
  #starts = 0;

  constructor(options: StageOptions) {
    this.kube = options.kube;
    this.clock = options.clock;
    this.#mode = options.mode ?? 'manage';
    this.#options = options;
    const { scenario, clock, profile = 'fast', seed = 1 } = options;
    this.#shared = 'ledger' in scenario;
    const backends = options.backends && { backends: options.backends };
    this.emulator =
      'ledger' in scenario ? scenario : createEmulator({ scenario, clock, profile, seed, strict: true, ...backends });
    this.cloud = cloudOf(this.emulator);
    this.source = sourceOf(this.emulator, options.source ?? 'asm');
  }

  /** Starts the operator, or starts it anew with nothing remembered. What it stands on may be something that a test has put in front. */
  start(through: Partial<Ground> = {}): void {
    this.#starts += 1;
    const { cloud = this.cloud, kube = this.kube.transport, clock = this.clock, mode = this.#mode } = through;
    const log = createLog({ level: 'silent' });
    const metrics = through.metrics ?? createMetrics();
    const budgeted = withBudget(withDeadline(cloud, { clock }), { clock, share: this.#options.rateShare });
    const reconcile = createReconcile({
      cloud: observeCalls(budgeted, { clock, listener: metrics.cloudCall }),
      onPlan: planMetrics(metrics, () => clock.now()),
      source: this.source,
      clock,
      log,
      random: () => 0.5,
      tiers: this.#options.tiers ?? defaultTiers,
      certificates: this.#options.certificates ?? 'report',
      ...(this.#options.memory && { memory: this.#options.memory }),
      find: mode === 'manage' ? 'tags' : 'status',
    });
    this.#operator = startOperator({
      kube,
      reconcile,
      clock,
      log,
      metrics,
      mode,
      mesh: meshOf(this.source),
      identity: `stage-${this.#starts}`,
      random: () => 0.5,
    });
  }

  async stop(): Promise<void> {
    const operator = this.#operator;
    this.#operator = undefined;
    if (operator !== undefined) await this.settle(operator.stop());
  }

  async close(): Promise<void> {
    await this.stop();
    if (!this.#shared) await this.emulator.close();
  }

  /** Lets `ms` of the stage's time pass. */
  async pass(ms: number): Promise<void> {
    if (this.clock instanceof VirtualClock) await this.clock.advance(ms);
    else await new Promise<void>((resolve) => this.clock.schedule(ms, resolve));
  }

  /** Awaits something that needs the stage's time to go on. */
  async settle<T>(promise: Promise<T>): Promise<T> {
    if (this.clock instanceof VirtualClock) await this.clock.run(promise);
    return promise;
  }

  /** Creates the object, or replaces its spec. */
  async apply(spec: ASMPvlConfigSpec, metadata: { annotations?: Record<string, string> } = {}): Promise<void> {
    const body = {
      apiVersion: resource.apiVersion,
      kind: resource.kind,
      metadata: { name: resource.objectName, ...metadata },
      spec,
    };
    const where = `${COLLECTION}/${resource.objectName}?fieldManager=test&force=true`;
    const answer = await this.settle(call(this.kube.transport, 'PATCH', where, body, 'application/apply-patch+yaml'));
    if (answer.status >= 400) throw new Error(`apply: ${JSON.stringify(answer.body)}`);
  }

  async delete(): Promise<void> {
    await this.settle(call(this.kube.transport, 'DELETE', `${COLLECTION}/${resource.objectName}`));
  }

  get(): Promise<ASMPvlConfig | undefined> {
    return this.settle(getConfig(this.kube.transport));
  }

  /** Lets time pass until the object is as `holds` says; at most `limitMs` of the stage's time. */
  async until(
    what: string,
    holds: (object: ASMPvlConfig | undefined) => boolean,
    limitMs = 10 * 60_000,
  ): Promise<ASMPvlConfig | undefined> {
    const end = this.clock.now() + limitMs;
    for (;;) {
      const object = await this.get();
      if (holds(object)) return object;
      if (this.clock.now() > end) {
        throw new Error(`not within ${limitMs / 1000} s: ${what}\n${JSON.stringify(object?.status, null, 2)}`);
      }
      await this.pass(500);
    }
  }

  async untilAvailable(): Promise<ASMPvlConfig> {
    const object = await this.until(
      'Available',
      (each) => each?.status?.status === 'Available' && each.status.observedGeneration === each.metadata.generation,
    );
    if (object === undefined) throw new Error('the object is gone');
    return object;
  }

  /** Removes whatever a test left, so that a shared API server can be used again. */
  async clear(): Promise<void> {
    await this.stop();
    await this.delete();
    const patch = { metadata: { finalizers: null } };
    const where = `${COLLECTION}/${resource.objectName}?fieldManager=${fieldManager}`;
    await this.settle(call(this.kube.transport, 'PATCH', where, patch, 'application/merge-patch+json'));
    await this.until('the object is gone', (object) => object === undefined);
    await this.close();
  }
}

/** Both sources describe the same world: what the mesh says of itself, or the same stated plainly. */
function sourceOf(emulator: Emulator, kind: 'asm' | 'given'): Source {
  const [mesh] = emulator.world.meshes.values();
  if (mesh === undefined) throw new Error('the scenario has no mesh');
  if (kind === 'asm') return { kind: 'asm', meshId: mesh.id };
  return {
    kind: 'given',
    mesh: mesh.id,
    region: mesh.regionId,
    vpcId: mesh.vpcId,
    pilotLoadBalancerId: mesh.pilotBalancerId ?? '',
  };
}
