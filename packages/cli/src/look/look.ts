/** One look at the world that an ASMPvlConfig is about, with the eyes of the operator: nothing is written. */
import type { ASMPvlConfig } from '@asm-privatelink/api';
import { type Cloud, observeCalls, systemClock } from '@asm-privatelink/cloud';
import {
  decide,
  meshOf,
  newMemory,
  type Observation,
  Observer,
  type Plan,
  type Source,
  type Wish,
  wishOf,
} from '@asm-privatelink/link';
import { openCloud } from '../cloud/open.ts';
import { type CloudFlags } from '../cloud/options.ts';
import type { Context } from '../context.ts';
import { getConfig } from '../kube/configs.ts';
import { explainNotThere } from '../kube/not-there.ts';
import { openKube } from '../kube/open.ts';
import type { KubeFlags } from '../kube/options.ts';
import { createProgress } from '../terminal/progress.ts';
import { type Live, otherWriter, readLive } from './live.ts';

export interface Look {
  readonly cloud: Cloud;
  readonly source: Source;
  /** What is wished for, as it would be applied. */
  readonly config: ASMPvlConfig;
  readonly live: Live;
  /** The manager that writes the status in place of our operator. */
  readonly controller: string | undefined;
  readonly wish: Wish;
  readonly observation: Observation;
  readonly plan: Plan;
}

export interface LookOptions extends KubeFlags, CloudFlags {
  /** `empty`: as if nothing had been made yet. */
  readonly against: 'live' | 'empty';
}

/**
 * At what the object in the API server is about, as it is there now.
 *
 * @throws Failure when there is none, and as `look`
 */
export async function lookLive(options: KubeFlags & CloudFlags, context: Context): Promise<Look> {
  const kube = await openKube(options, context.env);
  try {
    const config = await getConfig(kube.client, context.stop);
    return await lookAt(config, { config }, { ...options, against: 'live' }, context);
  } catch (error) {
    throw await explainNotThere(error, kube, context.stop);
  } finally {
    await kube.close();
  }
}

/** @throws Failure for flags that will not do, CloudError when the cloud cannot be read */
export async function look(config: ASMPvlConfig, options: LookOptions, context: Context): Promise<Look> {
  return lookAt(config, await readLive(options, context.env, context.stop), options, context);
}

async function lookAt(config: ASMPvlConfig, live: Live, options: LookOptions, context: Context): Promise<Look> {
  const { env, stop: signal } = context;
  const progress = createProgress(context.err, 'looking at the cloud');
  try {
    const clusterIds = config.spec.ackVpcEndpoint.map(({ clusterId }) => clusterId);
    const opened = await openCloud(options, clusterIds, { env, signal });
    const cloud = observeCalls(opened.cloud, { clock: systemClock(), listener: () => progress.step() });
    const { against } = options;
    const seen = await see(config, { cloud, source: opened.source, live, against, signal, now: Date.now });
    return { ...seen, cloud: opened.cloud };
  } finally {
    progress.close();
  }
}

export interface SeeOptions extends Pick<Look, 'cloud' | 'source' | 'live'> {
  readonly against: LookOptions['against'];
  readonly signal: AbortSignal;
  readonly now: () => number;
}

/** @throws CloudError when the cloud cannot be read */
export async function see(config: ASMPvlConfig, options: SeeOptions): Promise<Look> {
  const { cloud, source, live, against, signal, now } = options;
  const controller = live.config === undefined ? undefined : otherWriter(live.config);
  const applied = asApplied(config, live.config);
  const wish = wishOf(applied, meshOf(source));
  const find = controller === undefined ? 'tags' : 'status';
  const observer = new Observer({ cloud, source, memory: newMemory(), now, find });
  const seen = await observer.observe(wish, new Map(), signal);
  const observation = against === 'empty' ? withoutOurs(seen) : seen;
  const asked = against === 'empty' ? wishOf(config, meshOf(source)) : wish;
  return {
    cloud,
    source,
    config: applied,
    live,
    controller,
    wish: asked,
    observation,
    plan: decide(asked, observation),
  };
}

/** The file's spec and annotations on the object that is there. */
function asApplied(config: ASMPvlConfig, live: ASMPvlConfig | undefined): ASMPvlConfig {
  if (live === undefined) return config;
  const annotations = { ...live.metadata.annotations, ...config.metadata.annotations };
  return { ...live, metadata: { ...live.metadata, annotations }, spec: config.spec };
}

function withoutOurs(observation: Observation): Observation {
  return { ...observation, services: [], endpoints: [], groups: [], foreign: [], memory: newMemory() };
}
