/** `asmpvl diagnose`: each channel from what is written to what answers, up to the first break. */
import { access, constants } from 'node:fs/promises';
import { systemClock } from '@asm-privatelink/cloud';
import type { DiagnosisData } from '@asm-privatelink/console';
import { type DiagnosisFacts, diagnose } from '@asm-privatelink/link';
import type { Diagnosed } from '../bundle/diagnosis-parts.ts';
import { checkFree, save } from '../bundle/save.ts';
import type { CloudFlags } from '../cloud/options.ts';
import { type Context, say } from '../context.ts';
import { diagnosisData, exitOf } from '../diagnose/data.ts';
import { gather } from '../diagnose/gather.ts';
import { diagnosisLines } from '../diagnose/lines.ts';
import { Failure } from '../failure.ts';
import type { KubeFlags } from '../kube/options.ts';
import { type Look, lookLive } from '../look/look.ts';
import { writeData } from '../output.ts';
import { standing } from '../probe/open-ground.ts';
import { unreadable } from '../read-error.ts';
import { createProgress } from '../terminal/progress.ts';
import { styleFor } from '../terminal/style.ts';

export interface DiagnoseOptions extends KubeFlags, CloudFlags {
  readonly clusters: readonly string[];
  readonly output: 'text' | 'json' | 'yaml' | 'wide';
  readonly from: string | undefined;
  readonly bundle: string | undefined;
  readonly log: string | undefined;
  readonly force: boolean;
}

export async function diagnoseChannels(options: DiagnoseOptions, context: Context): Promise<number> {
  const { bundle, force, log } = options;
  if (bundle === undefined && (force || log !== undefined)) throw needsBundle(force ? '--force' : '--log');
  if (bundle === undefined) return await show((await diagnosed(options, context)).data, options, context);
  if (!force) checkFree(bundle);
  if (log !== undefined) {
    await access(log, constants.R_OK).catch((error: unknown) => {
      throw unreadable('log', log, error);
    });
  }
  const outcome = await diagnosed(options, context).then(
    (value) => () => value,
    (error: unknown) => () => {
      throw error;
    },
  );
  context.stop.throwIfAborted();
  const { makeBundle } = await import('../bundle/bundle.ts');
  const progress = createProgress(context.err, 'collecting the bundle');
  const bytes = await makeBundle(outcome, { ...options, now: Date.now() }, context).finally(() => progress.close());
  await save(bundle, bytes, force);
  say(context.err, `Wrote ${bundle} (${bytes.length} bytes): see README.md in it.`);
  return await show(outcome().data, options, context);
}

async function diagnosed(options: DiagnoseOptions, context: Context): Promise<Diagnosed> {
  const { clusters } = options;
  const look = await lookLive(options, context);
  checkKnown(clusters, look);
  return { look, data: diagnosisData(diagnose(await tried(look, options, context), clusters)) };
}

async function show(data: DiagnosisData, { output }: DiagnoseOptions, context: Context): Promise<number> {
  const { out, env } = context;
  const format = output === 'wide' ? 'text' : output;
  const width = Math.min(out.columns || 100, 120);
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

function needsBundle(flag: string): Failure {
  return new Failure({
    code: 'FlagAlone',
    what: `${flag} goes with --bundle`,
    where: flag,
    now: 'Name the archive to write: --bundle asmpvl.tar.gz.',
    exit: 'usage',
  });
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
