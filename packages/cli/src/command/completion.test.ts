import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { commands } from '../commands/commands.ts';
import { completionScript } from './completion.ts';

/** What bash offers for a line that is being typed. */
function offered(...words: readonly string[]): string[] {
  const script = `${completionScript('bash', commands)}
COMP_WORDS=(asmpvl ${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length}; _asmpvl; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout, stderr } = spawnSync('bash', ['-c', script], { encoding: 'utf8' });
  expect(stderr).toBe('');
  return stdout.trim().split('\n').filter(Boolean);
}

describe('completion', () => {
  it.each<[string, string[], string[]]>([
    ['commands', ['clo'], ['cloud']],
    ['commands of help', ['help', 'ku'], ['kube']],
    ['flags', ['up', '--pro'], ['--profile']],
    ['choices of a flag', ['up', '--profile', 'in'], ['instant']],
    ['choices of what stands alone', ['completion', ''], ['bash', 'zsh', 'fish']],
    ['nothing for a number', ['cloud', '--port', ''], []],
  ])('in bash offers %s', (_, words, expected) => {
    expect(offered(...words)).toEqual(expected);
  });

  it('in bash offers files', () => {
    expect(offered('up', '--config', 'package.j')).toEqual(['package.json']);
  });

  it.each(['zsh', 'fish'] as const)('for %s knows every command and flag', (shell) => {
    const script = completionScript(shell, commands);
    const flags = commands.flatMap(({ options }) => options.filter(({ positional }) => positional === undefined));
    const words = [...commands, ...flags].map(({ name }) => name);
    expect(words.filter((word) => !script.includes(word))).toEqual([]);
  });
});
