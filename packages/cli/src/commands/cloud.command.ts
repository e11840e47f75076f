import { defineCommand } from '../command/command.ts';
import { outputOption } from '../command/format.ts';
import { flag, text } from '../command/option.ts';
import { portOption, productPortsOption, profileOption, scenarioOption } from '../options.ts';

export const cloudCommand = defineCommand({
  name: 'cloud',
  summary: 'the emulated cloud alone, for any SDK',
  description: [
    'Serves the emulated cloud on 127.0.0.1: the wire API, its states and its network. Any SDK works against it with only its endpoint changed.',
    'A mesh has an API server of its own, which starts when its kubeconfig is first asked for; ASMPvlConfig is known there.',
    'An inspection API below /-/ on the same port shows and steers it: world, ledger of calls, clock, faults, quotas, snapshots. Its document is at /-/openapi.json.',
  ],
  examples: [
    { purpose: 'The world of the guide', args: 'cloud' },
    { purpose: 'For a script: where it is and its key, as one document', args: 'cloud -o json' },
    { purpose: 'A scenario to start one of your own from', args: 'cloud --print-scenario > scenario.yaml' },
  ],
  options: {
    port: portOption('where to listen, for all products'),
    productPorts: productPortsOption(),
    scenario: scenarioOption(),
    profile: profileOption(),
    data: text({
      name: 'data',
      value: 'dir',
      doc: 'a folder to keep the cloud in, so that it goes on from there at the next start',
      completes: 'folders',
    }),
    strict: flag({ name: 'strict', doc: 'refuse parameters that the API reference does not know' }),
    output: outputOption<never>(),
    printScenario: flag({
      name: 'print-scenario',
      doc: 'print the scenario of the guide as YAML (or as --output json), and end',
    }),
  },
  output: async () => (await import('zod')).z.toJSONSchema((await import('../serve/cloud-schema.ts')).cloudSchema),
  load: async () => (await import('./cloud.ts')).cloud,
});
