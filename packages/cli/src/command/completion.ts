/** What a shell needs to complete a command line: one script for each shell, made from the declarations. Pure. */
import type { Command } from './command.ts';
import type { Option } from './option.ts';

export const shells = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof shells)[number];

export function completionScript(shell: Shell, commands: readonly Command[]): string {
  switch (shell) {
    case 'bash':
      return bash(commands);
    case 'zsh':
      return zsh(commands);
    case 'fish':
      return fish(commands);
  }
}

function bash(commands: readonly Command[]): string {
  const flags = commands.map(
    ({ name, options }) =>
      `    ${name}) flags=${quoted(
        flagsOf(options)
          .map(({ name: each }) => `--${each}`)
          .join(' '),
      )} ;;`,
  );
  const values = commands.flatMap(({ name, options }) =>
    flagsOf(options)
      .filter(({ value }) => value !== undefined)
      .map((option) => `    ${name}:--${option.name}) ${bashValues(option)} ;;`),
  );
  const words = commands.flatMap(({ name, options }) => {
    const choices = options.find(({ positional }) => positional !== undefined)?.choices;
    return choices === undefined ? [] : [`    ${name}) words=${quoted(choices.join(' '))} ;;`];
  });
  return `# bash completion for asmpvl: asmpvl completion bash > /etc/bash_completion.d/asmpvl
_asmpvl() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD-1]} command=\${COMP_WORDS[1]} flags= words=
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W ${quoted([...commands.map(({ name }) => name), 'help'].join(' '))} -- "$cur"))
    return
  fi
  case $command in
${words.join('\n')}
    help) words=${quoted(commands.map(({ name }) => name).join(' '))} ;;
  esac
  case $command in
${flags.join('\n')}
  esac
  case $command:$prev in
${values.join('\n')}
  esac
  case $cur in
    -*) COMPREPLY=($(compgen -W "$flags" -- "$cur")) ;;
    *) if [ -n "$words" ]; then COMPREPLY=($(compgen -W "$words" -- "$cur")); else COMPREPLY=($(compgen -f -- "$cur")); fi ;;
  esac
}
complete -o filenames -F _asmpvl asmpvl
`;
}

function bashValues({ choices, completes }: Option): string {
  if (choices !== undefined) return `COMPREPLY=($(compgen -W ${quoted(choices.join(' '))} -- "$cur")); return`;
  if (completes === 'nothing') return 'return';
  return `COMPREPLY=($(compgen -${completes === 'folders' ? 'd' : 'f'} -- "$cur")); return`;
}

function zsh(commands: readonly Command[]): string {
  const list = commands.map(({ name, summary }) => `    ${quoted(`${name}:${escaped(summary)}`)}`).join('\n');
  const cases = commands.map(({ name, options }) => {
    const specs = options.map((option) => `        ${quoted(zshSpec(option))}`).join(' \\\n');
    return `      ${name})\n        _arguments \\\n${specs}\n        ;;`;
  });
  return `#compdef asmpvl
# zsh completion for asmpvl: asmpvl completion zsh > "\${fpath[1]}/_asmpvl"
_asmpvl() {
  local -a commands
  commands=(
${list}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  local command=$words[2]
  shift words
  (( CURRENT-- ))
  case $command in
${cases.join('\n')}
  esac
}
if [ "$funcstack[1]" = _asmpvl ]; then _asmpvl "$@"; else compdef _asmpvl asmpvl; fi
`;
}

function zshSpec(option: Option): string {
  const { name, doc, positional } = option;
  if (positional !== undefined) return `1:${escaped(name)}:${zshValues(option)}`;
  const after = option.value === undefined ? '' : `:${escaped(option.value)}:${zshValues(option)}`;
  return `--${name}[${escaped(doc)}]${after}`;
}

function zshValues({ choices, completes }: Option): string {
  if (choices !== undefined) return `(${choices.join(' ')})`;
  if (completes === 'nothing') return ' ';
  return completes === 'folders' ? '_files -/' : '_files';
}

function escaped(text: string): string {
  return text.replace(/[[\]:\\]/g, (character) => `\\${character}`);
}

function fish(commands: readonly Command[]): string {
  const first = commands.map(
    ({ name, summary }) => `complete -c asmpvl -n __fish_use_subcommand -f -a ${name} -d ${quoted(summary)}`,
  );
  const rest = commands.flatMap(({ name, options }) =>
    options.map((option) => `complete -c asmpvl -n '__fish_seen_subcommand_from ${name}'${fishOption(option)}`),
  );
  return `# fish completion for asmpvl: asmpvl completion fish > ~/.config/fish/completions/asmpvl.fish
${[...first, ...rest].join('\n')}
`;
}

function fishOption({ name, short, doc, value, choices, completes, positional }: Option): string {
  const words = choices === undefined ? '' : ` -a ${quoted(choices.join(' '))}`;
  if (positional !== undefined) return choices === undefined ? ' -F' : ` -f${words}`;
  const takes = value === undefined ? '' : choices !== undefined || completes === 'nothing' ? ' -x' : ' -r';
  return ` -l ${name}${short === undefined ? '' : ` -s ${short}`}${takes}${words} -d ${quoted(doc)}`;
}

function flagsOf(options: readonly Option[]): Option[] {
  return options.filter(({ positional }) => positional === undefined);
}

/** For a shell, in single quotes. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
