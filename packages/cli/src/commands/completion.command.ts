import { type Command, defineCommand } from '../command/command.ts';
import { shells } from '../command/completion.ts';
import { choiceArgument } from '../command/option.ts';

/** @param commands all there are, this one among them */
export function completionCommand(commands: () => readonly Command[]): Command {
  return defineCommand({
    name: 'completion',
    summary: 'what a shell needs to complete command lines',
    description: ['Prints a script for bash, zsh or fish. It knows every command, flag and choice; it calls nothing.'],
    examples: [
      { purpose: 'In this bash only', args: 'completion bash > /tmp/c && . /tmp/c' },
      { purpose: 'In every zsh', args: 'completion zsh > "${fpath[1]}/_asmpvl"' },
      { purpose: 'In every fish', args: 'completion fish > ~/.config/fish/completions/asmpvl.fish' },
    ],
    options: { shell: choiceArgument({ name: 'SHELL', doc: 'bash, zsh or fish', choices: shells }) },
    load: async () => {
      const { completionScript } = await import('../command/completion.ts');
      return async ({ shell }, { out }) => void out.write(completionScript(shell, commands()));
    },
  });
}
