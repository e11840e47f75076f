/** The state on one screen: the whole in a word, each link in a row, below them what deserves a look. Pure. */
import { shortId } from '@asm-privatelink/console/links';
import type { Style } from '../terminal/style.ts';
import { cut, fitLine, pad, wrap } from '../terminal/text.ts';
import { noteText } from './notes.ts';
import type { StatusData } from './schema.ts';

type LinkData = StatusData['clusters'][number]['apiServer'];

export function statusLines(data: StatusData, { style, width }: Screen): string[] {
  const { clusters, notes } = data;
  const name = Math.max(7, ...clusters.map(({ clusterId }) => shortId(clusterId).length));
  const head = `  ${pad('CLUSTER', name)}  ${pad('CHANNEL', CHANNEL)}  ${pad('SERVICE', STAGE)}  ${pad('ENDPOINT', STAGE)}  ${pad('CONNECTION', CONNECTION)}  ZONES`;
  // What a narrow terminal would cut off stands below, stage by stage.
  const narrow = width < head.length;
  const rows = clusters.flatMap(({ clusterId, apiServer, pilot }) => [
    ...linkLines(pad(shortId(clusterId), name), 'API server', apiServer, { style, width }, narrow),
    ...linkLines(pad(narrow ? shortId(clusterId) : '', name), 'Pilot', pilot, { style, width }, narrow),
  ]);
  return [
    ...summaryLines(data, { style, width }),
    '',
    ...(narrow ? [] : [style.dim(head)]),
    ...rows,
    ...notes.flatMap((note) => noteLines(noteText(note, notes), style, width)),
  ];
}

interface Screen {
  readonly style: Style;
  /** In columns. */
  readonly width: number;
}

const signs = { good: '✓', progressing: '◌', bad: '✗' } as const;
const CHANNEL = 10;
const STAGE = 10;
const CONNECTION = 13;

function summaryLines(data: StatusData, { style, width }: Screen): string[] {
  const { status, health, linksUp, links, controller, current } = data;
  const paint = { good: style.green, progressing: style.yellow, bad: style.red }[health];
  const facts = [
    `${linksUp} of ${links} links up`,
    ...(controller === null ? [] : [`status by ${controller}`]),
    ...(current === false ? ['the last change has not been looked at yet'] : []),
  ].join(' · ');
  const title = `${signs[health]} ${status}  ASMPvlConfig default`;
  const shown = `${paint(signs[health])} ${style.bold(paint(status))}  ASMPvlConfig default`;
  if (`${title} · ${facts}`.length <= width) return [`${shown} ${style.dim(`· ${facts}`)}`];
  return [fitLine(shown, width), ...wrap(facts, width - 2).map((line) => `  ${style.dim(line)}`)];
}

function linkLines(
  title: string,
  channel: string,
  link: LinkData,
  { style, width }: Screen,
  narrow: boolean,
): string[] {
  const service = stage(link.service?.status, 'Active', STAGE, style);
  const endpoint = stage(link.endpoint?.status, 'Active', STAGE, style);
  const connection = stage(link.connection ?? undefined, 'Connected', CONNECTION, style);
  const zones = style.dim(link.zones.map((zone) => zone.replace(/^.*-/, '')).join(' ') || '–');
  const named = `  ${style.bold(title)}  ${pad(channel, CHANNEL)}`;
  const indent = ' '.repeat(narrow ? 4 : title.length + 4);
  const lines = narrow
    ? [
        `${named}  ${zones}`,
        `${indent}service     ${service}`,
        `${indent}endpoint    ${endpoint}`,
        `${indent}connection  ${connection}`,
      ]
    : [`${named}  ${service}  ${endpoint}  ${connection}  ${zones}`];
  const said =
    link.up || link.message === null ? '' : `${link.reason === null ? '' : `${link.reason}: `}${link.message}`;
  return [
    ...lines.map((line) => fitLine(line, width)),
    ...(said === '' ? [] : wrap(said, width - indent.length).map((line) => indent + style.red(line))),
  ];
}

function stage(word: string | undefined, wished: string, room: number, style: Style): string {
  const [mark, paint] =
    word === undefined
      ? (['·', style.dim] as const)
      : word === wished
        ? (['✓', style.green] as const)
        : word === 'Disconnected' || word === 'ServiceDeleted'
          ? (['✗', style.red] as const)
          : (['◌', style.yellow] as const);
  return paint(pad(`${mark} ${cut(word ?? 'none', room - 2)}`, room));
}

function noteLines(text: string, style: Style, width: number): string[] {
  const [first = '', ...rest] = wrap(text, width - 4);
  return ['', `  ${style.yellow('!')} ${first}`, ...rest.map((line) => `    ${line}`)];
}
