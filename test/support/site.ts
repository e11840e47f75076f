/** A stage with its network beside it: the channels carry bytes, and can be tried and diagnosed from inside each VPC. */
import { setMaxListeners } from 'node:events';
import { arrivals, type RunningNetwork, runNetwork } from '@asm-privatelink/emulator';
import { type Diagnosis, diagnose } from '@asm-privatelink/link';
import { gather } from '../../packages/cli/src/diagnose/gather.ts';
import { see } from '../../packages/cli/src/look/look.ts';
import type { Ground } from '../../packages/cli/src/probe/ground.ts';
import { installCrd, type Kube, ourKube } from './kube.ts';
import { Stage, type StageOptions, stageClock } from './stage.ts';

export class Site {
  readonly stage: Stage;
  readonly network: RunningNetwork;
  /** From where channels are tried; a test may stand elsewhere, or behind another resolver. */
  ground: Ground;
  readonly #kube: Kube;

  private constructor(stage: Stage, kube: Kube, network: RunningNetwork) {
    this.stage = stage;
    this.#kube = kube;
    this.network = network;
    this.ground = {
      elsewhere: () => undefined,
      arrivals: async (fromVpc, host, port) => arrivals(network.network, { fromVpc, host, port }),
    };
  }

  static async open(
    options: Omit<StageOptions, 'kube' | 'clock' | 'backends'>,
    kind: 'crd' | 'bare' = 'crd',
  ): Promise<Site> {
    const clock = stageClock('ours');
    const kube = await ourKube(clock);
    const running: { network?: RunningNetwork } = {};
    const clusters = { kubeconfig: (clusterId: string) => running.network?.agents.kubeconfig(clusterId) };
    const stage = new Stage({ ...options, kube, clock, backends: { clusters } });
    if (kind === 'crd') await stage.settle(installCrd(kube, async () => undefined));
    const network = await stage.settle(runNetwork({ world: stage.emulator.world, clock }));
    running.network = network;
    return new Site(stage, kube, network);
  }

  async diagnose(only: readonly string[] = []): Promise<Diagnosis> {
    const { stage, ground } = this;
    const { cloud, source, clock } = stage;
    const config = await stage.get();
    if (config === undefined) throw new Error('there is no object');
    const { signal } = new AbortController();
    setMaxListeners(0, signal);
    const options = { cloud, source, live: { config }, against: 'live', signal, now: () => clock.now() } as const;
    return stage.settle(
      see(config, options)
        .then((look) => gather(look, { ground, clock, signal }))
        .then((facts) => diagnose(facts, only)),
    );
  }

  async close(): Promise<void> {
    await this.stage.stop();
    await this.network.close();
    await this.stage.close();
    await this.#kube.close();
  }
}
