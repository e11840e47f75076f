/** Shows the links as they come about, until nothing is left to wait for. */
import type { ASMPvlConfig } from '@asm-privatelink/api';
import { type Link, linkKey, linksOf, type NameOf } from '@asm-privatelink/console/links';
import { type KubeClient, systemClock } from '@asm-privatelink/operator';
import type { Deadline } from '../deadline.ts';
import { followConfig } from '../kube/configs.ts';
import type { Screen } from '../terminal/screen.ts';
import type { Style } from '../terminal/style.ts';
import { renderBlock } from './block.ts';
import { changeLines, nothingShown, type Shown } from './lines.ts';
import { type Settled, settled } from './settled.ts';
import { advance, type Timeline } from './timeline.ts';

export interface WatchOptions {
  readonly client: KubeClient;
  readonly deadline: Deadline;
  readonly screen: Screen;
  readonly style: Style;
  readonly nameOf: NameOf;
  /** What becomes of the block at the end: it stays where it is, or makes room for what its reader says. Default `kept`. */
  readonly final?: 'kept' | 'cleared';
}

export interface WatchResult {
  readonly how: NonNullable<Settled>;
  readonly config: ASMPvlConfig;
  readonly links: readonly Link[];
  readonly tookMs: number;
}

/** @throws what `deadline.error` gives, naming the links that are not up */
export async function watchLinks(options: WatchOptions): Promise<WatchResult> {
  const { client, deadline, screen, style, nameOf } = options;
  const startedAt = performance.now();
  const elapsed = () => performance.now() - startedAt;
  let shown: Shown = nothingShown;
  let timeline: Timeline = new Map();
  const redraw = () =>
    screen.live(
      renderBlock({
        ...shown,
        timeline,
        elapsedMs: elapsed(),
        nameOf,
        style,
        width: screen.width - 1,
        height: screen.height,
      }),
    );
  const ticking = screen.terminal ? setInterval(redraw, 250) : undefined;
  try {
    for await (const config of followConfig(client, systemClock(), deadline.signal)) {
      const next = { links: linksOf(config), overall: config.status?.status ?? 'Pending' };
      timeline = advance(timeline, next.links, elapsed());
      if (!screen.terminal) screen.say(...changeLines(shown, next, elapsed(), nameOf));
      shown = next;
      if (screen.terminal) redraw();
      const how = settled(config);
      if (how !== undefined) return { how, config, links: next.links, tookMs: elapsed() };
    }
    throw deadline.error(awaited(shown, nameOf));
  } catch (error) {
    throw deadline.signal.aborted ? deadline.error(awaited(shown, nameOf)) : error;
  } finally {
    clearInterval(ticking);
    if (options.final === 'cleared' && !deadline.signal.aborted) screen.live([]);
    else screen.keep();
  }
}

/** The links that are not up, each with what it waits for. */
function awaited({ links, overall }: Shown, nameOf: NameOf): string {
  const open = links.filter((link) => !link.up);
  if (links.length === 0) return 'the operator to look at ASMPvlConfig default';
  if (open.length === 0) return `ASMPvlConfig default to be Available (it is ${overall})`;
  return open
    .map(
      (link) =>
        `${nameOf(link.clusterId)} ${link.channel}: ${link.message || link.reason || `no status (${linkKey(link)})`}`,
    )
    .join('\n');
}
