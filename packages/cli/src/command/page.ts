/** docs/cli.md: every command, from its declaration. Pure. */
import { type ExitName, exitCodes, exitMeanings, signalMeanings } from '../exit-codes.ts';
import type { Command } from './command.ts';
import { groupsOf, optionText, synopsis, valueText } from './describe.ts';

export interface PageInput {
  readonly description: readonly string[];
  readonly epilogue: readonly string[];
  readonly commands: readonly Command[];
}

/** `schemas`: where the schema of a command's output is, by its name, from the folder of the page. */
export function page({ description, epilogue, commands }: PageInput, schemas: ReadonlyMap<string, string>): string {
  return `${[
    '<!-- Made from packages/cli/src/commands/*.command.ts by `npm run generate`. Do not edit. -->',
    '# asmpvl',
    ...description,
    table(
      ['command', 'what for'],
      commands.map(({ name, summary }) => [`[${name}](#asmpvl-${name})`, summary]),
    ),
    ...epilogue,
    '## Exit codes',
    table(
      ['code', 'meaning'],
      [...names.map((name): [string, string] => [`${exitCodes[name]}`, exitMeanings[name]]), ...signals],
    ),
    ...commands.flatMap((command) => commandSection(command, schemas.get(command.name))),
  ].join('\n\n')}\n`;
}

const names = Object.keys(exitCodes) as ExitName[]; // the keys of a literal, whose names TypeScript forgets

const signals = signalMeanings.map(([code, meaning]): [string, string] => [`${code}`, meaning]);

function commandSection(command: Command, schema: string | undefined): string[] {
  const { name, summary, description, examples, exits = {} } = command;
  const own = names.flatMap((each): [string, string][] => {
    const meaning = exits[each];
    return meaning === undefined ? [] : [[`${exitCodes[each]}`, meaning]];
  });
  const shown = examples.map(({ purpose, args }) => `# ${purpose}\nasmpvl ${args}`).join('\n\n');
  return [
    `## asmpvl ${name}`,
    `${sentence(summary)}`,
    `\`asmpvl ${synopsis(command)}\``,
    ...description,
    ...(shown === '' ? [] : [`\`\`\`sh\n${shown}\n\`\`\``]),
    ...groupsOf(command)
      .filter(({ title }) => title !== 'General')
      .map(({ title, options }) =>
        table(
          [title.toLowerCase(), ''],
          options.map((option) => [`\`${optionText(option)}\``, valueText(option)]),
        ),
      ),
    ...(schema === undefined ? [] : [`What \`--output json\` and \`yaml\` write: [${schema}](${schema}).`]),
    ...(own.length === 0 ? [] : [table(['exit code', ''], own)]),
  ];
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

function table(head: readonly [string, string], rows: readonly (readonly [string, string])[]): string {
  const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('<', '&lt;');
  const code = (text: string) => (text.startsWith('`') ? text.replaceAll('|', '\\|') : cell(text));
  return [`| ${head.join(' | ')} |`, '|---|---|', ...rows.map(([a, b]) => `| ${code(a)} | ${cell(b)} |`)].join('\n');
}
