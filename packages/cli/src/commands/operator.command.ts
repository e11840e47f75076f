import { Command, Option } from 'commander';
import type { Context } from '../context.ts';
import { type Flags, readValues } from '../operator/read-values.ts';
import { type Setting, settingNames, settings } from '../operator/settings.ts';

export function operatorCommand(context: Context): Command {
  const command = new Command('operator')
    .summary('the operator alone, for a real account or an emulated cloud')
    .description(
      `Makes the ASMPvlConfig of a cluster true with PrivateLink, keeps it true and reports it. Cloud credentials come from the official chain: ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET, the role of the pod or the instance, a profile.

Every setting is also a variable: ASMPVL_ and the flag in capitals. A flag goes before its variable.`,
    )
    .action(async (flags: Flags) => {
      const values = readValues(flags, context.env);
      const { operator } = await import('./operator.ts');
      await operator(values, context);
    });
  for (const name of settingNames) command.addOption(optionOf(settings[name]));
  return command;
}

/** Defaults are the table's, not commander's, so that a variable can come between the flag and the default. */
function optionOf({ flags, doc, default: value }: Setting): Option {
  return new Option(flags, value === undefined || value === 'false' ? doc : `${doc} (default: ${value})`);
}
