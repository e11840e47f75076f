/** A diagnosis for people: each channel's chain on a line, and below it what does not hold, why, and what to do. Pure. */

import type { DiagnosisCheck as CheckData, DiagnosisData } from '@asm-privatelink/console';
import { shortId } from '@asm-privatelink/console/links';
import type { Style } from '../terminal/style.ts';
import { visibleWidth, wrap } from '../terminal/text.ts';

export interface DiagnosisLinesOptions {
  readonly style: Style;
  readonly width: number;
  /** Tell what holds, too. */
  readonly all: boolean;
}

export function diagnosisLines(data: DiagnosisData, options: DiagnosisLinesOptions): string[] {
  const { channels, general } = data;
  return [
    headline(data, options),
    ...general.flatMap((each) => (told(each, options) ? checkLines(each, options) : [])),
    ...channels.flatMap((each) => ['', ...channelLines(each, options)]),
  ];
}

const words: Readonly<Record<DiagnosisData['verdict'], string>> = {
  ok: 'Nothing is wrong',
  warning: 'It works; something deserves a look',
  unknown: 'Nothing is wrong as far as can be seen from here',
  waiting: 'On its way: nobody has to do anything',
  broken: 'Something is wrong',
  behind: '',
};

function headline({ verdict, mesh, channels }: DiagnosisData, options: DiagnosisLinesOptions): string {
  const count = channels.filter((each) => each.break === null).length;
  const all = channels.length;
  const carry = all === 0 ? 'no channel' : `${count} of ${all} channel${all === 1 ? '' : 's'} without a break`;
  return `${mark(verdict, options)} ${options.style.bold(words[verdict])} · mesh ${shortId(mesh)} · ${carry}`;
}

function channelLines(channel: DiagnosisData['channels'][number], options: DiagnosisLinesOptions): string[] {
  const { style } = options;
  const title = channel.channel === 'pilot' ? 'Pilot, for' : 'API server of';
  const shown = channel.checks.filter((each) => told(each, options));
  return [
    style.bold(`${title} ${channel.clusterIds.join(', ')}`),
    ...chain(channel.checks, options),
    ...together(shown).flatMap((each) => checkLines(each, options)),
  ];
}

/** `✓ object ✓ cloud objects … ✗ tls · answer`, in as many lines as it takes. */
function chain(checks: readonly CheckData[], options: DiagnosisLinesOptions): string[] {
  const parts = checks.map(({ check, verdict }) => {
    const name = verdict === 'behind' ? options.style.dim(check) : check;
    return `${mark(verdict, options)} ${name}`;
  });
  const lines: string[] = [];
  for (const part of parts) {
    const last = lines.at(-1);
    if (last !== undefined && visibleWidth(last) + 2 + visibleWidth(part) <= options.width) {
      lines[lines.length - 1] = `${last}  ${part}`;
    } else lines.push(`  ${part}`);
  }
  return lines;
}

function told({ verdict }: CheckData, { all }: DiagnosisLinesOptions): boolean {
  return verdict !== 'behind' && (all || verdict !== 'ok');
}

type Shown = Omit<CheckData, 'check'> & { readonly check: string };

/** Neighbours of which the same is said, as one. */
function together(checks: readonly CheckData[]): Shown[] {
  const result: Shown[] = [];
  for (const each of checks) {
    const last = result.at(-1);
    if (last?.text === each.text && last.verdict === each.verdict) {
      result[result.length - 1] = { ...last, check: `${last.check}, ${each.check}` };
    } else result.push(each);
  }
  return result;
}

const LABEL = 10;

function checkLines(shown: Shown, options: DiagnosisLinesOptions): string[] {
  const { style, width } = options;
  const { check, verdict, on, reason, text, evidence, remedy, command } = shown;
  const head = `${check}${reason === null || verdict === 'ok' ? '' : `: ${reason}`}`;
  const good = verdict === 'ok';
  const row = (label: string, value: string, paint: (line: string) => string = (line) => line) =>
    wrap(value, width - 4 - LABEL).map(
      (line, index) => `    ${style.dim((index === 0 ? label : '').padEnd(LABEL))}${paint(line)}`,
    );
  if (good || verdict === 'unknown') {
    return wrap(`${head}: ${text}`, width - 4).map((line, index) =>
      index === 0 ? `  ${mark(verdict, options)} ${line}` : `    ${line}`,
    );
  }
  return [
    `  ${mark(verdict, options)} ${style.bold(head)}`,
    ...row('what', text),
    ...row('on', on),
    ...evidence.flatMap((each, index) => row(index === 0 ? 'seen' : '', each)),
    ...(remedy === null ? [] : row('now', remedy, style.cyan)),
    // A command is copied: it is not broken.
    ...(command === null ? [] : [`    ${' '.repeat(LABEL)}${style.cyan(`$ ${command}`)}`]),
  ];
}

function mark(verdict: DiagnosisData['verdict'], { style }: DiagnosisLinesOptions): string {
  switch (verdict) {
    case 'ok':
      return style.green('✓');
    case 'warning':
      return style.yellow('!');
    case 'unknown':
      return style.dim('?');
    case 'waiting':
      return style.yellow('◌');
    case 'broken':
      return style.red('✗');
    case 'behind':
      return style.dim('·');
  }
}
