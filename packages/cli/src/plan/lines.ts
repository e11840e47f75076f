/** A plan for people: the steps in their order, what goes on side by side bracketed, then what it means. Pure. */

import type { PlanData } from '@asm-privatelink/console';
import type { Style } from '../terminal/style.ts';
import { pad, visibleWidth, wrap } from '../terminal/text.ts';
import { gigabyte, zoneHour } from './cost.ts';

export interface PlanLinesOptions {
  readonly file: string;
  readonly style: Style;
  readonly width: number;
}

export function planLines(data: PlanData, options: PlanLinesOptions): string[] {
  const { mesh, against, steps, groups, controller } = data;
  const { style } = options;
  const from = against === 'empty' ? 'from nothing' : 'from what is there now';
  const head = steps === 0 ? 'nothing to do' : `${steps} step${steps === 1 ? '' : 's'} in ${groups.length} stages`;
  return [
    `${style.bold(`Plan for mesh ${mesh}`)}, ${from}: ${head}`,
    ...(controller === null
      ? []
      : wrap(
          `The status is written by ${controller}: this is what our operator would do in its place.`,
          options.width,
        )),
    ...(groups.length === 0 ? [] : ['']),
    ...groups.flatMap((nodes, index) => groupLines(nodes, index + 1, options)),
    ...section(
      'Problems',
      data.problems.flatMap((problem) => problemLines(problem, options)),
      style,
    ),
    ...section(
      'Interrupted',
      data.interruptions.flatMap(({ link, what }) => bullet('!', `${link}: ${what}`, options.width)),
      style,
    ),
    ...section('Cost', costLines(data.cost), style),
  ];
}

function groupLines(nodes: PlanData['groups'][number], number: number, { style, width }: PlanLinesOptions): string[] {
  return nodes.map(({ kind, what, why, action }, index) => {
    const bracket = nodes.length === 1 ? '─' : index === 0 ? '┌' : index === nodes.length - 1 ? '└' : '│';
    const left = `${index === 0 ? String(number).padStart(4) : '    '} ${style.dim(bracket)} `;
    if (kind === 'wait') return `${left}${style.dim(`◌ wait for ${what}`)}`;
    const text = `${style.green('▸')} ${what}${why === null ? '' : style.dim(` (${why})`)}`;
    const room = Math.max(0, width - 7 - (action ?? '').length - 1);
    return `${left}${visibleWidth(text) < room ? pad(text, room) : `${text} `}${style.dim(action ?? '')}`.trimEnd();
  });
}

function problemLines(
  { severity, reason, message, link, line, column }: PlanData['problems'][number],
  { file, style, width }: PlanLinesOptions,
): string[] {
  const mark = { person: style.red('✗'), wait: style.yellow('◌'), warning: style.yellow('!') }[severity];
  const where = line === null ? '' : `${file}:${line}:${column ?? 1} `;
  return bullet(mark, `${where}${link === null ? '' : `${link} `}${reason}: ${message}`, width);
}

function costLines({
  endpointZonesNow: now,
  endpointZonesAfter: after,
  perHourNow,
  perHourAfter,
}: PlanData['cost']): string[] {
  const zones = now === after ? `${after} endpoint zones, as now` : `${now} endpoint zones now, ${after} after`;
  const price = ({ usd, cny }: { usd: number; cny: number }) => `USD ${usd.toFixed(2)} (CNY ${cny.toFixed(2)}) an hour`;
  const change = now === after ? price(perHourAfter) : `${price(perHourNow)} → ${price(perHourAfter)}`;
  return [
    `  ${zones}: ${change}`,
    `  List prices, from the vendor's pricing pages: USD ${zoneHour.usd} or CNY ${zoneHour.cny} for each zone of an endpoint an hour,`,
    `  part hours rounded up, and USD ${gigabyte.usd} or CNY ${gigabyte.cny} for each GB through it. Yours may differ.`,
  ];
}

function section(title: string, lines: readonly string[], style: Style): string[] {
  return lines.length === 0 ? [] : ['', style.bold(title), ...lines];
}

function bullet(mark: string, text: string, width: number): string[] {
  const [first = '', ...rest] = wrap(text, width - 4);
  return [`  ${mark} ${first}`, ...rest.map((line) => `    ${line}`)];
}
