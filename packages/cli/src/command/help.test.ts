import { describe, expect, it } from 'vitest';
import { commands } from '../commands/commands.ts';
import { plain } from '../terminal/style.ts';
import { commandHelp } from './help.ts';

describe('the help', () => {
  it('of a command is whole', () => {
    const kube = commands.find(({ name }) => name === 'kube');
    if (kube === undefined) throw new Error('no kube');
    expect(commandHelp(kube, { program: 'kubectl asmpvl', width: 80, style: plain }).join('\n')).toMatchInlineSnapshot(`
      "kubectl asmpvl kube: the Kubernetes API server alone

      Usage
        kubectl asmpvl kube [options]

      Serves a Kubernetes API on 127.0.0.1 in which ASMPvlConfig is known. Nothing
      runs behind it; objects live in memory, or in the folder of --data.

      Examples
        # With a kubeconfig where one can find it
        kubectl asmpvl kube --kubeconfig ./kube.config

      Options
        --port <port>          where to listen (default 0, any that is free)
        --data <dir>           a folder to keep the objects in, so that they are there
                               at the next start
        -o, --output <format>  how the data is written; docs/cli.md has the schema of
                               json and yaml (text, json, yaml; default text)
        --kubeconfig <file>    where to write the kubeconfig (default in the folder of
                               --data, else a temporary file, removed at the end)

      General
        --debug     print the stack of an error, too
        -h, --help  print this

      Exit codes
        0    it worked, and what was looked at is as it should be
        1    it did not work
        2    it was asked wrongly: a flag, a file, a setting
        130  ended by Ctrl-C
        143  ended by SIGTERM"
    `);
  });

  it.each(commands.map((command) => [command.name, command] as const))('of %s fits 80 columns', (_, command) => {
    const lines = commandHelp(command, { program: 'asmpvl', width: 80, style: plain });
    const prose = lines.filter((line) => !line.startsWith('  asmpvl '));
    expect(prose.filter((line) => line.length > 80)).toEqual([]);
    expect(command.examples.length).toBeGreaterThan(0);
  });
});
