/** The help of a command, and of the program, as text for a terminal. Pure. */
import { type ExitName, exitCodes, exitMeanings, signalMeanings } from '../exit-codes.ts';
import type { Style } from '../terminal/style.ts';
import { pad, wrap } from '../terminal/text.ts';
import type { Command } from './command.ts';
import { groupsOf, optionText, synopsis, valueText } from './describe.ts';

export interface HelpInput {
  /** As it was called: `asmpvl`, `kubectl asmpvl`. */
  readonly program: string;
  readonly width: number;
  readonly style: Style;
}

/** `also`: options that every command has. */
export function commandHelp(command: Command, { program, width, style }: HelpInput): string[] {
  const { name, summary, description, examples, exits = {} } = command;
  return [
    `${style.bold(`${program} ${name}`)}: ${summary}`,
    ...section('Usage', [`${program} ${synopsis(command)}`], style),
    ...paragraphs(description, width),
    ...section(
      'Examples',
      examples.flatMap(({ purpose, args }) => [style.dim(`# ${purpose}`), `${program} ${args}`]),
      style,
    ),
    ...groupsOf(command).flatMap(({ title, options }) =>
      section(
        title,
        table(
          options.map((option) => [optionText(option), valueText(option)] as const),
          width,
          style,
        ),
        style,
      ),
    ),
    ...section('Exit codes', table([...exitRows(exits), ...signalRows()], width, style), style),
  ];
}

export function programHelp(
  {
    description,
    commands,
    epilogue,
  }: { description: readonly string[]; commands: readonly Command[]; epilogue: readonly string[] },
  { program, width, style }: HelpInput,
): string[] {
  const rows = commands.map(({ name, summary }) => [name, summary] as const);
  return [
    `Usage: ${program} COMMAND [options]`,
    ...paragraphs(description, width),
    ...section('Commands', table(rows, width, style), style),
    ...paragraphs(epilogue, width),
  ];
}

function section(title: string, lines: readonly string[], style: Style): string[] {
  return lines.length === 0 ? [] : ['', style.bold(title), ...lines.map((line) => `  ${line}`)];
}

function paragraphs(texts: readonly string[], width: number): string[] {
  return texts.flatMap((text) => ['', ...wrap(text, width)]);
}

/** Two columns; a left one that is too long has a line of its own. */
function table(rows: readonly (readonly [string, string])[], width: number, style: Style): string[] {
  const left = Math.min(LEFT, Math.max(...rows.map(([term]) => term.length)));
  return rows.flatMap(([term, meaning]) => {
    const [first = '', ...more] = wrap(meaning, Math.max(30, width - left - 4));
    const rest = more.map((line) => `${' '.repeat(left)}  ${line}`);
    if (term.length > left) return [style.cyan(term), `${' '.repeat(left)}  ${first}`, ...rest];
    return [`${style.cyan(pad(term, left))}  ${first}`, ...rest];
  });
}

const LEFT = 28;

function exitRows(exits: Readonly<Partial<Record<ExitName, string>>>): [string, string][] {
  return exitNames(exits).map((name) => [String(exitCodes[name]), exits[name] ?? exitMeanings[name]]);
}

/** Those that any command may end with, and those that this one speaks of. */
function exitNames(exits: Readonly<Partial<Record<ExitName, string>>>): ExitName[] {
  const common: readonly ExitName[] = ['ok', 'failed', 'usage'];
  const all = Object.keys(exitCodes) as ExitName[]; // the keys of a literal, whose names TypeScript forgets
  return all.filter((name) => common.includes(name) || name in exits);
}

function signalRows(): [string, string][] {
  return signalMeanings.map(([code, meaning]) => [String(code), meaning]);
}
