/** How a command and its options are put into words, the same in the help and in docs/cli.md. */
import type { Command } from './command.ts';
import { type Option, writtenAs } from './option.ts';

/** `status [options]`, `plan FILE [options]` */
export function synopsis({ name, options }: Command): string {
  const alone = options.flatMap(({ positional, name: word }) =>
    positional === undefined ? [] : [positional.required ? word : `[${word}${positional.many ? '…' : ''}]`],
  );
  return [name, ...alone, '[options]'].join(' ');
}

/** `-o, --output <format>` */
export function optionText(option: Option): string {
  const { short, value } = option;
  return `${short === undefined ? '' : `-${short}, `}${writtenAs(option)}${value === undefined ? '' : ` <${value}>`}`;
}

/** What it is for, what may be given, what holds otherwise. */
export function valueText({ doc, choices, default: otherwise, env }: Option): string {
  const notes = [
    ...(choices === undefined ? [] : [choices.join(', ')]),
    ...(otherwise === undefined ? [] : [`default ${otherwise}`]),
    ...(env === undefined ? [] : [`$${env}`]),
  ];
  return notes.length === 0 ? doc : `${doc} (${notes.join('; ')})`;
}

/** The options under their headings; what stands alone comes first. */
export function groupsOf({ options }: Command): { title: string; options: Option[] }[] {
  const titles = new Set(options.map(titleOf));
  return [...titles]
    .sort((a, b) => rank(a) - rank(b))
    .map((title) => ({ title, options: options.filter((option) => titleOf(option) === title) }));
}

function titleOf({ positional, group = 'Options' }: Option): string {
  return positional === undefined ? group : 'Arguments';
}

function rank(title: string): number {
  const order = ['Arguments', 'Options'];
  return title === 'General' ? 99 : order.includes(title) ? order.indexOf(title) : 10;
}
