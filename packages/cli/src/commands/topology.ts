/** `asmpvl topology`: what is connected with what, and how it is. */

import { topologyData, topologySvg } from '@asm-privatelink/console';
import { linksOf } from '@asm-privatelink/console/links';
import type { CloudFlags } from '../cloud/options.ts';
import type { Context } from '../context.ts';
import type { KubeFlags } from '../kube/options.ts';
import { controlPlaneIn } from '../look/control-plane.ts';
import { lookLive } from '../look/look.ts';
import { writeData } from '../output.ts';
import { exitOf, statusData } from '../status/data.ts';
import { styleFor } from '../terminal/style.ts';
import { topologyLines } from '../topology/lines.ts';

export interface TopologyOptions extends KubeFlags, CloudFlags {
  readonly output: 'text' | 'json' | 'yaml' | 'svg';
}

export async function topology(options: TopologyOptions, context: Context): Promise<number> {
  const { out, env } = context;
  const { config, ...look } = await lookLive(options, context);
  controlPlaneIn(look.observation);
  const data = topologyData(look.wish.mesh, config, look.observation);
  if (options.output === 'svg') out.write(topologySvg(data));
  else {
    const width = out.columns || 100;
    const links = linksOf(config);
    await writeData(context, options.output, data, () =>
      topologyLines(data, { links, style: styleFor(out, env), width }),
    );
  }
  return exitOf(statusData(config));
}
