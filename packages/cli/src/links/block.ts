/** The progress as a block of lines that a terminal redraws in place: every link with its three stages. Pure. */

import { type Link, linkKey, type Mood, type NameOf, type Stage } from '@asm-privatelink/console/links';
import type { Style } from '../terminal/style.ts';
import { cut, fitLine, pad, wrap } from '../terminal/text.ts';
import { duration, type Timeline } from './timeline.ts';

export interface BlockInput {
  readonly links: readonly Link[];
  /** `status.status`; empty before the first. */
  readonly overall: string;
  readonly timeline: Timeline;
  readonly elapsedMs: number;
  readonly nameOf: NameOf;
  /** Of the terminal. */
  readonly width: number;
  readonly height: number;
  readonly style: Style;
}

const CHANNEL = 10;
const STAGE = 12;
/** Lines around the rows, and the one on which the cursor stands. */
const FRAME = 5;
const MOST_NAME = 12;

export function renderBlock(input: BlockInput): string[] {
  const { links, overall, elapsedMs, width, style } = input;
  const name = Math.min(MOST_NAME, Math.max(7, ...links.map(({ clusterId }) => [...input.nameOf(clusterId)].length)));
  const shown = fitting(links, input.height);
  const up = links.filter((link) => link.up).length;
  const head = [
    `  ${paintOverall(overall, style)}  ${style.dim(`${up} of ${links.length} links up · ${running(elapsedMs)}`)}`,
  ];
  const columns = `  ${pad('cluster', name)}  ${pad('channel', CHANNEL)}  ${pad('service', STAGE)}   ${pad('endpoint', STAGE)}   connection`;
  const rows = shown.flatMap((link, index) => [
    row(link, shown[index - 1]?.clusterId === link.clusterId ? '' : input.nameOf(link.clusterId), name, input),
    ...remark(link, name, input),
  ]);
  const rest = links.length - shown.length;
  const more = rest > 0 ? [style.dim(`  … and ${rest} more links`)] : [];
  const lines = [...head, style.dim(columns), ...rows, ...more].map((line) => fitLine(line, width));
  // What is taller than the terminal could not be redrawn in place.
  const most = Math.max(1, input.height - 2);
  return lines.length <= most ? lines : [...lines.slice(0, most - 1), style.dim('  …')];
}

/** Of many links, those that are not up come first: they are what one waits for. */
function fitting(links: readonly Link[], height: number): readonly Link[] {
  const room = Math.max(2, Math.floor((height - FRAME) / 2));
  if (links.length <= room) return links;
  const chosen = new Set([...links].sort((a, b) => Number(a.up) - Number(b.up)).slice(0, room));
  return links.filter((link) => chosen.has(link));
}

function row(link: Link, title: string, name: number, { timeline, elapsedMs, style }: BlockInput): string {
  const at = timeline.get(linkKey(link));
  const stages = [link.service, link.endpoint, link.connection].map((each) => paintStage(each, link.stuck, style));
  const time = at === undefined ? running(elapsedMs) : duration(at);
  const arrows = stages.join(` ${style.dim('→')} `);
  return `  ${style.bold(pad(cut(title, name), name))}  ${pad(link.channel, CHANNEL)}  ${arrows}  ${style.dim(link.stuck ? '' : time)}`;
}

/** What is awaited, on one line; what needs a person, as long as it takes. */
function remark({ up, stuck, message }: Link, name: number, { width, style }: BlockInput): string[] {
  if (up || message === '') return [];
  const indent = ' '.repeat(name + 4);
  const room = Math.max(20, width - indent.length);
  if (!stuck) return [indent + style.dim(cut(message, room))];
  return wrap(message, room).map((line) => indent + style.red(line));
}

const marks: Record<Mood, string> = { good: '✓', working: '◌', bad: '!', none: '·' };

function paintStage({ state, mood }: Stage, stuck: boolean, style: Style): string {
  const text = pad(mood === 'none' && stuck ? '✗ none' : `${marks[mood]} ${cut(state, STAGE - 2)}`, STAGE);
  if (mood === 'good') return style.green(text);
  if (mood === 'bad' || stuck) return style.red(text);
  return mood === 'working' ? style.yellow(text) : style.dim(text);
}

function paintOverall(overall: string, style: Style): string {
  if (overall === '') return style.dim('Pending');
  if (overall === 'Available') return style.bold(style.green(overall));
  return style.bold(overall === 'Failed' || overall === 'Degraded' ? style.red(overall) : style.yellow(overall));
}

/** A time that runs is shown without tenths, so that the block moves once a second and not more. */
function running(ms: number): string {
  return ms < 10_000 ? `${Math.floor(ms / 1000)} s` : duration(ms);
}
