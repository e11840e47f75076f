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
      .map(
        (option) =>
          `    ${written(option)
            .map((each) => `${name}:${each}`)
            .join('|')}) ${bashValues(option)} ;;`,
      ),
  );
  const words = commands.flatMap(({ name, options }) => {
    const alone = options.find(({ positional }) => positional !== undefined);
    if (alone?.choices !== undefined) return [`    ${name}) words=${quoted(alone.choices.join(' '))} ;;`];
    return takesFile(options) ? [`    ${name}) files=yes ;;`] : [];
  });
  return `# bash completion for asmpvl: asmpvl completion bash > /etc/bash_completion.d/asmpvl
_asmpvl() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD-1]} command=\${COMP_WORDS[1]} flags= words= files=
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
    *) if [ -n "$files" ]; then COMPREPLY=($(compgen -f -- "$cur")); else COMPREPLY=($(compgen -W "$words" -- "$cur")); fi ;;
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
    const specs = options
      .flatMap(zshSpecs)
      .map((spec) => `        ${quoted(spec)}`)
      .join(' \\\n');
    return `      ${name})\n        _arguments \\\n${specs}\n        ;;`;
  });
  return `#compdef asmpvl
# zsh completion for asmpvl: asmpvl completion zsh > "\${fpath[1]}/_asmpvl"
_asmpvl() {
  local -a commands
  commands=(
${list}
    ${quoted('help:what there is, or of one command')}
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
      help)
        _arguments ${quoted(`1:command:(${commands.map(({ name }) => name).join(' ')})`)}
        ;;
  esac
}
if [ "$funcstack[1]" = _asmpvl ]; then _asmpvl "$@"; else compdef _asmpvl asmpvl; fi
`;
}

function zshSpecs(option: Option): string[] {
  const { name, doc, positional } = option;
  if (positional !== undefined) return [`${positional.many ? '*' : '1'}:${escaped(name)}:${zshValues(option)}`];
  const after = option.value === undefined ? '' : `:${escaped(option.value)}:${zshValues(option)}`;
  return written(option).map((each) => `${each}[${escaped(doc)}]${after}`);
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
  const of = (name: string) => `complete -c asmpvl -n '__fish_seen_subcommand_from ${name}'`;
  const rest = commands.flatMap(({ name, options }) => [
    `${of(name)} -f`,
    ...options.map((option) => of(name) + fishOption(option)),
  ]);
  const help = [
    "complete -c asmpvl -n __fish_use_subcommand -f -a help -d 'what there is, or of one command'",
    `${of('help')} -f -a ${quoted(commands.map(({ name }) => name).join(' '))}`,
  ];
  return `# fish completion for asmpvl: asmpvl completion fish > ~/.config/fish/completions/asmpvl.fish
${[...first, ...help, ...rest].join('\n')}
`;
}

function fishOption({ name, short, doc, value, choices, completes, positional }: Option): string {
  const words = choices === undefined ? '' : ` -a ${quoted(choices.join(' '))}`;
  if (positional !== undefined) return choices === undefined && completes !== 'nothing' ? ' -F' : ` -f${words}`;
  const takes = value === undefined ? '' : choices !== undefined || completes === 'nothing' ? ' -x' : ' -r -F';
  return ` -l ${name}${short === undefined ? '' : ` -s ${short}`}${takes}${words} -d ${quoted(doc)}`;
}

/** `-o` and `--output` */
function written({ name, short }: Option): string[] {
  return [...(short === undefined ? [] : [`-${short}`]), `--${name}`];
}

/** Whether what stands alone is a file. */
function takesFile(options: readonly Option[]): boolean {
  return options.some(
    ({ positional, choices, completes }) =>
      positional !== undefined && choices === undefined && completes !== 'nothing',
  );
}

function flagsOf(options: readonly Option[]): Option[] {
  return options.filter(({ positional }) => positional === undefined);
}

/** For a shell, in single quotes. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
