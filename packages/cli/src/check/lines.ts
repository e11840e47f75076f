/** The list for people, under headings, each thing with its sign and its remedy. Pure. */

import type { CheckData, Item } from '@asm-privatelink/console';
import type { Style } from '../terminal/style.ts';
import { wrap } from '../terminal/text.ts';

export interface CheckLinesOptions {
  readonly style: Style;
  readonly width: number;
}

export function checkLines(data: CheckData, options: CheckLinesOptions): string[] {
  const { file, items, pass, warn, fail, unknown } = data;
  const { style } = options;
  const abouts = [...new Set(items.map(({ about }) => about))];
  const counts = [
    style.green(`${pass} passed`),
    ...(warn === 0 ? [] : [style.yellow(`${warn} to look at`)]),
    ...(unknown === 0 ? [] : [style.dim(`${unknown} not known`)]),
    ...(fail === 0 ? [] : [style.red(`${fail} failed`)]),
  ];
  return [
    ...abouts.flatMap((about) => [
      style.bold(about),
      ...items.filter((each) => each.about === about).flatMap((each) => itemLines(each, file, options)),
    ]),
    '',
    `${file}: ${counts.join(', ')}`,
  ];
}

function itemLines(item: Item, file: string, { style, width }: CheckLinesOptions): string[] {
  const { verdict, subject, message, remedy, line, column } = item;
  const mark = { pass: style.green('✓'), warn: style.yellow('!'), fail: style.red('✗'), unknown: style.dim('?') }[
    verdict
  ];
  const good = verdict === 'pass';
  const place = good || line === null ? '' : ` (${file}:${line}:${column ?? 1})`;
  const [first = '', ...rest] = wrap(`${subject}: ${message}${place}`, width - 4);
  const now = good || remedy === null ? [] : wrap(`→ ${remedy}`, width - 6);
  return [
    `  ${mark} ${first}`,
    ...rest.map((each) => `    ${each}`),
    ...now.map((each) => `      ${style.cyan(each)}`),
  ];
}
