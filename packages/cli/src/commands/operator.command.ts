import { defineCommand } from '../command/command.ts';
import { outputOption } from '../command/format.ts';
import { settingOptions } from '../operator/setting-options.ts';
import { settingNames } from '../operator/settings.ts';

export const operatorCommand = defineCommand({
  name: 'operator',
  summary: 'the operator alone, for a real account or an emulated cloud',
  description: [
    'Makes the ASMPvlConfig of a cluster true with PrivateLink, keeps it true and reports it. Cloud credentials come in the first way that is set up: ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET, the role of the pod, a credentials file, the role of the instance, a profile (docs/credentials.md).',
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
  options: { ...settingOptions(...settingNames), output: outputOption<never>() },
  output: async () => (await import('zod')).z.toJSONSchema((await import('../operator/schema.ts')).operatorSchema),
  load: async () => {
    const { operator } = await import('./operator.ts');
    return operator;
  },
});
