/** The progress for a log or a pipe: one plain line for each change of a link, and for each change of the whole. Pure. */
import { type Link, linkKey, type NameOf, type Stage } from '@asm-privatelink/console/links';
import { duration } from './timeline.ts';

export interface Shown {
  readonly overall: string;
  readonly links: readonly Link[];
}

export const nothingShown: Shown = { overall: '', links: [] };

/** What has changed from one look to the next. */
export function changeLines(before: Shown, after: Shown, elapsedMs: number, nameOf: NameOf): string[] {
  const known = new Map(before.links.map((link) => [linkKey(link), text(link)]));
  const at = duration(elapsedMs).padStart(7);
  const lines = after.links.flatMap((link) => {
    const now = text(link);
    return now === (known.get(linkKey(link)) ?? untouched)
      ? []
      : [`${at}  ${nameOf(link.clusterId)} ${link.channel.padEnd(10)}  ${now}`];
  });
  if (after.overall !== before.overall) lines.push(`${at}  ASMPvlConfig default is ${after.overall}`);
  return lines;
}

const untouched = 'service – → endpoint – → connection –';

function text({ service, endpoint, connection, stuck, message, up }: Link): string {
  const stages = `service ${told(service)} → endpoint ${told(endpoint)} → connection ${connection.state || '–'}`;
  return stuck && !up ? `${stages}: ${message}` : stages;
}

function told({ id, state }: Stage): string {
  return id === '' ? '–' : `${id} ${state}`;
}
