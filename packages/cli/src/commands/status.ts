/** `asmpvl status`: the object alone, once or at every change. */

import { linksOf, shortId } from '@asm-privatelink/console/links';
import { type KubeClient, systemClock } from '@asm-privatelink/operator/client';
import type { Context } from '../context.ts';
import { exitCodes } from '../exit-codes.ts';
import { followConfig, getConfig } from '../kube/configs.ts';
import { explainNotThere } from '../kube/not-there.ts';
import { openKube } from '../kube/open.ts';
import type { KubeFlags } from '../kube/options.ts';
import { changeLines, nothingShown } from '../links/lines.ts';
import { writeData } from '../output.ts';
import { exitOf, statusData } from '../status/data.ts';
import { statusLines } from '../status/lines.ts';
import type { StatusData } from '../status/schema.ts';
import { wideLines } from '../status/wide.ts';
import { createScreen } from '../terminal/screen.ts';
import { styleFor } from '../terminal/style.ts';

export interface StatusOptions extends KubeFlags {
  readonly watch: boolean;
  readonly output: 'text' | 'json' | 'yaml' | 'wide';
}

export async function status(options: StatusOptions, context: Context): Promise<number> {
  const kube = await openKube(options, context.env);
  try {
    return await show(kube.client, options, context);
  } catch (error) {
    throw await explainNotThere(error, kube, context.stop);
  } finally {
    await kube.close();
  }
}

async function show(client: KubeClient, { watch, output }: StatusOptions, context: Context): Promise<number> {
  if (watch) return follow(client, output, context);
  const data = statusData(await getConfig(client, context.stop));
  await write(data, output, context);
  return exitOf(data);
}

async function write(data: StatusData, output: StatusOptions['output'], context: Context): Promise<void> {
  const { out, env } = context;
  const format = output === 'wide' ? 'text' : output;
  const style = styleFor(out, env);
  await writeData(context, format, data, () =>
    output === 'wide' ? wideLines(data) : statusLines(data, { style, width: out.columns || 100 }),
  );
}

/** Until the process is asked to stop. On a terminal the screen is drawn again; elsewhere each change is a line, or a document. */
async function follow(client: KubeClient, output: StatusOptions['output'], context: Context): Promise<number> {
  const { out, env, stop } = context;
  const screen = createScreen(out);
  const startedAt = performance.now();
  let data: StatusData | undefined;
  let shown = nothingShown;
  try {
    for await (const config of followConfig(client, systemClock(), stop)) {
      data = statusData(config);
      if (output === 'json') out.write(`${JSON.stringify(data)}\n`);
      else if (output === 'yaml') {
        out.write('---\n');
        await write(data, output, context);
      } else if (screen.terminal) {
        const style = styleFor(out, env);
        screen.live(output === 'wide' ? wideLines(data) : statusLines(data, { style, width: screen.width - 1 }));
      } else {
        const next = { links: linksOf(config), overall: data.status };
        screen.say(...changeLines(shown, next, performance.now() - startedAt, shortId));
        shown = next;
      }
    }
  } finally {
    screen.close();
  }
  return data === undefined ? exitCodes.ok : exitOf(data);
}
