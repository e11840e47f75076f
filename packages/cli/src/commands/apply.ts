/** `asmpvl apply`: the file into the API server, then each link until it is up or needs a person. */
import type { ASMPvlConfig } from '@asm-privatelink/api';
import { shortId } from '@asm-privatelink/console/links';
import { isKubeError } from '@asm-privatelink/operator/client';
import type { Format } from '../command/format.ts';
import { type Context, say } from '../context.ts';
import { createDeadline } from '../deadline.ts';
import { Failure } from '../failure.ts';
import { applyConfig } from '../kube/configs.ts';
import { explainNotThere } from '../kube/not-there.ts';
import { type OpenKube, openKube } from '../kube/open.ts';
import type { KubeFlags } from '../kube/options.ts';
import { watchLinks } from '../links/watch-links.ts';
import { configIn } from '../look/manifest-config.ts';
import { type Manifest, readManifest } from '../manifest/read.ts';
import { writeData } from '../output.ts';
import { exitOf, statusData } from '../status/data.ts';
import { statusLines } from '../status/lines.ts';
import { createScreen } from '../terminal/screen.ts';
import { styleFor } from '../terminal/style.ts';
import { wrap } from '../terminal/text.ts';

export interface ApplyOptions extends KubeFlags {
  readonly file: string;
  readonly timeout: number | undefined;
  readonly noWait: boolean;
  readonly forceConflicts: boolean;
  readonly output: Format;
}

const PATIENCE_SECONDS = 900;

export async function apply(options: ApplyOptions, context: Context): Promise<number> {
  const { file, noWait, output } = options;
  const { out, env } = context;
  const manifest = await readManifest(file, context.input);
  configIn(manifest);
  const kube = await openKube(options, env);
  try {
    const applied = await put(kube, manifest, options, context.stop);
    const config = noWait ? applied : await show(kube, options, context);
    const data = statusData(config);
    const style = styleFor(out, env);
    await writeData(context, output, data, () =>
      noWait ? [`Applied ${named(file)}.`] : statusLines(data, { style, width: out.columns || 100 }),
    );
    return noWait ? 0 : exitOf(data);
  } catch (error) {
    throw await explainNotThere(error, kube, context.stop);
  } finally {
    await kube.close();
  }
}

async function put(
  { client }: OpenKube,
  { value, file }: Manifest,
  { forceConflicts: force }: ApplyOptions,
  signal: AbortSignal,
): Promise<ASMPvlConfig> {
  try {
    return await applyConfig(client, value, { signal, force });
  } catch (error) {
    if (!isKubeError(error) || error.status !== 409) throw error;
    throw new Failure({
      code: error.reason,
      what: `${file} would change fields that another manager owns`,
      where: error.message,
      now: 'Leave them to it, or take them over with --force-conflicts.',
      cause: error,
    });
  }
}

/** The view is talk when the data is for a program. */
async function show({ client }: OpenKube, options: ApplyOptions, context: Context): Promise<ASMPvlConfig> {
  const { out, err, env, stop } = context;
  const output = options.output === 'text' ? out : err;
  const screen = createScreen(output);
  const style = styleFor(output, env);
  screen.say(...wrap(`Applied ${named(options.file)}. Ctrl-C ends only this view.`, screen.width - 1));
  const deadline = createDeadline(options.timeout ?? PATIENCE_SECONDS, stop);
  try {
    const { config } = await watchLinks({ client, deadline, screen, style, nameOf: shortId, final: 'cleared' });
    return config;
  } catch (error) {
    if (stop.aborted) {
      say(err, '', 'Detached: what was applied stays, and the operator goes on. See it with: asmpvl status --watch');
    }
    throw error;
  } finally {
    screen.close();
  }
}

function named(file: string): string {
  return file === '-' ? 'what came from standard input' : file;
}
