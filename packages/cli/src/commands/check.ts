/** `asmpvl check`: the file, the API server, the cloud. */
import { parseConfig } from '@asm-privatelink/api';
import { checkKubernetes } from '../check/check-kubernetes.ts';
import { checkManifest } from '../check/check-manifest.ts';
import { checkPermissions, unlessDenied } from '../check/check-permissions.ts';
import { checkQuotas } from '../check/check-quotas.ts';
import { checkWorld } from '../check/check-world.ts';
import { checkData, type ItemFields, itemIn } from '../check/item.ts';
import { checkLines } from '../check/lines.ts';
import { connectCloud } from '../cloud/open.ts';
import type { CloudFlags } from '../cloud/options.ts';
import type { Format } from '../command/format.ts';
import type { Context } from '../context.ts';
import { exitCodes } from '../exit-codes.ts';
import type { KubeFlags } from '../kube/options.ts';
import { look } from '../look/look.ts';
import { readManifest } from '../manifest/read.ts';
import { writeData } from '../output.ts';
import { styleFor } from '../terminal/style.ts';

export interface CheckOptions extends KubeFlags, CloudFlags {
  readonly file: string;
  readonly output: Format;
}

export async function check(options: CheckOptions, context: Context): Promise<number> {
  const { file, output } = options;
  const { out, env } = context;
  const manifest = await readManifest(file, context.input);
  const items = (await everything(manifest.value, options, context)).map((fields) => itemIn(manifest, fields));
  const data = checkData(file, items);
  const width = Math.min(out.columns || 100, 120);
  await writeData(context, output, data, () => checkLines(data, { style: styleFor(out, env), width }));
  return data.fail > 0 ? exitCodes.unhealthy : exitCodes.ok;
}

/** Without an object that the schema takes there is nothing to look at in the cloud. */
async function everything(value: unknown, options: CheckOptions, context: Context): Promise<ItemFields[]> {
  const parsed = parseConfig(value);
  const ofFile = checkManifest(parsed);
  if (parsed.config === undefined) return ofFile;
  const { env, stop: signal } = context;
  const { config } = parsed;
  const ofKubernetes = await checkKubernetes(options, env, signal);
  const cloud = connectCloud(options, env);
  const [ofWorld, permissions] = await Promise.all([
    unlessDenied(async () => {
      const seen = await look(config, { ...options, against: 'live' }, context);
      return [...checkWorld(seen), ...(await unlessDenied(() => checkQuotas(seen.cloud, seen.plan, signal)))];
    }),
    checkPermissions(cloud, signal),
  ]);
  return [...ofFile, ...ofKubernetes, ...ofWorld, ...permissions];
}
