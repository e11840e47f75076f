/** The clusters that a config could name: the members of the mesh, or, with a control plane of one's own, those that a person names. */

import { resource } from '@asm-privatelink/api';
import { type Cloud } from '@asm-privatelink/cloud';
import {
  decide,
  meshOf,
  newMemory,
  type Observation,
  Observer,
  readControlPlane,
  type Source,
  wishOf,
} from '@asm-privatelink/link';
import { Failure } from '../failure.ts';
import { controlPlaneIn } from '../look/control-plane.ts';
import { type Survey, surveyOf } from './survey.ts';

/** @throws Failure when there is no such mesh, or there are no clusters; CloudError */
export async function clusterIdsOf(
  cloud: Cloud,
  source: Source,
  named: string | undefined,
  signal: AbortSignal,
): Promise<readonly string[]> {
  if (named !== undefined) return [...new Set(named.split(',').map((id) => id.trim()))].filter((id) => id !== '');
  if (source.kind === 'given') {
    throw new Failure({
      code: 'ClustersMissing',
      what: 'a control plane of your own has no list of members',
      where: '--cluster',
      now: 'Name the clusters to connect: --cluster ID,ID.',
      exit: 'usage',
    });
  }
  controlPlaneIn({ controlPlane: await readControlPlane(cloud, source, signal) });
  const { Clusters } = await cloud.call('DescribeClustersInServiceMesh', { ServiceMeshId: source.meshId }, { signal });
  if (Clusters.length > 0) return Clusters.map(({ ClusterId }) => ClusterId);
  throw new Failure({
    code: 'NoMembers',
    what: `mesh ${source.meshId} has no clusters yet, so there is nothing to connect`,
    now: 'Add a cluster to the ASM instance first (ASM console, Clusters), then run this again.',
  });
}

/** One look with nothing listed: every vSwitch of the VPCs concerned is read. */
export async function survey(
  cloud: Cloud,
  source: Source,
  clusterIds: readonly string[],
  signal: AbortSignal,
): Promise<{ survey: Survey; observation: Observation }> {
  const { apiVersion, kind, objectName } = resource;
  const ackVpcEndpoint = clusterIds.map((clusterId) => ({ clusterId, vSwitches: [] }));
  const spec = { ackVpcEndpoint, asmVpcEndpoint: { vSwitches: [] } };
  const wish = wishOf({ apiVersion, kind, metadata: { name: objectName }, spec }, meshOf(source));
  const observer = new Observer({ cloud, source, memory: newMemory(), now: Date.now });
  const observation = await observer.observe(wish, new Map(), signal);
  return { observation, survey: surveyOf(wish, observation, decide(wish, observation)) };
}
