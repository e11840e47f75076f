/** `asmpvl plan`: the operator's own decision, told and not done. */
import type { Context } from '../context.ts';
import { say } from '../context.ts';
import { exitCodes } from '../exit-codes.ts';
import { type LookOptions, look } from '../look/look.ts';
import { configIn } from '../look/manifest-config.ts';
import { readManifest } from '../manifest/read.ts';
import { writeData } from '../output.ts';
import { planData } from '../plan/data.ts';
import { planLines } from '../plan/lines.ts';
import { planPicture } from '../plan/picture.ts';
import { styleFor } from '../terminal/style.ts';

export interface PlanOptions extends LookOptions {
  readonly file: string;
  readonly output: 'text' | 'json' | 'yaml' | 'svg';
}

export async function plan(options: PlanOptions, context: Context): Promise<number> {
  const { file, output, against } = options;
  const { out, err, env } = context;
  const manifest = await readManifest(file, context.input);
  const seen = await look(configIn(manifest), options, context);
  if (seen.live.config === undefined && !seen.live.known) {
    say(err, `Planned without the live object: ${seen.live.why}.`);
  }
  const data = planData(seen, against, manifest);
  if (output === 'svg') out.write(planPicture(data));
  else {
    const width = Math.min(out.columns || 100, 120);
    await writeData(context, output, data, () => planLines(data, { file, style: styleFor(out, env), width }));
  }
  return data.problems.some(({ severity }) => severity === 'person') ? exitCodes.unhealthy : exitCodes.ok;
}
