/** `asmpvl init`: a config for what is there. */
import { accessSync, constants, existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Cloud, listAll } from '@asm-privatelink/cloud';
import type { Observation } from '@asm-privatelink/link';
import type { ChooseMesh } from '../cloud/find-mesh.ts';
import { openCloud } from '../cloud/open.ts';
import type { CloudFlags } from '../cloud/options.ts';
import type { Format } from '../command/format.ts';
import { type Context, say } from '../context.ts';
import { exitCodes } from '../exit-codes.ts';
import { Failure } from '../failure.ts';
import { type Asking, createAsking } from '../init/ask.ts';
import { type Chosen, chooseEntries } from '../init/choose.ts';
import { clusterIdsOf, survey } from '../init/find.ts';
import { freeBlock } from '../init/free-block.ts';
import { gapLines } from '../init/gap-lines.ts';
import { manifestText } from '../init/manifest-text.ts';
import type { InitData } from '../init/schema.ts';
import { controlPlaneIn } from '../look/control-plane.ts';
import { writeData } from '../output.ts';
import { createProgress } from '../terminal/progress.ts';
import { unwritable } from '../write-error.ts';

export interface InitOptions extends CloudFlags {
  readonly file: string | undefined;
  readonly force: boolean;
  readonly cluster: string | undefined;
  readonly zones: number | undefined;
  readonly yes: boolean;
  readonly output: Format;
}

const USUAL_FILE = 'asmpvlconfig.yaml';
const USUAL_ZONES = 2;

export async function init(options: InitOptions, context: Context): Promise<number> {
  const file = options.file ?? USUAL_FILE;
  checkWritable(file, options.force);
  const asking = createAsking(context, !options.yes);
  try {
    const { chosen, gaps } = await choose(options, asking, context);
    const whole = chosen.clusters.length > 0;
    const data: InitData = { ...dataOf(chosen), gaps, file: whole && file !== '-' ? file : null };
    const text = manifestText(chosen);
    if (whole && file !== '-') write(file, text);
    if (options.output !== 'text') await writeData(context, options.output, data, () => []);
    else if (whole && file === '-') context.out.write(text);
    tell(data, context);
    return data.gaps.length + data.leftOut.length === 0 ? exitCodes.ok : exitCodes.unhealthy;
  } finally {
    await asking.close();
  }
}

async function choose(
  options: InitOptions,
  asking: Asking,
  context: Context,
): Promise<{ chosen: Chosen; gaps: InitData['gaps'] }> {
  const { env, stop: signal, err } = context;
  const named = options.cluster?.split(',') ?? [];
  const chooseMesh: ChooseMesh = (meshes) => asking.choose('Which mesh?', meshes, ({ id, name }) => `${id} (${name})`);
  const { cloud, source } = await openCloud(options, named, { env, signal, ...(asking.asks ? { chooseMesh } : {}) });
  const progress = createProgress(err, 'looking at the mesh, its clusters and their VPCs');
  let looked: Awaited<ReturnType<typeof survey>>;
  try {
    looked = await survey(cloud, source, await clusterIdsOf(cloud, source, options.cluster, signal), signal);
  } finally {
    progress.close();
  }
  const { observation } = looked;
  const { mesh, region, vpcId: meshVpc } = controlPlaneIn(observation);
  const chosen = await chooseEntries(looked.survey, observation.vSwitches, {
    mesh,
    region,
    meshVpc,
    zones: options.zones ?? USUAL_ZONES,
    choose: ({ vpcId, zoneId, candidates }) =>
      asking.choose(
        `Which vSwitch of ${vpcId} in ${zoneId}?`,
        candidates,
        ({ id, freeAddresses }) => `${id}, ${freeAddresses} addresses free`,
      ),
  });
  return { chosen, gaps: await withBlocks(chosen, cloud, observation, signal) };
}

async function withBlocks(
  { gaps }: Chosen,
  cloud: Cloud,
  { vpcs }: Observation,
  signal: AbortSignal,
): Promise<InitData['gaps']> {
  return Promise.all(
    gaps.map(async (gap) => {
      const taken = await listAll(cloud, 'DescribeVSwitches', { VpcId: gap.vpcId }, { signal });
      const blocks = taken.flatMap(({ CidrBlock }) => CidrBlock ?? []);
      return { ...gap, zones: [...gap.zones], freeBlock: freeBlock(vpcs.get(gap.vpcId)?.cidrs ?? [], blocks) ?? null };
    }),
  );
}

function dataOf({ mesh, region, meshVpc, clusters, asm, leftOut }: Chosen): Omit<InitData, 'gaps' | 'file'> {
  return {
    mesh,
    region,
    meshVpc,
    clusters: clusters.map((each) => ({ ...each, entries: [...each.entries] })),
    asm: [...asm],
    leftOut: [...leftOut],
  };
}

function tell({ file, mesh, region, clusters, leftOut, gaps }: InitData, { err, program }: Context): void {
  const count = `${clusters.length} cluster${clusters.length === 1 ? '' : 's'}`;
  if (file !== null) say(err, `Wrote ${file}: mesh ${mesh}, ${count}.`, `Next: ${program} check ${file}`);
  else if (clusters.length === 0) say(err, 'Nothing was written: no cluster can be connected as it is.');
  for (const { clusterId, why } of leftOut) say(err, '', `Left out: ${clusterId}. ${why}`);
  for (const gap of gaps) say(err, '', ...gapLines(gap, region, gap.freeBlock ?? undefined));
}

/** Before anybody is asked anything. @throws Failure when it is there, and --force is not given, or cannot be made */
function checkWritable(file: string, force: boolean): void {
  if (file === '-') return;
  try {
    accessSync(path.dirname(file), constants.W_OK);
  } catch (error) {
    throw unwritable('config', file, error);
  }
  if (force || !existsSync(file)) return;
  throw new Failure({
    code: 'FileExists',
    what: 'the file is there already, and is left as it is',
    where: file,
    now: 'Name another with --file, or overwrite it with --force.',
    exit: 'usage',
  });
}

/** @throws Failure */
function write(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw unwritable('config', file, error);
  }
}
