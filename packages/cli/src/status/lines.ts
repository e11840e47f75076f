/** The state on one screen: the whole in a word, each link in a row, below them what deserves a look. Pure. */
import { shortId } from '@asm-privatelink/console/links';
import type { Style } from '../terminal/style.ts';
import { cut, fitLine, pad, wrap } from '../terminal/text.ts';
import { noteText } from './notes.ts';
import type { StatusData } from './schema.ts';

type LinkData = StatusData['clusters'][number]['apiServer'];

export function statusLines(data: StatusData, { style, width }: { style: Style; width: number }): string[] {
  const { status, health, linksUp, links, controller, current, clusters, notes } = data;
  const paint = { good: style.green, progressing: style.yellow, bad: style.red }[health];
  const facts = [
    `${linksUp} of ${links} links up`,
    ...(controller === null ? [] : [`status by ${controller}`]),
    ...(current === false ? ['the last change has not been looked at yet'] : []),
  ];
  const name = Math.max(7, ...clusters.map(({ clusterId }) => shortId(clusterId).length));
  const head = `  ${pad('CLUSTER', name)}  ${pad('CHANNEL', CHANNEL)}  ${pad('SERVICE', STAGE)}  ${pad('ENDPOINT', STAGE)}  ${pad('CONNECTION', STAGE + 3)}  ZONES`;
  const rows = clusters.flatMap(({ clusterId, apiServer, pilot }) => [
    ...linkLines(shortId(clusterId), 'API server', apiServer, { style, width, name }),
    ...linkLines('', 'Pilot', pilot, { style, width, name }),
  ]);
  return [
    `${paint(signs[health])} ${style.bold(paint(status))}  ASMPvlConfig default ${style.dim(`· ${facts.join(' · ')}`)}`,
    '',
    style.dim(fitLine(head, width)),
    ...rows,
    ...notes.flatMap((note) => noteLines(noteText(note, notes), style, width)),
  ];
}

const signs = { good: '✓', progressing: '◌', bad: '✗' } as const;
const CHANNEL = 10;
const STAGE = 10;

function linkLines(
  title: string,
  channel: string,
  link: LinkData,
  { style, width, name }: { style: Style; width: number; name: number },
): string[] {
  const stage = (word: string | undefined, wished: string, room: number) => {
    const mark =
      word === undefined
        ? '·'
        : word === wished
          ? '✓'
          : word === 'Disconnected' || word === 'ServiceDeleted'
            ? '✗'
            : '◌';
    const text = pad(`${mark} ${cut(word ?? 'none', room - 2)}`, room);
    return mark === '✓'
      ? style.green(text)
      : mark === '✗'
        ? style.red(text)
        : mark === '·'
          ? style.dim(text)
          : style.yellow(text);
  };
  const zones = link.zones.map((zone) => zone.replace(/^.*-/, '')).join(' ');
  const row = `  ${style.bold(pad(title, name))}  ${pad(channel, CHANNEL)}  ${stage(link.service?.status, 'Active', STAGE)}  ${stage(link.endpoint?.status, 'Active', STAGE)}  ${stage(link.connection ?? undefined, 'Connected', STAGE + 3)}  ${style.dim(zones || '–')}`;
  if (link.up || link.message === null) return [fitLine(row, width)];
  const indent = ' '.repeat(name + 4);
  const said = `${link.reason === null ? '' : `${link.reason}: `}${link.message}`;
  return [fitLine(row, width), ...wrap(said, width - indent.length).map((line) => indent + style.red(line))];
}

function noteLines(text: string, style: Style, width: number): string[] {
  const [first = '', ...rest] = wrap(text, width - 4);
  return ['', `  ${style.yellow('!')} ${first}`, ...rest.map((line) => `    ${line}`)];
}
