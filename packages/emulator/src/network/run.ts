/**
 * Ties a world to its network: what changes in the world is made on this machine, what a mesh sees of its members is written back.
 */
import { setMemberState, type World } from '../world.ts';
import { Agents } from './agents.ts';
import type { OpenKubeBackend } from './cluster.ts';
import { networkView } from './from-world.ts';
import { createNetwork, type Network, type NetworkOptions } from './network.ts';

export interface RunNetworkOptions extends NetworkOptions {
  readonly world: World;
  readonly backend?: OpenKubeBackend;
}

export interface RunningNetwork {
  readonly network: Network;
  readonly agents: Agents;
  /** Resolves when the network is as the world is now. Rejects if something could not be made. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

/** Starts with what the world has now, and follows it. A failure later is logged, and tried again with the next change. */
export async function runNetwork(options: RunNetworkOptions): Promise<RunningNetwork> {
  const { world, clock, log = () => undefined, backend } = options;
  const network = createNetwork(options);
  const agents = new Agents({
    network,
    clock,
    log,
    ...(backend ? { backend } : {}),
    report: (meshId, clusterId, { state, message }) =>
      setMemberState(world, meshId, clusterId, state, message, clock.now()),
  });
  const settle = () => agents.apply(networkView(world, clock.now()));
  let pending: NodeJS.Immediate | undefined;
  let idle = () => {};
  const unsubscribe = world.onChange(({ kind }) => {
    if (pending || irrelevant.has(kind)) return;
    // A handler changes many things at once; they are looked at together, and no time passes before.
    idle = clock.busy();
    pending = setImmediate(() => {
      pending = undefined;
      settle()
        .catch((error: unknown) => log('the network does not follow the world', { error: String(error) }))
        .finally(idle);
    });
  });
  const close = async () => {
    unsubscribe();
    if (pending) clearImmediate(pending);
    idle();
    await agents.close();
    await network.close();
  };
  try {
    await settle();
  } catch (error) {
    await close();
    throw error;
  }
  return { network, agents, settle, close };
}

const irrelevant: ReadonlySet<string> = new Set(['account', 'interface', 'job', 'key', 'task', 'vSwitch']);
