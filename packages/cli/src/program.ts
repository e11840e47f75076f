/** The command line: what can be asked. What a command does is loaded when it is asked. */
import { Command, type OutputConfiguration } from 'commander';
import manifest from '../package.json' with { type: 'json' };
import { cloudCommand } from './commands/cloud.command.ts';
import { kubeCommand } from './commands/kube.command.ts';
import { operatorCommand } from './commands/operator.command.ts';
import { upCommand } from './commands/up.command.ts';
import type { Context } from './context.ts';
import { wantsColour } from './style.ts';

// Each paragraph is one line here: the help wraps it to the terminal.
const description = `Private connectivity between a service mesh and its Kubernetes clusters, both ways, declared by one ASMPvlConfig.

Start with "asmpvl up": the cloud, the API servers and the operator in one process on this machine, and the proof that both channels carry traffic. Nothing leaves the machine.`;

const epilogue = `
Exit codes: 0 it worked, 1 it did not, 2 it was asked wrongly, 130 and 143 ended by Ctrl-C and SIGTERM.
Colour only on a terminal, and not with NO_COLOR. The stack of an error with --verbose or DEBUG=1.`;

export function createProgram(context: Context): Command {
  const program = new Command('asmpvl')
    .description(description)
    .version(manifest.version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this, or the help of a command')
    .helpCommand('help [command]', 'print the help of a command')
    .option('--verbose', 'print the stack of an error, too')
    .addHelpText('after', epilogue);
  for (const make of [upCommand, cloudCommand, kubeCommand, operatorCommand]) program.addCommand(make(context));
  const output: OutputConfiguration = {
    writeOut: (text) => void context.out.write(text),
    writeErr: (text) => void context.err.write(text),
    getOutHelpWidth: () => Math.min(context.out.columns ?? 100, 100),
    getErrHelpWidth: () => Math.min(context.err.columns ?? 100, 100),
    getOutHasColors: () => wantsColour(context.out, context.env),
    getErrHasColors: () => wantsColour(context.err, context.env),
  };
  for (const command of [program, ...program.commands]) {
    const help = command === program ? 'asmpvl --help' : `asmpvl ${command.name()} --help`;
    command.configureOutput(output).exitOverride().showHelpAfterError(`("${help}" lists what there is)`);
  }
  return program;
}
