/** One look at the certificates of every cluster, or of those that are named. */

import type { SanData } from '@asm-privatelink/console';
import type { CloudFlags } from '../cloud/options.ts';
import type { Context } from '../context.ts';
import { Failure } from '../failure.ts';
import type { KubeFlags } from '../kube/options.ts';
import { controlPlaneIn } from '../look/control-plane.ts';
import { type Look, lookLive } from '../look/look.ts';
import { type Standing, standing } from '../probe/open-ground.ts';
import { type Reading, sanData } from './data.ts';
import { readServed } from './read-served.ts';
import { type Subject, subjectsOf } from './subjects.ts';

export interface SanFlags extends KubeFlags, CloudFlags {
  /** Ids, separated by commas. */
  readonly cluster: string | undefined;
  /** The VPC in which this machine stands. */
  readonly from: string | undefined;
}

export interface NamesSeen {
  readonly look: Look;
  readonly at: Standing;
  readonly subjects: readonly Subject[];
  readonly data: SanData;
}

/** @throws Failure for a cluster that is not in the ASMPvlConfig, and as `lookLive` */
export async function lookAtNames(flags: SanFlags, context: Context): Promise<NamesSeen> {
  const { env, stop } = context;
  const [look, at] = await Promise.all([lookLive(flags, context), standing(flags, env, stop)]);
  controlPlaneIn(look.observation);
  const subjects = chosen(subjectsOf(look), flags.cluster);
  const readings = await Promise.all(
    subjects.map(
      async (subject): Promise<Reading> => ({ subject, served: await readServed(at.ground, subject, stop) }),
    ),
  );
  return { look, at, subjects, data: sanData(readings, at.name) };
}

function chosen(subjects: readonly Subject[], list: string | undefined): readonly Subject[] {
  if (list === undefined) return subjects;
  const ids = list.split(',').map((id) => id.trim());
  const unknown = ids.filter((id) => !subjects.some(({ clusterId }) => clusterId === id));
  if (unknown.length === 0) return subjects.filter(({ clusterId }) => ids.includes(clusterId));
  throw new Failure({
    code: 'ClusterUnknown',
    what: `the ASMPvlConfig has no cluster ${unknown.join(', ')}`,
    where: '--cluster',
    now: `It has ${subjects.map(({ clusterId }) => clusterId).join(', ')}.`,
    exit: 'usage',
  });
}
