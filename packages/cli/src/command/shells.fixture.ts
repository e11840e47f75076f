/** Real shells, asked what they make of a line on which Tab is pressed. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Shell } from './completion.ts';

export function isThere(shell: Shell): boolean {
  return spawnSync(shell, ['--version']).error === undefined;
}

/** In bash and fish: what is offered for each line, in their order of words. */
const offers = {
  bash: `. "$1"
shift
for line in "$@"; do
  read -ra COMP_WORDS <<< "$line"
  case $line in *' ') COMP_WORDS+=('') ;; esac
  COMP_CWORD=$((\${#COMP_WORDS[@]} - 1))
  _asmpvl
  echo "\${COMPREPLY[*]}"
done`,
  fish: `source $argv[1]
for line in $argv[2..]
  echo (complete -C $line | string replace -r '\\t.*' '')
end`,
} as const;

/** In zsh, where only the line editor completes: a terminal of its own, and a key that tells what the line has become. */
const become = `zmodload zsh/zpty
zpty z zsh -f -i
zpty -w z "PS1=; PS2=; unsetopt beep; autoload -Uz compinit; compinit -u -D; source $1; show() { print -r -- \\"<<\\$BUFFER>>\\"; BUFFER=; }; zle -N show; bindkey '^X' show; print '<<'ready'>>'"
zpty -r z line '*<<ready>>*'
for typed in "\${@:2}"; do
  zpty -w -n z "$typed"$'\\t\\x18'
  zpty -r z line '*<<*>>*'
  print -r -- "\${\${line##*<<}%%>>*}"
done
zpty -d z`;

/** An answer for each line. */
export function press(shell: Shell, script: string, lines: readonly string[]): string[] {
  const folder = mkdtempSync(path.join(tmpdir(), 'shell-test-'));
  try {
    const [completion, asking] = [path.join(folder, '_asmpvl'), path.join(folder, 'ask')];
    writeFileSync(completion, script);
    writeFileSync(asking, shell === 'zsh' ? become : offers[shell]);
    const plain = { bash: [], zsh: ['-f'], fish: ['--no-config'] }[shell];
    const { stdout, stderr } = spawnSync(shell, [...plain, asking, completion, ...lines], {
      encoding: 'utf8',
      env: { ...process.env, HOME: folder, TERM: 'xterm' },
    });
    if (stderr !== '') throw new Error(stderr);
    return stdout
      .split('\n')
      .slice(0, -1)
      .map((line) => line.trimEnd());
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
