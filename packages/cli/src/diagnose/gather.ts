/** Adds to one look at the world what a diagnosis needs beside it: rules, addresses, what the cloud would refuse, and what comes of trying each way. */
import { type Clock, type Cloud, isCloudError, listAll } from '@asm-privatelink/cloud';
import { type DiagnosisFacts, type LinkPlan, type Observation, type Probe, readRules } from '@asm-privatelink/link';
import { weWrite } from '../look/live.ts';
import type { Look } from '../look/look.ts';
import { clusterAuthority } from '../probe/authority.ts';
import { channelOf } from '../probe/channel-of.ts';
import type { Ground } from '../probe/ground.ts';
import { probe } from '../probe/probe.ts';
import { askCloud } from './ask-cloud.ts';

export interface GatherOptions {
  readonly ground: Ground;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** How long a single dial, handshake or answer is waited for. */
const TIMEOUT_MS = 5_000;

/** @throws CloudError when what only the cloud knows cannot be read */
export async function gather(
  { cloud, config, controller, wish, observation, plan }: Look,
  { ground, clock, signal }: GatherOptions,
): Promise<DiagnosisFacts> {
  const { links } = plan;
  const [answers, rules, addresses, forbidden, probes] = await Promise.all([
    askCloud(cloud, plan, signal),
    rulesOf(cloud, links, observation, signal),
    addressesOf(cloud, links, signal),
    links.some(({ problems }) => problems.some(({ reason }) => reason === 'ClusterNotMember'))
      ? forbiddenOf(cloud, wish.mesh, signal)
      : new Map<string, { flag: number; info: string }>(),
    mapped(
      links.filter(({ up }) => up),
      ({ id }) => id,
      (link) => tried(link, { cloud, observation, ground, clock, signal }),
    ),
  ]);
  const writer = controller !== undefined ? { other: controller } : weWrite(config) ? 'ours' : 'nobody';
  return { config, writer, wish, observation, plan, answers, rules, addresses, forbidden, probes };
}

/** Those of our own groups were read with the look. */
async function rulesOf(cloud: Cloud, links: readonly LinkPlan[], { groups }: Observation, signal: AbortSignal) {
  const known = new Map(groups.flatMap(({ id, inbound }) => (inbound === undefined ? [] : [[id, inbound] as const])));
  const ids = links.flatMap(({ endpoint }) => endpoint?.groups?.map(({ id }) => id) ?? []);
  return mapped(
    [...new Set(ids)],
    (id) => id,
    async (id) => known.get(id) ?? (await readRules(cloud, id, signal)),
  );
}

async function addressesOf(cloud: Cloud, links: readonly LinkPlan[], signal: AbortSignal) {
  const endpoints = links.flatMap(({ endpoint }) => endpoint ?? []);
  return mapped(
    endpoints,
    ({ id }) => id,
    async ({ id: EndpointId }) => {
      const zones = await listAll(cloud, 'ListVpcEndpointZones', { EndpointId }, { signal });
      return zones.flatMap(({ EniIp }) => EniIp || []);
    },
  );
}

/** Pages of 20, as the call has them when nothing is said. */
async function forbiddenOf(cloud: Cloud, mesh: string, signal: AbortSignal) {
  const all = new Map<string, { flag: number; info: string }>();
  try {
    for (;;) {
      const request = { ServiceMeshId: mesh, Limit: 20, Offset: all.size };
      const { Clusters } = await cloud.call('DescribeServiceMeshClusters', request, { signal });
      for (const { ClusterId, ForbiddenFlag = 0, ForbiddenInfo = '' } of Clusters) {
        all.set(ClusterId, { flag: ForbiddenFlag, info: ForbiddenInfo });
      }
      if (Clusters.length < request.Limit) return all;
    }
  } catch (error) {
    // It only says more about what is known already.
    if (isCloudError(error)) return all;
    throw error;
  }
}

async function tried(
  link: LinkPlan,
  { cloud, observation, ground, clock, signal }: GatherOptions & { cloud: Cloud; observation: Observation },
): Promise<Probe> {
  const channel = channelOf(link, observation);
  if (channel === undefined) {
    return { kind: 'elsewhere', why: 'the name or the ports of the channel are not known' };
  }
  const [clusterId = ''] = link.clusterIds;
  const ca =
    link.channel === 'api-server' && ground.elsewhere(channel.fromVpc) === undefined
      ? await clusterAuthority(cloud, clusterId, signal)
      : undefined;
  return probe(ground, { ...channel, ca }, { clock, timeoutMs: TIMEOUT_MS, signal });
}

async function mapped<T, V>(
  all: readonly T[],
  key: (each: T) => string,
  value: (each: T) => Promise<V>,
): Promise<Map<string, V>> {
  return new Map(await Promise.all(all.map(async (each) => [key(each), await value(each)] as const)));
}
