/** From flags and environment to values, flags first. */
import type { Environment } from '../context.ts';
import { Failure } from '../failure.ts';
import type { OperatorData } from './schema.ts';
import { PREFIX, type Setting, type SettingName, settingNames, settings, type Values } from './settings.ts';

/** As given; a switch is `true`. */
export type Flags = Readonly<Partial<Record<SettingName, string | undefined>>>;

/** @throws Failure for a variable of ours that does not exist, and for a value that is not one of the choices */
export function readValues(flags: Flags, env: Environment): Values {
  refuseUnknown(env);
  return Object.fromEntries(
    settingNames.flatMap((name) => {
      const value = readValue(settings[name], flags[name], env);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** A table of what is in force, for the log's first lines; secrets hidden. */
export function valueLines(values: Values): string[] {
  const shown = shownValues(values);
  const names = settingNames.filter((name) => values[name] !== undefined);
  const width = Math.max(...names.map((name) => flagOf(settings[name]).length));
  return names.map((name) => {
    const { flag, env } = settings[name];
    const { value = '', from = 'default' } = shown[flag] ?? {};
    const note = from === 'env' ? `  (${env})` : from === 'default' ? '  (default)' : '';
    return `  ${flagOf(settings[name]).padEnd(width)}  ${value}${note}`;
  });
}

/** The same, by flag. */
export function shownValues(values: Values): OperatorData['settings'] {
  return Object.fromEntries(
    settingNames.flatMap((name) => {
      const setting: Setting = settings[name];
      const given = values[name];
      if (given === undefined) return [];
      return [[setting.flag, { value: setting.secret ? '[hidden]' : withoutPassword(given.text), from: given.from }]];
    }),
  );
}

/** `--mesh` */
export function flagOf({ flag }: Setting): string {
  return `--${flag}`;
}

function readValue(setting: Setting, flag: Flags[SettingName], env: Environment): Values[SettingName] {
  const variable = env[setting.env] === '' ? undefined : env[setting.env];
  const [text, from] =
    flag !== undefined
      ? ([flag, 'flag'] as const)
      : variable !== undefined
        ? ([variable, 'env'] as const)
        : ([setting.default, 'default'] as const);
  if (text === undefined) return undefined;
  const choices = setting.value === undefined ? ['true', 'false'] : setting.choices;
  if (choices !== undefined && !choices.includes(text)) {
    throw new Failure({
      code: 'SettingInvalid',
      what: `"${text}" is not one of ${choices.join(', ')}`,
      where: from === 'env' ? setting.env : flagOf(setting),
      now: 'Give one of these.',
      exit: 'usage',
    });
  }
  return { text, from };
}

function refuseUnknown(env: Environment): void {
  const known = new Set<string>(settingNames.map((name) => settings[name].env));
  const unknown = Object.keys(env).filter((name) => name.startsWith(PREFIX) && !known.has(name));
  if (unknown.length === 0) return;
  throw new Failure({
    code: 'SettingUnknown',
    what: 'the environment has settings that do not exist',
    where: unknown.sort().join(', '),
    now: `Remove or correct them. "asmpvl operator --help" lists those there are.`,
    exit: 'usage',
  });
}

/** A URL may carry a password. */
function withoutPassword(text: string): string {
  return text.replace(/\/\/[^/@\s]*@/, '//[hidden]@');
}
