import { defineCommand } from '../command/command.ts';
import { type Option, text } from '../command/option.ts';
import { type Setting, type SettingName, settingNames, settings } from '../operator/settings.ts';

export const operatorCommand = defineCommand({
  name: 'operator',
  summary: 'the operator alone, for a real account or an emulated cloud',
  description: [
    'Makes the ASMPvlConfig of a cluster true with PrivateLink, keeps it true and reports it. Cloud credentials come from the official chain: ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET, the role of the pod or the instance, a profile.',
    'Every setting is also a variable: ASMPVL_ and the flag in capitals. A flag goes before its variable.',
  ],
  examples: [
    {
      purpose: 'Beside a managed ASM instance, as a companion that writes nothing',
      args: 'operator --kubeconfig asm.kubeconfig --region cn-hangzhou --mesh c0123456789abcdef',
    },
    {
      purpose: 'For an Istio of your own',
      args: 'operator --region cn-hangzhou --given-name prod --vpc vpc-… --pilot-load-balancer lb-…',
    },
  ],
  options: optionsOf(),
  load: async () => {
    const { operator } = await import('./operator.ts');
    return operator;
  },
});

/** Flag and default only: that a variable may come between them is for `readValues`, which also tells where a value is from. */
function optionsOf(): Record<SettingName, Option<string | undefined>> {
  // One entry for each name of the table.
  return Object.fromEntries(settingNames.map((name) => [name, optionOf(settings[name])])) as ReturnType<
    typeof optionsOf
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
