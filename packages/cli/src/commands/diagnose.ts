/** `asmpvl diagnose`: each channel from what is written to what answers, up to the first break. */
import { systemClock } from '@asm-privatelink/cloud';
import { type DiagnosisFacts, diagnose } from '@asm-privatelink/link';
import type { CloudFlags } from '../cloud/options.ts';
import type { Context } from '../context.ts';
import { diagnosisData, exitOf } from '../diagnose/data.ts';
import { gather } from '../diagnose/gather.ts';
import { diagnosisLines } from '../diagnose/lines.ts';
import { Failure } from '../failure.ts';
import type { KubeFlags } from '../kube/options.ts';
import { type Look, lookLive } from '../look/look.ts';
import { writeData } from '../output.ts';
import { standing } from '../probe/open-ground.ts';
import { createProgress } from '../terminal/progress.ts';
import { styleFor } from '../terminal/style.ts';

export interface DiagnoseOptions extends KubeFlags, CloudFlags {
  readonly clusters: readonly string[];
  readonly output: 'text' | 'json' | 'yaml' | 'wide';
  readonly from: string | undefined;
}

export async function diagnoseChannels(options: DiagnoseOptions, context: Context): Promise<number> {
  const { clusters, output } = options;
  const { out, env } = context;
  const seen = await lookLive(options, context);
  checkKnown(clusters, seen);
  const data = diagnosisData(diagnose(await tried(seen, options, context), clusters));
  const format = output === 'wide' ? 'text' : output;
  const width = Math.min(out.columns ?? 100, 120);
  await writeData(context, format, data, () =>
    diagnosisLines(data, { style: styleFor(out, env), width, all: output === 'wide' }),
  );
  return exitOf(data);
}

async function tried(
  seen: Look,
  options: DiagnoseOptions,
  { err, env, stop: signal }: Context,
): Promise<DiagnosisFacts> {
  const progress = createProgress(err, 'trying the channels');
  try {
    const { ground } = await standing(options, env, signal);
    return await gather(seen, { ground, clock: systemClock(), signal });
  } finally {
    progress.close();
  }
}

/** @throws Failure for a cluster that the object does not name */
function checkKnown(asked: readonly string[], { wish }: Look): void {
  const known = wish.clusters.map(({ clusterId }) => clusterId);
  const strange = asked.find((id) => !known.includes(id));
  if (strange === undefined) return;
  throw new Failure({
    code: 'ClusterUnknown',
    what: `the object names no cluster ${strange}`,
    where: 'spec.ackVpcEndpoint[].clusterId',
    now: `It names ${known.join(', ') || 'none'}.`,
    exit: 'usage',
  });
}
