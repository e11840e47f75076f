/** The emulated cloud with its network, listening on this machine. */
import {
  type Backends,
  createEmulator,
  type Emulator,
  links,
  type OpenKubeBackend,
  type RunningNetwork,
  runNetwork,
  type ScenarioInput,
  steerableClock,
} from '@asm-privatelink/emulator';
import type { Closing } from './closing.ts';
import type { ProfileName } from './options.ts';

export interface StartCloudOptions {
  readonly scenario: ScenarioInput;
  readonly profile: ProfileName;
  readonly strict?: boolean;
  /** 0 takes any that is free. */
  readonly port?: number;
  /** Products that are served on a port of their own as well, and which; 0 takes any that is free. */
  readonly productPorts?: ReadonlyMap<string, number>;
  /** A folder to keep the cloud in. */
  readonly dataDir?: string;
  /** What answers behind each cluster's API server; the emulator's own small one, unless given. */
  readonly clusterApi?: OpenKubeBackend;
  /** Gives the kubeconfig of a mesh's own API server, for the call that asks the cloud for it. */
  readonly meshKubeconfig: (meshId: string) => string | Promise<string>;
}

export interface RunningCloud {
  readonly emulator: Emulator;
  readonly agents: RunningNetwork['agents'];
  /** `http://127.0.0.1:PORT`; HTTPS on the same port. */
  readonly url: string;
  /** The inspection API, on the same port. */
  readonly inspectUrl: string;
  /** By product, for those that have a port of their own. */
  readonly productUrls: ReadonlyMap<string, string>;
  readonly region: string;
  /** The first key of the scenario. */
  readonly key: { readonly id: string; readonly secret: string };
}

/** Of calls and changes: what people look back at, and no more, in a process that may run for days. */
const HISTORY = 20_000;

/** @throws ScenarioError when the scenario cannot be used, StateError when what the folder holds cannot, RangeError for a product that there is not */
export async function startCloud(options: StartCloudOptions, closing: Closing): Promise<RunningCloud> {
  const { scenario, profile, strict = false, port = 0, clusterApi, meshKubeconfig, dataDir } = options;
  const clock = steerableClock();
  // The emulator answers for kubeconfigs that only the network, which runs on the emulator's world, can make.
  const running: { network?: RunningNetwork } = {};
  const backends: Backends = {
    clusters: { kubeconfig: (clusterId) => running.network?.agents.kubeconfig(clusterId) },
    meshes: { kubeconfig: meshKubeconfig },
  };
  const kept = dataDir === undefined ? {} : { dataDir };
  const emulator = closing.add(
    createEmulator({ scenario, clock, profile, strict, backends, history: HISTORY, ...kept }),
    (opened) => opened.close(),
  );
  const { world } = emulator;
  const { noneHealthy } = emulator.switches;
  const network = closing.add(
    await runNetwork({ world, clock, noneHealthy, ...(clusterApi === undefined ? {} : { backend: clusterApi }) }),
    (opened) => opened.close(),
  );
  running.network = network;
  const server = closing.add(
    await emulator.listen({ port, inspect: { links: () => links(world, network.network), network: network.network } }),
    (opened) => opened.close(),
  );
  const productUrls = new Map<string, string>();
  for (const [product, own] of options.productPorts ?? []) {
    const served = closing.add(await emulator.listen({ product, port: own }), (opened) => opened.close());
    productUrls.set(product, served.url);
  }
  const [key] = world.keys.values();
  if (key === undefined) throw new RangeError('the schema of scenarios promises a key');
  const { id, secret } = key;
  const { url, inspectUrl } = server;
  const region = world.defaultRegionId;
  return { emulator, agents: network.agents, url, inspectUrl, productUrls, region, key: { id, secret } };
}
