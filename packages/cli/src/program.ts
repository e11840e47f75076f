/** The command line: what can be asked. What a command does is loaded when it is asked. */
import manifest from '../package.json' with { type: 'json' };
import type { Command } from './command/command.ts';
import { commandHelp, type HelpInput, programHelp } from './command/help.ts';
import { nearest } from './command/nearest.ts';
import { parseWords, usage } from './command/read.ts';
import { commands } from './commands/commands.ts';
import { type Context, type Output, say } from './context.ts';
import { exitCodes } from './exit-codes.ts';
import { styleFor } from './terminal/style.ts';

export const description = [
  'Private connectivity between a service mesh and its Kubernetes clusters, both ways, declared by one ASMPvlConfig.',
  'Start with "asmpvl up": the cloud, the API servers and the operator in one process on this machine, and the proof that both channels carry traffic. Nothing leaves the machine.',
];

export const epilogue = [
  'Data goes to standard output, talk to standard error. Colour only on a terminal, and not with NO_COLOR.',
  '"asmpvl COMMAND --help" has the options of a command, examples and its exit codes. As a plug-in of kubectl the program is "kubectl asmpvl".',
];

/** @throws Failure */
export async function runCommand(words: readonly string[], context: Context): Promise<number> {
  const [first, ...rest] = words;
  if (first === '--debug') return runCommand([...rest, first], context);
  if (first === '--version' || first === '-V') return told(context.out, [manifest.version]);
  if (first === undefined) {
    say(context.err, ...programHelp({ description, commands, epilogue }, helpInput(context, context.err)));
    return exitCodes.usage;
  }
  if (first === 'help' && rest[0] !== undefined) return told(context.out, helpOf(commandNamed(rest[0]), context));
  if (first === '--help' || first === '-h' || first === 'help') {
    return told(context.out, programHelp({ description, commands, epilogue }, helpInput(context, context.out)));
  }
  const command = commandNamed(first);
  if (rest.includes('--help') || rest.includes('-h')) return told(context.out, helpOf(command, context));
  return command.run(parseWords(rest, command.options, command.name), context);
}

function helpOf(command: Command, context: Context): string[] {
  return commandHelp(command, helpInput(context, context.out));
}

function commandNamed(word: string): Command {
  const command = commands.find(({ name }) => name === word);
  if (command !== undefined) return command;
  if (word.startsWith('-')) {
    throw usage('', 'FlagUnknown', `${word} is no flag of asmpvl itself`, 'Flags of a command stand behind it.');
  }
  const meant = nearest(
    word,
    commands.map(({ name }) => name),
  );
  throw usage('', 'CommandUnknown', `asmpvl has no command "${word}"`, meant && `Did you mean ${meant}?`);
}

function helpInput({ program, env }: Context, output: Output): HelpInput {
  return { program, width: Math.min(output.columns || 100, 100), style: styleFor(output, env) };
}

function told(output: Output, lines: readonly string[]): number {
  say(output, ...lines);
  return exitCodes.ok;
}
