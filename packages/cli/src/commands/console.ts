/** `asmpvl console`: serves the pages until it is stopped. */
import { systemClock } from '@asm-privatelink/cloud';
import { startConsole } from '@asm-privatelink/console';
import { createClosing } from '../closing.ts';
import { connectCloud, openCloud } from '../cloud/open.ts';
import type { CloudFlags } from '../cloud/options.ts';
import { type OutsideFlags, outsideOf } from '../console/outside.ts';
import { pagesFolder } from '../console/pages.ts';
import { sourcesOf } from '../console/sources.ts';
import { type Context, say } from '../context.ts';
import { openKube } from '../kube/open.ts';
import type { KubeFlags } from '../kube/options.ts';
import { readLive } from '../look/live.ts';
import { standing } from '../probe/open-ground.ts';
import { stopped } from '../stop.ts';

export interface ConsoleFlags extends KubeFlags, CloudFlags, OutsideFlags {
  readonly port: number;
  readonly from: string | undefined;
}

export async function serveConsole(flags: ConsoleFlags, { out, err, env, stop }: Context): Promise<void> {
  const outside = outsideOf(flags, env);
  const pages = pagesFolder();
  const closing = createClosing();
  try {
    const { client } = closing.add(await openKube(flags, env), (opened) => opened.close());
    const live = await readLive(flags, env, stop);
    const clusterIds = live.config?.spec.ackVpcEndpoint.map(({ clusterId }) => clusterId) ?? [];
    const { cloud, source } = await openCloud(flags, clusterIds, { env, signal: stop });
    const at = await standing(flags, env, stop);
    const sources = sourcesOf({
      client,
      source,
      region: cloud.region,
      cloud: (region) => (region === cloud.region ? cloud : connectCloud({ ...flags, region }, env)),
      at,
      emulator: at.emulated ? flags.cloudEndpoint : undefined,
    });
    const served = closing.add(
      await startConsole({ sources, clock: systemClock(), pages, port: flags.port, outside }),
      (opened) => opened.close(),
    );
    say(out, `console: ${served.url}${outside === undefined ? '' : `#token=${outside.token}`}`);
    say(err, 'Serving until Ctrl-C.');
    await stopped(stop);
  } finally {
    await closing.close();
  }
}
