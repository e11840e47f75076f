/** The console of what runs in this process. */
import { systemClock } from '@asm-privatelink/cloud';
import { startConsole } from '@asm-privatelink/console';
import type { Closing } from '../closing.ts';
import { pagesFolder } from '../console/pages.ts';
import { sourcesOf } from '../console/sources.ts';
import { standing } from '../probe/open-ground.ts';
import type { Running } from './bring-up.ts';

/** Where the pages are. */
export async function serveConsole(
  { client, cloudIn, facts: { mesh }, places: { url: cloudEndpoint } }: Running,
  { port, closing, stop }: { port: number; closing: Closing; stop: AbortSignal },
): Promise<string> {
  const at = await standing({ cloudEndpoint, from: undefined }, {}, stop);
  const sources = sourcesOf({
    client,
    source: { kind: 'asm', meshId: mesh.id },
    region: mesh.region,
    cloud: cloudIn,
    at,
    emulator: cloudEndpoint,
  });
  const served = await startConsole({ sources, clock: systemClock(), pages: pagesFolder(), port });
  return closing.add(served, (opened) => opened.close()).url;
}
