/** The settings of the operator as options of a command. */
import { type Option, text } from '../command/option.ts';
import { type Setting, type SettingName, settings } from './settings.ts';

/** Flag and default only: that a variable may come between them is for `readValues`, which also tells where a value is from. */
export function settingOptions<const Name extends SettingName>(
  ...names: readonly Name[]
): Record<Name, Option<string | undefined>> {
  // One entry for each of the names.
  return Object.fromEntries(names.map((name) => [name, optionOf(settings[name])])) as ReturnType<
    typeof settingOptions<Name>
  >;
}

function optionOf({ flag: name, value, doc, env, choices, default: otherwise }: Setting): Option<string | undefined> {
  const shown = {
    name,
    doc: `${doc} ($${env})`,
    ...(choices && { choices }),
    ...(otherwise && { default: otherwise }),
  };
  return value === undefined ? { name, doc: shown.doc, read: (given) => given } : text({ ...shown, value });
}
